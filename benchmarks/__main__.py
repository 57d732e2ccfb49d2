"""`python -m benchmarks run|months|docs`: measure the pipeline, one new month, or write docs/performance.md.

    run     the pipeline at every scale, floors beside it, peers after it
    months  ingest, read, build and release of one month after histories of several lengths
    docs    put what was measured so far into docs/performance.md

Samples, homes and results (JSON) lie under BENCH_DIR, default ./data-bench.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from benchmarks import contest, newest_month, pipeline, results
from benchmarks.machine import described


def main() -> int:
    """Entry point; 1 where a stage fails or a peer disagrees."""
    parser = argparse.ArgumentParser(
        prog="benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("run", "months", "docs"))
    parser.add_argument("--scales", type=float, nargs="+", default=[0.01, 0.1], help="1 is the brief's size")
    parser.add_argument("--peers", nargs="*", choices=contest.PEERS, default=list(contest.PEERS))
    parser.add_argument("--repeats", type=int, default=3, help="of floors and of the new month")
    parser.add_argument("--histories", type=int, nargs="+", default=[12, 60, 131], help="months before it")
    parser.add_argument("--keep", action="store_true", help="keep the homes, some GB each at large scales")
    chosen = parser.parse_args()
    folder = Path(os.environ.get("BENCH_DIR") or "data-bench").expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if chosen.what == "run":
            run(folder, chosen)
        elif chosen.what == "months":
            months(folder, chosen)
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
    print(results.render(records, []))


def months(folder: Path, chosen: argparse.Namespace) -> None:
    """Measure one new month at every scale, print the tables and keep them as JSON."""
    records = []
    for scale in chosen.scales:
        histories = newest_month.run(folder, scale, chosen.histories, chosen.repeats)
        records.append({"machine": described(), "scale": scale, "histories": histories})
        results.save(folder / "results", "months", records[-1])
    print(results.render([], records))


if __name__ == "__main__":
    sys.exit(main())
