"""Deliveries of documents: JSON answers, web pages and archives whose postings do not lie in rows of a table.

`recognised` is the door, `delivery` what comes out of it. A layout is a module of its own, listed in
`layouts`; the folder's `delivery.json` is read in `fetched`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from credscope.errors import CredscopeError
from credscope.progress import progress
from credscope.sources.candidates import Candidates, plain_candidates
from credscope.sources.delivery import Delivery
from credscope.sources.documents import bodies, fetched
from credscope.sources.documents.document import Document, Layout, Reading
from credscope.sources.documents.layouts import LAYOUTS, layout_of
from credscope.sources.documents.rows import constants, tables
from credscope.sources.documents.schema_org import SCHEMA_ORG
from credscope.sources.files import delivered_file, is_table_name
from credscope.sources.folders import walked

_MOST_TRIED = 20


@dataclass(frozen=True)
class Documents:
    """The files of a delivery in name order, their layout, and what delivery.json says of them.

    `passed_over` are files of the folder that are no documents by their names.
    """

    path: Path
    files: list[Path]
    layout: Layout
    said: fetched.Said
    passed_over: int

    @property
    def root(self) -> Path:
        return self.path if self.path.is_dir() else self.path.parent

    def name(self, file: Path) -> str:
        """A file's name below the delivery's path."""
        return str(file.relative_to(self.root))

    def day(self) -> tuple[date | None, str]:
        """The day of delivery by delivery.json, else by the archives' records; and which of them said so."""
        if self.said.delivered_on is not None:
            return self.said.delivered_on, fetched.NAME
        archives = [file for file in self.files if bodies.form(file) == "warc"]
        if archives:
            from credscope.sources.documents.warc import latest_day

            days = [day for file in archives if (day := latest_day(file)) is not None]
            return max(days, default=None), "latest WARC-Date"
        return None, ""

    def documents(self) -> Iterator[Document]:
        """Every document, in order of file names."""
        for file in self.files:
            yield from bodies.documents(file, self.name(file))


def recognised(path: Path) -> Documents | None:
    """The documents at `path`, a file or a folder; None where it holds none of a known layout.

    Raises CredscopeError where delivery.json or a file that is named as JSON cannot be read.
    """
    if path.is_dir():
        said = fetched.read(path, set(LAYOUTS))
        if said.path is None and _has_tables(path):
            return None
        held = [file for file in walked(path) if file != said.path]
        files = sorted(file for file in held if bodies.is_document_name(file))
    else:
        said, held, files = fetched.Said(), [path], [path]
    layout = LAYOUTS.get(said.layout or "") or _layout(files, path)
    if layout is None:
        return None
    if not files:
        raise CredscopeError(f"{path.name} holds no document beside {fetched.NAME}.")
    return Documents(path, files, layout, said, len(held) - len(files))


def delivery(found: Documents, source: str | None, delivered_on: date, basis: str) -> Delivery:
    """What was recognised, as a delivery of that day."""
    layout = found.layout
    about = [found.said.path] if found.said.path is not None else []
    notes = [note for file in found.files for note in bodies.notes(file)]
    if found.passed_over:
        notes.append(f"{found.passed_over:,} files have no name of a document and were passed over")

    def read(workspace: Path) -> Candidates:
        reading = Reading(found.documents, found.said.boards, workspace, notes)
        counted = progress(tables(layout, reading), f"Reading {found.path.name}")
        return plain_candidates(counted, workspace, constants(layout))

    return Delivery(
        path=found.path,
        source=source or found.said.source or layout.source,
        layout=layout.name,
        mapping_name=None,
        identity=layout.name,
        delivered_on=delivered_on,
        delivered_on_basis=basis,
        files=tuple(delivered_file(file, found.name(file)) for file in [*found.files, *about]),
        reader=read,
        has_text="description" in layout.columns,
        places_read=True,
        defaults=layout.defaults,
        notes=notes,
    )


def _has_tables(folder: Path) -> bool:
    """Whether a folder holds tables, beside which a JSON file may be about the delivery."""
    return any(
        file.is_file() and is_table_name(file) and bodies.form(file) is None for file in folder.iterdir()
    )


def _layout(files: list[Path], path: Path) -> Layout | None:
    """The layout that the first files show; pages that show none are of the one that pages have."""
    tried = files[:_MOST_TRIED]
    shown = layout_of(document for file in tried for document in bodies.peek(file, file.name))
    if shown is None and any(bodies.form(file) in ("warc", "page") for file in tried):
        return SCHEMA_ORG
    return shown
