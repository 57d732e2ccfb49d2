"""Web archives (WARC, also zipped record by record): their pages, and the day they were collected."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from credscope.dates import read_date
from credscope.errors import CredscopeError
from credscope.sources.documents.document import UNREADABLE, Document
from credscope.sources.documents.page_text import decoded
from credscope.sources.files import open_bytes, trouble

MAX_PAGE_BYTES = 32 << 20
_END = b"\r\n\r\n"
_TYPES = ("response", "resource")
_HTML = ("text/html", "application/xhtml+xml")


def pages(path: Path, name: str, board: str) -> Iterator[Document]:
    """Every page that was answered with success; a page too long to be one comes with a problem."""
    for number, record in enumerate(_records(path)):
        kind, charset = _kind(record)
        if not (record.rec_type in _TYPES and kind.startswith(_HTML) and _sound(record)):
            continue
        place = f"{name} record {number}"
        page = record.content_stream().read(MAX_PAGE_BYTES + 1)
        if len(page) > MAX_PAGE_BYTES:
            problem = f"{UNREADABLE}: {place} is longer than {MAX_PAGE_BYTES >> 20} MB"
            yield Document(place, board, problem=problem)
        else:
            url = record.rec_headers.get_header("WARC-Target-URI")
            yield Document(place, board, page=decoded(page, charset), url=url)


def latest_day(path: Path) -> date | None:
    """The latest day on which the archive says that a record was collected."""
    days = (read_date(record.rec_headers.get_header("WARC-Date") or "", ()) for record in _records(path))
    return max((day for day in days if day is not None), default=None)


def _records(path: Path) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with trouble(path):
        _require_end(path)
        # Unzipped here, because the library takes a cut-off last record for a whole one.
        with open_bytes(path) as stream:
            try:
                yield from ArchiveIterator(stream)
            except ArchiveLoadFailed as error:
                said = str(error).strip().splitlines()[0]
                raise CredscopeError(f"{path.name} is no sound web archive: {said.rstrip('.')}.") from error


def _require_end(path: Path) -> None:
    """An archive that is not zipped shows only by its last bytes that it is whole."""
    with path.open("rb") as stream:
        if stream.read(5) == b"WARC/":
            stream.seek(-len(_END), os.SEEK_END)
            if stream.read() != _END:
                raise CredscopeError(f"{path.name} ends too early: the archive is cut off; ask for it again.")


def _kind(record: Any) -> tuple[str, str | None]:
    headers = record.http_headers or record.rec_headers
    said = (headers.get_header("Content-Type") or "").lower()
    match = re.search(r"charset=[\"']?([\w-]+)", said)
    return said, match.group(1) if match else None


def _sound(record: Any) -> bool:
    return record.http_headers is None or str(record.http_headers.get_statuscode()).startswith("2")
