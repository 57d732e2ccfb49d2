"""What is counted in one posting: a part and a whole for every figure, which so is a ratio of two sums.

That shape is what lets one bootstrap give the interval of every figure. Which things are counted belongs to
`credentials`, `education` and `occupation`.
"""

from __future__ import annotations

from dataclasses import dataclass

Counts = dict[str, tuple[float, float]]
"""Part and whole that one posting adds to a figure, by figure id; one that is left out adds nothing."""


@dataclass(frozen=True)
class Hits:
    """How many things were read right, read without being labelled, and labelled without being read."""

    right: int
    invented: int
    missed: int

    def counts(self, prefix: str) -> Counts:
        """Precision, recall and F1 as figures `<prefix>precision`, `<prefix>recall`, `<prefix>f1`."""
        return {
            f"{prefix}precision": (self.right, self.right + self.invented),
            f"{prefix}recall": (self.right, self.right + self.missed),
            f"{prefix}f1": (2 * self.right, 2 * self.right + self.invented + self.missed),
        }


def flag_hits(labelled: bool | None, read: bool | None) -> Hits:
    """Hits of a field that is true, false or null; only true counts as found."""
    said, got = labelled is True, read is True
    return Hits(int(said and got), int(got and not said), int(said and not got))
