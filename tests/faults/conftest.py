"""What all fault tests share: how much of it runs, the seed, and the table at the end.

`make test` runs a seeded part; CREDSCOPE_FAULTS=full (`make faults`) runs all of it.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from attacked import attacked
from waiting import forks, waiting

__all__ = ["attacked", "forks", "waiting"]

FULL = os.environ.get("CREDSCOPE_FAULTS") == "full"
SEED = int(os.environ.get("CREDSCOPE_FAULTS_SEED", "20260101"))
COLUMNS = ("tried", "survived", "lost_rows", "wrong_answers")


@pytest.fixture
def full() -> bool:
    """Whether everything is asked for, not only the part that every test run can afford."""
    return FULL


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Random numbers of this test alone, the same for the same seed."""
    return random.Random(f"{SEED}-{request.node.nodeid}")


@pytest.fixture
def tried(record_property: Callable[[str, Any], None]) -> Callable[..., None]:
    """Write faults down for the table at the end: `tried("killed while reading", lost_rows=0)`.

    Takes the kind of fault, how many were tried and how many of them were survived, rows that were lost and
    answers that were wrong. Writing down proves nothing: the test itself must assert what it found.
    """

    def write_down(
        kind: str, count: int = 1, survived: int | None = None, lost_rows: int = 0, wrong_answers: int = 0
    ) -> None:
        survived = count if survived is None else survived
        record_property("fault", (kind, (count, survived, lost_rows, wrong_answers)))

    return write_down


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the faults that were tried, by kind; a test that failed is one that was not survived."""
    kinds: dict[str, Counter[str]] = {}
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, value in getattr(report, "user_properties", ()):
                if name == "fault" and report.when == "call":
                    kind, figures = value
                    kinds.setdefault(kind, Counter()).update(dict(zip(COLUMNS, figures, strict=True)))
    if not kinds:
        return
    width = max(map(len, (*kinds, "faults")))
    terminalreporter.write_sep("=", f"faults, seed {SEED}, {'all' if FULL else 'a part'}")
    terminalreporter.write_line(f"{'':{width}}  {'tried':>9}  survived  lost rows  wrong answers")
    for kind, figures in [*sorted(kinds.items()), ("all", sum(kinds.values(), Counter()))]:
        tried, survived, lost, wrong = (figures[name] for name in COLUMNS)
        terminalreporter.write_line(f"{kind:{width}}  {tried:9,}  {survived:8,}  {lost:9,}  {wrong:13,}")
