"""Lists behind a shared noun: "certifications such as A and B", "certified in A or B", "(A, B)".

Lists before the noun belong to `members`.
"""

from __future__ import annotations

import re

from credscope.reading.draft import Draft
from credscope.reading.members import SIMILAR, STUDIES, core, is_member
from credscope.reading.members_below import ENDS_LIST, LISTED_NAME, next_clauses
from credscope.reading.phrases import (
    CAPITAL,
    MARK,
    ROLE,
    SMALL,
    Item,
    Token,
    following,
)
from credscope.reading.wording import BODY_WORD, NAMED, NOUN, verdict
from credscope.rules import Wording

_LEADS = frozenset(
    [
        "such", "as", "like", "e.g", "i.e", "eg", "ie", "e", "g", "i", "ex", "example", "examples",
        "for", "including", "include", "includes", "namely", "especially", "preferably", "either",
        "one", "of", "the", "following", "a", "an", "any", "but", "not", "limited", "to", "or", "more",
        "at", "least", ".", ",", ":", "-", "(", "are",
    ]
)  # fmt: skip
_OPENERS = frozenset(
    [
        "such", "like", "e.g", "i.e", "eg", "ie", "e", "i", "ex", "example", "examples", "including",
        "include", "includes", "namely", "especially", "preferably",
    ]
)  # fmt: skip
_PREPOSITIONS = frozenset(
    [
        "in", "on", "with", "from", "by", "as", "through", "for", "of",
    ]
)  # fmt: skip
_FILL = frozenset(
    [
        "at", "least", "one", "or", "more", "of", "the", "following", "any", "a", "an", "either",
        "both", "areas", "area", "platforms", "platform", "tools", "tool", "technologies", "technology",
        "major", "public", "private", "cloud", "provider", "providers", "vendor", "vendors", "relevant",
        "such", "as", "like", "all", "other", "related", "systems", "modules", ",", ":", "(", "/",
    ]
)  # fmt: skip
_BODY = re.compile(
    r"[a-z ,/&-]{0,90}?\bby (?:the |an? )?((?:[A-Z][\w.&'-]*|of|for|the|and|in|on)(?: |$|(?=[,.;)])))+"
)
_SAID = frozenset(
    [
        "preferred", "required", "desired", "(", ")", "is", "are", "a", "plus", "recommended",
        "strongly", "highly", "needed", "nice", "to", "have", "optional", "include", "must",
        "opportunities", "an", "asset", "advantage", "bonus", "desirable", "helpful", "beneficial", ",",
        "requirements", "s",
    ]
)  # fmt: skip
# "Tools for testing, verification and certification, including A and B": not the names of certificates.
_TOOLS = re.compile(r"\b(?:tools?|software|systems?|processes) (?:for|of|including) [^.;:\n]*$")


