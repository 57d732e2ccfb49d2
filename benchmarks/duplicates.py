"""`python -m benchmarks.duplicates --texts FILE...`: how long linking takes, beside a floor and datasketch.

Postings are made by `many_ads` from the texts of Parquet files with a column description (default: the
sample's). The floor reads every text once and hashes it. datasketch is measured on a part of the same
postings where DATASKETCH_PYTHON names an interpreter that has it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.contest import SCRIPTS
from benchmarks.many_ads import make, texts_of
from credscope.duplicates.links import link_months, put_in_place, stale_months
from credscope.duplicates.rules import Rules
from credscope.duplicates.sketches import sketch_months, text_months
from credscope.home import Home
from credscope.lake import months

PEER_ROWS = 10_000


def main() -> int:
    """Entry point; 1 where texts or the peer cannot be used."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.duplicates",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="Parquet with a column description")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000_000, 2_000_000])
    parser.add_argument("--keep", action="store_true", help="keep the homes, some GB each")
    chosen = parser.parse_args()
    folder = Path(os.environ.get("BENCH_DIR") or "data-bench").expanduser().resolve()
    try:
        print(json.dumps(run(folder, chosen.texts, chosen.sizes, chosen.keep), indent=2))
    except (RuntimeError, OSError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def run(folder: Path, texts: list[Path], sizes: list[int], keep: bool = False) -> dict[str, Any]:
    """Seconds of sketching, linking and the floor for every size, the ratio of neighbours, and the peer."""
    said: dict[str, Any] = {"sizes": [], "ratios": []}
    base = texts_of(texts, folder)
    for size in sizes:
        home = Home(folder / f"duplicates-{size}")
        shutil.rmtree(home.root, ignore_errors=True)
        make(home, size, base)
        said["sizes"].append(_measured(home, size))
        peer = os.environ.get("DATASKETCH_PYTHON")
        if peer and "datasketch" not in said:
            said["datasketch"] = _peer(peer, home.posting_month(*months(home)[0]))
        if not keep:
            shutil.rmtree(home.root)
    for one, two in zip(said["sizes"], said["sizes"][1:], strict=False):
        said["ratios"].append(round(two["seconds"] / one["seconds"] * 2 * one["rows"] / two["rows"], 2))
    return said


def _measured(home: Home, size: int) -> dict[str, Any]:
    rules = Rules.load()
    started = time.perf_counter()
    held = sum(pc.sum(pc.binary_length(batch.column(0))).as_py() or 0 for batch in _read(home))
    floor = time.perf_counter() - started
    started = time.perf_counter()
    for _ in sketch_months(home, text_months(home), rules):
        pass
    sketched = time.perf_counter() - started
    linked = 0
    for month, links in link_months(home, stale_months(home, rules), rules, home.staging):
        put_in_place(home, month, home.staging)
        linked += links
    seconds = time.perf_counter() - started
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "rows": size, "megabytes": round(held / 1e6), "floor_seconds": round(floor, 1),
        "sketch_seconds": round(sketched, 1), "link_seconds": round(seconds - sketched, 1),
        "seconds": round(seconds, 1), "linked": linked, "peak_megabytes": round(peak / 1024),
    }  # fmt: skip


def _read(home: Home) -> Iterator[pa.RecordBatch]:
    """Every text once, each hashed: what no way of linking can do without."""
    for place in months(home):
        for batch in pq.ParquetFile(home.posting_month(*place)).iter_batches(columns=["description"]):
            for text in batch.column(0).cast(pa.binary()).to_pylist():
                hashlib.blake2b(text, digest_size=16).digest()
            yield batch


def _peer(python: str, month: Path) -> dict[str, Any]:
    done = subprocess.run(
        [python, str(SCRIPTS / "datasketch_lsh.py"), str(month), str(PEER_ROWS)],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"datasketch failed: {done.stderr.strip().splitlines()[-1]}")
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
