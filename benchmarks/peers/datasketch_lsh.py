"""Near-duplicates by datasketch as its documentation does it: MinHash of word triples, then its LSH index.

Run as a script by an interpreter that has datasketch: `datasketch_lsh.py PARQUET ROWS`; prints JSON.
"""

import json
import re
import sys
import time

import pyarrow.parquet as pq
from datasketch import MinHash, MinHashLSH

SLOTS, THRESHOLD = 128, 0.8
WORD = re.compile(r"[a-z0-9]+")


def main() -> None:
    texts = pq.read_table(sys.argv[1], columns=["description"]).slice(0, int(sys.argv[2]))
    started = time.perf_counter()
    index, linked = MinHashLSH(threshold=THRESHOLD, num_perm=SLOTS), 0
    for number, text in enumerate(texts["description"].to_pylist()):
        words = WORD.findall(text.lower())
        sketch = MinHash(num_perm=SLOTS)
        sketch.update_batch(
            [" ".join(three).encode() for three in zip(words, words[1:], words[2:], strict=False)]
        )
        linked += bool(index.query(sketch))
        index.insert(number, sketch)
    seconds = time.perf_counter() - started
    print(json.dumps({"rows": len(texts), "seconds": seconds, "linked": linked}))


if __name__ == "__main__":
    main()
