"""What was read as what: tables of counts beside the figures, one row per pair of values that occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from credscope.accuracy.labelled import Row
from credscope.accuracy.occupation import is_sure
from credscope.accuracy.pairing import paired


def confusions(rows: list[tuple[Row, Row]]) -> list[Row]:
    """Rows `field`, `labelled`, `read`, `count` over (label, reading) pairs of postings.

    Status and kind count found credentials, team sure postings, the others postings; `read` is null for an
    abstention, and a null that a label may hold stays null.
    """
    found = [pair for label, reading in rows for pair in paired(label["credentials"], reading["credentials"])]
    sure = [pair for pair in rows if is_sure(pair[0])]
    return [
        *_table("status", found), *_table("kind", found), *_table("generic_credential", rows),
        *_table("min_education", rows), *_table("preferred_education", rows),
        *_table("degree_substitutable", rows), *_table("team", sure),
    ]  # fmt: skip


def _table(field: str, pairs: Iterable[tuple[Row, Row]]) -> list[Row]:
    counted: Counter[tuple[Any, Any]] = Counter((label[field], read[field]) for label, read in pairs)
    return [
        {"field": field, "labelled": said, "read": got, "count": count}
        for (said, got), count in sorted(counted.items(), key=lambda item: str(item[0]))
    ]
