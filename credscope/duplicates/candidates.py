"""Pairs of postings worth comparing: each row and the few rows nearest to it under a key.

However many ads share a key, a row is compared with a fixed number of them, so that cost grows with the rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from credscope.duplicates.rows import BANDS, Rows, mixed

SAME_JOB = 16
OTHER_CITY = 8
AGENCY = 8
SAME_BAND = 2
"""How many neighbours under a key a row is compared with, to one side."""

Pairs = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Candidates:
    """Finds, among `rows`, the others that each of the rows `wanted` (numbers, ascending) may repeat.

    Pairs are two arrays: the row, and the other one, at most `window_days` apart. None comes twice.
    """

    rows: Rows
    wanted: np.ndarray
    window_days: int

    def same_job(self) -> Pairs:
        """Rows before with the employer, place and title; of many, those with like text too.

        An ad without a place is put up for many cities more often than twice for one, so it has none.
        """
        rows = self.rows
        job = mixed(rows.employer, rows.place, rows.title)
        placed = np.flatnonzero(rows.place != 0)
        wanted = np.intersect1d(self.wanted, placed)
        found = [
            self._near(job, wanted, placed, SAME_JOB),
            self._near(mixed(job, rows.text), wanted, placed, 1),
        ]
        _, of_job, sizes = np.unique(job[placed], return_inverse=True, return_counts=True)
        crowd = placed[sizes[of_job] > SAME_JOB]
        return self._pairs([*found, *self._alike(job, np.intersect1d(wanted, crowd), crowd)])

    def other_city(self) -> Pairs:
        """Rows before with the employer and title, and another place."""
        rows = self.rows
        known = np.flatnonzero((rows.employer != 0) & (rows.place != 0))
        wanted = np.intersect1d(self.wanted, known)
        work = mixed(rows.employer, rows.title)
        row, other = self._pairs(
            [
                self._near(work, wanted, known, OTHER_CITY),
                self._near(mixed(work, rows.text), wanted, known, OTHER_CITY),
            ]
        )
        elsewhere = rows.place[row] != rows.place[other]
        return row[elsewhere], other[elsewhere]

    def agency_copy(self) -> Pairs:
        """For staffing agencies' rows: other employers' rows with the place and title, before and after."""
        rows = self.rows
        known = (rows.employer != 0) & (rows.place != 0)
        agencies = self.wanted[(rows.is_staffing & known)[self.wanted]]
        own = np.flatnonzero(~rows.is_staffing & known & np.isin(rows.place, rows.place[agencies]))
        work = mixed(rows.place, rows.title)
        return self._pairs(
            [
                self._near(work, agencies, own, AGENCY),
                self._near(work, agencies, own, AGENCY, ahead=True),
                *self._alike(work, agencies, own),
                *self._alike(work, agencies, own, ahead=True),
            ]
        )

    def _alike(
        self, key: np.ndarray, wanted: np.ndarray, others: np.ndarray, ahead: bool = False
    ) -> list[np.ndarray]:
        """Neighbours under `key` whose sketches agree in a band."""
        if not len(wanted):
            return []
        involved = np.union1d(wanted, others)
        bands = self.rows.bands(involved)
        banded = np.zeros(len(key), np.uint64)
        found = []
        for band in range(BANDS):
            banded[involved] = mixed(key[involved], bands[:, band])
            found.append(self._near(banded, wanted, others, SAME_BAND, ahead))
        return found

    def _near(
        self, key: np.ndarray, wanted: np.ndarray, others: np.ndarray, steps: int, ahead: bool = False
    ) -> np.ndarray:
        """Each of `wanted` with up to `steps` of `others` before it under its key, or after, as numbers."""
        size, day = len(self.rows), self.rows.day
        involved = np.union1d(wanted, others)
        codes = np.zeros(size, np.int64)
        codes[involved] = np.unique(key[involved], return_inverse=True)[1]
        ordered = np.sort(codes[others] * size + others)
        places = np.searchsorted(ordered, codes[wanted] * size + wanted, "right" if ahead else "left")
        found = [np.empty(0, np.int64)]
        for step in range(steps) if ahead else range(-1, -steps - 1, -1):
            inside = (places + step >= 0) & (places + step < len(ordered))
            row = wanted[inside]
            code, other = np.divmod(ordered[places[inside] + step], size)
            near = (code == codes[row]) & (np.abs(day[row] - day[other]) <= self.window_days)
            found.append(row[near] * size + other[near])
        return np.concatenate(found)

    def _pairs(self, found: list[np.ndarray]) -> Pairs:
        numbers = np.unique(np.concatenate([np.empty(0, np.int64), *found]))
        row, other = np.divmod(numbers, max(1, len(self.rows)))
        return row, other
