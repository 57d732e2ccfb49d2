"""Mentions that are one name together or only introduce others: families, awarding bodies, brackets, levels.

Finding the mentions belongs to `credentials`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from credscope.reading.mention import Mention
from credscope.rules import Credential

_CATEGORY = re.compile(r"(?:iat|iam) level")
_CATEGORY_BEFORE = re.compile(r"(?:dod[dim]? )?(?:\b8[15][47]0(?:\.01)?(?:-?m)? )?\b(?:iat|iam) ?/ ?$")
_BRACKETS = re.compile(
    r"[\u00ae\u2122]?(?: [A-Z][a-z]+)?\s?\((?!Requir|Prefer|Desir|Option|Plus|Mandat)"
    r"[A-Z][A-Za-z./+-]{1,11}[\u00ae\u2122]?\)"
)
_FAMILY_LEAD = re.compile(
    r"^(?:\(?s\)|s)?[\s,-]{0,3}(?:\(|:|-|such as|like|e\.?\s?g\.?|i\.?e\.?|including|especially|in|"
    r"preferably)"
    r"[\s:,.(-]{0,3}(?:such as|like|e\.?\s?g\.?|i\.?e\.?|including|especially|preferably)?[\s:,.(-]{0,3}$"
)
# "Zorblax certification in one of the following modules: ".
_OF_THESE = re.compile(
    r"s? (?:in|for) (?:at least )?(?:one|any|two|all)(?: or more)? of the following[\w ]{0,24}: ?"
)
_LONGEST_LEAD = 64
_STATUS_LEAD = re.compile(
    r"(?:\(s\)|s)?,? (?:(?:is|are) )?(?:an? )?(?:highly |strongly )?(?:preferred|required|desired|plus) ?\("
    r"(?:(?:e\.?\s?g\.?|i\.?e\.?|such as|like|including)[\s,:]{0,2})?"
)
_ONE_WORD = re.compile(r"[A-Z][a-z]+ [Cc]ertifi[a-z]+")
_OWN_NOUN = re.compile(r"certif|licen|regist|credential|\)$")
_OF_VENDOR = re.compile(r"(.+?) (?:certifi\w+|certs?|credentials?|designations?)$")
_NEXT_MEMBER = re.compile(r"[\s)]{0,2}(?:[,;/]\s?(?:and/or|or|and)?|(?:and/or|or|and))\s?(?:an? )?")
Resolve = Callable[[str], Credential | None]
# Between a credential and the body that awards it, and between two such bodies.
_AWARDED_BY = re.compile(r" (?:(?:issued|awarded|offered) )?(?:by|from|through) (?:either )?(?:the )?")
# "certified through the Institute of Dunes as a": the credential stands behind its body.
_BY_BODY = re.compile(r"certifi\w+ (?:through|with|by|from) ")
_HELD_AS = re.compile(r"\W{0,4}(?:as (?:an? )?|\()")
_FIELD_OF = re.compile(r"[Cc]ertif\w+ (?:in|for|on|with) (.+)")
_WORDS_ON = re.compile(r"(?: [\w/&+-]+){1,4}")
_SMALL_WORDS = frozenset(("of", "in", "for", "and", "the", "on", "to"))
_WORD = re.compile(r" [\w/&+-]+")
# "ABC or similar Zorblax certifications" asks for no other one of that vendor.
_OR_SIMILAR = re.compile(r"\bor (?:a |any )?(?:similar|equivalent|comparable) $")
_DASH = re.compile(r" [-\u2013] ")
_NEXT_BODY = re.compile(r"(?:,|/| or| and|, or| and/or) ?(?:the )?")


def goes_beyond(low: str, mention: Mention, family: Mention) -> bool:
    """Whether a family's name runs into that of a member ("certification in Zorblax Certified Gardener")."""
    member = "(unspecified)" not in mention.name and "(unspecified)" in family.name
    listed = " or " in low[family.start : family.end]
    return member and not mention.weak and not listed and mention.end > family.end + 3


def within_family(low: str, mentions: list[Mention], resolve: Resolve) -> list[Mention]:
    """`mentions` with members of a vendor's list under its entries ("Zorblax certifications: Developer")."""
    settled = list(mentions)
    vendor, end = "", 0
    for number, mention in enumerate(settled):
        surface = low[mention.start : mention.end]
        gap = low[end : mention.start]
        listed = _FAMILY_LEAD.match(gap) or _NEXT_MEMBER.fullmatch(gap) or _STATUS_LEAD.fullmatch(gap)
        told = _OF_VENDOR.match(surface) if "(unspecified)" in mention.name else None
        end = mention.end
        if told or not listed:
            vendor = told.group(1) if told else ""
            continue
        vague = mention.weak or mention.credential is None or "(unspecified)" in mention.name
        if vendor and vague and not surface.startswith(vendor):
            credential = resolve(f"{vendor} {surface}") or resolve(f"{vendor} certified {surface}")
            if credential is not None:
                settled[number] = replace(
                    mention, credential=credential, name=credential.name, kind=credential.kind
                )
    return settled


def furthered(text: str, mentions: list[Mention], resolve: Resolve) -> list[Mention]:
    """`mentions` with a family that runs on into a member as that member ("certified in Zorblax Pay")."""
    settled = list(mentions)
    for number, mention in enumerate(settled):
        field = _FIELD_OF.fullmatch(text, mention.start, mention.end)
        if field is None or "(unspecified)" not in mention.name:
            continue
        run = _WORDS_ON.match(text, mention.end)
        ends = [word.end() for word in _WORD.finditer(run.group())] if run else []
        for end in (mention.end + at for at in reversed(ends)):
            name = " ".join(text[field.start(1) : end].lower().split())
            credential = resolve(f"{name} certification") or resolve(name)
            if credential is not None and "(unspecified)" not in credential.name:
                settled[number] = Mention(
                    mention.start, end, credential, credential.name, credential.kind, mention.weak
                )
                break
    return settled


