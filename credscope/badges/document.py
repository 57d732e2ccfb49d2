"""A badge as it is delivered: one JSON document, or a compact JWT, of bounded size and depth.

What the document says is not looked at here.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from credscope.badges.refused import Refused

MOST_BYTES = 1 << 20
"""Of a badge, a key or a status list. Real ones have some kilobytes; the list of a million holders, 130."""
_MOST_DEPTH = 40
_MOST_VALUES = 20_000
_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")

Document = dict[str, Any]


def text_of(path: Path) -> str:
    """The text of a file of at most MOST_BYTES; raises Refused where it is none."""
    if not path.is_file():
        raise Refused(f"there is no file {path}")
    with path.open("rb") as opened:
        raw = opened.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Refused(f"{path.name} has more than {MOST_BYTES:,} bytes, which no badge, key or list needs")
    try:
        return raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise Refused(
            f"{path.name} is malformed, as it is no text: give the JSON or JWT, not a picture"
        ) from None


def is_token(text: str) -> bool:
    """Whether `text` is a compact JWT rather than JSON."""
    return _TOKEN.fullmatch(text) is not None


def parsed(text: str, name: str) -> Document:
    """The JSON object in `text`; raises Refused where it is none, names a key twice or is built to burden."""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise Refused(f"{name} is malformed: it is nested too deeply") from None
    except ValueError as error:
        raise Refused(f"{name} is malformed, as it is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise Refused(f"{name} is malformed: it is JSON, but no object")
    _measure(found, name)
    return found


def listed(value: Any) -> list[Any]:
    """A property that may be absent, one thing or several, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def identifier(value: Any) -> str | None:
    """The identifier of something that is written as its identifier or as an object that has one."""
    found = value.get("id") if isinstance(value, dict) else value
    return found if isinstance(found, str) else None


def _once(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return found


def _no_number(written: str) -> None:
    raise ValueError(f"{written} is no number of JSON")


def _measure(document: Document, name: str) -> None:
    values = 0
    level: list[Any] = [document]
    for _ in range(_MOST_DEPTH):
        below: list[Any] = []
        for value in level:
            below.extend(value.values() if isinstance(value, dict) else value)
        values += len(below)
        if values > _MOST_VALUES:
            raise Refused(f"{name} is malformed: it has more than {_MOST_VALUES:,} values")
        level = [value for value in below if isinstance(value, dict | list)]
        if not level:
            return
    raise Refused(f"{name} is malformed: it is nested more than {_MOST_DEPTH} levels deep")
