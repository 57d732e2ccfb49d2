"""Figures that compare a reading with labels: pure functions over lists of dicts.

Where labels come from and where figures go belongs to `accuracy`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
# Words that say no more than that something is a credential, and words of grammar: sharing them is no match.
_GENERIC = re.compile(
    r"certif\w*|licen[cs]\w*|credential\w*|professional|state|valid|current|the|and|for|of|in|or|a"
)


@dataclass(frozen=True)
class Found:
    """Precision, recall and F1 from counts of right, invented and missed; nan where nothing was counted."""

    right: int
    invented: int
    missed: int

    @property
    def precision(self) -> float:
        return ratio(self.right, self.right + self.invented)

    @property
    def recall(self) -> float:
        return ratio(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        return ratio(2 * self.right, 2 * self.right + self.invented + self.missed)

    def figures(self) -> dict[str, float]:
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1}


def ratio(part: float, whole: float) -> float:
    """`part` of `whole`, nan where there is no whole."""
    return part / whole if whole else float("nan")


def likeness(one: str, other: str) -> float:
    """How far two surfaces name the same credential: the share of the shorter one's telling words, 0 to 1."""
    ours, theirs = _telling_words(one), _telling_words(other)
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def paired(labelled: list[Row], read: list[Row]) -> list[tuple[Row, Row]]:
    """Labelled and read credentials of one posting that are the same, each used once, the likest first."""
    candidates = sorted(
        (
            (-likeness(label["surface"], mention["surface"]), -i, -j)
            for i, label in enumerate(labelled)
            for j, mention in enumerate(read)
        ),
    )
    used_labels: set[int] = set()
    used_mentions: set[int] = set()
    pairs = []
    for negative, i, j in candidates:
        if negative < 0 and i not in used_labels and j not in used_mentions:
            used_labels.add(i)
            used_mentions.add(j)
            pairs.append((labelled[-i], read[-j]))
    return pairs


def credential_figures(rows: Iterable[tuple[Row, Row]]) -> dict[str, float]:
    """Figures of the credentials over (label, reading) pairs of postings."""
    right = invented = missed = status = kind = known = 0
    for label, reading in rows:
        pairs = paired(label["credentials"], reading["credentials"])
        right += len(pairs)
        invented += len(reading["credentials"]) - len(pairs)
        missed += len(label["credentials"]) - len(pairs)
        status += sum(a["status"] == b["status"] for a, b in pairs)
        kind += sum(a["kind"] == b["kind"] for a, b in pairs)
        known += sum(b["credential_id"] is not None for _, b in pairs)
    return {
        "labelled_count": right + missed, "read_count": right + invented,
        **Found(right, invented, missed).figures(),
        "status_accuracy": ratio(status, right), "kind_accuracy": ratio(kind, right),
        "catalogued_share": ratio(known, right),
    }  # fmt: skip


def flag_figures(rows: Iterable[tuple[Row, Row]], field: str) -> dict[str, float]:
    """Precision, recall and F1 of a field that is true, false or null; only true counts as found."""
    counts = Counter((label[field] is True, reading[field] is True) for label, reading in rows)
    return Found(counts[True, True], counts[False, True], counts[True, False]).figures()


def occupation_figures(rows: Iterable[tuple[Row, Row]]) -> dict[str, float]:
    """Figures of occupation and team over postings whose label is sure; no code counts as a wrong team."""
    sure = [(label, reading) for label, reading in rows if label["soc_sure"] == "high"]
    coded = [(label["soc2018"], reading["soc_code"]) for label, reading in sure if reading["soc_code"]]
    return {
        "sure_count": len(sure), "abstained_share": ratio(len(sure) - len(coded), len(sure)),
        "six_digit_accuracy": ratio(sum(a == b for a, b in coded), len(coded)),
        "minor_group_accuracy": ratio(sum(a[:4] == b[:4] for a, b in coded), len(coded)),
        "major_group_accuracy": ratio(sum(a[:2] == b[:2] for a, b in coded), len(coded)),
        "team_accuracy": ratio(sum(label["team"] == reading["team"] for label, reading in sure), len(sure)),
    }  # fmt: skip


def confusion(rows: Iterable[tuple[Row, Row]], label_field: str, field: str) -> dict[str, dict[str, int]]:
    """How often each labelled value was read as which value; null is written as `-`."""
    counted: dict[str, dict[str, int]] = {}
    for label, reading in rows:
        said, got = (
            str(value) if value is not None else "-" for value in (label[label_field], reading[field])
        )
        line = counted.setdefault(said, {})
        line[got] = line.get(got, 0) + 1
    return {said: dict(sorted(line.items())) for said, line in sorted(counted.items())}


def _telling_words(surface: str) -> set[str]:
    words = set(re.findall(r"[a-z0-9+#]+", surface.lower()))
    return {word for word in words if not _GENERIC.fullmatch(word)} or words