def _same_vendor(member: Mention, family: Mention) -> bool:
    """Whether both entries have one vendor: ids of the catalogue begin with its name."""
    ids = [mention.credential.credential_id for mention in (member, family) if mention.credential]
    return len({known.partition("_")[0] for known in ids}) == 1 == len(ids) - 1


def without_bodies(low: str, mentions: list[Mention]) -> list[Mention]:
    """`mentions` without the bodies that award the credential before them ("Certified X by ABC or ABD")."""
    kept: list[Mention] = []
    end, bodies = 0, False
    for mention in mentions:
        gap = low[end : mention.start]
        body = "(unspecified)" in mention.name and not _OWN_NOUN.search(low[mention.start : mention.end])
        awarded = (
            bool(kept)
            and "(unspecified)" not in kept[-1].name
            and (_AWARDED_BY.fullmatch(gap) or (_DASH.fullmatch(gap) and _same_vendor(kept[-1], mention)))
        )
        bodies = body and bool(awarded or (bodies and _NEXT_BODY.fullmatch(gap)))
        end = mention.end
        if not bodies:
            kept.append(mention)
    return kept


def without_families(low: str, mentions: list[Mention]) -> list[Mention]:
    """`mentions` without families that only introduce their members ("AWS certifications such as ...")."""
    kept: list[Mention] = []
    for number, mention in enumerate(mentions):
        if kept and kept[-1].end >= mention.end:
            continue
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        beside = following is not None and low[mention.end : following.start] in (" ", " as a ", " as an ")
        if beside and low.startswith("board", mention.start) and mention.credential is not None:
            continue
        if "(unspecified)" in mention.name and kept and _OR_SIMILAR.search(low, kept[-1].end, mention.start):
            continue
        by_body = following is not None and _BY_BODY.match(low, mention.start, mention.end)
        if following is not None and by_body and _HELD_AS.fullmatch(low, mention.end, following.start):
            continue
        surface = low[mention.start : mention.end].rstrip("s")
        family = "(unspecified)" in mention.name or (
            mention.credential is None and surface.endswith(("certification", "certified", "cert"))
        )
        distance = following.start - mention.end if following is not None else 0
        if family and following is not None and distance <= _LONGEST_LEAD:
            gap = low[mention.end : following.start]
            if _OF_THESE.fullmatch(gap):
                continue
            if distance > 24:
                kept.append(mention)
                continue
            heading = not gap and mention.credential is None and low.startswith("s", mention.end - 1)
            lead = heading or _FAMILY_LEAD.match(gap) or _same_family(gap, mention, following)
            lead = lead or (gap == " " and _member_beside(mention, following))
            if lead and not gap.startswith(","):
                if gap.strip() == "(" and _initials(low, mention, following):
                    kept.append(replace(following, start=mention.start))
                continue
        kept.append(mention)
    return kept


def _same_family(gap: str, mention: Mention, following: Mention) -> bool:
    """Whether a status alone stands between a family and the bracket of its members."""
    return bool(_STATUS_LEAD.fullmatch(gap)) and mention.name.split()[0] == following.name.split()[0]


def _member_beside(family: Mention, member: Mention) -> bool:
    """Whether a short form beside a vendor's family is of the same vendor ("Zorblax certification ZCNP")."""
    return member.weak and family.name.split()[0] == member.name.split()[0]


def _initials(low: str, mention: Mention, following: Mention) -> bool:
    """Whether the first word of `mention` is the initials of `following` ("CSD certification (...)")."""
    words = re.findall(r"[a-z]+", low[following.start : following.end])
    return low[mention.start : mention.end].split()[0] == "".join(word[0] for word in words)


def joined(text: str, low: str, mentions: list[Mention]) -> list[Mention]:
    """`mentions` with those made one that are written as one name ("Zorblax Pro Benefits certification")."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if (
            last is not None
            and mention.start == last.end + 1
            and text[last.end] == " "
            and _ONE_WORD.fullmatch(text, mention.start, mention.end)
            and not _OWN_NOUN.search(low[last.start : last.end])
        ):
            kept[-1] = replace(last, end=mention.end)
        else:
            kept.append(mention)
    return kept


def both_categories(low: str, mentions: list[Mention]) -> list[Mention]:
    """`mentions` with "IAT/IAM Level II" as one, a level of two categories of the same list."""
    kept = []
    for mention in mentions:
        level = _CATEGORY.match(low, mention.start)
        front = _CATEGORY_BEFORE.search(low, max(0, mention.start - 30), mention.start) if level else None
        kept.append(replace(mention, start=front.start()) if front else mention)
    return kept


def _spells(text: str, mention: Mention, short: Mention) -> bool:
    """Whether a short form is made of the initials of `mention`, whatever else it may stand for elsewhere."""
    words = re.findall(r"[A-Za-z]+", text[mention.start : mention.end])
    initials = "".join(word[0] for word in words if word not in _SMALL_WORDS).upper()
    return short.weak and re.sub(r"[^A-Z]", "", text[short.start : short.end]) == initials


def with_short_form(text: str, low: str, mention: Mention, others: list[Mention]) -> Mention:
    """`mention` with the short form in brackets behind it, unless that is another credential."""
    found = _BRACKETS.match(text, mention.end)
    if found is None:
        return mention
    for other in others:
        inside = other.start < found.end() and mention.end < other.end
        if inside and other.credential != mention.credential and not _spells(text, mention, other):
            return mention
    return replace(mention, end=found.end())
