"""Each credential of a posting once, with one status: which mentions make a list, and which mean the same.

What a clause says about a list belongs to `status`.
"""

from __future__ import annotations

import re

from credscope.reading.mention import Mention
from credscope.reading.sections import Layout
from credscope.reading.status import Verdict, judge, status_word

SEPARATOR = re.compile(
    r"^[\s,;:/&()\[\]*|+\u2022\u00ae\u2122-]*(?:(?:and/or|or|and|either|an?|the|current|equivalent|certifications?|"
    r"certificates?|certified|licen[sc]ed?|"
    r"licen[sc]ure|credentials?|e\.g\.|i\.e\.|\([a-z0-9 .-]{1,12}\)|levels?|associate|"
    r"[a-z]{2,12})[\s,;:/&()\[\]*|-]*){0,4}$"
)
_LAST_NOUN = re.compile(
    r" (?:certifications?|certificates?|certified|licen[sc]es?|credentials?|designations?)$", re.I
)
# What brackets behind it list the members of ("security certification (A, B)"), and no short form.
_INTRODUCES = re.compile(
    r"(?:certifications?|certified|licen[sc]es?|credentials?|level i{1,3}(?: or (?:higher|above))?)$"
)
_LEVEL = re.compile(r"level i{1,3}(?: or (?:higher|above))?$")
# Words between two names that make no list of them ("certified as A with a commitment to complete B").
_PROSE = re.compile(r"\b(?:to|with|of|for|by|within|if|when|while)\b")


def judged(low: str, mentions: list[Mention], layout: Layout) -> list[tuple[Mention, str]]:
    """Each credential once, at its first span, with the strongest status that any of its mentions has."""
    best: dict[str, tuple[Mention, Verdict]] = {}
    for members in groups(low, mentions, layout):
        spans = [(mentions[m].start, mentions[m].end) for m in members]
        after = members[-1] + 1
        until = mentions[after].start if after < len(mentions) else None
        for member, said in zip(members, judge(layout, spans, until), strict=True):
            mention = mentions[member]
            key = _key(mention)
            held = best.get(key)
            if held is None:
                best[key] = (mention, said)
            elif said.strength > held[1].strength:
                best[key] = (held[0], said)
    return [(mention, said.status) for mention, said in best.values()]


def groups(low: str, mentions: list[Mention], layout: Layout) -> list[list[int]]:
    """Indexes of `mentions` that stand in one list of one clause, such as `PMP, CSM or CISSP`."""
    grouped: list[list[int]] = []
    for number, mention in enumerate(mentions):
        if grouped:
            before = mentions[grouped[-1][-1]]
            gap = low[before.end : mention.start]
            if (
                len(gap) <= 60
                and SEPARATOR.match(gap)
                and not status_word(gap)
                and not (gap.strip() == ":" and _LEVEL.search(low, before.start, before.end))
                and not (
                    gap.endswith("(") and _INTRODUCES.search(low[before.start : mention.start - 1].rstrip())
                )
                and not _PROSE.search(gap)
                and not (gap.endswith("(") and status_word(low[mention.end : mention.end + 20].split(")")[0]))
                and layout.clause(before.start) == layout.clause(mention.start)
            ):
                grouped[-1].append(number)
                continue
        grouped.append([number])
    return grouped


def _key(mention: Mention) -> str:
    """What makes two mentions the same credential: the entry, or the short form of a name outside it."""
    if mention.credential is not None:
        return mention.credential.credential_id
    short = re.search(r"\(([A-Z][A-Z0-9+-]{1,9})\)", mention.name)
    if short:
        return short.group(1).lower()
    bare = _LAST_NOUN.sub("", mention.name)
    capitals = re.findall(r"\b[A-Z](?=[a-z])", bare)
    spelled = re.fullmatch(r"(?:[A-Z][a-z]+|of|in|for|and|the|[ -])+", bare)
    return "".join(capitals).lower() if spelled and len(capitals) >= 4 else bare.lower()
