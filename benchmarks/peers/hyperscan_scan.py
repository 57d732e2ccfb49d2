"""The bare scan: `python hyperscan_scan.py ALIASES.json TEXTS THREADS`, which needs hyperscan alone.

Compiles the catalogue's names (any case) and short forms (as written) as literals and scans the bytes of
TEXTS, handing every thread its share in blocks. Nothing is made of a hit: it is counted. Compiling is not.
The last line of output is JSON with `work_seconds`, `bytes` and `hits`.
"""

from __future__ import annotations

import json
import mmap
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hyperscan

BLOCK = 1 << 20


def main(aliases: Path, texts: Path, threads: int) -> None:
    """Scan once with `threads` threads."""
    given = json.loads(aliases.read_text(encoding="utf-8"))
    expressions = [alias.encode() for alias in given["names"] + given["short_forms"]]
    flags = [hyperscan.HS_FLAG_CASELESS] * len(given["names"]) + [0] * len(given["short_forms"])
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(expressions=expressions, ids=list(range(len(flags))), flags=flags, literal=True)

    def scan(blocks: list[memoryview]) -> int:
        hits = 0

        def count(*_: object) -> None:
            nonlocal hits
            hits += 1

        scratch = hyperscan.Scratch(database)
        for block in blocks:
            database.scan(block, match_event_handler=count, scratch=scratch)
        return hits

    with texts.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        whole = memoryview(data)
        blocks = [whole[start : start + BLOCK] for start in range(0, len(whole), BLOCK)]
        sum(block[at] for block in blocks for at in range(0, len(block), mmap.PAGESIZE))
        begun = time.perf_counter()
        with ThreadPoolExecutor(threads) as pool:
            hits = sum(pool.map(scan, [blocks[turn::threads] for turn in range(threads)]))
        said = {"work_seconds": time.perf_counter() - begun, "bytes": len(whole), "hits": hits}
        for block in (*blocks, whole):
            block.release()
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
