"""The SOC-2018 occupation of a posting: its title first, its duties only where the title leaves it open.

How much each source counts and when the coder abstains belongs here; what a title or a duty means is told by
`job_titles` and `duties`.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass

from credscope.reading.duties import SCANNED_CHARACTERS, DutyLexicon, stated_titles
from credscope.reading.job_titles import LONGEST_TITLE, TitleLexicon, words
from credscope.reading.text import fold, lower
from credscope.rules import Rules, normalised

_REMEMBERED = 200_000
# Share of a code that a title says nothing of: about one occupation in a thousand.
_UNSAID = 0.001
_UNNAMED = 100


@dataclass(frozen=True)
class Code:
    """What a posting was read as: `soc_code` is None where the coder abstains; probabilities from 0 to 1."""

    soc_code: str | None
    probability: float | None
    runner_up: str | None


_UNKNOWN = Code(None, None, None)


class OccupationCoder:
    """Codes postings; built once per rules. Distinct titles are read once and remembered."""

    def __init__(self, rules: Rules) -> None:
        self._threshold = rules.threshold("occupation_probability")
        self._decides = rules.threshold("occupation_title_decides")
        self._stated_weight = rules.threshold("occupation_stated_title_weight")
        self._overrides = rules.title_overrides
        self._calibration = rules.calibration
        self._titles = TitleLexicon(rules)
        self._duties = DutyLexicon(rules)
        self._listed = _by_words(rules.listed_titles)
        self._listed_probability = rules.threshold("occupation_listed_title_probability")
        self._known: dict[str, tuple[dict[str, float], Code]] = {}

    def code(self, title: str | None, description: str | None = None, employer: str | None = None) -> Code:
        """Occupation of a posting; nothing where neither title nor description says any.

        `description` and `employer` are looked at only where the title alone leaves the occupation open.
        """
        read, code = self._of_title(title) if title else ({}, _UNKNOWN)
        if not (description or employer) or (read and max(read.values()) >= self._decides):
            return code
        return self._settled(self._weighed(read, title or "", description or "", employer or ""))

    def _of_title(self, title: str) -> tuple[dict[str, float], Code]:
        known = self._known.get(title)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[title] = self._read(title[:LONGEST_TITLE])
        return known

    def _read(self, title: str) -> tuple[dict[str, float], Code]:
        overridden = self._overrides.get(normalised(title))
        if overridden is not None:
            return {overridden: 1.0}, Code(overridden, 1.0, None)
        read = self._titles.read(title)
        if self._listed and (not read or max(read.values()) < self._decides):
            listed = self._listed.get(" ".join(words(title)))
            if listed is not None:
                left = 1.0 - self._listed_probability
                read = {soc_code: left * share for soc_code, share in read.items()}
                read[listed] = read.get(listed, 0.0) + self._listed_probability
        return read, self._settled(read)

    def _weighed(
        self, read: dict[str, float], title: str, description: str, employer: str
    ) -> dict[str, float]:
        low = lower(fold(f"{title[:LONGEST_TITLE]} \n {employer} \n {description[:SCANNED_CHARACTERS]}"))
        evidence = self._duties.evidence(low, title)
        for said in map(self._titles.read, stated_titles(low)):
            best = max(said, key=lambda soc_code: (said[soc_code], soc_code), default=None)
            if best is not None and said[best] >= self._decides:
                if not read:
                    read = said
                evidence[best] = evidence.get(best, 0.0) + self._stated_weight
                break
        if not evidence:
            return read
        strength = {
            soc_code: math.log(max(read.get(soc_code, 0.0), _UNSAID)) + evidence.get(soc_code, 0.0)
            for soc_code in sorted({*read, *evidence})
        }
        # Sorted above: sums in the order of a set would differ in their last digit from run to run.
        most = max(strength.values())
        odds = {soc_code: math.exp(value - most) for soc_code, value in strength.items()}
        # Occupations that neither title nor duties speak of keep what little they had.
        total = sum(odds.values()) + _UNNAMED * _UNSAID * math.exp(-most)
        return {soc_code: value / total for soc_code, value in odds.items()}

    def _settled(self, read: dict[str, float]) -> Code:
        if not read:
            return _UNKNOWN
        ranked = sorted(read, key=lambda soc_code: (-read[soc_code], soc_code))
        probability = self._calibrated(read[ranked[0]])
        if probability < self._threshold:
            return Code(None, probability, ranked[0])
        return Code(ranked[0], probability, ranked[1] if len(ranked) > 1 else None)

    def _calibrated(self, share: float) -> float:
        """Share of right codes among those read as sure as this, between the measured points."""
        points = self._calibration
        at = bisect_right(points, (share, math.inf))
        if not points:
            return share
        if at == 0 or at == len(points):
            return points[min(at, len(points) - 1)][1]
        (low, low_probability), (high, high_probability) = points[at - 1], points[at]
        return low_probability + (high_probability - low_probability) * (share - low) / (high - low)


def _by_words(listed: dict[str, str]) -> dict[str, str]:
    """Listed titles by the words that count; those that come to mean two occupations are left out."""
    codes: dict[str, set[str]] = {}
    for title, soc_code in listed.items():
        codes.setdefault(" ".join(words(title)), set()).add(soc_code)
    return {found: code for found, (code, *others) in codes.items() if found and not others}
