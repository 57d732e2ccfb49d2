"""Files as documents: whole JSON, JSON Lines, web pages and web archives, by content first and name second.

Nothing here knows what a posting is. A file that is a table is none of these.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from credscope.errors import CredscopeError
from credscope.sources.csv_file import MAX_LINE_CHARACTERS
from credscope.sources.documents.document import UNREADABLE, Document
from credscope.sources.documents.page_text import decoded
from credscope.sources.encodings import wide_encoding
from credscope.sources.files import find_encoding, open_bytes, open_text, suffix, trouble
from credscope.sources.json_file import MAX_BYTES, whole_json

PAGE_NAMES = {".html", ".htm", ".xhtml"}
_JSON_NAMES = {".json", ".jsonl", ".ndjson", ".jl", ".jsonld"}
_OTHER_NAMES = {".csv", ".tsv", ".parquet"}
_PEEKED = 20
_SAMPLED_LINES = 500


def is_document_name(path: Path) -> bool:
    """Whether a file of a folder may hold documents by its name."""
    known = suffix(path) in _JSON_NAMES | PAGE_NAMES | {".warc"}
    return known and not path.name.startswith((".", "_"))


def form(path: Path) -> str | None:
    """What a file is: "warc", "page", "json" or "lines"; None for what is surely something else."""
    if suffix(path) in _OTHER_NAMES:
        return None
    with trouble(path), open_bytes(path) as stream:
        head = stream.read(4096)
    if head.startswith(b"WARC/"):
        return "warc"
    start = head.decode(wide_encoding(head) or "utf-8-sig", "replace").lstrip()[:200].lower()
    if suffix(path) in PAGE_NAMES or start.startswith(("<!doctype html", "<html")):
        return "page"
    if not start.startswith(("{", "[")):
        return None
    return "lines" if _has_lines(path) else "json"


def documents(path: Path, name: str) -> Iterator[Document]:
    """The documents of a file, which is called `name` in the delivery.

    Raises CredscopeError in one sentence where it cannot be read.
    """
    board = name
    while Path(board).suffix:
        board = Path(board).stem
    board = Path(board).name
    kind = form(path)
    if kind == "warc":
        from credscope.sources.documents.warc import pages

        yield from pages(path, name, board)
    elif kind == "page":
        yield Document(name, board, page=_whole_page(path))
    elif kind == "lines":
        yield from _lines(path, name, board)
    else:
        yield Document(name, board, value=whole_json(path, find_encoding(path)[0]))


def peek(path: Path, name: str) -> list[Document]:
    """The first documents of a file; none where it may be a table.

    Raises CredscopeError where a file that is named as JSON is neither a whole document nor lines of objects.
    """
    kind = form(path)
    if kind is None:
        return []
    if kind == "lines":
        return list(islice(_lines(path, name, "", _encoding(path)), _PEEKED))
    try:
        return list(islice(documents(path, name), _PEEKED))
    except CredscopeError:
        if kind == "json" and (suffix(path) not in {".json", ".jsonld"} or _has_objects(path)):
            return []
        raise


def notes(path: Path) -> list[str]:
    """Notes about a file's encoding; pages have each their own."""
    return find_encoding(path)[1] if form(path) in ("json", "lines") else []


def _has_lines(path: Path) -> bool:
    """Whether a JSON file has a value on its first line and something after it."""
    with trouble(path), open_text(path, _encoding(path)) as stream:
        lines = iter(lambda: stream.readline(MAX_LINE_CHARACTERS), "")
        first = next((line for line in lines if line.strip()), "")
        has_more = len(first) < MAX_LINE_CHARACTERS and any(line.strip() for line in lines)
        return has_more and _parsed(first) is not None


def _has_objects(path: Path) -> bool:
    """Whether an early line of a JSON file is an object: JSON Lines that begin with a broken line."""
    with trouble(path), open_text(path, _encoding(path)) as stream:
        # Objects inside a document that was written over several lines are indented.
        return any(
            line.startswith("{") and isinstance(_parsed(line), dict)
            for line in islice(stream, _SAMPLED_LINES)
        )


def _lines(path: Path, name: str, board: str, encoding: str | None = None) -> Iterator[Document]:
    """One document per line; blank lines are none."""
    with trouble(path), open_text(path, encoding or find_encoding(path)[0]) as stream:
        number = 0
        while line := stream.readline(MAX_LINE_CHARACTERS):
            number += 1
            place = f"{name} line {number}"
            if len(line) == MAX_LINE_CHARACTERS:
                raise CredscopeError(
                    f"{path.name} has no line break within {MAX_LINE_CHARACTERS >> 20} million characters "
                    f"at line {number}: JSON Lines has one object per line."
                )
            if not line.strip():
                continue
            value = _parsed(line)
            if value is None:
                yield Document(place, board, problem=f"{UNREADABLE}: {place}")
            else:
                yield _of_line(value, place, board)


def _of_line(value: Any, place: str, board: str) -> Document:
    """A line that holds a page beside its address is that page."""
    if isinstance(value, dict) and isinstance(value.get("url"), str):
        for key in ("html", "content", "body"):
            page = value.get(key)
            if isinstance(page, str) and _is_page(page):
                return Document(place, board, page=page, url=value["url"])
    return Document(place, board, value=value)


def _is_page(said: str) -> bool:
    start = said[:2000].lower()
    return "<html" in start or "<!doctype html" in start or "application/ld+json" in said


def _whole_page(path: Path) -> str:
    with trouble(path), open_bytes(path) as stream:
        said = stream.read(MAX_BYTES + 1)
    if len(said) > MAX_BYTES:
        raise CredscopeError(f"{path.name} is one page of more than {MAX_BYTES >> 20} MB: it is no web page.")
    return decoded(said, None)


def _parsed(line: str) -> Any:
    """The JSON value of a line; None where it has none (or says null)."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _encoding(path: Path) -> str:
    with open_bytes(path) as stream:
        return wide_encoding(stream.read(4096)) or "utf-8-sig"
