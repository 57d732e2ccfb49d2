"""Rows of short items that semicolons part, which clauses cut into single items ("one of: CEH; CFR; or CND").

How much a posting wants what a row names is decided in `status`.
"""

from __future__ import annotations

import re

from credscope.reading.sections import Layout

_MOST_ITEMS, _LONGEST_ITEM, _REACH = 12, 60, 400
CHOICE = re.compile(
    r"\b(?:one|any|either)\b[^.]{0,60}\b(?:certif|licen[sc]|credential)[^.]*\x01|"
    r"\b(?:certif|licen[sc]|credential)[^.]{0,20}\b(?:such as|e g|i e|like)\b[^.]*\x01|"
    r"\x01(?:[^.,]{0,40},){1,8}\s*or\b"
)
"""A row of which one member is enough, as `row_around` gives it."""


def row_around(layout: Layout, start: int, end: int) -> str:
    """The row of items around `start`..`end` in lower case with commas for semicolons, or nothing.

    The place itself is written \\x01. A row needs an item before the place.
    """
    first, last = start, end
    for step in range(-1, -_MOST_ITEMS, -1):
        clause = layout.neighbour(start, step)
        if clause is None or not layout.low[clause[0] : clause[1]].rstrip(" ").endswith(";"):
            break
        first = clause[0]
        if clause[1] - clause[0] > _LONGEST_ITEM:
            break
    if first == start:
        return ""
    for step in range(1, _MOST_ITEMS):
        clause = layout.neighbour(end - 1, step)
        if clause is None or not layout.low[last : clause[0]].rstrip(" ").endswith(";"):
            break
        last = clause[0] + min(clause[1] - clause[0], _LONGEST_ITEM)
    before = layout.low[max(first, start - _REACH) : start].replace(";", ",")
    return before + "\x01" + layout.low[end:last].replace(";", ",")
