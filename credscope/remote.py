"""Whether the work is done from anywhere, by the words of a posting's place or title (seed `remote_words`).

A job that is tied to a place for part of the week is not remote; one that may also be done from anywhere is.
"""

from __future__ import annotations

import csv
import re
from functools import cache

import pyarrow as pa

from credscope.distinct import per_distinct
from credscope.flags import read_flag
from credscope.home import SEEDS


def read_remote(text: str) -> bool | None:
    """True where the words say that the work is done from anywhere, False where they tie it; else None."""
    for pattern, said in _wordings():
        if said is None:
            text = pattern.sub(" ", text)
        elif pattern.search(text):
            return said
    return None


def read_remotes(values: pa.Array) -> pa.Array:
    """A delivered flag, or words such as TELECOMMUTE, as booleans."""
    return per_distinct(values, _flag_or_words, pa.bool_())


def without_remote(text: str) -> str:
    """A place without the words that say whether the work is done there; the town of Remote stays."""
    for pattern, said in _wordings():
        if said is None and pattern.fullmatch(text):
            return text
        if said is not None:
            text = pattern.sub(", ", text)
    return text


def says_remote(column: str) -> str:
    """SQL that is true for every text of which `read_remote` may say something."""
    words = "|".join(f"(?:{pattern.pattern})" for pattern, said in _wordings() if said is not None)
    return f"regexp_matches({column}, '{words}', 'i')"


@cache
def _wordings() -> tuple[tuple[re.Pattern[str], bool | None], ...]:
    """Patterns by rank, the first decides; those that say nothing are taken out before the next are tried."""
    with (SEEDS / "rules" / "remote_words.csv").open(encoding="utf-8", newline="") as handle:
        rows = sorted(csv.DictReader(handle), key=lambda row: int(row["wording_rank"]))
    return tuple((re.compile(row["pattern"], re.I), read_flag(row["is_remote"])) for row in rows)


def _flag_or_words(text: str) -> bool | None:
    flag = read_flag(text)
    return read_remote(text) if flag is None else flag
