"""Where in a text there may be something to read: one search in compiled code for the words of all readers.

Which words those are is said by each reader; what stands around them is read there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

MOST = 500
"""Anchors of a kind that are kept, six times the most of 12,000 long real postings: a text with more is no
posting, and its first are read."""
Hit = tuple[int, int, int]
"""Number of a word, start and end."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What one text holds, each list in the order of the text.

    `names` and `shorts` are hits of the catalogue's names and short forms, of which many stand inside longer
    words; the others are the positions of nouns for credentials, of words for levels of education and of
    words that headings without a line of their own begin with.
    """

    names: list[Hit]
    shorts: list[Hit]
    nouns: list[int]
    levels: list[int]
    headings: list[int]


class Scanner:
    """Finds the anchors of texts; built once, used for every text.

    `names`, `nouns` and `levels` are in small letters and found in any; `shorts` and `capitals`, short forms
    and levels, and `headings` are found as they are written only: few letters in capitals are rare, the same
    in small letters stand inside thousands of words.
    """

    def __init__(
        self,
        names: Sequence[str],
        shorts: Sequence[str],
        nouns: Sequence[str],
        levels: Sequence[str],
        capitals: Sequence[str],
        headings: Sequence[str],
    ) -> None:
        self._low = _Search(names, nouns, levels)
        self._written = _Search(shorts, capitals, headings)

    def anchors(self, text: str, low: str) -> Anchors:
        """Anchors of `text` (folded), whose lower case of equal length is `low`."""
        names, nouns, levels = self._low.hits(low)
        shorts, capitals, headings = self._written.hits(text)
        return Anchors(names, shorts, _starts(nouns), _starts(levels + capitals), _starts(headings))


class _Search:
    """All places of many words, overlapping ones too, in one list per group of words."""

    def __init__(self, *groups: Sequence[str]) -> None:
        words = [word for group in groups for word in group]
        self._groups = [(group, number) for group, words in enumerate(groups) for number in range(len(words))]
        self._count = len(groups)
        self._automaton = AhoCorasick(words, matchkind=MatchKind.Standard, store_patterns=False)

    def hits(self, text: str) -> tuple[list[Hit], ...]:
        found: tuple[list[Hit], ...] = tuple([] for _ in range(self._count))
        groups = self._groups
        for word, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            group, number = groups[word]
            hits = found[group]
            if len(hits) < MOST:
                hits.append((number, start, end))
        return found


def _starts(hits: list[Hit]) -> list[int]:
    return sorted({start for _, start, _ in hits})
