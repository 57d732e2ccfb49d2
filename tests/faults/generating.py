"""Generated rows: hypothesis draws a few nasty cells and a seed, numpy makes thousands of rows of them.

So a failure still shrinks to a few cells, and a million rows can be tried. Which cells are nasty for a layout
is said in its test.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import HealthCheck, configuration, seed, settings
from hypothesis import strategies as st

FULL = os.environ.get("CREDSCOPE_FAULTS") == "full"
SEED = int(os.environ.get("CREDSCOPE_FAULTS_SEED", "20260101"))
# What hypothesis keeps between runs is of no use here and does not belong into the tree.
configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "credscope-hypothesis")

NASTY = (
    "", " ", "\t", "\u00a0", "\u3000", "\u200b", "\ufeff", "\x00", "\x0b", "\x1f", "\r", "\n", "\r\n",
    "a\rb\n\nc", '"', '""', "'", "';--", "\\", "\\N", "NULL", "null", "None", "nan", "NaN", "inf", "-0", "0",
    "1e309", "1e-9", "true", "=1+1", "@x", "{", "[", "[]", '["a", "b"]', "{}", ",", ";", "|", "<b>", "<br>",
    "<p></p>", "<5 years", "&nbsp;", "&lt;b&gt;", "&#0;", "&#xD800;", "&#1114112;", "%s", "{0}", "$1", "$$",
    "a" * 300, "é", "e\u0301", "İ", "ß", "ﬁ",
    "\u202e", "👩\u200d💻", "Ã©", "â€“", "Â\u00a0", "\U0010ffff", "\ufffd", "\ud7ff", "\ue000",
)  # fmt: skip
"""Cells that readers of tables have stumbled over, here or elsewhere."""

CELLS = st.one_of(st.sampled_from(NASTY), st.text(max_size=12))
"""Any text that UTF-8 can write: one of NASTY or what hypothesis thinks of."""


@dataclass(frozen=True)
class Shape:
    """A table to be: `cells` by column, how many `rows`, and the seed that says which cell goes where."""

    cells: dict[str, list[Any]]
    rows: int
    seed: int

    def expanded(self) -> list[dict[str, Any]]:
        """The rows; any cell of a column may meet any of another."""
        chance = np.random.default_rng(self.seed)
        columns = {
            name: [held[place] for place in chance.integers(0, len(held), self.rows)]
            for name, held in self.cells.items()
        }
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def shapes(columns: dict[str, st.SearchStrategy[Any]], most_rows: int) -> st.SearchStrategy[Shape]:
    """Tables of up to `most_rows` rows with a strategy for the cells of every column."""
    cells = {name: st.lists(cell, min_size=1, max_size=6) for name, cell in columns.items()}
    rows = st.one_of(st.just(most_rows), st.integers(1, most_rows))
    return st.builds(Shape, st.fixed_dictionaries(cells), rows, st.integers(0, 2**32 - 1))


def tries(part: int, full: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """How many examples a property is tried on, in a part and in the full run; the seed decides which."""

    def decorate(check: Callable[..., None]) -> Callable[..., None]:
        wanted = settings(
            max_examples=full if FULL else part, database=None, deadline=None,
            suppress_health_check=list(HealthCheck), print_blob=True,
        )  # fmt: skip
        return seed(SEED)(wanted(check))

    return decorate
