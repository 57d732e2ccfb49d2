"""Which posting repeats which: from sketched rows to links, one for each row that repeats another.

A row repeats the nearest row before it that is alike, so that the days between the two answer every window,
and what was taken in when makes no difference. A staffing agency's copy repeats the employer's own ad even
where it was there first. What a row may be compared with is chosen by `candidates`; files belong to `links`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from credscope.contract import LINK_REASONS, LINKS
from credscope.duplicates.candidates import Candidates, Pairs
from credscope.duplicates.rows import Rows
from credscope.duplicates.rules import Rules
from credscope.duplicates.sentences import said_again

SAME_TEXT, REPOST, AGENCY_COPY, OTHER_CITY = range(len(LINK_REASONS))
MOST_READ = 4
"""Pairs of a row that are read sentence by sentence, the nearest."""
_AT_ONCE = 65_536

Texts = Callable[[np.ndarray], dict[int, str]]
"""The texts of rows, by number of the row."""


@dataclass(frozen=True)
class Found:
    """Pairs that are alike: the row, the one it repeats, why (number in LINK_REASONS) and how similar."""

    row: np.ndarray
    other: np.ndarray
    reason: np.ndarray
    similarity: np.ndarray


def link(rows: Rows, wanted: np.ndarray, rules: Rules, texts: Texts) -> pa.Table:
    """Links of the rows `wanted` (numbers, ascending) to others of `rows`, as contract.LINKS, in their order.

    A row that repeats several has the nearest; one that is only found in another city is so flagged.
    """
    candidates = Candidates(rows, wanted, rules.window_days)
    job = _alike(rows, candidates.same_job(), rules, texts, rules.missing_words)
    again = (rows.source[job.row] == rows.source[job.other]) & (rows.day[job.row] > rows.day[job.other])
    agency = _alike(rows, candidates.agency_copy(), rules, texts, rules.agency_missing_words)
    city = _alike(rows, candidates.other_city(), rules)
    row, other, similarity = (
        np.concatenate([getattr(part, name) for part in (job, agency, city)])
        for name in ("row", "other", "similarity")
    )
    reason = np.concatenate(
        [
            np.where(again, REPOST, SAME_TEXT),
            np.full(len(agency.row), AGENCY_COPY),
            np.full(len(city.row), OTHER_CITY),
        ]
    )
    apart = np.abs(rows.day[row] - rows.day[other])
    order = np.lexsort((other, np.abs(row - other), apart, reason == OTHER_CITY, row))
    first = order[np.concatenate([[True], row[order][1:] != row[order][:-1]])] if len(order) else order
    return _table(rows, Found(row[first], other[first], reason[first], similarity[first]), rules)


def _alike(
    rows: Rows, pairs: Pairs, rules: Rules, texts: Texts | None = None, missing_words: int = 0
) -> Found:
    """Those of `pairs` that are one ad: by their sketches, or by their sentences where `texts` can be read.

    Of those read, the longer text must have the shorter one's words, but for a share or `missing_words`.
    """
    row, other = pairs
    similarity = _similarity(rows, row, other)
    kept = similarity >= rules.text_similarity
    if texts is not None:
        read = _to_read(rows, row, other, similarity, kept, rules)
        held = texts(np.union1d(row[read], other[read])) if len(read) else {}
        for pair in read:
            again, words = said_again(held[row[pair]], held[other[pair]], rules.sentence_similarity)
            kept[pair] = 0 < words - max(missing_words, rules.missing_share * words) <= again
            similarity[pair] = again / words if words else 0
    return Found(row[kept], other[kept], np.zeros(int(kept.sum()), np.int64), similarity[kept])


def _to_read(
    rows: Rows, row: np.ndarray, other: np.ndarray, similarity: np.ndarray, kept: np.ndarray, rules: Rules
) -> np.ndarray:
    """Pairs that the sketches leave open, of rows that have no link yet, the nearest of each row."""
    decided = np.isin(row, row[kept])
    named = (rows.employer[row] != 0) & (rows.employer[other] != 0)
    doubtful = np.flatnonzero((similarity >= rules.reworded_from) & named & ~kept & ~decided)
    apart = np.abs(rows.day[row] - rows.day[other])[doubtful]
    doubtful = doubtful[np.lexsort((-similarity[doubtful], apart, row[doubtful]))]
    rank = np.arange(len(doubtful)) - np.searchsorted(row[doubtful], row[doubtful])
    return doubtful[rank < MOST_READ]


def _similarity(rows: Rows, row: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Share of the shorter text's shingles that the other has too, as the sketches tell."""
    found = np.ones(len(row))
    unequal = np.flatnonzero(rows.text[row] != rows.text[other])
    for start in range(0, len(unequal), _AT_ONCE):
        part = unequal[start : start + _AT_ONCE]
        shared = (rows.sketch[row[part]] == rows.sketch[other[part]]).mean(axis=1)
        one, two = rows.length[row[part]], rows.length[other[part]]
        found[part] = np.minimum(1, shared / (1 + shared) * (one + two) / np.minimum(one, two))
    return found


def _table(rows: Rows, found: Found, rules: Rules) -> pa.Table:
    here, there = (rows.named.take(pa.array(numbers)) for numbers in (found.row, found.other))
    columns = [
        *here.columns,
        there["posting_id"],
        there["delivery_id"],
        there["row_number"],
        pa.array(LINK_REASONS).take(pa.array(found.reason)),
        pa.array(np.abs(rows.day[found.row] - rows.day[found.other])),
        pa.array(np.round(found.similarity, 4)),
        pa.array([rules.version] * len(found.row), pa.string()),
    ]
    return pa.table(columns, names=LINKS.names).cast(LINKS)
