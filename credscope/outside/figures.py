"""A figure from outside, whoever published it: one schema, and what an adapter hands over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pyarrow as pa

from credscope.errors import CredscopeError

FIGURES = pa.schema(
    [
        pa.field("reference_id", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("group_kind", pa.string(), nullable=False),
        pa.field("group_id", pa.string(), nullable=False),
        pa.field("group_name", pa.string()),
        pa.field("period", pa.date32(), nullable=False),
        pa.field("figure", pa.float64()),
    ]
)
"""`figure` is jobs (oews), openings (jolts) or a share from 0 to 1 (indeed); null where it is not published.
`period` is the first day of its year or month."""

SUPPRESSED = frozenset({"", "*", "**", "#", "~", "-"})
"""What publishers print instead of a figure that they do not give."""


@dataclass(frozen=True)
class Reference:
    """What an adapter read: an id of its own, words for people, and rows of FIGURES without id and source."""

    reference_id: str
    name: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """What a person said beside the file: the year of the figures, and the code of their area."""

    year: int | None = None
    area: str | None = None


@contextmanager
def told(name: str, line: int) -> Iterator[None]:
    """Turn what cannot be read in one line into a sentence that names file and line."""
    try:
        yield
    except ValueError as error:
        raise CredscopeError(f"{name}, line {line}: {error}; nothing was changed.") from None


def number(text: str, least: float = 0) -> float | None:
    """A printed number, None where it is suppressed. Raises ValueError for others, and below `least`."""
    bare = text.strip().replace(",", "")
    if bare in SUPPRESSED:
        return None
    try:
        found = float(bare)
    except ValueError:
        raise ValueError(f"{text.strip()!r} is not a number") from None
    if not least <= found < float("inf"):
        raise ValueError(f"{text.strip()} is not a number from {least:g} on")
    return found


def unique(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """`rows` in order of group and period; raises CredscopeError where a group has two figures for one."""
    ordered = sorted(rows, key=lambda row: (row["group_kind"], row["group_id"], row["period"]))
    for before, after in pairwise(ordered):
        if (before["group_id"], before["period"]) == (after["group_id"], after["period"]):
            raise CredscopeError(
                f"{name} has {after['group_id']} twice for {after['period']}: take one publication at a time."
            )
    return ordered
