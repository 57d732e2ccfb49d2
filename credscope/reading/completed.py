"""A mention as the longest name around it that the catalogue knows, whatever its marks, noun and level.

"Zorb Planner (Associate)" is the entry "Zorb Associate Planner", "Zorb Planner certificate" the one with the
alias "Zorb Planner certification". Names as the catalogue writes them are found in `credentials`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from credscope.reading.mention import Mention
from credscope.reading.text import folded, spellings
from credscope.rules import Credential

Key = tuple[str, ...]
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_WORD = re.compile(r"[a-z0-9+#&]+(?:'s)?")
# What may stand between two words of one name: no comma, no stop, no slash, no line break.
_BETWEEN = r"[\u00ae\u2122]?(?: | ?- ?|: ?| ?\(|\) ?)"
_BEFORE = re.compile(rf"({_WORD.pattern}){_BETWEEN}$")
_BEHIND = re.compile(rf"{_BETWEEN}({_WORD.pattern})")
_NOUNS = {
    **dict.fromkeys(
        ("certifications", "certified", "cert", "certs", "credential", "credentials", "certification"),
        "certification",
    ),
    **dict.fromkeys(("certificate", "certificates"), "certificate"),
    **dict.fromkeys(("licence", "licences", "licenses", "licensure", "licensed", "license"), "license"),
}  # fmt: skip
_PLURAL = re.compile(r"(?<=[a-z]{3}[a-hj-rtv-z])s$")
_LEVELS = frozenset(("associate", "professional", "specialty", "expert"))
_SMALL_WORDS = frozenset(("of", "in", "for", "the", "a", "an", "to", "on", "as"))
_LISTED = re.compile(r"\s?(?:[,;/]\s?(?:(?:and/or|or|and) )?|(?:and/or|or|and) )(?:an? )?")
# A name neither begins nor ends with one of the words that tell nothing.
_ENDS = re.compile(rf"\A(?:{'|'.join(sorted(_SMALL_WORDS))})\b|\b(?:{'|'.join(sorted(_SMALL_WORDS))})\Z")
# "Professional certification in Zorb": a word about the noun and no level of the name.
_VAGUE = re.compile(rf"(?:{'|'.join(sorted(_LEVELS))}) (?:certif|licen|cred)")
_MOST_WORDS = 4
"""Most words that a name goes on for, to either side."""
_LONGEST_WORD = 40
_FEWEST_TELLING = 2
"""Fewest words of a name beside levels and nouns: a short form alone may mean another credential."""


class Completed:
    """The catalogue by the words of its names; built once per catalogue, used for every text."""

    def __init__(self, credentials: Iterable[Credential]) -> None:
        meant: dict[Key, set[Credential]] = {}
        for credential in credentials:
            for written in (credential.name, _BRACKETS.sub("", credential.name), *credential.aliases):
                for spelled in spellings(written):
                    meant.setdefault(_key(folded(spelled)), set()).add(credential)
        self._meant = {key: next(iter(held)) for key, held in meant.items() if len(held) == 1}

    def settled(self, low: str, mentions: list[Mention]) -> list[Mention]:
        """`mentions`, in order, with each that a longer name holds as that name; those inside it are gone."""
        settled: list[Mention] = []
        for number, mention in enumerate(mentions):
            floor = settled[-1].end if settled else 0
            if mention.start < floor:
                continue
            held = self._of_vendor(low, settled[-1], mention) if settled else None
            if held is not None:
                mention = replace(mention, credential=held, name=held.name, kind=held.kind)
            settled.append(self._completed(low, mention, floor, mentions[number + 1 :]))
        return settled

    def _of_vendor(self, low: str, last: Mention, mention: Mention) -> Credential | None:
        """The entry that a name without one means under the vendor of the name before it in its list."""
        if mention.credential is not None or not _LISTED.fullmatch(low, last.end, mention.start):
            return None
        vendor = low[last.start : last.end].split()[0]
        return self._named(f"{vendor} {low[mention.start : mention.end]}")

    def _completed(self, low: str, mention: Mention, floor: int, following: list[Mention]) -> Mention:
        starts, ends = _starts(low, mention.start, floor), _ends(low, mention.end)
        for start, end in sorted(product(starts, ends), key=lambda span: span[0] - span[1]):
            held = self._named(low[start:end])
            if held is None or held == mention.credential:
                continue
            start, end = _balanced(low, start, end)
            inside = [other for other in following if other.start < end]
            if low.count("(", start, end) != low.count(")", start, end):
                continue
            if "(unspecified)" in held.name and (inside or "(unspecified)" not in mention.name):
                continue
            if all(other.end <= end for other in inside):
                return Mention(start, end, held, held.name, held.kind, mention.weak)
        return mention

    def _named(self, low: str) -> Credential | None:
        """The entry that words of a text mean, if they are enough to tell."""
        if _VAGUE.match(low) or _ENDS.search(low):
            return None
        key = _key(low)
        told = tuple(word for word in key if word not in _NOUNS)
        if sum(word not in _LEVELS for word in told) < _FEWEST_TELLING:
            return None
        # A certificate may be a certification by another name; "certified" is more than a certificate.
        other = _ordered((*told, "certification")) if "certificate" in key else told
        return self._meant.get(key) or self._meant.get(other) or self._meant.get(told)


def _key(low: str) -> Key:
    """The words of a name in their order, levels and nouns for a credential behind them."""
    words = (word.removesuffix("'s") for word in _WORD.findall(low))
    told = [_NOUNS.get(word) or _PLURAL.sub("", word) for word in words if word not in _SMALL_WORDS]
    return _ordered(told)


def _ordered(words: Iterable[str]) -> Key:
    words = list(words)
    moved = sorted(word for word in words if word in _LEVELS or word in _NOUNS)
    return *(word for word in words if word not in moved), *moved


def _starts(low: str, start: int, floor: int) -> list[int]:
    """`start` and where the words before it begin that may belong to the name."""
    starts = [start]
    while len(starts) <= _MOST_WORDS:
        word = _BEFORE.search(low, max(floor, starts[-1] - _LONGEST_WORD), starts[-1])
        if word is None:
            break
        starts.append(word.start())
    return starts


def _ends(low: str, end: int) -> list[int]:
    """`end` and where the words behind it end that may belong to the name."""
    ends = [end]
    while len(ends) <= _MOST_WORDS and (word := _BEHIND.match(low, ends[-1])):
        ends.append(word.end())
    return ends


def _balanced(low: str, start: int, end: int) -> tuple[int, int]:
    """The span with the bracket that it opens or closes."""
    opened = low.count("(", start, end) - low.count(")", start, end)
    if opened < 0 and low.startswith("(", start - 1):
        return start - 1, end
    if opened > 0 and low.startswith(")", end):
        return start, end + 1
    return start, end
