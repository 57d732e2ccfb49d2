"""Lists before a shared noun: "Alpha, Beta or similar certification".

How a list is parsed belongs to `phrases`, what its members are called to `draft`, lists behind a noun to
`members_behind` and lines under a heading to `members_below`.
"""

from __future__ import annotations

import re

from credscope.reading.draft import Draft
from credscope.reading.phrases import (
    ROLE,
    TWINS,
    Item,
    Listed,
)
from credscope.reading.wording import BODY_WORD, NAMED, NOTHING, TOPIC, verdict

_SKILLED = re.compile(
    r"\b(?:b\.?[as]\.?|m\.?s\.?|experience|experienced|knowledge|proficien\w+|familiar\w*|understanding|"
    r"skills?|skilled|background|"
    r"degree|bachelor\S*|using)\b(?:(?!certif|prefer|requir|licen|\s[-*])[^.;:\n])*$"
)
# Subjects of degrees, which "degree or certification in" names as well.
STUDIES = frozenset(
    [
        "science", "sciences", "electrical", "mechanical", "civil", "mathematics", "math", "statistics",
        "economics", "physics",
    ]
)  # fmt: skip
_KNOWN_OF = re.compile(r"\bknowledge of(?:(?!certif)[^.;:\n])*$")
SIMILAR = frozenset(
    [
        "similar", "equivalent", "comparable", "related", "relevant", "other", "higher", "appropriate",
        "another",
    ]
)  # fmt: skip
_NAME_AFTER = re.compile(
    r"\(?s?\)?[\s,(:;.)*/|\u2022-]*(?:$|[A-Z0-9(\u2022]|prefer|requir|desir|is\b|are\b|a plus|an? |plus|"
    r"or\b|and\b|"
    r"within|must|from|in\b|by\b|issued|nice|bonus|strongly|highly|would|will|helpful|beneficial|ideal|with|"
    r"need|at\b|as\b|to be|may|can|program|exam|course|status|level|training|through|upon|prior|e\.g|i\.e|"
    r"such|"
    r"includ|not\b|not?e|if\b|after|during|but\b|on\b|that\b|obtain|maint|for\b|holder|also|optional|"
    r"recommend)"
)
# Levels of one credential, "Level I, II or III".
_LEVELS = frozenset(("i", "ii", "iii", "iv", "v"))
_DUTIES = frozenset(
    [
        "perform", "performs", "performing", "specify", "represents", "manage", "manages", "managing",
        "support", "supports", "ensure", "ensures", "provide", "provides", "develop", "develops",
        "assist", "assists", "coordinate", "coordinates", "prepare", "prepares", "review", "reviews",
        "conduct", "conducts", "draft", "process", "processes", "track", "tracks", "monitor",
        "monitors", "verify", "verifies", "submit", "submits", "issue", "issues", "create", "creates",
        "estimate", "estimates", "update", "updates", "renew", "upload",
    ]
)  # fmt: skip


