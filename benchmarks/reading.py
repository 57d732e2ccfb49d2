"""Reading against a bare scan: hyperscan and a plain `re` loop with the catalogue's names on the same text.

Texts come from `texts`; every measurement is a process of its own, and those that are compared take turns.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.contest import SCRIPTS, SPARK_PYTHON
from benchmarks.measure import measure
from benchmarks.texts import Corpus, corpora
from credscope.parallel import cores
from credscope.reading import catalogue_words
from credscope.rules import Rules

LOOP_BYTES = 500_000
"""Text that the plain loop gets: it would need hours for a gigabyte."""


@dataclass(frozen=True)
class Runner:
    """One way over the texts: who, on how many cores, and the command for a corpus."""

    who: str
    cores: int
    corpora: tuple[str, ...]
    command: Any


def run(folder: Path, files: list[Path], megabytes: int, repeats: int) -> dict[str, Any]:
    """Bytes per second of everyone over both corpora, medians of `repeats` turns (one of the plain loop).

    Raises RuntimeError where a process fails; `missing` says why hyperscan was left out, if it was.
    """
    work = folder / "reading"
    texts = corpora(work, files, megabytes)
    aliases, all_cores = work / "aliases.json", cores()
    aliases.write_text(json.dumps(catalogue_words(Rules.load())), encoding="utf-8")
    both = ("distinct", "repeated")

    def scan(threads: int) -> Runner:
        script = [str(SPARK_PYTHON), str(SCRIPTS / "hyperscan_scan.py"), str(aliases)]
        return Runner("hyperscan", threads, both, lambda corpus: [*script, str(corpus.flat), str(threads)])

    loop = [sys.executable, str(SCRIPTS / "re_loop.py"), str(aliases)]
    module = [sys.executable, "-m"]
    runners = [
        Runner("reading", all_cores, both, lambda c: [*module, "benchmarks.read_texts", str(c.table)]),
        Runner("credscope read", all_cores, both, lambda c: [
            *module, "credscope.cli", "read", str(c.table), "--output", str(work / "read.parquet")]),
        Runner("re", 1, ("distinct",), lambda c: [*loop, str(c.flat), str(LOOP_BYTES)]),
    ]  # fmt: skip
    lacking = missing()
    if not lacking:
        runners = [scan(1), *([scan(all_cores)] if all_cores > 1 else []), *runners]
    measured = []
    for name, corpus in texts.items():
        chosen = [runner for runner in runners if name in runner.corpora]
        turns: dict[Runner, list[dict[str, Any]]] = {runner: [] for runner in chosen}
        for turn in range(repeats):
            for runner in chosen:
                if turn == 0 or runner.who != "re":
                    print(f"  {runner.who}, {name}, turn {turn + 1}", file=sys.stderr, flush=True)
                    turns[runner].append(_cost(runner, corpus, work))
        measured += [_row(runner, name, costs) for runner, costs in turns.items()]
    return {
        "corpora": {name: {"rows": one.rows, "bytes": one.size} for name, one in texts.items()},
        "files": [file.name for file in files],
        "missing": lacking,
        "measured": measured,
        "scale": round(texts["repeated"].size / 1e9, 3),
    }


def missing() -> str | None:
    """What this machine lacks to run hyperscan, as a sentence; None where nothing is missing."""
    try:
        subprocess.run([str(SPARK_PYTHON), "-c", "import hyperscan"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return "hyperscan is not in .venv-bench (see benchmarks/requirements.lock)"
    return None


def _cost(runner: Runner, corpus: Corpus, work: Path) -> dict[str, Any]:
    cost = measure(runner.command(corpus), log=work / "log")
    if cost.error:
        raise RuntimeError(f"{runner.who} failed: {cost.error} (see {work / 'log'}).")
    return {
        "seconds": cost.said.get("work_seconds", cost.seconds),
        "cpu_seconds": cost.cpu_seconds,
        "peak_bytes": cost.peak_bytes,
        "bytes": min(cost.said.get("bytes", corpus.size), corpus.size),
    }


def _row(runner: Runner, corpus: str, costs: list[dict[str, Any]]) -> dict[str, Any]:
    figures = {name: statistics.median(cost[name] for cost in costs) for name in costs[0]}
    return {"who": runner.who, "cores": runner.cores, "corpus": corpus, **figures}
