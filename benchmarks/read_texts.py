"""Credentials and education of every text of a Parquet file: `python -m benchmarks.read_texts FILE`.

The descriptions go the way that `credscope read` and a refresh send them, on all cores. Nothing is stored.
The last line of output is JSON with `work_seconds`, the start of other processes included, and `mentions`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from credscope.once import mapped_once
from credscope.reading import read_descriptions
from credscope.rules import Rules

TOGETHER = 500


def read(table: pa.Table, rules: Rules) -> pa.Table:
    """The reading of the column description."""
    return read_descriptions(table["description"], rules)


def main(file: Path) -> None:
    """Read the file once."""
    rules = Rules.load()
    begun = time.perf_counter()
    with pq.ParquetFile(file) as opened:
        batches = opened.iter_batches(TOGETHER, columns=["description"])
        tables = (pa.Table.from_batches([batch]) for batch in batches)
        mentions = sum(
            pc.sum(pc.list_value_length(table["credentials"])).as_py() or 0
            for table in mapped_once(read, tables, rules, ["description"])
        )
    print(json.dumps({"work_seconds": time.perf_counter() - begun, "mentions": mentions}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
