"""Names under a heading such as "Certifications", one line each, and the lines of a form.

Lists on the line of the noun itself belong to `members_behind`.
"""

from __future__ import annotations

import re

from credscope.reading.draft import Draft
from credscope.reading.phrases import (
    MARK,
    ROLE,
    Item,
    following,
    tokens,
)
from credscope.reading.wording import NAMED, verdict

# What may follow a list of credentials; after another word the last item runs on into a sentence.
ENDS_LIST = frozenset(
    [
        "preferred", "required", "desired", "is", "are", "a", "plus", "or", "and", "certification",
        "certified", "certifications", "certificate", "certificates", "trained", "license", "licensed",
        "licensure", "credential", "credentials", "with", "etc", "for", "at", "within", "must", "from",
        "by", "in", "highly", "strongly", "would", "will", "designation", "designations", "preferably",
        "but", "not", "also", "as", "issued", "on", "through", "exam", "level", "training", "to",
        "etc.", "desirable", "recommended", "helpful",
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
# The heading of a form, and its lines.
_FORM = re.compile(r"certifications?:\s*$")
_FORM_LINE = re.compile(r"\s*([^\s(][^(\n]{1,60}?) \((?:Required|Preferred)\)\s*$")
_NO_FORM_LINE = re.compile(
    r"\bdegree|bachelor|master'?s|diploma|clearance|experience|\byears?\b|\bn/?a\b|authori[sz]|citizen|"
    r"polygraph|\bpoly\b|\bpiv\b|\bts\b|secret"
)
LISTED_NAME = re.compile(
    r"certif|licen|regist|charter|series \d|level|osha|belt|\bfoundation|\bfundamentals|\bspecialist|"
    r"first aid|\d{2,}|\+"
)


def next_clauses(draft: Draft, noun: str, start: int, last: int) -> None:
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
        while found and (found[0].kind == MARK or found[0].low == "o"):
            found.pop(0)
        if not found:
            continue
        if found[0].low in _NEXT_SECTION:
            return
        listed = following(found, 0, draft.wording)
        if not listed.items or (listed.lead and listed.lead.isalpha() and listed.lead not in ENDS_LIST):
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
        ROLE.search(phrase) or LISTED_NAME.search(draft.low[item.start : item.end])
    )
