"""Members of a list of credentials that plain words name: "certifications: ABC, ABD, Zorblax, Dune Keeping".

Only what the catalogue holds as a certification of that name is taken; short forms and titles that stand in a
list are read in `unnamed`, lists that share one noun in `members`.
"""

from __future__ import annotations

import re

from credscope.reading.draft import Draft
from credscope.reading.mention import Mention
from credscope.reading.wording import TOPIC, verdict
from credscope.rules import Credential

_CUE = re.compile(r"certif|credential|designation|accreditation")
_INTRODUCES = re.compile(r"\w*\s?(?:\(|:|such as|including|like|e\.g|i\.e)")
_SHARED_NOUN = re.compile(r" (?:certified|certifications?|certificates?|designations?|credentials?)$")
_JOINED = re.compile(r"\b(?:and/or|or|and|&) $")
_OF_VENDOR = re.compile(r"(?:^|[\s,;:(/])([\w.+-]+) (?:certif|credential|designation|accreditation)$")
# What a list is of besides credentials, or instead of them.
_OTHER = re.compile(
    r"\b(?:experience|knowledge|skills?|proficien\w+|familiar\w*|understanding|background|degree|bachelor\S*|"
    r"frameworks?|tools?|methodolog\w+|standards?|technologies)\b"
)
_SEPARATOR = r"(?:\s?[,;/]\s?(?:(?:and/or|or|and)\s)?|\s(?:and/or|or|and|&)\s)(?:an?\s)?"
_ITEM = r"[A-Z][\w+#.'-]*(?:\s[A-Z0-9][\w+#'-]*){0,4}"
_ENDS = (
    r"(?=\s?(?:[,;/)\n(]|\.(?:\s|$)|$|(?:or|and|etc|is|are|an?|preferred|required|desired|highly|strongly|"
    r"plus|certif\w*|would|will)\b))"
)
_NEXT = re.compile(rf"{_SEPARATOR}({_ITEM}?){_ENDS}")
_BEFORE = re.compile(
    rf"(?:^[\s*\u2022-]*|[:(,;/]\s?|\b(?:as|or|and|in|of|like|either|be|e\.g\.,?)\s)({_ITEM}){_SEPARATOR}$"
)
_REACH, _MOST = 150, 10


def beside(draft: Draft) -> None:
    """Products and fields of work in one list with a credential of the catalogue."""
    for mention in [*draft.known, *draft.mentions]:
        first, last = draft.layout.clause(mention.start)
        if mention.credential is None or mention.end >= last:
            continue
        back = max(first, mention.start - _REACH)
        opened = _opened(draft, mention.start, back)
        if opened is not None:
            draft.family = _vendor(draft, opened)
            _behind(draft, mention.end, last)
            _in_front(draft, mention.start, opened)
            draft.family = ""
        elif _shares_noun(draft, mention, back):
            _in_front(draft, mention.start, back, fields=False)


def _opened(draft: Draft, start: int, back: int) -> int | None:
    """Where the words end that introduce the list around `start` as one of credentials, None without any."""
    cues = [
        cue.end()
        for cue in _CUE.finditer(draft.low, back, start)
        if not draft.taken(*cue.span()) or _INTRODUCES.match(draft.low, cue.end())
    ]
    if cues:
        return None if _OTHER.search(draft.low, cues[-1], start) else cues[-1]
    alone = not draft.low[draft.layout.clause(start)[0] : start].strip(" -*\u2022")
    return start if alone and _CUE.search(draft.layout.lead(start)) else None


def _shares_noun(draft: Draft, mention: Mention, back: int) -> bool:
    """Whether what stands before `mention` shares the noun at its end ("Alpha and Beta certifications")."""
    shared = _SHARED_NOUN.search(draft.low, mention.start, mention.end)
    if shared is None or _OTHER.search(draft.low, back, mention.start):
        return False
    listed = shared.group().endswith("s") and draft.low[mention.start - 1 : mention.start] != "/"
    return listed or bool(_JOINED.search(draft.low, back, mention.start))


def _vendor(draft: Draft, opened: int) -> str:
    """The vendor before the noun that ends about `opened` ("Zorblax certifications such as"), or nothing."""
    found = _OF_VENDOR.search(draft.low, max(0, opened - 40), opened)
    return found.group(1) if found and found.group(1) in draft.wording.vendors else ""


def _behind(draft: Draft, at: int, last: int) -> None:
    for _ in range(_MOST):
        found = _NEXT.match(draft.text, at, last)
        if found is None or draft.taken(*found.span(1)):
            return
        _put(draft, *found.span(1))
        at = found.end()


def _in_front(draft: Draft, at: int, first: int, fields: bool = True) -> None:
    """Items before `at`; without `fields` the names of fields of work are left out."""
    for _ in range(_MOST):
        back = max(first, at - _REACH)
        found = _BEFORE.search(draft.text[back:at])
        if found is None or draft.taken(back + found.start(1), back + found.end(1)):
            return
        words = found.group(1).lower().split()
        if fields or verdict(words, draft.wording) != TOPIC:
            _put(draft, back + found.start(1), back + found.end(1))
        at = back + found.start(1)


def _put(draft: Draft, start: int, end: int) -> None:
    low = draft.low[start:end]
    credential = (draft.of_family(low) if draft.family else None) or _certification(draft, low)
    if credential is not None and low not in draft.wording.degrees:
        draft.put(start, end, credential, credential.name, credential.kind)


def _certification(draft: Draft, low: str) -> Credential | None:
    """The entry that is the certification of what `low` names."""
    return draft.resolve(f"{low} certification") or draft.resolve(f"certified {low}") or draft.resolve(low)
