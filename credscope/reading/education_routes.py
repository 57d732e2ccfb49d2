"""Ways to qualify that a public announcement numbers, and education that only replaces experience in one.

City postings number the alternatives ("1. A degree; or 2. A diploma and four years"); federal ones ask for
specialized experience and let education count instead, beside a basic requirement in some occupations.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from credscope.reading.education_terms import Term
from credscope.reading.text import occurrences

_OR_SECOND = re.compile(r"\bor\b[\s;,:.\"]{0,12}\(?2[.)]\s")
_OR_LATER = re.compile(r"\bor\b[\s;,:.\"]{0,12}\(?([2-9])[.)]\s")
_FIRST = re.compile(r"(?<![\w.])\(?1[.)]\s")
_OR_REACH = 16
_FLOOR = re.compile(r"\bhowever,? all candidates must\b")
_EXPERIENCE = re.compile(r"\bexperience\b|\blicen[sc]e\b|\bcertifi|\bapprentice")
_BASIC = (
    r"basic (?:education(?:al)? )?(?:requirement|qualification)|occupational requirement|positive education|"
    r"(?<!see )education(?:al)? requirements?\b(?! may| section)|\bdegree ?:|minimum education|"
    r"you need a degree|"
    r"you must have a (?:bachelor|degree)|and,? an? (?:4|four)[- ]year course of study"
)
_MARK = re.compile(
    rf"({_BASIC})|specialized experience|\bgs[- ]?\d|substitut|to qualify (?:at|for) (?:the |a )?(?:gs|grade|"
    r"[a-z]{2}-?\d)|superior academic|qualify based|federal service|\bor,? education ?:"
)
_MARK_WORDS = (
    "basic ", "occupational requirement", "positive education", "education requirement",
    "educational requirement", "degree:", "degree :", "minimum education", "you need a degree",
    "you must have a", "and a 4-year course", "and a 4 year course", "and a four-year course",
    "and a four year course", "specialized experience", "gs-", "gs ", "gs1", "substitut", "to qualify ",
    "superior academic", "qualify based", "federal service", "or education", "or, education",
)  # fmt: skip
_FEDERAL = re.compile(
    r"\bgs[- ]?\d|\btime[- ]in[- ]grade|\bgrade level|\bpay band|\bfederal service\b|\bopm\.gov|"
    r"\bsubstitution of education\b"
)
_FEDERAL_WORDS = ("specialized experience", "federal service", "to qualify for the gs")
_PARAGRAPH = re.compile(r"\n|   *(?=\S)")
_ROUTE_LENGTH, _MOST_BLOCKS = 1500, 20


@dataclass(frozen=True, slots=True)
class Routes:
    """Numbered alternatives as (start, end) each, and where a federal announcement speaks of what.

    `floor` tells that all candidates must hold a level besides, `skipped` lists stretches whose levels are
    not asked for, `ways` those that ask for no level.
    """

    ways: tuple[tuple[int, int], ...] = ()
    blocks: tuple[tuple[int, int], ...] = ()
    skipped: tuple[tuple[int, int], ...] = ()
    floor: bool = False
    federal: bool = False
    marks: tuple[tuple[int, bool], ...] = ()

    @property
    def bound(self) -> bool:
        """Whether what is said of education as a whole says nothing of the degree."""
        return self.floor or self.federal

    def skips(self, term: Term) -> bool:
        """Whether `term` stands among alternatives the first of which asks for experience alone."""
        return any(start <= term.start < end for start, end in self.skipped)

    def other_way(self, term: Term) -> tuple[int, int] | None:
        """The alternative without a level beside the one that asks for `term`; None where there is none."""
        for start, end in self.blocks:
            if start <= term.start < end:
                return next((way for way in self.ways if start <= way[0] < end), None)
        return None


def find_routes(low: str, terms: list[Term]) -> Routes:
    """Numbered alternatives of `low` and, for federal announcements, what the text turns to where."""
    federal = any(word in low for word in _FEDERAL_WORDS) and bool(_FEDERAL.search(low))
    marks = _marks(low) if federal else ()
    blocks = _blocks(low)
    ways, skipped, floor = [], [], False
    for block in blocks:
        end = block[-1][1]
        level_of = [
            next((term for term in terms if start <= term.start < stop), None) for start, stop in block
        ]
        limit = _FLOOR.search(low, block[0][0], end + 800)
        if level_of[0] is None and _EXPERIENCE.search(low, *block[0]):
            skipped.append((block[0][0], limit.start() if limit else end))
        elif limit and any(limit.start() < term.start < limit.end() + 250 for term in terms):
            floor = True
        ways += [
            way
            for way, level in zip(block, level_of, strict=True)
            if level is None and _EXPERIENCE.search(low, *way)
        ]
    return Routes(
        tuple(ways),
        tuple((b[0][0], b[-1][1]) for b in blocks),
        tuple(skipped),
        floor,
        federal,
        marks,
    )


def federal_minimum(routes: Routes, term: Term) -> bool:
    """Whether `term` is asked for as such: not where a federal announcement lets it replace experience."""
    index = bisect_right(routes.marks, (term.start, True)) - 1
    return index < 0 or routes.marks[index][1]


def _marks(low: str) -> tuple[tuple[int, bool], ...]:
    places = sorted(at for word in _MARK_WORDS for at in occurrences(low, word))
    found = (_MARK.match(low, at) for at in places)
    return tuple((mark.start(), mark.group(1) is not None) for mark in found if mark)


def _blocks(low: str) -> list[list[tuple[int, int]]]:
    """Runs of alternatives numbered from 1, each as its (start, end)."""
    blocks: list[list[tuple[int, int]]] = []
    for second in sorted(occurrences(low, "2.") + occurrences(low, "2)")):
        found = _OR_SECOND.search(low, max(0, second - _OR_REACH), second + 3)
        firsts = _FIRST.findall(low[max(0, second - _ROUTE_LENGTH) : second]) if found else []
        if not found or not firsts:
            continue
        first = second - min(second, _ROUTE_LENGTH)
        starts = [first + low[first:second].rfind(firsts[-1]), found.start()]
        for later in _OR_LATER.finditer(low, second, second + 4 * _ROUTE_LENGTH):
            if later.group(1) == str(len(starts) + 1):
                starts.append(later.start())
            elif later.group(1) == "2":
                break
        blocks.append(_ways(low, starts))
        if len(blocks) == _MOST_BLOCKS:
            break
    return blocks


def _ways(low: str, starts: list[int]) -> list[tuple[int, int]]:
    found = _PARAGRAPH.search(low, starts[-1] + 20)
    end = min(found.start() if found else len(low), starts[-1] + _ROUTE_LENGTH)
    return list(zip(starts, [*starts[1:], end], strict=True))
