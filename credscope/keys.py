"""The key that a month's file carries in its Parquet metadata: what the file was made from.

Whether a month is out of date is asked several times in a run, of every file there is; a footer is read once
as long as its file stays the same.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

KEY = b"credscope.key"


def file_key(path: Path) -> str | None:
    """Key of a Parquet file; None where there is no such file, it has none, or it cannot be read."""
    try:
        found = path.stat()
    except OSError:
        return None
    return _read(path, found.st_mtime_ns, found.st_size, found.st_ino)


@lru_cache(maxsize=65_536)
def _read(path: Path, *_stamp: int) -> str | None:
    try:
        key = (pq.read_schema(path).metadata or {}).get(KEY)
    except (OSError, pa.ArrowInvalid):
        return None
    return None if key is None else key.decode()