def behind_noun(
    draft: Draft, noun: str, start: int, end: int, last: int, right: list[Token], named: bool
) -> None:
    """Names behind the noun: "such as A and B", "in A", "from A or B", "(A, B)", "preferred: A"."""
    at = 3 if [t.low for t in right[:3]] == ["(", "s", ")"] else 0
    if at >= len(right):
        next_clauses(draft, noun, start, last)
        return
    behind = _after_status(right, at)
    if behind is not None and (right[behind].low in (":", "(") or right[behind].low in _OPENERS):
        at = behind
    head = right[at]
    plural = noun.endswith("s") and head.low in ("for", "as", "needed", "applicable", "relevant")
    if plural or head.low in ("on", "in", "using"):
        at = _examples(right, at, draft.wording)
        head = right[at]
    mode = ""
    if head.low in _OPENERS or (
        head.low in ("(", "-", ",") and at + 1 < len(right) and (right[at + 1].low in _OPENERS)
    ):
        mode = "such as"
    elif head.low in ("(", ":", "-"):
        mode, at = head.low, at + 1
    elif head.low in _PREPOSITIONS:
        mode = "in"
    _bracketed(draft, right, at, noun)
    if not mode:
        if noun.startswith("certification"):
            _vendor_beside(draft, right, at, noun)
        return
    if mode == "in":
        _prepositional(draft, noun, start, end, right, at, named)
        return
    opened = at
    while at < len(right) and at - opened < 9 and right[at].low in _LEADS:
        at += 1
    if at >= len(right):
        next_clauses(draft, noun, start, last)
        return
    listed = following(right, at, draft.wording)
    items = listed.items
    if (mode == "-" and NOUN.fullmatch(listed.lead)) or (
        noun == "certification" and _TOOLS.search(draft.low, max(0, start - 140), start)
    ):
        return
    if not listed.lead or listed.lead in ENDS_LIST or not listed.lead.isalpha():
        pass
    elif mode != "such as":
        items = items[:-1]
    for item in items:
        if (
            draft.wording.degrees.intersection(item.words)
            and " ".join(item.words) not in draft.wording.vendors
        ):
            if mode != "such as" or len(item.words) > 2:
                break
            continue
        sure = mode == "such as" or len(items) > 1
        if mode == "(" and named and not noun.endswith("s") and " ".join(item.words) in draft.wording.vendors:
            continue
        if mode == "(" and not (item.shout or sure):
            continue
        many = mode == "(" and len(items) > 2 and noun.endswith("s") and not draft.skilled(item.words)
        of_vendor = draft.family in draft.wording.vendors and (
            (mode == "(" and sure) or (mode == "such as" and bool(draft.of_family(" ".join(item.words))))
        )
        if of_vendor or _is_listed(draft, item, noun, sure=mode == "such as" or many):
            draft.add(item.start, item.end, noun, member=True, titled=of_vendor)


def _vendor_beside(draft: Draft, right: list[Token], at: int, noun: str) -> None:
    """ "Certification Zorblax is a plus": a vendor behind the noun, and nothing but a status behind it."""
    listed = following(right, at, draft.wording)
    if len(listed.items) != 1 or (listed.lead and listed.lead not in _SAID):
        return
    item = listed.items[0]
    if item.capital and " ".join(item.words) in draft.wording.vendors:
        draft.add(item.start, item.end, noun, member=True)


def _examples(right: list[Token], at: int, wording: Wording) -> int:
    """Where "(i.e.", "like" or a colon stands behind words on a field of work; `at` where none does."""
    for step in range(at, min(at + 9, len(right) - 1)):
        token = right[step]
        if token.low in ("like", "such") or (token.low == ":" and step > at):
            return step
        if token.low == "(":
            return step if right[step + 1].low in _OPENERS else at
        if token.kind != SMALL and token.low not in (",", "/") and token.low not in wording.topics:
            return at
    return at


def _bracketed(draft: Draft, right: list[Token], at: int, noun: str) -> None:
    """Two or more short forms in a bracket behind the noun: "certificate in planning (ABC, ABD)"."""
    opened = next((n for n in range(at, min(at + 10, len(right))) if right[n].low == "("), None)
    if opened is None or any(t.kind == MARK for t in right[at:opened]):
        return
    at = opened + 1
    while at < len(right) and at - opened < 8 and right[at].low in _LEADS:
        at += 1
    listed = following(right, at, draft.wording)
    several = len(listed.items) > 1 or at > opened + 1
    if several and listed.lead == ")" and all(item.shout for item in listed.items):
        for item in listed.items:
            if _is_listed(draft, item, noun, sure=False):
                draft.add(item.start, item.end, noun, member=True)


def _is_listed(draft: Draft, item: Item, noun: str, sure: bool) -> bool:
    """Whether an item of a list behind the noun names a credential."""
    wording = draft.wording
    if verdict(item.words, wording) != NAMED or SIMILAR.intersection(core(draft, item).split()):
        return False
    phrase = " ".join(item.words)
    if "'s" in phrase or (wording.degrees.intersection(item.words) and phrase not in wording.vendors):
        return False
    if sure or phrase in wording.vendors or draft.resolve(f"{phrase} certification"):
        return item.capital
    if item.shout:
        return len(phrase) >= 3 and (noun.endswith("s") or not wording.skills.intersection(item.words))
    return item.capital and bool(
        ROLE.search(phrase)
        or LISTED_NAME.search(draft.low[item.start : item.end])
        or item.words[0] in wording.vendors
    )


