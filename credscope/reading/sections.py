"""Clauses and sections of one posting: where a position lies and which heading stands over it.

Where clauses begin is decided in `clauses`, which of them are headings in `headings`, and what a clause says
about a credential in `status`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from credscope.reading.anchors import Anchors
from credscope.reading.clauses import clause_starts
from credscope.reading.headings import HEAD_REACH, HELD, NEUTRAL, OTHER, PREFERRED, REQUIRED, heading_kind


class Layout:
    """Clauses and sections of one text, worked out where they are asked for.

    `text` is folded, `low` its lower case of equal length (see `reading.text`); `anchors` are the words that
    were found in it.
    """

    def __init__(self, text: str, low: str, anchors: Anchors) -> None:
        self.text, self.low, self.anchors = text, low, anchors
        self._sections = {-1: OTHER}

    @cached_property
    def _starts(self) -> list[int]:
        return clause_starts(self.text, self.anchors.headings)

    def clause(self, at: int) -> tuple[int, int]:
        """Start and end of the clause around position `at`."""
        return self._bounds(bisect_right(self._starts, at) - 1)

    def neighbour(self, at: int, step: int) -> tuple[int, int] | None:
        """The clause `step` places after (or before) the one around `at`; None beyond the text."""
        index = bisect_right(self._starts, at) - 1 + step
        return self._bounds(index) if 0 <= index < len(self._starts) else None

    def section(self, at: int) -> str:
        """Kind of the section that `at` lies in; `other` before the first heading.

        A noun such as `Experience` stays with what is required or preferred; `Certifications` on a line of
        its own ends what is preferred, unless such nouns part it.
        """
        known, neutral = self._sections, set()
        index = back = bisect_right(self._starts, at) - 1
        while back not in known:
            kind = self._heading(back)
            if kind in (NEUTRAL, HELD):
                neutral.add(back)
            elif kind is not None:
                known[back] = kind
                break
            back -= 1
        held = known[back]
        for clause in range(back + 1, index + 1):
            if clause in neutral and (held != PREFERRED or self._ends_wishes(clause)):
                held = REQUIRED
            known[clause] = held
        return held

    def lead(self, at: int) -> str:
        """The clause ending in a colon that introduces the list around `at`, in lower case, or nothing."""
        index = bisect_right(self._starts, at) - 1
        for back in range(1, 9):
            if index < back or at - self._starts[index - back] > 700:
                break
            first, end = self._bounds(index - back)
            if end - first > 160 and back > 1:
                break
            clause = self.low[first:end].rstrip()
            if clause.endswith(":"):
                return clause
        return ""

    def _ends_wishes(self, index: int) -> bool:
        """Whether heading `index` stands behind what is preferred and is no part of it."""
        if self._heading(index) != HELD:
            return False
        first, end = self._bounds(index)
        for back in range(index - 1, -1, -1):
            kind = self._heading(back)
            if kind is not None:
                return back < index - 1 and (kind == PREFERRED or "education" in self.low[first:end])
        return False

    def _bounds(self, index: int) -> tuple[int, int]:
        starts = self._starts
        return starts[index], starts[index + 1] if index + 1 < len(starts) else len(self.text)

    def _heading(self, index: int) -> str | None:
        """Kind of the heading that clause `index` begins with, if it is one."""
        first, end = self._bounds(index)
        return heading_kind(self.text[first : min(end, first + HEAD_REACH)])
