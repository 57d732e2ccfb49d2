"""The plain ways to read a posting that the reading must beat, each as readings of the same postings.

They use no gates, no headings and no clauses. What is compared belongs to `measuring`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from credscope.accuracy.credentials import Resolve
from credscope.accuracy.labelled import Labelled, Row
from credscope.accuracy.occupation import is_sure
from credscope.accuracy.title_baselines import classified, looked_up
from credscope.contract import EDUCATION_LEVELS
from credscope.reading.text import fold, lower, spellings
from credscope.rules import Credential, Rules

# Words for a level wherever they stand; abbreviations in capitals only.
_LEVELS = {
    "professional": re.compile(
        r"(?i:juris doctor|doctor of medicine|doctor of pharmacy)|\b(?:J\.?D|M\.?D|PharmD)\b"
    ),
    "doctorate": re.compile(r"(?i:\bdoctora(?:te|l)\b|\bph\.?\s?d\b)"),
    "master": re.compile(r"(?i:\bmaster'?s?'? (?:degree|of|in)\b|\bmaster'?s\b)|\bMBA\b|\bM\.?S\.?\b"),
    "bachelor": re.compile(
        r"(?i:\bbachelor|\b(?:college|university|4[- ]year|four[- ]year) degree)|\bB\.?[SA]\b"
    ),
    "associate": re.compile(r"(?i:\bassociate'?s?'? degree|\b(?:2|two)[- ]year degree)"),
    "some_college": re.compile(r"(?i:\bsome college)"),
    "high_school": re.compile(r"(?i:\bhigh school|\bdiploma)|\bGED\b"),
}
_EQUIVALENT = re.compile(r"\bor (?:an? )?equivalent\b", re.I)
_CERTIFICATION = re.compile(r"\bcertifications?\b", re.I)
_NOTHING: Row = {
    "credentials": [], "generic_credential": False, "min_education": "none_stated",
    "preferred_education": None, "degree_substitutable": None, "soc_code": None, "team": None,
}  # fmt: skip


@dataclass(frozen=True)
class Baseline:
    """Readings of a plain method, one per labelled posting in their order, and the figures they are for.

    `figures` are figure ids, or the first parts of several. `on_our_finds` says that its credentials are
    those that the reading found, judged by other means.
    """

    baseline_id: str
    figures: tuple[str, ...]
    readings: list[Row]
    on_our_finds: bool = False

    def speaks_of(self, figure_id: str) -> bool:
        return any(figure_id == each or figure_id.startswith(f"{each}.") for each in self.figures)


def baselines(
    given: Labelled, readings: list[Row], rules: Rules, resolve: Resolve, definition: str
) -> list[Baseline]:
    """Every baseline over the postings of `given`; `readings` are ours, for what is compared on our finds.

    Majorities are those of the labels themselves, which favours the baseline.
    """
    texts = [fold(text or "") for text in given.postings["description"].to_pylist()]
    rows, named = given.rows, [_levels_named(text) for text in texts]
    return [
        Baseline("alias_search", ("credentials",), _alias_search(texts, rows, rules)),
        Baseline(
            "majority",
            (
                "credentials.status_accuracy", "credentials.kind_accuracy", "education", "substitution",
                "occupation",
            ),
            _majority(rows, readings),
            on_our_finds=True,
        ),
        Baseline("surface_lookup", ("credentials.id_accuracy",), _looked_up(readings, resolve), True),
        Baseline("word_certification", ("generic",), _flags(texts, "generic_credential", _CERTIFICATION)),
        Baseline("lowest_level_named", ("education.min_accuracy",), _levels(named, min)),
        Baseline("highest_level_named", ("education.min_accuracy",), _levels(named, max)),
        Baseline("or_equivalent", ("substitution",), _flags(texts, "degree_substitutable", _EQUIVALENT)),
        *(
            Baseline(baseline_id, ("occupation",), _coded(codes, rules, definition))
            for baseline_id, codes in _occupations(given, rules).items()
        ),
    ]  # fmt: skip


def _alias_search(texts: Sequence[str], rows: list[Row], rules: Rules) -> list[Row]:
    """Names and aliases in any case, short forms as written, as whole words; each entry once a posting."""
    search = _Search(rules.credentials)
    status = _commonest(credential["status"] for row in rows for credential in row["credentials"])
    return [
        _NOTHING
        | {
            "credentials": [
                {
                    "surface": surface, "credential_id": entry.credential_id, "name": entry.name,
                    "kind": entry.kind, "status": status,
                }
                for entry, surface in search.found(text)
            ]
        }
        for text in texts
    ]  # fmt: skip


class _Search:
    def __init__(self, credentials: Sequence[Credential]) -> None:
        names: dict[str, Credential] = {}
        shorts: dict[str, Credential] = {}
        for entry in credentials:
            for alias in entry.aliases:
                for spelled in spellings(alias):
                    names.setdefault(spelled, entry)
            for short in entry.short_forms:
                shorts.setdefault(short, entry)
        self._names = _automaton(names), list(names.values())
        self._shorts = _automaton(shorts), list(shorts.values())

    def found(self, text: str) -> list[tuple[Credential, str]]:
        """Entries in `text` with their surfaces: the longest of overlapping ones, the first of an entry."""
        hits = []
        for (automaton, entries), searched in ((self._names, lower(text)), (self._shorts, text)):
            for at, start, end in automaton.find_matches_as_indexes(searched, overlapping=True):
                if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
                    hits.append((start, -end, entries[at]))
        chosen: dict[str, tuple[Credential, str]] = {}
        last = 0
        for start, end, entry in sorted(hits, key=lambda hit: hit[:2]):
            if start >= last:
                last = -end
                chosen.setdefault(entry.credential_id, (entry, text[start:-end]))
        return list(chosen.values())


def _automaton(names: dict[str, Credential]) -> AhoCorasick:
    return AhoCorasick(list(names), matchkind=MatchKind.Standard)


def _majority(rows: list[Row], readings: list[Row]) -> list[Row]:
    """Everywhere the commonest label; our credentials with the commonest status and kind."""
    found = [credential for row in rows for credential in row["credentials"]]
    code = _commonest(row["soc2018"] for row in rows if is_sure(row))
    alike: Row = {
        field: _commonest(row[field] for row in rows)
        for field in ("generic_credential", "min_education", "preferred_education")
    }
    # A flag is compared by F1, where calling nothing true finds nothing: the majority calls all of them true.
    alike["degree_substitutable"] = True
    alike |= {"soc_code": code, "team": _commonest(row["team"] for row in rows if is_sure(row))}
    over: Row = {field: _commonest(credential[field] for credential in found) for field in ("status", "kind")}
    return [alike | {"credentials": [each | over for each in reading["credentials"]]} for reading in readings]


def _looked_up(readings: list[Row], resolve: Resolve) -> list[Row]:
    """Our credentials with the entry that has the surface, as it stands, for a name."""
    return [
        _NOTHING
        | {
            "credentials": [
                each | {"credential_id": resolve(each["surface"])} for each in reading["credentials"]
            ]
        }
        for reading in readings
    ]


def _occupations(given: Labelled, rules: Rules) -> dict[str, Sequence[str | None]]:
    postings, codes = given.postings, [row["soc2018"] for row in given.rows]
    return {
        "exact_title": looked_up(postings["title"].to_pylist(), rules),
        "linear_title": classified(postings, codes, with_text=False),
        "linear_title_and_text": classified(postings, codes, with_text=True),
    }


def _coded(codes: Sequence[str | None], rules: Rules, definition: str) -> list[Row]:
    return [_NOTHING | {"soc_code": code, "team": rules.team(code, definition)} for code in codes]


def _levels_named(text: str) -> list[int]:
    """Ranks of all levels that a word anywhere in the text names."""
    return [EDUCATION_LEVELS.index(level) for level, words in _LEVELS.items() if words.search(text)]


def _levels(named: list[list[int]], choose: Callable[[Iterable[int]], int]) -> list[Row]:
    """The lowest (min) or highest (max) of the levels named."""
    chosen = [EDUCATION_LEVELS[choose(ranks)] if ranks else EDUCATION_LEVELS[0] for ranks in named]
    return [_NOTHING | {"min_education": level} for level in chosen]


def _flags(texts: Sequence[str], field: str, pattern: re.Pattern[str]) -> list[Row]:
    return [_NOTHING | {field: bool(pattern.search(text))} for text in texts]


def _commonest(values: Iterable[Any]) -> Any:
    """The commonest of `values`, the first to come of equally common ones; None where there are none."""
    return next((value for value, _ in Counter(values).most_common(1)), None)
