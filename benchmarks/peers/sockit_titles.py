"""The peer: `python sockit_titles.py TITLES`, sockit's best occupation of every line of TITLES.

Runs in an environment that has sockit, whose licence does not allow every use: only whoever may use it
installs it. Output is one JSON object per title (`soc_code`, null for none); the last line has
`work_seconds`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main(titles: Path) -> None:
    """Code every title once; loading its data is not counted."""
    from sockit.title import clean, search, sort

    sort(search(clean("software engineer")))
    given = titles.read_text(encoding="utf-8").splitlines()
    begun = time.perf_counter()
    found = [sort(search(clean(title))) for title in given]
    seconds = time.perf_counter() - begun
    for ranked in found:
        print(json.dumps({"soc_code": ranked[0]["soc"] if ranked else None}))
    print(json.dumps({"work_seconds": seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
