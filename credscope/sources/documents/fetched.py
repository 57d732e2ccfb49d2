"""`delivery.json`, which says of the documents in a folder what they do not say themselves.

    {"layout": "lever", "delivered_on": "2026-11-01", "source": "lever",
     "boards": {"acme-1": {"employer": "Acme Works", "board": "acme", "url": "https://…"}}}

Every key may be left out or null; others are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from credscope.dates import read_date
from credscope.errors import CredscopeError
from credscope.sources.documents.document import Board
from credscope.sources.documents.values import obj, text
from credscope.sources.json_file import whole_json

NAME = "delivery.json"


@dataclass(frozen=True)
class Said:
    """What delivery.json says; `path` is None where there is none."""

    path: Path | None = None
    layout: str | None = None
    delivered_on: date | None = None
    source: str | None = None
    boards: dict[str, Board] = field(default_factory=dict)


def read(folder: Path, layouts: set[str]) -> Said:
    """delivery.json of a folder; raises CredscopeError naming the setting that is wrong."""
    path = folder / NAME
    if not path.is_file():
        return Said()
    said = whole_json(path, "utf-8-sig")
    if not isinstance(said, dict):
        raise CredscopeError(f"{folder.name}/{NAME} must be one JSON object.")

    def wrong(key: str, must: str) -> CredscopeError:
        return CredscopeError(f"{folder.name}/{NAME}: {key} must be {must}.")

    layout, source, day = (text(said.get(key)) for key in ("layout", "source", "delivered_on"))
    if layout is not None and layout not in layouts:
        raise wrong("layout", f"one of {', '.join(sorted(layouts))}")
    if source is not None and not re.fullmatch(r"[a-z0-9][a-z0-9_]*", source):
        raise wrong("source", "made of small letters, digits and underscores")
    if day is not None and read_date(day, ()) is None:
        raise wrong("delivered_on", "a day such as 2026-11-01")
    if not isinstance(said.get("boards") or {}, dict):
        raise wrong("boards", "an object of boards by the names of their files")
    boards = {name: _board(item) for name, item in (said.get("boards") or {}).items()}
    return Said(path, layout, read_date(day, ()) if day else None, source, boards)


def _board(item: Any) -> Board:
    stated = obj(item)
    return Board(text(stated.get("employer")), text(stated.get("board")), text(stated.get("url")))
