"""Which entry of the catalogue a labelled name means, found by the name alone and never by the reader.

Spelling is folded as dbt folds delivered names and as the reader folds a text; how readings are judged by the
result belongs to `credentials`.
"""

from __future__ import annotations

import re

from credscope.place_names import named
from credscope.reading.text import folded, spellings
from credscope.rules import Rules

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_NOUN = re.compile(r" (?:certifications?|certificates?|licen[sc]e|credential)$")
_UNTELLING = frozenset(
    ["certified", "professional", "in", "of", "the", "and", "for", "license", "certification"]
)
_SHORTEST_ABBREVIATION = 3


class Names:
    """The catalogue by name; built once, asked for every label."""

    def __init__(self, rules: Rules) -> None:
        # A name wins over an alias of another entry and that over a short form, as for delivered names.
        names: tuple[dict[str, set[str]], ...] = ({}, {}, {})
        self._abbreviated: dict[str, set[str]] = {}
        self._words: dict[str, set[str]] = {}
        for entry in rules.credentials:
            known = entry.credential_id
            self._words[known] = set(folded(entry.name).split()) - _UNTELLING
            _add(names[0], _spelled(entry.name), known)
            _add(names[1], _spelled(*entry.aliases, _BRACKETS.sub("", entry.name)), known)
            _add(names[2], _spelled(*entry.short_forms), known)
            _add(self._abbreviated, _spelled(*_BRACKETS.findall(entry.name), *entry.short_forms), known)
        self._ids = names[2] | names[1] | names[0]

    def credential_id(self, name: str) -> str | None:
        """The one entry that `name` means; None where the catalogue has none or cannot tell several apart.

        Tried in turn: the name, without what stands in brackets, without a state behind or before it, without
        the noun at its end; at last the abbreviation in brackets, where it belongs to one entry alone that
        shares a word with the name.
        """
        for tried in _readings(name):
            held = self._ids.get(tried)
            if held is not None:
                return next(iter(held)) if len(held) == 1 else None
        words = set(folded(_BRACKETS.sub("", name)).split()) - _UNTELLING
        for short in _BRACKETS.findall(name):
            held = self._abbreviated.get(folded(short), set())
            if len(short) >= _SHORTEST_ABBREVIATION and len(held) == 1:
                (entry,) = held
                if words & self._words[entry]:
                    return entry
        return None


def _spelled(*names: str) -> set[str]:
    """Folded spellings of names of the catalogue."""
    return {folded(spelled) for name in names for spelled in spellings(name)}


def _add(names: dict[str, set[str]], forms: set[str], credential_id: str) -> None:
    for form in forms - {""}:
        names.setdefault(form, set()).add(credential_id)


def _readings(name: str) -> list[str]:
    """What to look a labelled name up by, the most faithful first."""
    bare = _BRACKETS.sub("", name)
    stateless = _without_state(bare)
    tried = [folded(spelled) for each in (name, bare, stateless) for spelled in spellings(each)]
    tried += [_NOUN.sub("", each) for each in tried]
    return list(dict.fromkeys(each for each in tried if each))


def _without_state(name: str) -> str:
    """`name` without a state that grants it: "X, Ohio", "X, New York State", "Ohio X"."""
    head, comma, tail = name.rpartition(",")
    if comma and re.sub(r" state$", "", tail.strip().lower()) in named("state"):
        return head.strip()
    for state in named("state"):
        if name.lower().startswith(f"{state} "):
            return re.sub(r"^state ", "", name[len(state) + 1 :], flags=re.I)
    return name
