"""Files of a delivery as streams of string columns: which format a file has, whether it is whole, its digest.

A `RowFile` yields tables of the asked-for columns, values untouched, plus a `problem` column that is null
for a sound row. Formats have modules of their own; what the columns mean is decided in `table` and
`burning_glass`.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import pyarrow as pa

from credscope.errors import CredscopeError
from credscope.sources.encodings import errors_of, wide_encoding

BATCH_ROWS = 10_000
UNZIPPED_BYTES = 4 << 30
UNZIPPED_TIMES = 200
"""A gzip file may hold this much, or this many times its size; real postings hold up to 15 times."""

_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"
_JSON_SUFFIXES = {".jsonl", ".ndjson", ".json", ".jl"}
_TABLE_SUFFIXES = {".csv", ".tsv", ".parquet", ".jsonl", ".ndjson", ".jl"}


class RowFile(Protocol):
    """One file that is read row by row."""

    path: Path
    columns: list[str]
    notes: list[str]
    row_count: int | None

    def read(self, columns: list[str]) -> Iterator[pa.Table]:
        """Tables of `columns` (strings or lists of them; null where the file has none) and `problem`."""
        ...


@dataclass(frozen=True)
class DeliveredFile:
    """A file as it stands in the manifest: its name below the delivery's path, bytes and SHA-256."""

    name: str
    bytes: int
    sha256: str


def delivered_file(path: Path, name: str) -> DeliveredFile:
    """Size and digest of `path`; raises CredscopeError where it cannot be read."""
    digest = hashlib.sha256()
    with trouble(path), path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return DeliveredFile(name, path.stat().st_size, digest.hexdigest())


@contextmanager
def trouble(path: Path) -> Iterator[None]:
    """Turn what goes wrong while reading `path` into one sentence that names it."""
    try:
        yield
    except CredscopeError:
        raise
    except EOFError as error:
        raise CredscopeError(
            f"{path.name} ends too early: the gzip file is cut off; ask for it again."
        ) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise CredscopeError(f"{path.name} is not a sound gzip file ({error}).") from error
    except PermissionError as error:
        raise CredscopeError(f"{path} may not be read: check its permissions.") from error
    except RecursionError as error:
        raise CredscopeError(f"{path.name} has values within values, too many to be read.") from error
    except (OSError, pa.ArrowException, UnicodeError, ValueError) as error:
        detail = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise CredscopeError(f"{path.name} cannot be read: {detail.rstrip('.')}.") from error


def is_table_name(path: Path) -> bool:
    """Whether `path` is surely named as a table: in a folder, .txt and .json may be about the delivery."""
    return suffix(path) in _TABLE_SUFFIXES and not path.name.startswith((".", "_"))


def open_rows(path: Path) -> RowFile:
    """The reader for `path`, by content first and name second; raises CredscopeError in one sentence."""
    from credscope.sources.csv_file import CsvFile
    from credscope.sources.json_file import json_rows
    from credscope.sources.parquet_file import ParquetFile

    with trouble(path):
        if path.stat().st_size == 0:
            raise CredscopeError(f"{path.name} is empty.")
        with open_bytes(path) as stream:
            head = stream.read(4096)
        if not head.strip():
            raise CredscopeError(f"{path.name} is empty.")
        if head.startswith(b"PAR1"):
            return ParquetFile(path)
        if head.startswith(b"PK"):
            raise CredscopeError(
                f"{path.name} is a spreadsheet or zip archive: save its table as CSV or Parquet."
            )
        if suffix(path) == ".parquet":
            raise CredscopeError(f"{path.name} is named .parquet but is no Parquet file.")
        if suffix(path) in _JSON_SUFFIXES or head.lstrip(codecs.BOM_UTF8).lstrip().startswith(b"{"):
            return json_rows(path)
        if b"\x00" in head and wide_encoding(head) is None:
            raise CredscopeError(
                f"{path.name} is a binary file: CSV, TSV, JSON Lines or Parquet is expected."
            )
        return CsvFile(path)


def open_bytes(path: Path) -> gzip.GzipFile | io.BufferedReader:
    """`path` opened for reading bytes, through gzip where its content says so."""
    with path.open("rb") as stream:
        zipped = stream.read(2) == _GZIP
    return Unzipped(path) if zipped else path.open("rb")


class Unzipped(gzip.GzipFile):
    """What a gzip file holds; raises CredscopeError for a bomb, a small file that unzips to a large one."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self._path, self._most = path, max(UNZIPPED_BYTES, UNZIPPED_TIMES * path.stat().st_size)

    def read(self, size: int | None = -1) -> bytes:
        return self._within(super().read(size))

    def read1(self, size: int = -1) -> bytes:
        return self._within(super().read1(size))

    def _within(self, said: bytes) -> bytes:
        if self.tell() > self._most:
            raise CredscopeError(
                f"{self._path.name} unzips to more than {UNZIPPED_TIMES} times its size, as no table does: "
                "unzip it yourself if you trust it."
            )
        return said


def open_text(path: Path, encoding: str) -> IO[str]:
    """`path` as text with line ends untouched; see `encodings` for bytes that the encoding does not know."""
    return io.TextIOWrapper(open_bytes(path), encoding=encoding, errors=errors_of(encoding), newline="")


def find_encoding(path: Path) -> tuple[str, list[str]]:
    """Encoding of a text file and notes about it: UTF-16, UTF-8, or UTF-8 beside Windows-1252.

    Reads the whole file once, so that a cut-off gzip is found before anything is written.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid = True
    with trouble(path), open_bytes(path) as stream:
        chunk = stream.read(_CHUNK)
        if wide := wide_encoding(chunk[:4096]):
            return wide, [f"{path.name} was read as {wide.upper()}"]
        while chunk:
            if valid:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    valid = False
            chunk = stream.read(_CHUNK)
        if valid:
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                valid = False
    notes = [] if valid else [f"{path.name} is not UTF-8 throughout; other bytes were read as Windows-1252"]
    return "utf-8-sig", notes


def string_table(columns: list[str], values: list[list[str | None]], problems: list[str | None]) -> pa.Table:
    """A table of string columns with their `problem` column; all lists have one entry per row."""
    arrays = [pa.array(column, pa.string()) for column in values]
    return pa.table([*arrays, pa.array(problems, pa.string())], names=[*columns, "problem"])


def suffix(path: Path) -> str:
    """The ending of a file's name in small letters; a zipped file has that of what is in it."""
    suffixes = [ending.lower() for ending in path.suffixes]
    if suffixes and suffixes[-1] in {".gz", ".gzip"}:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""
