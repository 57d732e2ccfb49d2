"""Further levels of a credential that are named by their number alone ("DoD Zorb Level II or III")."""

from __future__ import annotations

import re
from collections.abc import Callable

from credscope.reading.mention import Mention
from credscope.rules import Credential

_LEVEL = r"(?:i{1,3}|iv|v|[1-5])"
_ENDS_IN_LEVEL = re.compile(rf"(?P<stem>.*[a-z)] )(?P<level>{_LEVEL})")
# "II, III", "2 or level 3", "I/II"; a number of years or of other things is no level.
_NEXT = re.compile(
    rf"(?:,? (?:or|and|and/or) |, ?| ?[/&] ?)(?:level )?(?P<level>{_LEVEL})"
    r"(?![\w+.%-]| ?(?:years?|months?|or more|of|to|\d))"
)


def further_levels(
    low: str, mentions: list[Mention], resolve: Callable[[str], Credential | None]
) -> list[Mention]:
    """`mentions` and, behind each that ends in a level, those that follow where the catalogue has them."""
    found: list[Mention] = []
    for number, mention in enumerate(mentions, start=1):
        found.append(mention)
        named = _ENDS_IN_LEVEL.fullmatch(low, mention.start, mention.end)
        end = mention.end
        until = mentions[number].start if number < len(mentions) else len(low)
        while named and (further := _NEXT.match(low, end)) and further.end() <= until:
            credential = resolve(" ".join(f"{named['stem']}{further['level']}".split()))
            alike = further["level"].isdigit() == named["level"].isdigit()
            if not alike or credential is None or credential == mention.credential:
                break
            start, end = further.span("level")
            found.append(Mention(start, end, credential, credential.name, credential.kind))
    return found
