"""Pay of the sample: what postings offer, and the truth of pay__premium.

A posting that names an AI-related credential pays PREMIUM more than it would without; teams pay differently,
so that raw medians of all teams tell another story than the premium. Amounts are ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from credscope.sample.occupations import TEAMS
from credscope.sample.plan import AI
from credscope.sample.records import Rows

Record = dict[str, Any]
PREMIUM = 0.08
STATED_SHARE = 0.6
HOURLY_SHARE = 0.3
HOURS = 2_080
RANGE = 1.25
TEAM_FACTORS = np.array([1.2, 1.1, 1.05, 1.0, 1.0])
"""By team; the last one is of postings outside every team."""
STEPS = 32_000 + 1_000 * np.arange(90)
SHAPE = (len(TEAMS), 2, 2, len(STEPS))


@dataclass
class Pays:
    """Draws pay, and counts it over AI postings that have a text: counts[team, matched, hourly, step]."""

    ai_related: np.ndarray
    counts: np.ndarray = field(default_factory=lambda: np.zeros(SHAPE, dtype=np.int64))

    def draw(
        self, rows: Rows, kept: np.ndarray, chance: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Lowest and highest amount of every row, and its unit: 0 a year, 1 an hour, -1 where none is stated.

        `kept` are the rows that get a text; only they are counted.
        """
        stated = chance.random(len(rows)) < STATED_SHARE
        hourly = (chance.random(len(rows)) < HOURLY_SHARE).astype(np.int64)
        step = chance.integers(0, len(STEPS), len(rows))
        matched = rows.named(self.ai_related).astype(np.int64)
        counted = kept[(rows.kind[kept] == AI) & stated[kept]]
        np.add.at(self.counts, tuple(part[counted] for part in (rows.team, matched, hourly, step)), 1)
        low, high = _amounts(rows.team, matched, hourly, step)
        return low, high, np.where(stated, hourly, -1)

    def premium(self, by_team: list[Record]) -> list[Record]:
        """Rows of pay__premium from those of demand__by_team, without what is estimated."""
        rows = []
        for row in by_team:
            part = slice(None) if row["team"] == "all" else [TEAMS.index(row["team"])]
            held = np.zeros(SHAPE, dtype=np.int64)
            held[part] = self.counts[part]
            rows.append(
                {
                    **row,
                    "paid_posting_count": int(held.sum()),
                    "matched_paid_posting_count": int(held[:, 1].sum()),
                    "matched_median_pay": _median(held, 1),
                    "unmatched_median_pay": _median(held, 0),
                }
            )
        return rows


def yearly(low: np.ndarray, high: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """Dollars a year in the middle of what `Pays.draw` gives, NaN where no pay is stated."""
    pay = (low + high) / 2 * np.where(unit == 1, HOURS, 1)
    return np.where(unit < 0, np.nan, pay)


def _amounts(
    team: np.ndarray, matched: np.ndarray, hourly: np.ndarray, step: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    year = np.round(STEPS[step] * TEAM_FACTORS[team] * np.where(matched == 1, 1 + PREMIUM, 1))
    low = np.where(hourly == 1, np.round(year / HOURS, 2), year)
    return low, np.round(low * RANGE, 2)


def _median(counts: np.ndarray, matched: int) -> float | None:
    """The yearly pay that half of the postings do not exceed, the middle of a range standing for it."""
    team, hourly, step = np.nonzero(counts[:, matched])
    number = counts[:, matched][team, hourly, step]
    if not len(number):
        return None
    low, high = _amounts(team, np.full(len(team), matched), hourly, step)
    pay = yearly(low, high, hourly)
    order = np.argsort(pay, kind="stable")
    place = np.searchsorted(np.cumsum(number[order]), number.sum() / 2)
    return round(float(pay[order][place]), 2)
