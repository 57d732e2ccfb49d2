"""Lists that share one noun: "Alpha, Beta or similar certification", "certifications such as A and B".

How a list is parsed belongs to `phrases`, what its members are called to `draft`.
"""

from __future__ import annotations

import re

from credscope.reading.draft import Draft
from credscope.reading.phrases import (
    CAPITAL,
    MARK,
    ROLE,
    SMALL,
    TWINS,
    Item,
    Listed,
    Token,
    following,
    tokens,
)
from credscope.reading.wording import BODY_WORD, NAMED, NOTHING, NOUN, TOPIC, verdict

_SKILLED = re.compile(
    r"\b(?:b\.?[as]\.?|m\.?s\.?|experience|experienced|knowledge|proficien\w+|familiar\w*|understanding|"
    r"skills?|skilled|background|"
    r"degree|bachelor\S*|using)\b(?:(?!certif|prefer|requir|licen|\s[-*])[^.;:\n])*$"
)
_SIMILAR = frozenset(
    [
        "similar", "equivalent", "comparable", "related", "relevant", "other", "higher", "appropriate",
        "another",
    ]
)  # fmt: skip
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
        "such", "as", "like", "all", "other", "related", "systems", "modules", ",", ":", "(",
    ]
)  # fmt: skip
# What may follow a list of credentials; after another word the last item runs on into a sentence.
_ENDS_LIST = frozenset(
    [
        "preferred", "required", "desired", "is", "are", "a", "plus", "or", "and", "certification",
        "certified", "certifications", "certificate", "certificates", "trained", "license", "licensed",
        "licensure", "credential", "credentials", "with", "etc", "for", "at", "within", "must", "from",
        "by", "in", "highly", "strongly", "would", "will", "designation", "designations", "preferably",
        "but", "not", "also", "as", "issued", "on", "through", "exam", "level", "training", "to",
        "etc.", "desirable", "recommended", "helpful",
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
_BODY = re.compile(
    r"[a-z ,/&-]{0,90}?\bby (?:the |an? )?((?:[A-Z][\w.&'-]*|of|for|the|and|in|on)(?: |$|(?=[,.;)])))+"
)
_SAID = frozenset(
    [
        "preferred", "required", "desired", "(", ")", "is", "are", "a", "plus", "recommended",
        "strongly", "highly", "needed", "nice", "to", "have", "optional", "include", "must",
        "opportunities", "an", "asset", "advantage", "bonus", "desirable", "helpful", "beneficial", ",",
        "s",
    ]
)  # fmt: skip
# What the first line of another section begins with.
_NEXT_SECTION = frozenset(
    [
        "none", "n", "n/a", "about", "why", "how", "what", "our", "job", "benefits", "location", "additional",
        "equal", "excellent", "must", "strong", "experience", "salary", "pay", "work", "company", "overview",
        "responsibilities", "duties", "knowledge", "skills", "travel", "competencies", "language",
        "physical", "education", "who", "the", "we", "you", "this",
    ]
)  # fmt: skip
# "Tools for testing, verification and certification, including A and B": not the names of certificates.
_TOOLS = re.compile(r"\b(?:tools?|software|systems?|processes) (?:for|of|including) [^.;:\n]*$")
# Subjects of degrees, which "degree or certification in" names as well.
_STUDIES = frozenset(
    [
        "science", "sciences", "electrical", "mechanical", "civil", "mathematics", "math", "statistics",
        "economics", "physics",
    ]
)  # fmt: skip
# Levels of one credential, "Level I, II or III".
_LEVELS = frozenset(("i", "ii", "iii", "iv", "v"))
# The heading of a form, and its lines.
_FORM = re.compile(r"certifications?:\s*$")
_FORM_LINE = re.compile(r"\s*([^\s(][^(\n]{1,60}?) \((?:Required|Preferred)\)\s*$")
_NO_FORM_LINE = re.compile(
    r"\bdegree|bachelor|master'?s|diploma|clearance|experience|\byears?\b|\bn/?a\b|authori[sz]|citizen|"
    r"polygraph|\bpoly\b|\bpiv\b|\bts\b|secret"
)
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
_LISTED_NAME = re.compile(
    r"certif|licen|regist|charter|series \d|level|osha|belt|\bfoundation|\bfundamentals|\bspecialist|"
    r"first aid|\d{2,}|\+"
)


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
        glued_verb = (
            len(own) == 1
            and (not tail.shout or noun in ("licenses", "licences"))
            and (tail.start <= first + 3 or noun in ("licenses", "licences"))
            and not _NAME_AFTER.match(draft.text, end)
        )
        if noun.startswith("designation") and not tail.shout:
            glued_verb = True
        if not glued_verb:
            named = draft.add(tail.start, end, noun) or named
    similar = said == NOTHING and bool(_SIMILAR.intersection(tail.words))
    if not members or not (named or similar or said == TOPIC):
        return named
    skilled = bool(_SKILLED.search(draft.low[max(first, members[0].start - 60) : members[0].start]))
    for item in members:
        apart = not item.shout or listed.joined == "and"
        if skilled and apart and _core(draft, item) not in draft.wording.vendors:
            continue
        plural = noun.endswith("s") or similar
        if (listed.joined == "," or said == TOPIC) and not plural and listed.joined != "or":
            continue
        if listed.joined == "and" and not (item.shout or plural):
            continue
        if noun.startswith("licen") and not ROLE.search(" ".join(item.words)):
            continue
        if _member(draft, item, listed=similar or noun.endswith("s")):
            draft.add(item.start, item.end, noun, member=True)
    return named


def _member(draft: Draft, item: Item, listed: bool) -> bool:
    """Whether an item of a list that shares a credential's noun is one of the credentials.

    `listed` says that the list can hold nothing else, which lets vendors and methods stand for theirs.
    """
    wording = draft.wording
    if " ".join(item.words) in wording.vendors and item.capital:
        return True
    if wording.degrees.intersection(item.words) or not item.capital or len(item.words) > 6:
        return False
    if verdict(item.words, wording) != NAMED or _SIMILAR.intersection(_core(draft, item).split()):
        return False
    phrase = _core(draft, item)
    if phrase in wording.vendors or BODY_WORD.search(draft.text[item.start : item.end]):
        return True
    if phrase[0].isdigit():
        return False
    if item.shout:
        return not wording.skills.intersection(item.words) and len(phrase) >= 3
    if wording.skills.intersection(item.words) and len(item.words) == 1:
        return False
    return listed or bool(ROLE.search(phrase)) or item.words[0] in wording.vendors


def _core(draft: Draft, item: Item) -> str:
    """The words of an item without the generic ones it begins with."""
    words = list(item.words)
    while words and words[0] in draft.wording.generic:
        words.pop(0)
    return " ".join(words)


def behind_noun(
    draft: Draft, noun: str, start: int, end: int, last: int, right: list[Token], named: bool
) -> None:
    """Names behind the noun: "such as A and B", "in A", "from A or B", "(A, B)", "preferred: A"."""
    at = 3 if [t.low for t in right[:3]] == ["(", "s", ")"] else 0
    if at >= len(right):
        _next_clauses(draft, noun, start, last)
        return
    behind = _after_status(right, at)
    if behind is not None and (right[behind].low in (":", "(") or right[behind].low in _OPENERS):
        at = behind
    head = right[at]
    if noun.endswith("s") and head.low in ("for", "as", "needed", "applicable", "relevant"):
        at = _examples(right, at)
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
        _next_clauses(draft, noun, start, last)
        return
    listed = following(right, at, draft.wording)
    items = listed.items
    if (mode == "-" and NOUN.fullmatch(listed.lead)) or (
        noun == "certification" and _TOOLS.search(draft.low, max(0, start - 140), start)
    ):
        return
    if not listed.lead or listed.lead in _ENDS_LIST or not listed.lead.isalpha():
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
        if mode == "(" and not (item.shout or sure):
            continue
        many = mode == "(" and len(items) > 2 and noun.endswith("s") and not draft.skilled(item.words)
        of_vendor = mode == "(" and sure and draft.family in draft.wording.vendors
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


def _examples(right: list[Token], at: int) -> int:
    """Where "(i.e." or "like" stands a few small words behind the noun; `at` where it does not."""
    for step in range(at, min(at + 9, len(right) - 1)):
        if right[step].low in ("like", "such"):
            return step
        if right[step].low == "(":
            return step if right[step + 1].low in _OPENERS else at
        if right[step].kind != SMALL:
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
    if verdict(item.words, wording) != NAMED or _SIMILAR.intersection(_core(draft, item).split()):
        return False
    phrase = " ".join(item.words)
    if "'s" in phrase or (wording.degrees.intersection(item.words) and phrase not in wording.vendors):
        return False
    if sure or phrase in wording.vendors:
        return item.capital
    if item.shout:
        return len(phrase) >= 3 and (noun.endswith("s") or not wording.skills.intersection(item.words))
    return item.capital and bool(
        ROLE.search(phrase)
        or _LISTED_NAME.search(draft.low[item.start : item.end])
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
    if preposition == "of" and not noun.startswith("certificate"):
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
        studies = all(word in _STUDIES or word in draft.wording.topics for word in words)
        if draft.wording.degrees.intersection(words) or ((said != NAMED or studies) and not named_body):
            unsure = True
            continue
        if unsure and item.words[0] not in draft.wording.vendors:
            return
        if not (item.capital or any(word in draft.wording.products for word in words)):
            return
        if number and not _member(draft, item, listed=True):
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


def _next_clauses(draft: Draft, noun: str, start: int, last: int) -> None:
    """Items under a heading such as "Certifications", one clause each."""
    first = draft.layout.clause(start)[0]
    if _FORM.match(draft.low, start, last) and _form_lines(draft, start):
        return
    if not noun.endswith(("s", "d")) or last - first > 90:
        return
    for step in range(1, 11):
        clause = draft.layout.neighbour(start, step)
        if clause is None or clause[1] - clause[0] > 90:
            return
        found = tokens(draft.text, *clause)
        if found and found[0].low == "#":
            return
        while found and found[0].kind == MARK:
            found.pop(0)
        if not found:
            continue
        if found[0].low in _NEXT_SECTION:
            return
        listed = following(found, 0, draft.wording)
        if not listed.items or (listed.lead and listed.lead.isalpha() and listed.lead not in _ENDS_LIST):
            return
        if any(draft.wording.degrees.intersection(item.words) for item in listed.items):
            return
        beside = any(draft.taken(item.start, item.end) for item in listed.items)
        good = [
            item for item in listed.items
            if draft.taken(item.start, item.end) or _is_heading_item(draft, item, beside)
        ]  # fmt: skip
        if not good:
            return
        for item in good:
            draft.add(item.start, item.end, noun, member=True)


def _form_lines(draft: Draft, start: int) -> bool:
    """Whether lines of a form follow, "X (Required)" each: whatever they say is asked for as a credential."""
    found = False
    for step in range(1, 11):
        clause = draft.layout.neighbour(start, step)
        line = _FORM_LINE.match(draft.text, *clause) if clause else None
        if clause is None or (line is None and draft.text[slice(*clause)].strip()):
            break
        found = found or line is not None
        if line and not _NO_FORM_LINE.search(line.group(1).lower()) and not draft.taken(*line.span(1)):
            name = line.group(1)
            credential = draft.resolve(name.lower()) or draft.meant(name.lower(), "certification")
            draft.put(*line.span(1), credential, name, "certification")
    return found


def _is_heading_item(draft: Draft, item: Item, beside: bool) -> bool:
    """Whether an item under a heading is a name; `beside` another credential any short form is one."""
    wording = draft.wording
    if verdict(item.words, wording) != NAMED or not item.capital:
        return False
    if beside and item.shout and len(item.words) == 1:
        return len(item.words[0]) >= 3
    if wording.skills.intersection(item.words) or len(item.words) > 7:
        return False
    if item.shout:
        spelled = any(len(word) > 7 and word.isalpha() for word in item.words)
        return len(item.words) <= 3 and len(" ".join(item.words)) >= 3 and not spelled
    phrase = " ".join(item.words)
    return len(item.words) >= 2 and bool(
        ROLE.search(phrase) or _LISTED_NAME.search(draft.low[item.start : item.end])
    )


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
