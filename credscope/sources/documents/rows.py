"""Documents of one layout as candidate tables; a document that is none of it comes as one broken row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pyarrow as pa

from credscope.errors import CredscopeError
from credscope.sources.candidates import CANDIDATE
from credscope.sources.documents.document import UNKNOWN, Board, Document, Layout, Reading, Row, broken
from credscope.sources.documents.layouts import LAYOUTS
from credscope.sources.mapping import LISTS, TARGETS

BATCH_ROWS = 2_000


def tables(layout: Layout, reading: Reading) -> Iterator[pa.Table]:
    """Candidate tables (schema CANDIDATE) of all documents, rows numbered from 0."""
    rows = layout.prepare(reading) if layout.prepare is not None else layout.rows
    every = _rows(layout, rows, reading)
    start = 0
    while batch := list(islice(every, BATCH_ROWS)):
        columns: dict[str, Any] = {name: [row.get(name) for row in batch] for name in CANDIDATE.names}
        columns["row_number"] = range(start, start + len(batch))
        yield pa.table([pa.array(columns[field.name], field.type) for field in CANDIDATE], schema=CANDIDATE)
        start += len(batch)


def constants(layout: Layout) -> dict[str, str | None]:
    """The columns that a layout never states."""
    return dict.fromkeys(name for name in TARGETS if name not in layout.columns and name not in LISTS)


def _rows(
    layout: Layout, rows: Callable[[Document, Board], Iterator[Row]], reading: Reading
) -> Iterator[Row]:
    silent = 0
    for document in reading.documents():
        if document.problem is not None:
            yield {"problem": document.problem}
        elif layout.recognised(document) or document.value == []:
            count = 0
            for row in rows(document, reading.board(document)):
                count += 1
                yield row
            silent += not count
        else:
            _refuse_other(layout, document)
            yield broken(UNKNOWN, document.place)
    # Where postings are spread over several documents, some are none and say more of others.
    if silent and layout.prepare is None:
        reading.notes.append(f"{silent:,} documents or pages hold no posting")


def _refuse_other(layout: Layout, document: Document) -> None:
    """A whole document of another layout is no single broken row: it holds many postings."""
    other = next((item for item in LAYOUTS.values() if item.recognised(document)), None)
    if other is not None:
        raise CredscopeError(
            f"{document.place} is of the layout {other.name}, the rest of the delivery of {layout.name}: "
            "deliver them in a folder each."
        )
