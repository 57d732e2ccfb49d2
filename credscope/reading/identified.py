"""Which entry a name means that was found by how it is written, for all that marks and nouns differ.

Finding the names belongs to `unnamed` and what it calls, spellings inside a list to `respelled`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from credscope.reading.mention import Mention
from credscope.reading.text import folded, spellings
from credscope.rules import Credential

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_NOUN = re.compile(
    r"(?: (?:certifications?|certificates?|certified|licen[sc]es?|licensure|credentials?|designations?|"
    r"accreditations?))+$"
)
_ABBREVIATION = re.compile(r"[A-Z][A-Z+-]{2,7}")
# Three letters stand for too many things to say which credential is meant without its neighbours.
_SURE_LETTERS = 4
_UNTELLING = frozenset(
    ["certified", "professional", "in", "of", "the", "and", "for", "license", "certification"]
)


class Identified:
    """The catalogue by name and by abbreviation; built once per catalogue, used for every text."""

    def __init__(self, credentials: Iterable[Credential]) -> None:
        names: dict[str, set[Credential]] = {}
        abbreviated: dict[str, set[Credential]] = {}
        for credential in credentials:
            bare = _BRACKETS.sub("", credential.name)
            for written in (credential.name, bare, *credential.aliases):
                for spelled in spellings(written) if " " in written else ():
                    names.setdefault(folded(spelled), set()).add(credential)
            for short in (*_BRACKETS.findall(credential.name), *credential.short_forms):
                if _ABBREVIATION.fullmatch(short):
                    abbreviated.setdefault(short, set()).add(credential)
        self._names = {name: next(iter(held)) for name, held in names.items() if len(held) == 1}
        self._abbreviated = {short: next(iter(held)) for short, held in abbreviated.items() if len(held) == 1}

    def named(self, name: str) -> Credential | None:
        """The entry that `name` means if marks, brackets and the noun at its end are left aside."""
        for written in (name, _BRACKETS.sub("", name)):
            told = folded(written)
            held = self._names.get(told) or self._names.get(_NOUN.sub("", told))
            if held is not None:
                return held
        return None

    def settled(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """`mentions` with an entry where the catalogue knows the name, or its abbreviation, after all."""
        if all(mention.credential for mention in mentions):
            return mentions
        areas = {mention.credential.area for mention in mentions if mention.credential}
        settled = []
        for mention in mentions:
            if mention.credential is None and (held := self._entry(text, mention, areas)):
                mention = replace(mention, credential=held, name=held.name, kind=held.kind)
            settled.append(mention)
        return settled

    def _entry(self, text: str, mention: Mention, areas: set[str]) -> Credential | None:
        surface = " ".join(text[mention.start : mention.end].split())
        held = self.named(mention.name) or self.named(surface)
        if held is not None:
            return held
        for short in _BRACKETS.findall(surface):
            held = self._abbreviated.get(short)
            if held is not None and _telling(surface) & _telling(held.name):
                return held
        bare = re.sub(r" [a-z].*$| (?:Cert|Licen|Cred|Desig).*$", "", surface)
        held = self._abbreviated.get(bare)
        return held if held and (len(bare) >= _SURE_LETTERS or held.area in areas) else None


def _telling(name: str) -> set[str]:
    return set(folded(_BRACKETS.sub("", name)).split()) - _UNTELLING
