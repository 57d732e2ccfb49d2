"""JSON Lines: one object per line, nested objects as dotted column names, lists and numbers as JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from credscope.errors import CredscopeError
from credscope.sources.csv_file import MAX_LINE_CHARACTERS
from credscope.sources.files import BATCH_ROWS, find_encoding, open_text, string_table, trouble

NOT_JSON = "line is not a JSON object"
_SAMPLED_LINES = 500


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
                    except (json.JSONDecodeError, RecursionError):
                        record = None
                    yield dict(_flat(record, "")) if isinstance(record, dict) else None


def _flat(record: dict[str, Any], prefix: str) -> Iterator[tuple[str, str | None]]:
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        elif value is None or isinstance(value, str):
            yield prefix + name, value
        else:
            yield prefix + name, json.dumps(value, ensure_ascii=False)
