"""A file under the spelling of its columns that a mapping uses, where the mapping ignores capital letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from credscope.errors import CredscopeError
from credscope.sources.files import RowFile
from credscope.sources.mapping import Mapping, respelled


def fitted(file: RowFile, mapping: Mapping) -> RowFile:
    """The file as the mapping speaks of it."""
    if not mapping.ignore_case:
        return file
    return RespelledFile(file, [*mapping.recognise, *mapping.source_columns()])


class RespelledFile:
    """A file whose columns have the names of `known` in any mix of letters; see `files.RowFile`."""

    def __init__(self, file: RowFile, known: Iterable[str]) -> None:
        self.file, self.path = file, file.path
        self.notes, self.row_count = file.notes, file.row_count
        self.columns = respelled(file.columns, known)
        self._own = dict(zip(self.columns, file.columns, strict=True))

    def read(self, columns: list[str]) -> Iterator[pa.Table]:
        """See `files.RowFile`."""
        twice = next((name for name in columns if self.columns.count(name) > 1), None)
        if twice is not None:
            raise CredscopeError(
                f"{self.path.name} names the column '{twice}' twice, in capital and in small letters: "
                "rename one of them."
            )
        for batch in self.file.read([self._own.get(name, name) for name in columns]):
            yield batch.rename_columns([*columns, "problem"])
