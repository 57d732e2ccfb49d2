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
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 7
_COMMON = 0.01
"""A word in the names of a larger part of the catalogue tells nothing ("management", "systems")."""
_LEAST = 2
"""Times that the telling words of a credential stand in a text that speaks of it, and of any other half."""

Held = tuple[Credential, tuple[str, ...], frozenset[str]]
"""A credential of an abbreviation, how it is spelled out, and the stems of its names that tell it."""


class Shared:
    """Tells the credentials of one abbreviation apart; built once per catalogue, used for every text."""

    def __init__(self, credentials: Iterable[Credential]) -> None:
        catalogue = list(credentials)
        borne = Counter(stem for each in catalogue for stem in _stems(each.name, *each.aliases))
        meant: dict[str, dict[str, tuple[Credential, tuple[str, ...]]]] = {}
        for credential in catalogue:
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

        def weighed(credential: Credential, names: Iterable[str]) -> Held:
            stems = _stems(*(names or [credential.name]))
            telling = frozenset(stem for stem in stems if borne[stem] <= max(1, _COMMON * len(catalogue)))
            return credential, tuple(names), telling

        self._meant = {
            short: tuple(weighed(*each) for each in held.values())
            for short, held in meant.items()
            if len(held) > 1
        }

    def settled(self, text: str, low: str, mentions: list[Mention]) -> list[Mention]:
        """`mentions` with shared abbreviations under the credential that the text speaks of.

        The one that `low` spells out is meant; else the one of the same field of work as the others of its
        list; else the one whose names share the telling words of the posting; else the one of the field of
        most of its credentials. What leaves it open stays as it was found.
        """
        shared = {n: held for n, m in enumerate(mentions) if (held := self._held(text, m))}
        if not shared:
            return mentions
        words = Counter(word[:_STEM] for word in _WORD.findall(low))
        settled = list(mentions)
        for number, held in shared.items():
            mention = mentions[number]
            others = [n for n in range(len(mentions)) if n != number]
            beside = [n for n in others if _stand_together(mention, mentions[n])]
            credential = (
                _spelled_out(low, held)
                or _of_area(mention, held, [mentions[n] for n in beside if n not in shared])
                or _of_words(words, held)
                or _of_area(mention, held, [mentions[n] for n in beside or others])
            )
            if credential is not None and credential != mention.credential:
                settled[number] = replace(
                    mention, credential=credential, name=credential.name, kind=credential.kind
                )
        return settled

    def _held(self, text: str, mention: Mention) -> tuple[Held, ...]:
        """The credentials that the abbreviation may mean which is all of a mention; none for another name."""
        bare = _BARE.fullmatch(text, mention.start, mention.end)
        return self._meant.get(bare.group(1), ()) if bare else ()


def _abbreviates(short: str, name: str) -> bool:
    """Whether the capitals of `short` begin words of `name` in their order."""
    initials = iter(word[0] for word in re.findall(r"[A-Za-z]+", name.upper()))
    return all(letter in initials for letter in short if letter.isupper())


def _stems(*names: str) -> set[str]:
    """How the words of `names` begin, in small letters."""
    return {word[:_STEM] for word in _WORD.findall(" ".join(names).lower())}


def _spelled_out(low: str, held: tuple[Held, ...]) -> Credential | None:
    """The one credential whose name stands in the text."""
    found = [credential for credential, names, _ in held if any(name in low for name in names)]
    return found[0] if len(found) == 1 else None


def _of_words(words: Counter[str], held: tuple[Held, ...]) -> Credential | None:
    """The one credential whose telling words the text speaks of, most of them; what all share tells none."""
    shared = frozenset.intersection(*(telling for _, _, telling in held))
    spoken = sorted((_spoken(words, held[n][2] - shared), n) for n in range(len(held)))
    (second, _), (most, best) = spoken[-2:]
    return held[best][0] if most >= _LEAST and most >= _LEAST * second else None


def _spoken(words: Counter[str], telling: frozenset[str]) -> int:
    """How often `telling` words stand in a text; 0 where half of them or more do not."""
    present = [words[stem] for stem in telling if words[stem]]
    return sum(present) if 2 * len(present) > len(telling) else 0


def _stand_together(one: Mention, other: Mention) -> bool:
    return max(other.start - one.end, one.start - other.end) <= _BESIDE


def _of_area(mention: Mention, held: tuple[Held, ...], others: list[Mention]) -> Credential | None:
    """The one credential of the field of work that most of `others` belong to."""
    areas = Counter(other.credential.area for other in others if other.credential)
    least = areas[mention.credential.area] if mention.credential is not None else 0
    most = max(areas[credential.area] for credential, _, _ in held)
    found = [credential for credential, _, _ in held if areas[credential.area] == most]
    return found[0] if len(found) == 1 and most > least else None