def before_noun(draft: Draft, noun: str, start: int, end: int, first: int, listed: Listed) -> bool:
    """Whether the item attached to the noun is a name; it and the list that it ends are added."""
    if not listed.items:
        return False
    *members, tail = _with_levels(listed.items)
    pair = listed.joined == "/" and len(members) == 1 and members[0].capital
    vendors = [" ".join(item.words) in draft.wording.vendors for item in (*members[:1], tail)]
    if pair and not all(vendors) and draft.taken(tail.start, tail.end):
        members = members if members[0].shout and not vendors[0] else []
    elif pair and not all(vendors) and not draft.taken(members[0].start, members[0].end):
        tail, members = _paired(members[0], tail), []
    attached = tail.end >= start - 3 or bool(TWINS.fullmatch(draft.low, tail.end, start))
    said = verdict(tail.words, draft.wording)
    named = draft.taken(max(tail.start, start - 12), end)
    if attached and said == NAMED and not draft.taken(tail.start, end):
        if tail.words[0] in _DUTIES:
            return False
        own = [word for word in tail.words if word not in draft.wording.generic]
        shout = tail.shout or all(word.upper() in draft.text[tail.start : tail.end] for word in own)
        glued_verb = (
            len(own) == 1
            and (not shout or noun in ("licenses", "licences"))
            and (tail.start <= first + 3 or noun in ("licenses", "licences"))
            and not _NAME_AFTER.match(draft.text, end)
        )
        if noun.startswith("designation") and not shout:
            glued_verb = True
        if not glued_verb:
            named = draft.add(tail.start, end, noun) or named
    similar = said == NOTHING and bool(SIMILAR.intersection(tail.words))
    if not members or not (named or similar or said == TOPIC):
        return named
    skilled = bool(_SKILLED.search(draft.low[max(first, members[0].start - 60) : members[0].start]))
    known_of = bool(_KNOWN_OF.search(draft.low, max(first, members[0].start - 60), members[0].start))
    if listed.joined == ",":
        members = _last_names(draft, members)
    for item in members:
        apart = not item.shout or listed.joined == "and"
        if skilled and apart and (known_of or core(draft, item) not in draft.wording.vendors):
            continue
        plural = noun.endswith("s") or similar
        if (listed.joined == "," or said == TOPIC) and not plural and listed.joined != "or":
            continue
        if listed.joined == "and" and not (item.shout or plural):
            continue
        if noun.startswith("licen") and not ROLE.search(" ".join(item.words)):
            continue
        if is_member(draft, item, listed=similar or noun.endswith("s")):
            draft.add(item.start, item.end, noun, member=True)
    return named


def _last_names(draft: Draft, members: list[Item]) -> list[Item]:
    """The members behind the last that is a field of work ("Alpha, data mapping, Beta certifications")."""
    fields = [at for at, item in enumerate(members) if verdict(item.words, draft.wording) == TOPIC]
    return members[fields[-1] + 1 :] if fields else members


def is_member(draft: Draft, item: Item, listed: bool) -> bool:
    """Whether an item of a list that shares a credential's noun is one of the credentials.

    `listed` says that the list can hold nothing else, which lets vendors and methods stand for theirs.
    """
    wording = draft.wording
    if " ".join(item.words) in wording.vendors and item.capital:
        return True
    if wording.degrees.intersection(item.words) or not item.capital or len(item.words) > 6:
        return False
    if all(word in STUDIES or word in wording.topics for word in item.words):
        return False
    if verdict(item.words, wording) != NAMED or SIMILAR.intersection(core(draft, item).split()):
        return False
    phrase = core(draft, item)
    if phrase in wording.vendors or BODY_WORD.search(draft.text[item.start : item.end]):
        return True
    if phrase[0].isdigit():
        return False
    if item.shout:
        return not wording.skills.intersection(item.words) and len(phrase) >= 3
    if wording.skills.intersection(item.words) and len(item.words) == 1:
        return False
    return listed or bool(ROLE.search(phrase)) or item.words[0] in wording.vendors


def core(draft: Draft, item: Item) -> str:
    """The words of an item without the generic ones it begins with."""
    words = list(item.words)
    while words and words[0] in draft.wording.generic:
        words.pop(0)
    return " ".join(words)


def _paired(left: Item, right: Item) -> Item:
    """ "Alpha/Beta certification": one name of two words."""
    words = left.words + right.words
    return Item(left.start, right.end, words, left.capital or right.capital, left.shout and right.shout)


def _with_levels(items: tuple[Item, ...]) -> list[Item]:
    """`items` with "Alpha Level I", "II" and "III" as one, which is one name of any of its levels."""
    kept: list[Item] = []
    for item in items:
        if kept and _LEVELS.issuperset(item.words) and kept[-1].words[-1] in _LEVELS:
            kept[-1] = _paired(kept[-1], item)
        else:
            kept.append(item)
    return kept
