"""The plain loop: `python re_loop.py ALIASES.json TEXTS BYTES`, one alternation of Python's `re` over texts.

Whole words of the catalogue's names and short forms, the longest first, in the lower case of every text,
taken from all over TEXTS up to BYTES. The last line of output is JSON with `work_seconds`, `bytes`, `hits`.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path


def main(aliases: Path, texts: Path, size: int) -> None:
    """Search a slice once; compiling is not counted."""
    given = json.loads(aliases.read_text(encoding="utf-8"))
    words = {alias.lower() for alias in given["names"] + given["short_forms"]}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    every = texts.read_bytes().split(b"\x1e")
    chosen, taken = [], 0
    for text in every[:: max(1, sum(map(len, every)) // size)]:
        chosen.append(text.decode())
        taken += len(text)
    begun = time.perf_counter()
    hits = sum(len(pattern.findall(text.lower())) for text in chosen)
    said = {"work_seconds": time.perf_counter() - begun, "bytes": taken, "hits": hits}
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
