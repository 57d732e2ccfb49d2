"""What the texts of a stretch of rows say: the hand-over from writing them to counting what is planted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from credscope.sample.records import Rows

STATUSES = ("required", "obtain", "preferred", "alternative", "mentioned")
"""How firmly a text can ask for a credential, the firmest first."""


@dataclass(frozen=True)
class Said:
    """What is said of each mention and each row.

    `status`: by mention, the number in STATUSES, -1 where no text tells it. `replaceable`: by row, 1 where
    the text lets something replace the degree, 0 where not, -1 where no text asks for a degree. `yearly_pay`:
    by row, the middle of the range posted beside the text in dollars a year, NaN where none is.
    """

    status: np.ndarray
    replaceable: np.ndarray
    yearly_pay: np.ndarray

    @classmethod
    def nothing(cls, rows: Rows) -> Said:
        """Of rows without texts."""
        return cls(np.full(len(rows.mention_row), -1), np.full(len(rows), -1), np.full(len(rows), np.nan))
