"""Comma, tab, semicolon or bar separated text, read so that no row is lost silently.

Python's own reader is used: it is the one that tells a row with too few or too many fields apart from a sound
one in every case. Encoding is found in `files`; what a column means is decided elsewhere.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyarrow as pa

from credscope.errors import CredscopeError
from credscope.sources.files import BATCH_ROWS, find_encoding, open_text, string_table, trouble

MAX_FIELD_CHARACTERS = 8 << 20
MAX_LINE_CHARACTERS = 64 << 20
_DELIMITERS = ",\t;|"
RAGGED = "row does not have the header's number of fields"
UNCLOSED = "quotation mark is never closed"


class CsvFile:
    """A delimited text file with a header line; see `files.RowFile`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.row_count: int | None = None
        self.encoding, self.notes = find_encoding(path)
        with trouble(path), open_text(path, self.encoding) as stream:
            first = stream.readline(MAX_LINE_CHARACTERS)
        self.delimiter = max(_DELIMITERS, key=_outside_quotes(first).count)
        with trouble(path), open_text(path, self.encoding) as stream:
            self.columns = [name.strip("\ufeff") for name in next(self._reader(_Lines(stream, path)), [])]
        if not any(name.strip() for name in self.columns):
            raise CredscopeError(f"{path.name} has no header line that names its columns.")

    def read(self, columns: list[str]) -> Iterator[pa.Table]:
        """See `files.RowFile`; a row with a wrong number of fields comes with a problem."""
        places = [self._place(column) for column in columns]
        width = len(self.columns)
        with trouble(self.path), open_text(self.path, self.encoding) as stream:
            lines = _Lines(stream, self.path)
            reader = self._reader(lines)
            next(reader)
            values: list[list[str | None]] = [[] for _ in columns]
            problems: list[str | None] = []
            lines.record.clear()
            for row in reader:
                if row:
                    problems.append(self._problem(row, width, lines))
                    for column, place in zip(values, places, strict=True):
                        column.append(row[place] if place is not None and place < len(row) else None)
                lines.record.clear()
                if len(problems) == BATCH_ROWS:
                    yield string_table(columns, values, problems)
                    values, problems = [[] for _ in columns], []
            if problems:
                yield string_table(columns, values, problems)

    def _reader(self, lines: _Lines) -> Iterator[list[str]]:
        csv.field_size_limit(MAX_FIELD_CHARACTERS)
        reader = csv.reader(lines, delimiter=self.delimiter)
        try:
            yield from reader
        except csv.Error as error:
            raise CredscopeError(
                f"{self.path.name} cannot be read from line {reader.line_num} on ({error}): "
                "a quotation mark is probably never closed."
            ) from error

    def _problem(self, row: list[str], width: int, lines: _Lines) -> str | None:
        if lines.ended and self._unclosed(lines.record):
            return f"{UNCLOSED}: opened in or after line {lines.number - len(lines.record) + 1}"
        if len(row) == width or (len(row) > width and not any(row[width:])):
            return None
        return f"{RAGGED}: {len(row)} instead of {width}"

    def _unclosed(self, record: list[str]) -> bool:
        try:
            list(csv.reader(record, delimiter=self.delimiter, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False

    def _place(self, column: str) -> int | None:
        if self.columns.count(column) > 1:
            raise CredscopeError(f"{self.path.name} names the column '{column}' twice: rename one of them.")
        return self.columns.index(column) if column in self.columns else None


class _Lines:
    """Lines of a stream with a limit on their length, keeping those of the record being read."""

    def __init__(self, stream: IO[str], path: Path) -> None:
        self.stream, self.path = stream, path
        self.number = 0
        self.record: list[str] = []
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.stream.readline(MAX_LINE_CHARACTERS)
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        if len(line) == MAX_LINE_CHARACTERS:
            raise CredscopeError(
                f"{self.path.name} has no line break within {MAX_LINE_CHARACTERS >> 20} million characters "
                f"at line {self.number}: it is not a table."
            )
        self.record.append(line)
        return line


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])
