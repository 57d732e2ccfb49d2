"""What was read from the lake, on disk: one Parquet file per source and month, redone only when it must be.

How a posting is read belongs to `reading`; which rows lie in a month belongs to `lake`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from credscope.contract import READING
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.parallel import mapped
from credscope.reading import read_postings
from credscope.rules import Rules

KEY = b"credscope.key"
BATCH_ROWS = 1000
# Schemes whose codes may need the title to decide between the occupations that a code was split into.
_SPLIT_SCHEMES = ("soc_2010", "onet_soc_2010")
_NEEDED = [
    "row_id",
    "posting_id",
    "title",
    "employer_name",
    "description",
    "occupation_code",
    "occupation_scheme",
]


def reading_key(lake_key: bytes, rules: Rules) -> bytes:
    """Key of a reading: changes with the month that was read and with the rules that read it."""
    return hashlib.sha256(lake_key + b"\x1f" + rules.version.encode()).hexdigest().encode()


def stale_months(home: Home, rules: Rules) -> list[tuple[str, str]]:
    """(source, month) pairs whose reading is missing, out of date or left over from a month that is gone."""
    stale = []
    for path in sorted(home.postings.glob("*/*.parquet")):
        source, month = path.parent.name, path.stem
        if _key_of(home.reading_month(source, month)) != reading_key(_lake_key(path), rules):
            stale.append((source, month))
    for path in sorted(home.readings.glob("*/*.parquet")):
        if not home.posting_month(path.parent.name, path.stem).exists():
            stale.append((path.parent.name, path.stem))
    return sorted(stale)


def read_month(home: Home, source: str, month: str, rules: Rules) -> dict[str, Any]:
    """Read one month (YYYY-MM) and write its file; counts as in `read_months`."""
    return next(read_months(home, [(source, month)], rules))


def read_months(home: Home, months: Iterable[tuple[str, str]], rules: Rules) -> Iterator[dict[str, Any]]:
    """Read months on all cores, each written by one rename; yields one dict per month, in order.

    Keys: source, month, row_count (rows read), mention_count, coded_count and abstained_count (rows with and
    without a SOC-2018 code read from the title). A month that is gone from the lake loses its reading.
    """
    wanted = list(months)
    batches = (batch for source, month in wanted for batch in _batches(home.posting_month(source, month)))
    rows = sum(_row_count(home.posting_month(source, month)) for source, month in wanted)
    results = mapped(_read_batch, batches, rules, parallel=rows > 2 * BATCH_ROWS)
    for source, month in wanted:
        lake, target = home.posting_month(source, month), home.reading_month(source, month)
        if not lake.exists():
            target.unlink(missing_ok=True)
            yield _counts(source, month, READING.empty_table())
            continue
        key = reading_key(_lake_key(lake), rules)
        parts = [next(results) for _ in range(_batch_count(lake))]
        table = pa.concat_tables([READING.empty_table(), *parts])
        _write(table.replace_schema_metadata({KEY: key}), target)
        yield _counts(source, month, table)


def _read_batch(table: pa.Table, rules: Rules) -> pa.Table:
    blank = pc.fill_null(pc.equal(pc.utf8_trim_whitespace(table["description"]), ""), True)
    split = pc.is_in(table["occupation_scheme"], value_set=pa.array(_SPLIT_SCHEMES))
    wanted = pc.or_(pc.or_(pc.invert(blank), pc.is_null(table["occupation_code"])), split)
    return read_postings(table.filter(wanted), rules).select(READING.names).cast(READING)


def _batches(path: Path) -> Iterator[pa.Table]:
    if path.exists():
        for batch in pq.ParquetFile(path).iter_batches(batch_size=BATCH_ROWS, columns=_NEEDED):
            yield pa.Table.from_batches([batch])


def _row_count(path: Path) -> int:
    return pq.ParquetFile(path).metadata.num_rows if path.exists() else 0


def _batch_count(path: Path) -> int:
    return sum(1 for _ in pq.ParquetFile(path).iter_batches(batch_size=BATCH_ROWS, columns=["row_id"]))


def _lake_key(path: Path) -> bytes:
    key = _key_of(path)
    if key is None:
        raise CredscopeError(f"{path} carries no key: take its deliveries in again with `credscope ingest`.")
    return key


def _key_of(path: Path) -> bytes | None:
    if not path.exists():
        return None
    try:
        return (pq.read_schema(path).metadata or {}).get(KEY)
    except (OSError, pa.ArrowInvalid):
        return None


def _write(table: pa.Table, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        pq.write_table(table, temporary, compression="zstd")
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _counts(source: str, month: str, table: pa.Table) -> dict[str, Any]:
    coded = table.num_rows - table["soc_code"].null_count
    return {
        "source": source, "month": month, "row_count": table.num_rows,
        "mention_count": pc.sum(pc.list_value_length(table["credentials"])).as_py() or 0,
        "coded_count": coded, "abstained_count": table.num_rows - coded,
    }  # fmt: skip
