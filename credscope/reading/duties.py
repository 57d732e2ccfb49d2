"""What a description and an employer's name say about an occupation that the title leaves open.

Which wording speaks for which occupation, and how strongly, is the seed duty_occupations; here it is found in
one pass, and sentences that state the title in prose are pointed out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from credscope.reading.job_titles import words
from credscope.rules import Rules

SCANNED_CHARACTERS = 20_000
"""Longest part of a description that is searched for duties."""

_OPENING = 3_000
_SPACE = re.compile(r"[^a-z0-9+#&.']+")
_STATED = re.compile(
    r"\b(?:seeking|hiring|looking for|searching for|in need of|needs|opening for|opportunity for|"
    r"position of|role of|job title:|position title:|position:|role:|title:)\s+"
    r"(?:an? |our |one |the |next |new |experienced |full[- ]time |highly |motivated |skilled |talented )*"
    r"([a-z][a-z0-9/&+ -]{2,60})"
)
_ENDS = re.compile(r"\b(?:to|who|with|for|that|in|at|on|and|is|will|you|we|as|based|responsible|join)\b")


class DutyLexicon:
    """The wording of duties, ready to be searched; built once per rules."""

    def __init__(self, rules: Rules) -> None:
        rows: dict[str, list[tuple[str, str, float]]] = {}
        self._special: dict[str, set[str]] = {}
        for row in rules.duties:
            within = " ".join(words(row.within_title))
            rows.setdefault(f" {_SPACE.sub(' ', row.phrase)} ", []).append((within, row.soc_code, row.weight))
            if within:
                self._special.setdefault(within, set()).add(row.soc_code)
        self._rows = list(rows.values())
        self._search = AhoCorasick(list(rows), matchkind=MatchKind.Standard) if rows else None

    def evidence(self, low: str, title: str) -> dict[str, float]:
        """Log-odds by SOC-2018 code that the lower-case text `low` adds; a wording counts once.

        Under a `title` with words of its own in the rules, these tell its kinds apart and the general ones
        say nothing of them.
        """
        if self._search is None:
            return {}
        named = f" {' '.join(words(title))} "
        held = {within for within in self._special if f" {within} " in named}
        special = {soc_code for within in held for soc_code in self._special[within]}
        # A full stop belongs to names such as node.js; at the end of a sentence it does not.
        spaced = f" {_SPACE.sub(' ', low[:SCANNED_CHARACTERS]).replace('. ', ' ')} "
        found: dict[str, float] = {}
        for at in sorted({at for at, _, _ in self._search.find_matches_as_indexes(spaced, overlapping=True)}):
            for within, soc_code, weight in self._rows[at]:
                if within in held if within else soc_code not in special:
                    found[soc_code] = found.get(soc_code, 0.0) + weight
        return found


def stated_titles(low: str) -> Iterator[str]:
    """Titles that the opening of a lower-case description states, as in "is seeking a data analyst"."""
    for found in _STATED.finditer(low[:_OPENING]):
        title = _ENDS.split(found[1], maxsplit=1)[0].strip()
        if title:
            yield title
