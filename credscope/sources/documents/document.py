"""What a delivery of documents is made of: one JSON value or one web page each, not a row of a table.

Layouts turn documents into rows; how files are split into documents is decided in `bodies`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, str | list[str] | None]
"""Text (or a list of names) by contract column; `problem` says why the row cannot be one."""

UNREADABLE = "document cannot be read"
UNKNOWN = "document is not of the delivery's layout"
NOT_OBJECT = "item is not an object"


@dataclass(frozen=True)
class Document:
    """A JSON `value` or a web `page`, with its place in the delivery; a `problem` where it is neither.

    `board` is the name of its file without suffixes, which is how `delivery.json` speaks of it.
    """

    place: str
    board: str
    value: Any = None
    page: str | None = None
    url: str | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Board:
    """What `delivery.json` says of one board: its employer, the board's own name, its address."""

    employer: str | None = None
    board: str | None = None
    url: str | None = None


@dataclass
class Reading:
    """One reading of a delivery's documents, in order: what a layout may need besides the document itself."""

    documents: Callable[[], Iterator[Document]]
    boards: dict[str, Board] = field(default_factory=dict)
    workspace: Path = Path()
    notes: list[str] = field(default_factory=list)

    def board(self, document: Document) -> Board:
        """The board of a document: by its file's name, with or without the number of its page."""
        name = document.board
        return self.boards.get(name) or self.boards.get(name.rpartition("-")[0]) or Board()


@dataclass(frozen=True)
class Layout:
    """A kind of document: how it is recognised and what rows it holds.

    `columns` are the contract columns that it may state. `rows` gives the rows of one document;
    `prepare` looks through a whole delivery beforehand, for layouts that spread a posting over several
    documents, and gives the `rows` to use.
    """

    name: str
    source: str
    columns: frozenset[str]
    recognised: Callable[[Document], bool]
    rows: Callable[[Document, Board], Iterator[Row]]
    prepare: Callable[[Reading], Callable[[Document, Board], Iterator[Row]]] | None = None
    defaults: dict[str, str] = field(default_factory=dict)


def broken(reason: str, detail: str) -> Row:
    """A row that is quarantined for `reason`."""
    return {"problem": f"{reason}: {detail}"}
