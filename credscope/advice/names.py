"""What people mean by the names of occupations and credentials that they give; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

from credscope.badges.matching import entry_of
from credscope.errors import CredscopeError
from credscope.rules import Credential, Rules, normalised

NEAREST = 3
CODE = re.compile(r"(\d{2}-\d{4})(\.\d{2})?")


def occupation_of(name: str, rules: Rules) -> str:
    """The SOC-2018 code that `name` means: a code (O*NET's is cut), a title of SOC-2018, or a job title.

    A job title is one of the lexicon; of several occupations it means the likeliest. Raises CredscopeError
    with the nearest titles where it means none.
    """
    wanted = normalised(name)
    code = CODE.fullmatch(wanted)
    if code and code[1] in rules.soc_titles:
        return code[1]
    titles = {normalised(title): soc for soc, title in rules.soc_titles.items()}
    if wanted in titles:
        return titles[wanted]
    meant = [phrase for phrase in rules.phrases if phrase.phrase == wanted]
    if meant:
        return max(meant, key=lambda phrase: (phrase.probability, phrase.soc_code)).soc_code
    if code:
        near = [f"{one} {rules.soc_titles[one]}" for one in _nearest(code[1], rules.soc_titles)]
    else:
        near = [f"{titles[one]} {rules.soc_titles[titles[one]]}" for one in _nearest(wanted, titles)]
    raise CredscopeError(f"No occupation is called {name!r}{_told(near)}")


def credential_of(name: str, rules: Rules) -> Credential:
    """The entry of the catalogue that `name` means: its id, name, alias or short form, as in deliveries.

    Raises CredscopeError with the nearest names where it means none.
    """
    wanted = normalised(name)
    for credential in rules.credentials:
        if credential.credential_id == wanted:
            return credential
    found = entry_of(name, rules)
    if found is not None:
        return found
    spelled = {
        normalised(text): f"{credential.name} ({credential.credential_id})"
        for credential in rules.credentials
        for text in (credential.name, *credential.aliases, *credential.short_forms)
    }
    near = dict.fromkeys(spelled[one] for one in _nearest(wanted, spelled))
    raise CredscopeError(f"No credential of the catalogue is called {name!r}{_told(near)}")


def _nearest(wanted: str, known: Collection[str]) -> list[str]:
    return get_close_matches(wanted, known, NEAREST)


def _told(near: Collection[str]) -> str:
    return f"; the nearest are {', '.join(near)}." if near else " or nearly so; give its name in full."
