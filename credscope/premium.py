"""What a posting pays more where it names a credential: a regression over cells of like postings.

Cells are postings of one employer, place, occupation and year that name a credential, or that do not, with
their number and the sum of their logarithms of pay. All postings of a cell have the same regressors, so that
cells, weighted by their postings, give the estimate and the errors clustered by employer that postings would.
Which postings stand in a cell and how many are too few is decided by the warehouse.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

EFFECTS = ("employer_key", "soc_code", "state", "posted_year")
MILLIONTHS = 1_000_000
DECIMALS = 6
CONFIDENCE = 0.95
TOLERANCE = 1e-10
MOST_STEPS = 5_000
LEAST_LEFT = 1e-8
"""Share of the credential's variance that the effects must leave; below it they explain it whole."""


@dataclass(frozen=True)
class Estimate:
    """`log_premium` with its error and 95 % interval, null with a reason where there is none; and of how many
    postings, postings with a credential and employers it is."""

    compared_posting_count: int
    compared_matched_posting_count: int
    compared_employer_count: int
    log_premium: float | None = None
    log_premium_standard_error: float | None = None
    log_premium_low: float | None = None
    log_premium_high: float | None = None
    not_estimated_reason: str | None = None


def estimate(cells: pa.Table, least_postings: int, least_employers: int) -> Estimate:
    """The difference of log pay with a credential, within employer, occupation, state and year.

    `cells` has the columns of EFFECTS, is_matched, posting_count and log_pay_millionths. Fewer postings on
    either side than `least_postings`, or fewer employers than `least_employers`, give no estimate.
    """
    weight = cells["posting_count"].to_numpy().astype(float)
    named = cells["is_matched"].to_numpy(zero_copy_only=False).astype(float)
    employers, employer_count = _numbers(cells, EFFECTS[0])
    counts = int(weight.sum()), int(weight @ named), employer_count

    def without(reason: str) -> Estimate:
        return Estimate(*counts, not_estimated_reason=reason)

    if counts[1] < least_postings or counts[0] - counts[1] < least_postings:
        return without("too_few_postings")
    if employer_count < least_employers:
        return without("too_few_employers")
    root = np.sqrt(weight)
    pay = cells["log_pay_millionths"].to_numpy() / MILLIONTHS / weight
    effects = _effects([_numbers(cells, name) for name in EFFECTS], root)
    left = [_left(effects, root * (values - weight @ values / weight.sum())) for values in (named, pay)]
    if float(left[0] @ left[0]) < LEAST_LEFT * float(weight @ (named - named @ weight / weight.sum()) ** 2):
        return without("nothing_to_compare")
    return _fitted(left[1], left[0], employers, counts)


def estimates(
    groups: Iterable[tuple[str, str, pa.Table]], least_postings: int, least_employers: int
) -> pa.Table:
    """One row per definition and team of `groups`, with the columns of Estimate."""
    import pyarrow as pa

    kinds = {"int": pa.int64(), "float | None": pa.float64(), "str | None": pa.string()}
    schema = pa.schema(
        [("definition_id", pa.string()), ("team", pa.string())]
        + [(field.name, kinds[str(field.type)]) for field in fields(Estimate)]
    )
    rows = [
        {
            "definition_id": definition,
            "team": team,
            **asdict(estimate(cells, least_postings, least_employers)),
        }
        for definition, team, cells in groups
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def _numbers(cells: pa.Table, name: str) -> tuple[np.ndarray, int]:
    """A column's values as whole numbers from 0, and how many there are."""
    encoded = cells[name].combine_chunks().dictionary_encode()
    return encoded.indices.to_numpy(), len(encoded.dictionary)


def _effects(columns: list[tuple[np.ndarray, int]], root: np.ndarray) -> object:
    """One column per value of every effect, weighted and of length one, which makes solving quick."""
    from scipy import sparse

    blocks = []
    for numbers, count in columns:
        length = np.sqrt(np.bincount(numbers, root * root, count))
        place = (np.arange(len(root)), numbers)
        blocks.append(sparse.csr_array((root / length[numbers], place), shape=(len(root), count)))
    return sparse.hstack(blocks, format="csr")


def _left(effects: object, values: np.ndarray) -> np.ndarray:
    """What the effects leave of the weighted values."""
    from scipy.sparse.linalg import lsmr

    answer = lsmr(effects, values, atol=TOLERANCE, btol=TOLERANCE, conlim=0, maxiter=MOST_STEPS)
    return np.asarray(values - effects @ answer[0])  # type: ignore[operator]


def _fitted(
    pay: np.ndarray, named: np.ndarray, employers: np.ndarray, counts: tuple[int, int, int]
) -> Estimate:
    from statsmodels.regression.linear_model import OLS

    fit = OLS(pay, named[:, None]).fit(cov_type="cluster", cov_kwds={"groups": employers}, use_t=True)
    low, high = fit.conf_int(1 - CONFIDENCE)[0]
    premium, error, least, most = (
        round(float(one), DECIMALS) for one in (fit.params[0], fit.bse[0], low, high)
    )
    return Estimate(*counts, premium, error, least, most)
