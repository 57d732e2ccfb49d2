"""The SOC-2018 occupation of a job title, by a lexicon of phrases: the longest phrase that fits wins.

Which phrase means which occupation is the seed title_occupations; how a title is normalised and how phrases
compete belongs here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from credscope.reading.text import fold, lower
from credscope.rules import Rules, TitlePhrase

_LONGEST_TITLE = 300
_OFFICIAL_PROBABILITY = 0.9
_SEGMENT = re.compile(r"\s[-|:\u2022]+\s|[,;|()\[\]:\u2022@]|\s-|-\s")
_TOKEN = re.compile(r"\.?[a-z0-9][a-z0-9+#.&']*")
_IGNORED = frozenset(
    [
        "and", "of", "the", "for", "a", "an", "in", "to", "with", "senior", "sr", "snr", "junior", "jr",
        "i", "ii", "iii", "iv", "vi", "1", "2", "3", "4", "5",
    ]
)  # fmt: skip
_SPELLED = {
    "mgr": "manager", "mgmt": "management", "eng": "engineer", "engr": "engineer", "dev": "developer",
    "admin": "administrator", "dir": "director", "asst": "assistant", "tech": "technician",
    "rep": "representative", "coord": "coordinator", "ops": "operation", "mktg": "marketing",
    "info": "information", "sys": "system", "spec": "specialist", "sw": "software", "hw": "hardware",
    "vp": "vice-president", "svp": "vice-president", "avp": "vice-president", "evp": "vice-president",
    "acct": "accountant", "cyber-security": "cybersecurity", "programmer/analyst": "programmer analyst",
    "dept": "department", "hrly": "hourly", "anlst": "analyst", "supv": "supervisor",
    "archt": "architect", "mech": "mechanical", "elec": "electrical", "mfg": "manufacturing",
}  # fmt: skip
_LEADING = frozenset(("manager", "director", "vice-president", "head", "chief", "supervisor", "supervisory"))
_LEADING_DISCOUNT = 0.8


@dataclass(frozen=True)
class Code:
    """What a title was read as: `soc_code` is None where the coder abstains; probabilities from 0 to 1."""

    soc_code: str | None
    probability: float | None
    runner_up: str | None


_UNKNOWN = Code(None, None, None)


def words(text: str) -> list[str]:
    """The words of a title that count, abbreviations spelled out, plurals dropped, seniority left away."""
    low = (
        lower(fold(text))
        .replace("vice president", "vp")
        .replace("cyber security", "cybersecurity")
        .replace("a/v", "av")
    )
    low = (
        low.replace("-", " ")
        .replace("/", " ")
        .replace("front end", "frontend")
        .replace("back end", "backend")
    )
    low = (
        low.replace("full stack", "fullstack")
        .replace("e commerce", "ecommerce")
        .replace("help desk", "helpdesk")
    )
    found = []
    for token in _TOKEN.findall(low):
        token = token.rstrip(".'")
        if token.endswith("'s"):
            token = token[:-2]
        if token in _IGNORED:
            continue
        token = _SPELLED.get(token, token)
        found.append(_singular(token))
    return found


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


class OccupationCoder:
    """Codes titles; built once per rules. Distinct titles are coded once and remembered."""

    def __init__(self, rules: Rules) -> None:
        self._threshold = rules.threshold("occupation_probability")
        self._rows: list[list[tuple[tuple[str, ...], TitlePhrase]]] = []
        index: dict[str, int] = {}
        seen: set[tuple[str, ...]] = set()
        for row in [*rules.phrases, *_official(rules)]:
            parts = tuple(" ".join(words(part)) for part in row.phrase.split(" & "))
            if not all(parts) or parts in seen:
                continue
            seen.add(parts)
            at = index.setdefault(f" {parts[0]} ", len(index))
            if at == len(self._rows):
                self._rows.append([])
            self._rows[at].append((parts, row))
        self._search = AhoCorasick(list(index), matchkind=MatchKind.Standard) if index else None
        self._known: dict[str, Code] = {}

    def code(self, title: str | None) -> Code:
        """Occupation of `title`; nothing for a title that is missing or that no phrase fits."""
        if not title:
            return _UNKNOWN
        title = title[:_LONGEST_TITLE]
        known = self._known.get(title)
        if known is None:
            known = self._known[title] = self._coded(title)
        return known

    def _coded(self, title: str) -> Code:
        if self._search is None:
            return _UNKNOWN
        segments = [found for part in _SEGMENT.split(fold(title)) if (found := words(part))]
        if not segments:
            return _UNKNOWN
        every = [word for segment in segments for word in segment]
        whole = f" {' '.join(every)} "
        leads = any(word in _LEADING for word in every)
        first_end = len(" ".join(segments[0])) + 2
        best: dict[str, tuple[float, float]] = {}
        for at, start, end in self._search.find_matches_as_indexes(whole, overlapping=True):
            for parts, row in self._rows[at]:
                if any(f" {part} " not in whole for part in parts[1:]):
                    continue
                length = sum(part.count(" ") + 1 for part in parts)
                score = (
                    length
                    + (0.3 if start < first_end else 0.0)
                    + (0.2 if end in (first_end, len(whole)) else 0.0)
                )
                score -= start / 1000 - row.probability / 10
                if leads and not any(word in _LEADING for part in parts for word in part.split(" ")):
                    score -= _LEADING_DISCOUNT
                held = best.get(row.soc_code)
                if held is None or score > held[0]:
                    best[row.soc_code] = (score, row.probability)
        if not best:
            return _UNKNOWN
        ranked = sorted(best, key=lambda soc: (-best[soc][0], soc))
        probability = best[ranked[0]][1]
        runner_up = ranked[1] if len(ranked) > 1 else None
        if probability < self._threshold:
            return Code(None, probability, ranked[0])
        return Code(ranked[0], probability, runner_up)


def _official(rules: Rules) -> list[TitlePhrase]:
    """The official titles as phrases, without what they except and without the residual groups' ending."""
    rows = []
    for soc_code, title in sorted(rules.soc_titles.items()):
        phrase = re.sub(r",? (?:Except|Including)\b.*|, All Other$", "", title)
        rows.append(
            TitlePhrase(phrase.replace(",", " ").replace(" & ", " and "), soc_code, _OFFICIAL_PROBABILITY)
        )
    return rows