def _prepositional(
    draft: Draft, noun: str, start: int, end: int, right: list[Token], at: int, named: bool
) -> None:
    """ "certification in A or B", "certified by the Board of A"."""
    preposition = right[at].low
    if preposition == "as" and (
        at + 1 >= len(right) or right[at + 1].kind != CAPITAL or draft.taken(start, end)
    ):
        return
    body = _BODY.match(draft.text, end + 1) if noun == "certified" else None
    if body and BODY_WORD.search(body.group()) and not named:
        draft.add(start, end + 1 + len(body.group().rstrip(" ,.;)")), noun, titled=True)
        return
    of_vendor = at + 1 < len(right) and right[at + 1].low in draft.wording.vendors
    if preposition == "of" and not (noun.startswith("certificate") or of_vendor):
        return
    if noun.startswith(("licen", "designation", "credential")) and preposition not in ("as", "for"):
        return
    opened = at
    at += 1
    while at < len(right) and at - opened < 12 and right[at].low in _FILL:
        at += 1
    if at >= len(right):
        return
    if right[at - 1].low == "following":
        at = next((n + 1 for n in range(at, min(at + 4, len(right) - 1)) if right[n].low == ":"), at)
    spelled = any(token.kind == MARK for token in right[opened:at])
    direct = at == opened + 1
    listed = following(right, at, draft.wording)
    shout = bool(listed.items) and listed.items[0].shout
    if preposition == "for" and (noun.startswith("licen") or not shout):
        return
    unsure = False
    for number, item in enumerate(listed.items):
        if spelled and item.capital and draft.family in draft.wording.vendors:
            draft.add(item.start, item.end, noun, member=True, titled=True)
            continue
        words = tuple(word for word in item.words if word not in draft.wording.places)
        named_body = BODY_WORD.search(draft.text[item.start : item.end])
        said = verdict(words, draft.wording)
        studies = all(word in STUDIES or word in draft.wording.topics for word in words)
        if draft.wording.degrees.intersection(words) or ((said != NAMED or studies) and not named_body):
            unsure = True
            continue
        if unsure and item.words[0] not in draft.wording.vendors:
            return
        if not (item.capital or any(word in draft.wording.products for word in words)):
            return
        if number and not is_member(draft, item, listed=True):
            continue
        if number and listed.joined == "/" and item.words[0] not in draft.wording.vendors:
            continue
        if preposition in ("for", "by", "through") and not item.capital:
            return
        if number == 0 and named and direct and draft.family in draft.wording.vendors:
            if item.capital and not item.shout and not draft.wording.vendors.intersection(words):
                draft.add(item.start, item.end, noun, member=True)
        elif number == 0 and not named and not spelled and not draft.taken(start, item.end):
            if not draft.add(start, item.end, noun, titled=True):
                return
        elif not named or number or spelled:
            draft.add(item.start, item.end, noun, member=True)


def _after_status(right: list[Token], at: int) -> int | None:
    """Position of the mark behind "preferred:", "(required):", "are a plus (" or "opportunities (e.g."."""
    for step in range(at, min(at + 6, len(right))):
        low = right[step].low
        if (
            low == ":"
            or low in _OPENERS
            or (low == "(" and step + 1 < len(right) and right[step + 1].low in _OPENERS)
        ):
            return step
        mark = next((n for n in range(step + 2, min(step + 7, len(right))) if right[n].kind == MARK), 0)
        listing = low == "(" and step > at and mark and right[mark].low in (",", "/", ")")
        if listing and right[step + 1].kind == CAPITAL and right[step + 1].low not in _SAID:
            return step
        if low not in _SAID:
            return None
    return None
