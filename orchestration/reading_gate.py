"""Readings of months from the text to their place: read into staging, audited, then put in place.

The gate stands between staging and `readings/`: a portion that fails leaves the readings as they were. Months
in which nothing was read have no row to ask about and are put in place as they come.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from credscope.home import Home
from credscope.progress import progress
from credscope.readings import read_months
from credscope.rules import Rules
from orchestration.batches import reading_batch
from orchestration.counted import audit_counts
from orchestration.expectations import Auditor, Verdict

SUITE = "readings"
ROWS_PER_PORTION = 250_000
"""Readings that are audited together: minutes of reading, and texts that a join can hold in memory."""
Place = tuple[str, str]


@dataclass(frozen=True)
class Staged(Home):
    """The same home, with readings going to a folder of this process under staging."""

    @property
    def readings(self) -> Path:
        return self.staging / f"readings-{os.getpid()}"


class ReadingGate:
    """Reads months of `home` and lets through what passes the suite."""

    def __init__(self, home: Home, rules: Rules) -> None:
        self.home, self.rules = home, rules
        self.staged = Staged(home.root)

    @cached_property
    def auditor(self) -> Auditor:
        return Auditor()

    def read(self, pairs: list[Place]) -> Iterator[tuple[list[Place], Verdict]]:
        """Read (source, month) pairs; yields every portion with its verdict, in place where it passed."""
        waiting: list[Place] = []
        empty: list[Place] = []
        rows = 0
        shutil.rmtree(self.staged.readings, ignore_errors=True)
        try:
            months = read_months(self.staged, pairs, self.rules)
            for counts in progress(months, "Reading months", total=len(pairs)):
                place = (counts["source"], counts["month"])
                if not self.staged.reading_month(*place).exists():
                    self.home.reading_month(*place).unlink(missing_ok=True)
                    continue
                if not counts["row_count"]:
                    self._put_in_place(place)
                    empty.append(place)
                    continue
                waiting.append(place)
                rows += counts["row_count"]
                if rows >= ROWS_PER_PORTION:
                    yield waiting, self._let_through(waiting)
                    waiting, rows = [], 0
            if empty:
                yield empty, Verdict(SUITE)
            if waiting:
                yield waiting, self._let_through(waiting)
        finally:
            shutil.rmtree(self.staged.readings, ignore_errors=True)

    def _let_through(self, pairs: list[Place]) -> Verdict:
        batch = reading_batch(
            [self.staged.reading_month(*pair) for pair in pairs],
            [self.home.posting_month(*pair) for pair in pairs],
        )
        verdict = audit_counts(self.auditor, SUITE, batch, self.staged.readings / "spill")
        if verdict.passed:
            for pair in pairs:
                self._put_in_place(pair)
        return verdict

    def _put_in_place(self, pair: Place) -> None:
        place = self.home.reading_month(*pair)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(self.staged.reading_month(*pair), place)
