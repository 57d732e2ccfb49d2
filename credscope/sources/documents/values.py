"""Values of JSON documents as the text of contract columns: what is missing or of another kind is None."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from credscope.sources.documents.document import NOT_OBJECT, Row, broken
from credscope.sources.json_file import storable
from credscope.text import html_to_text


def text(value: Any) -> str | None:
    """A string or number as text; None for anything else and for what is blank."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, int):
        return str(value)
    return storable(value).strip() or None if isinstance(value, str) else None


def flag(value: Any) -> str | None:
    """A JSON truth value as "true" or "false"."""
    return str(value).lower() if isinstance(value, bool) else None


def obj(value: Any) -> dict[str, Any]:
    """`value` where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """`value` as a list: itself, nothing for null, or the only element."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def first(values: Iterable[Any]) -> str | None:
    """The first of `values` that says something, as text."""
    return next((said for value in values if (said := text(value)) is not None), None)


def rows_of(items: Any, place: str, read: Callable[[dict[str, Any]], Row | None]) -> Iterator[Row]:
    """The row of each item of a list, where `read` gives one; an item that is no object is a broken row."""
    for number, item in enumerate(listed(items)):
        row = read(item) if isinstance(item, dict) else broken(NOT_OBJECT, f"{place}, item {number}")
        if row is not None:
            yield row


def day_of_milliseconds(value: Any) -> str | None:
    """The day (UTC) of a time in milliseconds since 1970; anything else as it was written."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return text(value)
    try:
        return datetime.fromtimestamp(value / 1000, UTC).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return text(value)


def joined(values: Iterable[Any], separator: str = "; ") -> str | None:
    """Every different text among `values`, in order."""
    said = dict.fromkeys(one for value in values if (one := text(value)) is not None)
    return separator.join(said) or None


def agreed(places: list[dict[str, str | None]]) -> Row:
    """City, state and country, each where all places say the same, as several places in one text are read."""
    row: Row = {}
    for part in ("city", "state", "country"):
        said = {place.get(part) for place in places}
        row[part] = said.pop() if len(said) == 1 else None
    return row


def headed(parts: Iterable[tuple[str | None, Any]]) -> str | None:
    """Parts of a description as one text, each under its heading; HTML becomes text.

    A part is text or a list of texts (which become bullets); blank ones and their headings are left out.
    """
    written: list[str] = []
    for heading, value in parts:
        points = [html_to_text(said) for item in listed(value) if (said := text(item)) is not None]
        if isinstance(value, list):
            points = [f"• {point}" for point in points]
        body = "\n".join(points).strip()
        if body:
            written.append(body if heading is None else f"{heading.strip()}\n{body}")
    return "\n\n".join(written) or None


def address_name(url: str | None, hosts: str) -> str | None:
    """What an address says of whose board it is: "jobs.lever.co/acme", or the site alone, "acme.com".

    `hosts` is a pattern of the sites whose first path element names the board.
    """
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if not host:
        return None
    board = parts.path.strip("/").partition("/")[0]
    return f"{host}/{board}" if board and re.fullmatch(hosts, host) else host
