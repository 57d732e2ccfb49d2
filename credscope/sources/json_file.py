"""JSON as a table: a row is a line, or an element of the only array.

Nested objects have dotted column names, lists and numbers are JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from credscope.errors import CredscopeError
from credscope.sources.csv_file import MAX_LINE_CHARACTERS
from credscope.sources.encodings import errors_of
from credscope.sources.files import BATCH_ROWS, find_encoding, open_bytes, open_text, string_table, trouble

NOT_JSON = "line is not a JSON object"
MAX_BYTES = 256 << 20
"""Of one JSON document: it is read whole, and takes several times its size in memory."""
_SAMPLED_LINES = 500


def json_rows(path: Path) -> JsonLinesFile:
    """The reader of a JSON file: one array of objects where it is that, else JSON Lines."""
    encoding = find_encoding(path)[0]
    with trouble(path), open_text(path, encoding) as stream:
        start = stream.read(_SAMPLED_LINES).lstrip()
        if not start.startswith("[") or not start[1:].lstrip().startswith("{"):
            return JsonLinesFile(path)
    return JsonArrayFile(path)


class JsonLinesFile:
    """A file of JSON objects; its columns are those of its first 500 lines. See `files.RowFile`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.row_count: int | None = None
        self.encoding, self.notes = find_encoding(path)
        names: dict[str, None] = {}
        for record in islice(self._records(), _SAMPLED_LINES):
            names.update(dict.fromkeys(record or {}))
        self.columns = list(names)
        if not names:
            raise CredscopeError(
                f"{path.name} holds no JSON object in its first {_SAMPLED_LINES} lines: "
                "JSON Lines is expected, one object per line."
            )

    def read(self, columns: list[str]) -> Iterator[pa.Table]:
        """See `files.RowFile`; a line that is no JSON object comes with a problem."""
        values: list[list[str | None]] = [[] for _ in columns]
        problems: list[str | None] = []
        for record in self._records():
            problems.append(NOT_JSON if record is None else None)
            for column, name in zip(values, columns, strict=True):
                column.append(None if record is None else record.get(name))
            if len(problems) == BATCH_ROWS:
                yield string_table(columns, values, problems)
                values, problems = [[] for _ in columns], []
        if problems:
            yield string_table(columns, values, problems)

    def _records(self) -> Iterator[dict[str, str | None] | None]:
        """Flat records; None for a line that is no JSON object. Blank lines are no rows."""
        with trouble(self.path), open_text(self.path, self.encoding) as stream:
            number = 0
            while line := stream.readline(MAX_LINE_CHARACTERS):
                number += 1
                if len(line) == MAX_LINE_CHARACTERS:
                    raise CredscopeError(
                        f"{self.path.name} has no line break within {MAX_LINE_CHARACTERS >> 20} million "
                        f"characters at line {number}: JSON Lines has one object per line."
                    )
                if line.strip():
                    try:
                        record = json.loads(line)
                    except (ValueError, RecursionError):  # a number of thousands of digits is a ValueError
                        record = None
                    yield dict(_flat(record, "")) if isinstance(record, dict) else None


class JsonArrayFile(JsonLinesFile):
    """A file that is one array of objects; it is read whole."""

    @cached_property
    def _elements(self) -> list[Any]:
        return whole_json(self.path, self.encoding)

    def _records(self) -> Iterator[dict[str, str | None] | None]:
        for record in self._elements:
            yield dict(_flat(record, "")) if isinstance(record, dict) else None


def whole_json(path: Path, encoding: str) -> Any:
    """The only value of a JSON file; raises CredscopeError where it is too large or no JSON."""
    with trouble(path), open_bytes(path) as stream:
        said = stream.read(MAX_BYTES + 1)
        if len(said) > MAX_BYTES:
            raise CredscopeError(
                f"{path.name} is one JSON document of more than {MAX_BYTES >> 20} MB, which is read whole: "
                "split it, or write it as JSON Lines with one object per line."
            )
        try:
            return json.loads(said.decode(encoding, errors_of(encoding)))
        except (json.JSONDecodeError, RecursionError) as error:
            where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
            raise CredscopeError(
                f"{path.name} is no whole JSON document{where}: it is cut off or damaged; ask for it again."
            ) from error


def storable(said: str) -> str:
    """`said` with a question mark for half of a character that was cut in two, which JSON can write."""
    return said if said.isascii() else said.encode("utf-8", "replace").decode()


def _flat(record: dict[str, Any], prefix: str) -> Iterator[tuple[str, str | None]]:
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        elif value is None or isinstance(value, str):
            yield prefix + name, value and storable(value)
        else:
            yield prefix + name, storable(json.dumps(value, ensure_ascii=False))
