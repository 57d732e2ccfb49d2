"""What a job title says about the occupation: phrases of the lexicon that fit, the longest first.

Which phrase means which occupation is the seed title_occupations; how a title is normalised and how phrases
compete belongs here. What a description adds, and when to abstain, belongs to `occupation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from credscope.reading.text import fold, lower
from credscope.rules import Rules, TitlePhrase

LONGEST_TITLE = 300
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
# Written in several ways, or about the worker and not the work.
_JOINED = (
    ("vice president", "vp"), ("cyber security", "cybersecurity"), ("a/v", "av"), ("-", " "), ("/", " "),
    ("front end", "frontend"), ("back end", "backend"), ("full stack", "fullstack"),
    ("e commerce", "ecommerce"), ("help desk", "helpdesk"), ("security clearance", "clearance"),
)  # fmt: skip
# Words whose plural is another thing: a security analyst guards systems, a securities analyst values shares.
_PLURAL_ONLY = frozenset(("securities",))
_LEADING = frozenset(("manager", "director", "vice-president", "head", "chief", "supervisor", "supervisory"))
_LEADING_DISCOUNT = 0.8
# A phrase that several occupations share gives way to one of the same length that says which.
_SHARED_BELOW = 0.6
_SHARED_DISCOUNT = 0.6
# What a person is called; before a comma or "of" it is the head of what follows.
_HEADS = _LEADING | frozenset(
    [
        "analyst", "engineer", "specialist", "coordinator", "technician", "administrator", "consultant",
        "architect", "developer", "representative", "officer", "scientist", "planner", "inspector",
        "operator", "assistant", "associate", "advisor", "intern", "lead", "nurse", "teacher", "instructor",
        "professor", "clerk", "designer", "mechanic", "worker", "agent",
    ]
)  # fmt: skip
_RANKED = 4
_ENOUGH = 0.98
# Two phrases of nearly equal length that stand apart name two jobs; neither is as sure as it is alone.
_CLOSE = 0.6
_CONTESTED = 0.75


class _Fit(NamedTuple):
    """A phrase that fits: how well, where it begins and ends, and the codes that share it."""

    score: float
    start: int
    end: int
    shares: dict[str, float]


def words(text: str) -> list[str]:
    """The words of a title that count, abbreviations spelled out, plurals dropped, seniority left away."""
    low = lower(fold(text))
    for written, meant in _JOINED:
        if written in low:
            low = low.replace(written, meant)
    found = []
    for token in _TOKEN.findall(low):
        token = token.rstrip(".'")
        if token.endswith("'s"):
            token = token[:-2]
        if token in _IGNORED:
            continue
        found.append(_singular(_SPELLED.get(token, token)))
    return found


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word in _PLURAL_ONLY or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


class TitleLexicon:
    """The phrases of the rules, ready to be searched; built once per rules."""

    def __init__(self, rules: Rules) -> None:
        owners: dict[tuple[str, ...], str] = {}
        shares: dict[tuple[str, ...], dict[str, float]] = {}
        for row in [*rules.phrases, *_official(rules)]:
            parts = tuple(" ".join(words(part)) for part in row.phrase.split(" & "))
            if all(parts) and owners.setdefault(parts, row.phrase) == row.phrase:
                shares.setdefault(parts, {}).setdefault(row.soc_code, row.probability)
        self._rows: list[list[tuple[tuple[str, ...], dict[str, float]]]] = []
        index: dict[str, int] = {}
        for parts, codes in shares.items():
            at = index.setdefault(f" {parts[0]} ", len(index))
            if at == len(self._rows):
                self._rows.append([])
            self._rows[at].append((parts, codes))
        self._search = AhoCorasick(list(index), matchkind=MatchKind.Standard) if index else None

    def read(self, title: str) -> dict[str, float]:
        """Probability by SOC-2018 code, together at most 1; empty where no phrase fits.

        The best phrase gives each of its codes its probability; what it leaves open goes to the next best.
        """
        segments = [found for part in _SEGMENT.split(fold(title)) if (found := words(part))]
        if self._search is None or not segments:
            return {}
        fits = sorted(self._fits(self._search, segments), key=lambda fit: (-fit.score, fit.start))
        read: dict[str, float] = {}
        left = 1.0
        for number, fit in enumerate(fits[:_RANKED]):
            trust = left * (_CONTESTED if number == 0 and _contested(fits) else 1.0)
            for soc_code, probability in fit.shares.items():
                read[soc_code] = read.get(soc_code, 0.0) + trust * probability
            left -= min(left, trust * sum(fit.shares.values()))
            if left < 1.0 - _ENOUGH:
                break
        return read

    def _fits(self, search: AhoCorasick, segments: list[list[str]]) -> Iterator[_Fit]:
        every = [word for segment in segments for word in segment]
        whole = f" {' '.join(every)} "
        leads = any(word in _LEADING for word in every)
        first_end = len(" ".join(segments[0])) + 2
        for at, start, end in search.find_matches_as_indexes(whole + _turned(segments), overlapping=True):
            for parts, shares in self._rows[at]:
                if any(f" {part} " not in whole for part in parts[1:]):
                    continue
                score = float(sum(part.count(" ") + 1 for part in parts))
                if start >= len(whole):
                    score += 0.3
                else:
                    score += 0.3 if start < first_end else 0.0
                    score += 0.2 if end in (first_end, len(whole)) else 0.0
                    score -= start / 1000
                most = max(shares.values())
                score += most / 10 - (_SHARED_DISCOUNT if most < _SHARED_BELOW else 0.0)
                if leads and not any(word in _LEADING for part in parts for word in part.split(" ")):
                    score -= _LEADING_DISCOUNT
                yield _Fit(score, start, end, shares)


def _turned(segments: list[list[str]]) -> str:
    """The title with the head noun behind what it is head of: "analyst, business" as "business analyst"."""
    first = segments[0]
    if len(first) > 1 and first[0] in _HEADS and first[-1] not in _HEADS:
        return f" {' '.join([*first[1:], first[0]])} "
    if len(segments) > 1 and first[-1] in _HEADS:
        return f" {' '.join([*segments[1], *first])} "
    return ""


def _contested(fits: list[_Fit]) -> bool:
    """Whether a phrase that stands apart from the best one fits nearly as well and means something else."""
    best = fits[0]
    codes = set(best.shares)
    return any(
        best.score - fit.score < _CLOSE
        and (fit.start >= best.end - 1 or fit.end <= best.start + 1)
        and not codes & set(fit.shares)
        for fit in fits[1:_RANKED]
    )


def _official(rules: Rules) -> list[TitlePhrase]:
    """The official titles as phrases, without what they except and without the residual groups' ending."""
    rows = []
    for soc_code, title in sorted(rules.soc_titles.items()):
        phrase = re.sub(r",? (?:Except|Including)\b.*|, All Other$", "", title)
        rows.append(
            TitlePhrase(phrase.replace(",", " ").replace(" & ", " and "), soc_code, _OFFICIAL_PROBABILITY)
        )
    return rows
