"""`python -m benchmarks run|months|reading|docs`: measure and write docs/performance.md.

    run     the pipeline at every scale, floors beside it, peers after it
    months  ingest, read, build and release of one month after histories of several lengths
    reading credentials and education read from text, beside hyperscan and a plain `re` loop
    docs    put what was measured so far into docs/performance.md

Samples, homes and results (JSON) lie under BENCH_DIR, default ./data-bench.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from benchmarks import contest, newest_month, pipeline, reading, results
from benchmarks.machine import described


def main() -> int:
    """Entry point; 1 where a stage fails or a peer disagrees."""
    parser = argparse.ArgumentParser(
        prog="benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("run", "months", "reading", "docs"))
    parser.add_argument("--scales", type=float, nargs="+", default=[0.01, 0.1], help="1 is the brief's size")
    parser.add_argument("--peers", nargs="*", choices=contest.PEERS, default=list(contest.PEERS))
    parser.add_argument("--repeats", type=int, default=3, help="of floors and of the new month")
    parser.add_argument("--histories", type=int, nargs="+", default=[12, 60, 131], help="months before it")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="Parquet with a column description")
    parser.add_argument("--megabytes", type=int, default=1000, help="of text, repeated as often as it takes")
    parser.add_argument("--keep", action="store_true", help="keep the homes, some GB each at large scales")
    chosen = parser.parse_args()
    folder = Path(os.environ.get("BENCH_DIR") or "data-bench").expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if chosen.what == "run":
            run(folder, chosen)
        elif chosen.what == "months":
            months(folder, chosen)
        elif chosen.what == "reading":
            read(folder, chosen)
        else:
            results.write_page(folder / "results")
    except (RuntimeError, contest.Disagreement) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def run(folder: Path, chosen: argparse.Namespace) -> None:
    """Measure every scale, print the tables and keep them as JSON."""
    records = []
    for scale in chosen.scales:
        home, record = pipeline.run(folder, scale, chosen.repeats)
        record["peers"] = [contest.run(peer, home, folder) for peer in chosen.peers]
        records.append({"machine": described(), **record})
        results.save(folder / "results", "scale", records[-1])
        if not chosen.keep:
            shutil.rmtree(home)
    print(results.render(records, [], []))


def months(folder: Path, chosen: argparse.Namespace) -> None:
    """Measure one new month at every scale, print the tables and keep them as JSON."""
    records = []
    for scale in chosen.scales:
        histories = newest_month.run(folder, scale, chosen.histories, chosen.repeats)
        records.append({"machine": described(), "scale": scale, "histories": histories})
        results.save(folder / "results", "months", records[-1])
    print(results.render([], records, []))


def read(folder: Path, chosen: argparse.Namespace) -> None:
    """Measure the reading of text, print the table and keep it as JSON."""
    record = reading.run(folder, chosen.texts, chosen.megabytes, chosen.repeats)
    results.save(folder / "results", "reading", {"machine": described(), **record})
    print(results.render([], [], results.load(folder / "results", "reading")))


if __name__ == "__main__":
    sys.exit(main())
