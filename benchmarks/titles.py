"""`python -m benchmarks.titles FILE...`: distinct titles coded per second, beside sockit on the same titles.

Titles come from Parquet files with a column title (default: the sample's). sockit is measured where
SOCKIT_PYTHON names an interpreter that has it; its licence does not allow every use, so nothing installs it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.contest import SCRIPTS
from credscope.reading.occupation import OccupationCoder
from credscope.rules import Rules
from credscope.sample.titles import DECORATIONS, TITLES

REPEATS = 3
Codes = list[str | None]


def main() -> int:
    """Entry point; 1 where a file or sockit cannot be used."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.titles", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="*", help="Parquet with a column title")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    chosen = parser.parse_args()
    try:
        print(json.dumps(run(distinct(chosen.files), chosen.repeats), indent=2))
    except (RuntimeError, OSError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def run(titles: Sequence[str], repeats: int) -> dict[str, Any]:
    """Titles per second of one process each, medians of `repeats` turns taken in alternation, and agreement.

    `ratio` is ours by sockit's; agreement is by 6 digits and by minor group, over titles that both code.
    Without SOCKIT_PYTHON the figures of sockit are missing. Raises RuntimeError where it fails.
    """
    python = os.environ.get("SOCKIT_PYTHON")
    ours, theirs = [], []
    our_codes: Codes = []
    their_codes: Codes = []
    for _ in range(repeats):
        our_codes, seconds = _coded(titles)
        ours.append(len(titles) / seconds)
        if python:
            their_codes, seconds = _peer(python, titles)
            theirs.append(len(titles) / seconds)
    said: dict[str, Any] = {
        "title_count": len(titles),
        "titles_per_second": round(statistics.median(ours)),
        "abstained_share": round(our_codes.count(None) / len(titles), 4),
    }
    if python:
        said["sockit_titles_per_second"] = round(statistics.median(theirs))
        said["sockit_abstained_share"] = round(their_codes.count(None) / len(titles), 4)
        said["ratio"] = round(statistics.median(ours) / statistics.median(theirs), 2)
        said |= agreement(our_codes, their_codes)
    return said


def agreement(ours: Codes, theirs: Codes) -> dict[str, float]:
    """Share of equal codes and of equal minor groups among titles that both code; 0 where there are none."""
    both = [(one, other) for one, other in zip(ours, theirs, strict=True) if one and other]
    count = max(len(both), 1)
    return {
        "same_code_share": round(sum(one == other for one, other in both) / count, 4),
        "same_minor_group_share": round(sum(one[:4] == other[:4] for one, other in both) / count, 4),
    }


def distinct(files: Sequence[Path]) -> list[str]:
    """Every title of `files` once, in one line each; the sample's with their decorations without files."""
    if not files:
        plain = sorted({title for titles in TITLES.values() for title in titles})
        return list(dict.fromkeys(f"{a}{title}{b}" for title in plain for a, b in DECORATIONS))
    titles: dict[str, None] = {}
    for file in files:
        if "title" not in pq.read_schema(file).names:
            raise RuntimeError(f"{file} has no column title.")
        for title in pq.read_table(file, columns=["title"])["title"].to_pylist():
            if title and title.strip():
                titles[" ".join(title.split())] = None
    return list(titles)


def _coded(titles: Sequence[str]) -> tuple[Codes, float]:
    """Codes and seconds; every turn has a coder of its own, so that nothing is remembered."""
    coder = OccupationCoder(Rules.load())
    begun = time.perf_counter()
    codes = [coder.code(title).soc_code for title in titles]
    return codes, time.perf_counter() - begun


def _peer(python: str, titles: Sequence[str]) -> tuple[Codes, float]:
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "titles.txt"
        given.write_text("\n".join(titles), encoding="utf-8")
        done = subprocess.run(
            [python, str(SCRIPTS / "sockit_titles.py"), str(given)], capture_output=True, text=True
        )
    if done.returncode:
        raise RuntimeError(f"sockit failed under {python}: {done.stderr.strip().splitlines()[-1:]}.")
    *lines, last = [json.loads(line) for line in done.stdout.splitlines()]
    codes = [line["soc_code"] for line in lines]
    if len(codes) != len(titles):
        raise RuntimeError(f"sockit coded {len(codes)} of {len(titles)} titles.")
    return codes, last["work_seconds"]


if __name__ == "__main__":
    sys.exit(main())
