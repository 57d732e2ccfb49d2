"""What a person decided about a name that was read: another credential, or none at all.

The decisions are the seed credential_overrides; titles that were decided are handled by `occupation`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from credscope.reading.mention import Mention
from credscope.rules import NOT_A_CREDENTIAL, Credential, Rules, normalised


def overridden(
    found: Iterable[tuple[Mention, str]], text: str, rules: Rules
) -> Iterator[tuple[Mention, str]]:
    """Mentions with their status, as decided: under their own credential, or left out.

    A decision is looked up by the name and by the wording in `text`. A credential comes once; what a decision
    makes of a second name of it is left out.
    """
    if not rules.credential_overrides:
        yield from found
        return
    given: set[str] = set()
    for mention, status in found:
        decided = _decision(mention, text, rules)
        if decided == NOT_A_CREDENTIAL:
            continue
        if decided is not None:
            credential = _catalogue(rules)[decided]
            mention = replace(mention, credential=credential, name=credential.name, kind=credential.kind)
        credential_id = mention.credential.credential_id if mention.credential else None
        if credential_id is None or credential_id not in given:
            yield mention, status
        if credential_id is not None:
            given.add(credential_id)


def _decision(mention: Mention, text: str, rules: Rules) -> str | None:
    decisions = rules.credential_overrides
    by_name = decisions.get(normalised(mention.name))
    return by_name or decisions.get(normalised(text[mention.start : mention.end]))


@lru_cache(maxsize=2)
def _catalogue(rules: Rules) -> dict[str, Credential]:
    return {credential.credential_id: credential for credential in rules.credentials}
