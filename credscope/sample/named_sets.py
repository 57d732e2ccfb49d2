"""Which credentials the sample's AI postings name together, counted as the rows are made.

What the marts beyond the brief must show follows from these counts (`beyond`); nothing here looks at files or
at the warehouse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from credscope.sample.plan import AI
from credscope.sample.records import Rows, World


class Named(NamedTuple):
    """Postings of one month, team (indices) and vendor as employer that name exactly these credentials."""

    month: int
    team: int
    vendor: str
    credentials: tuple[int, ...]
    postings: int


@dataclass
class NamedSets:
    """Counts of distinct AI postings by month, team, vendor and set of credentials, empty ones included."""

    world: World
    _counts: Counter[tuple[int, int, str, tuple[int, ...]]] = field(default_factory=Counter)
    _weights: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        chance = np.random.Generator(np.random.PCG64(0))
        self._weights = chance.integers(0, 2**63, len(self.world.catalogue.ids), dtype=np.uint64)

    def __iter__(self) -> Iterator[Named]:
        return (Named(*key, postings) for key, postings in self._counts.items())

    def add(self, rows: Rows) -> None:
        """Count a stretch of rows: those whose sets have the same sum of random weights name the same."""
        counted = np.flatnonzero(rows.kind == AI)
        sums = np.zeros(len(rows), dtype=np.uint64)
        np.add.at(sums, rows.mention_row, self._weights[rows.mention_credential])
        vendor = self.world.employers.vendor[rows.month, rows.employer[counted]]
        names, number = np.unique(vendor, return_inverse=True)
        cells = np.stack([sums[counted], rows.team[counted].astype(np.uint64), number.astype(np.uint64)], 1)
        _, first, postings = np.unique(cells, axis=0, return_index=True, return_counts=True)
        for place, count in zip(first.tolist(), postings.tolist(), strict=True):
            row = counted[place]
            start, end = np.searchsorted(rows.mention_row, (row, row + 1))
            credentials = tuple(rows.mention_credential[start:end].tolist())
            self._counts[rows.month, int(rows.team[row]), str(names[number[place]]), credentials] += count
