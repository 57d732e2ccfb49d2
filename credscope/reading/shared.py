"""Abbreviations that several credentials share ("CCM": construction manager, case manager): which is meant.

What an abbreviation may mean besides credentials belongs to `ambiguity`, whether it counts to `called_for`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from credscope.reading.mention import Mention
from credscope.rules import Credential

_ABBREVIATION = re.compile(r"[A-Z][A-Za-z+-]{1,6}")
_SPELLED = re.compile(rf"(.+?) \(({_ABBREVIATION.pattern})\)")
_BARE = re.compile(
    rf"({_ABBREVIATION.pattern}?)s?(?: (?:[Cc]ertifi\w+|[Dd]esignations?|[Cc]redentials?|[Ll]icen[sc]\w+))?"
)
_BESIDE = 40
"""Most characters between two members of one list."""


class Shared:
    """Tells the credentials of one abbreviation apart; built once per catalogue, used for every text."""

    def __init__(self, credentials: Iterable[Credential]) -> None:
        meant: dict[str, dict[str, tuple[Credential, tuple[str, ...]]]] = {}
        for credential in credentials:
            spelled: dict[str, list[str]] = {}
            for written in (credential.name, *credential.aliases):
                if found := _SPELLED.fullmatch(written):
                    name, short = found.groups()
                    if _abbreviates(short, name):
                        spelled.setdefault(short, []).append(name.lower())
            for short in credential.short_forms:
                spelled.setdefault(short, [])
            for written in credential.aliases:
                if _ABBREVIATION.fullmatch(written) and written.isupper():
                    spelled.setdefault(written, [])
            for short, names in spelled.items():
                meant.setdefault(short, {})[credential.credential_id] = credential, tuple(names)
        self._meant = {short: tuple(held.values()) for short, held in meant.items() if len(held) > 1}

    def settled(self, text: str, low: str, mentions: list[Mention]) -> list[Mention]:
        """`mentions` with shared abbreviations under the credential that the text speaks of.

        The one that `low` spells out is meant; else the one of the same field of work as the others of its
        list, or where there are none, of the posting. What leaves it open stays as it was found.
        """
        shared = {n: held for n, m in enumerate(mentions) if (held := self._held(text, m))}
        if not shared:
            return mentions
        areas = [mention.credential.area if mention.credential else "" for mention in mentions]
        settled = list(mentions)
        for number, held in shared.items():
            mention = mentions[number]
            others = [(m.start, m.end, areas[n]) for n, m in enumerate(mentions) if n != number]
            credential = _spelled_out(low, held) or _of_area(mention, held, others)
            if credential is not None and credential != mention.credential:
                settled[number] = replace(
                    mention, credential=credential, name=credential.name, kind=credential.kind
                )
        return settled

    def _held(self, text: str, mention: Mention) -> tuple[tuple[Credential, tuple[str, ...]], ...]:
        """The credentials that the abbreviation may mean which is all of a mention; none for another name."""
        bare = _BARE.fullmatch(text, mention.start, mention.end)
        return self._meant.get(bare.group(1), ()) if bare else ()


def _abbreviates(short: str, name: str) -> bool:
    """Whether the capitals of `short` begin words of `name` in their order."""
    initials = iter(word[0] for word in re.findall(r"[A-Za-z]+", name.upper()))
    return all(letter in initials for letter in short if letter.isupper())


def _spelled_out(low: str, held: tuple[tuple[Credential, tuple[str, ...]], ...]) -> Credential | None:
    """The one credential whose name stands in the text."""
    found = [credential for credential, names in held if any(name in low for name in names)]
    return found[0] if len(found) == 1 else None


def _of_area(
    mention: Mention,
    held: tuple[tuple[Credential, tuple[str, ...]], ...],
    others: list[tuple[int, int, str]],
) -> Credential | None:
    """The one credential of the field of work that most others beside the mention, or at all, belong to."""
    beside = [a for start, end, a in others if max(start - mention.end, mention.start - end) <= _BESIDE]
    areas = Counter(beside or [area for _, _, area in others])
    least = areas[mention.credential.area] if mention.credential is not None else 0
    most = max(areas[credential.area] for credential, _ in held)
    found = [credential for credential, _ in held if areas[credential.area] == most]
    return found[0] if len(found) == 1 and most > least else None
