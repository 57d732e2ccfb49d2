"""Monthly series without their season, and the months in which their level or direction changed.

Whole months of one series after another; which months are counted, and what is too short or too thin to be
told, is decided by the warehouse. The season is taken out by STL of statsmodels, changes are found by PELT of
ruptures. Postings are worked on as logarithms, shares as arcsines of their roots, which gives months of any
level the same noise and keeps every share between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

MONTHS_A_YEAR = 12
DECIMALS = 9
KEY = ("definition_id", "team", "posted_month")


@dataclass(frozen=True)
class Settings:
    """`penalty`: how much better a line with one more change must fit, in units of the noise's variance times
    the logarithm of the number of months; `least_months`: months between two changes."""

    penalty: float
    least_months: int


def without_season(values: np.ndarray) -> np.ndarray:
    """The series less a season that is the same every year; at least two years of months, none missing."""
    from statsmodels.tsa.seasonal import STL

    same_every_year = 10 * len(values) + 1
    fit = STL(values, period=MONTHS_A_YEAR, seasonal=same_every_year, seasonal_deg=0, robust=True).fit()
    return np.asarray(values - fit.seasonal)


def noise(values: np.ndarray) -> float:
    """Standard deviation that a month has as part of a long mean: of what is left without steps and trend.

    Told from the differences between months, cut at three robust deviations so that a step counts little.
    Where one month's noise lasts into the next, a mean of months is less sure than their number says; that is
    allowed for as for a first-order autoregression.
    """
    steps = np.diff(values)
    steps = steps - np.median(steps)
    spread = 1.4826 * np.median(np.abs(steps)) or steps.std()
    steps = np.clip(steps, -3 * spread, 3 * spread)
    squares = float((steps * steps).sum())
    if squares == 0:
        return 0.0
    lasting = float(np.clip(1 + 2 * (steps[1:] * steps[:-1]).sum() / squares, 0, 0.8))
    return float(np.sqrt(squares / len(steps) * (1 + lasting) / 2) / (1 - lasting))


def changes(values: np.ndarray, settings: Settings, chance: float = 0.0) -> list[int]:
    """Places at which a new straight line begins that fits better than the one before goes on.

    `chance` is the noise that months of so few postings have by chance alone; less is never assumed.
    """
    import ruptures

    deviation = max(noise(values), chance)
    if deviation == 0:
        return []
    count = len(values)
    line = np.column_stack([(values - values.mean()) / deviation, np.ones(count), np.arange(count) / count])
    search = ruptures.Pelt(model="linear", min_size=settings.least_months, jump=1).fit(line)
    return [int(place) for place in search.predict(pen=settings.penalty * np.log(count))[:-1]]


def jumps(values: np.ndarray, places: list[int]) -> Iterator[tuple[int, float, float]]:
    """For every change its place, and what the lines before and after it say for that month."""
    edges = [0, *places, len(values)]
    lines = [np.polyfit(np.arange(a, b), values[a:b], 1) for a, b in pairwise(edges)]
    for place, before, after in zip(places, lines, lines[1:], strict=False):
        yield place, float(np.polyval(before, place)), float(np.polyval(after, place))


def momentum(series: pa.Table) -> pa.Table:
    """Adjusted values and changes of every series, in the rows and the order of `series`.

    `series` has one row per definition, team and month, ordered by them, with posting_count, matched_share,
    not_adjusted_reason, changes_not_sought_reason, change_penalty and change_least_months. Returned are its
    key and adjusted_posting_count, adjusted_matched_share, posting_change_factor and share_change_size, null
    where there is none.
    """
    import pyarrow as pa

    rows = series.to_pylist()
    found: list[dict[str, Any]] = []
    for _, held in groupby(rows, key=lambda row: (row["definition_id"], row["team"])):
        found += _one(list(held))
    schema = pa.schema(
        [*(series.schema.field(name) for name in KEY), *(pa.field(n, pa.float64()) for n in MADE)]
    )
    return pa.Table.from_pylist(found, schema=schema)


def _one(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = [{name: row[name] for name in KEY} for row in rows]
    first = rows[0]
    if first["not_adjusted_reason"]:
        return made
    settings = None
    if not first["changes_not_sought_reason"]:
        settings = Settings(first["change_penalty"], int(first["change_least_months"]))
    postings = np.array([float(row["posting_count"]) for row in rows])
    shares = np.array([row["matched_share"] for row in rows])
    chance = float(np.sqrt(np.mean(1 / postings)))
    for unit, values, less in ((POSTINGS, np.log(postings), chance), (SHARE, _root(shares), chance / 2)):
        adjusted = without_season(values)
        for row, value in zip(made, unit.back(adjusted), strict=True):
            row[unit.adjusted] = round(float(value), DECIMALS)
        for place, before, after in jumps(adjusted, changes(adjusted, settings, less)) if settings else ():
            made[place][unit.change] = round(float(unit.size(unit.back(before), unit.back(after))), DECIMALS)
    return made


def _root(share: Any) -> Any:
    return np.arcsin(np.sqrt(share))


def _share(root: Any) -> Any:
    return np.sin(np.clip(root, 0, np.pi / 2)) ** 2


@dataclass(frozen=True)
class _Unit:
    """The columns that are made of a series, the way back to its own unit, and how a change is told in it."""

    adjusted: str
    change: str
    back: Callable[[Any], Any]
    size: Callable[[float, float], float]


POSTINGS = _Unit("adjusted_posting_count", "posting_change_factor", np.exp, lambda old, new: new / old)
SHARE = _Unit("adjusted_matched_share", "share_change_size", _share, lambda old, new: new - old)
MADE = (POSTINGS.adjusted, SHARE.adjusted, POSTINGS.change, SHARE.change)
