"""How far a figure would move with another draw of postings: a bootstrap that draws whole postings.

Every figure is a ratio of two sums over postings, so one set of draws serves all figures, and differences
between two readings of the same postings too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from credscope.accuracy.counts import Counts

DRAWS = 2000
SEED = 20210401
_TAILS = (2.5, 97.5)

Draws = npt.NDArray[np.float64]


class Bootstrap:
    """The draws for `size` postings: fixed by a seed, so that the same labels give the same intervals."""

    def __init__(self, size: int) -> None:
        chances = np.full(size, 1 / size)
        self._weights = np.random.default_rng(SEED).multinomial(size, chances, DRAWS).astype(np.float64)

    def draws(self, counted: Sequence[Counts], figure_ids: Sequence[str]) -> dict[str, Draws]:
        """DRAWS values of each figure; nan in a draw where the figure has no whole.

        `counted` holds the counts of every posting, in one order for all calls.
        """
        sums = []
        for side in (0, 1):
            columns = [[each.get(name, (0.0, 0.0))[side] for each in counted] for name in figure_ids]
            sums.append(self._weights @ np.array(columns, np.float64).T)
        with np.errstate(divide="ignore", invalid="ignore"):
            values = sums[0] / sums[1]
        values[sums[1] == 0] = np.nan
        return {name: values[:, at] for at, name in enumerate(figure_ids)}


def interval(draws: Draws) -> tuple[float | None, float | None]:
    """The middle 95 % of `draws`; nulls where no draw has a value."""
    known = draws[~np.isnan(draws)]
    if not known.size:
        return None, None
    low, high = np.percentile(known, _TAILS)
    return float(low), float(high)
