"""Credentials that the catalogue does not hold, found by how they are written ("Certified X Y (CXY)").

The catalogue's own names are found in `credentials`; whatever is found here has no credential_id unless the
name, once complete, turns out to be an alias. Titles are read in `certified`, lists in `members`.
"""

from __future__ import annotations

import re

from credscope.reading.certified import accredited, held_in, licensed_as, of_purpose, of_study, titled
from credscope.reading.draft import Draft, Resolve
from credscope.reading.members import before_noun
from credscope.reading.members_behind import behind_noun
from credscope.reading.members_beside import beside
from credscope.reading.mention import Mention
from credscope.reading.phrased import bars, belts, boards, bracketed, permits, professionals
from credscope.reading.phrases import before, tokens, word_start
from credscope.reading.sections import Layout
from credscope.reading.wording import BODY_WORD, COMPANY, EMPLOYER, KEYS, MOST_NOUNS, NO_NOUN, NOUN
from credscope.rules import Wording

_PARTICIPLES = frozenset(
    [
        "certified", "licensed", "registered", "chartered", "accredited",
    ]
)  # fmt: skip
_OF_BODY = re.compile(
    r"\b(?:board (?:for|of)|council (?:for|on|of)|commission (?:for|on)|institute (?:for|of)|office (?:for|"
    r"of)|defined by|"
    r"described (?:in|by)|center for|bureau of) (?:[\w-]+ ){0,4}$"
)
_NEXT_TITLE = re.compile(
    r":? +(?!Prefer|Requir|Desir|And\b|Or\b|Is\b|Plus|Exper|Must|High|Strong|Knowl|Years)[A-Z][a-z]+"
)
# "ABC-accredited dune testing organization"
_ORGANISATION = re.compile(r" (?:[\w-]+ ){1,3}(?:organi[sz]ation|company|firm|laborator|provider|hospital)")
_HELD_AS = re.compile(r" (?:as|in|by|through) ")
# "Widget Certification Engineer" is what a job is called.
_JOB_NEXT = re.compile(r" (?:Engineer|Specialist|Coordinator|Manager|Analyst|Administrator|Officer)s?\b")
_NEXT = re.compile(r"\s*(?:,\s*(?:and/or|or|and)?|/|;|\bor\b|\band/or\b|\band\b|&)\s*(?:an? |the )?")
_ACRONYM = re.compile(
    r"[A-Z][A-Z0-9]{2,6}\+?(?:-[A-Z0-9]{1,4})?(?!\w)|[A-Z]{2,3}-\d{3}(?!\w)|(?:[A-Z]\.){1,3}[A-Z]\.?(?!\w)"
)
_SUBJECT = re.compile(r" (?:will|has|offers|provides|can|may|does)\b")
# "Name (ABC) - National Board of Widget Care (NBWC), ": the body between two names of a list.
_BEHIND_BODY = re.compile(
    r"(?:: ?\([A-Z]{2}\))? - (?=[^,\n]{0,60}(?:Board|Association|Society|Council|Institute|Registry|Academy|"
    r"Commission|Hospital|Department|Agency|University|\b[A-Z]{3,5}\b))"
    r"[A-Z][\w'.& ]{3,60}?(?: ?\([A-Z]{2,6}\))?, "
)
_ACRONYM_BEFORE = re.compile(
    r"(?<![\w.-])([A-Z][A-Z0-9]{2,6}\+?(?:-[A-Z]{1,4})?)\s?(?:,\s?(?:and |or )?|/| or | and )$"
)
_SPELLED = re.compile(
    r"((?:[A-Z][\w'&-]*/? (?:(?:in|of|for|and|&|the|on) )?){1,6}[A-Z][\w'-]*) ?\(([A-Z][A-Za-z.+-]{1,9})\)"
)
# "Knowledge of ABC, ABD and OSHA 10 certification": standards before the credential.
_KNOWN_OF = re.compile(
    r"\b(?:knowledge|experience|familiar\w*|understanding|proficien\w+|working) (?:of|with|in)\b"
    r"(?!.*certif)[^.;\n]*$"
)
_SERIES = re.compile(r"(.*\D)\d{1,4}$")
_NUMBER_NEXT = re.compile(
    r"\s*(?:,\s*(?:and/or|or|and)?|/|\bor\b|\band/or\b|\band\b|&)\s*(\d{1,4})(?![\w%.,]*\d|\+| ?year)"
)
_ASKED = re.compile(r"certif|licen[sc]|credential|designation|prefer|requir|\bplus\b|desir|qualified")


def find_unnamed(
    text: str, low: str, layout: Layout, known: list[Mention], resolve: Resolve, wording: Wording
) -> list[Mention]:
    """Mentions of credentials that `known`, the catalogue's mentions, does not cover.

    `resolve` gives the catalogue's entry of a lower-case name, or None.
    """
    draft = Draft(text, low, layout, known, resolve, wording)
    nouns = [
        m for at in layout.anchors.nouns
        if (m := NOUN.match(low, at))
        and not _goes_on(text, m.end())
        and not (text[at - 1 : at].isalpha() and (text[at].islower() or text[at - 1 : m.end()].isupper()))
    ][:MOST_NOUNS]  # fmt: skip
    for noun in nouns:
        if noun.group(1) in _PARTICIPLES:
            titled(draft, noun.start(), noun.end())
    belts(draft)
    for noun in nouns:
        _around(draft, noun.group(1), noun.start(), noun.end())
    bracketed(draft)
    bars(draft)
    permits(draft)
    boards(draft)
    professionals(draft)
    _numbers(draft)
    _acronyms(draft)
    beside(draft)
    return draft.mentions


def _goes_on(text: str, end: int) -> bool:
    """Whether the word goes on behind `end`; a capital behind a small letter is a lost line break."""
    following = text[end : end + 1]
    return following.isalpha() and not (following.isupper() and text[end - 1].islower())


def _around(draft: Draft, noun: str, start: int, end: int) -> None:
    """Names before and after the noun at `start`..`end`."""
    text, low = draft.text, draft.low
    if NO_NOUN.match(low, end) or (noun == "certification" and _JOB_NEXT.match(text, end)):
        return
    first, last = draft.layout.clause(start)
    if EMPLOYER.search(low[max(first, start - 100) : start]) or KEYS.search(
        low[max(first, start - 120) : end + 60]
    ):
        return
    if _OF_BODY.search(low[max(first, start - 30) : start]) or (
        noun == "certified" and COMPANY.match(low, end)
    ):
        return
    if noun in _PARTICIPLES - {"certified"}:
        if noun == "accredited" and not (COMPANY.match(low, end) or _ORGANISATION.match(low, end)):
            accredited(draft, first, start, end)
        licensed_as(draft, start, end, last)
        return
    if noun.startswith("regist"):
        licensed_as(draft, start, end, last)
        return
    left = tokens(text, word_start(text, max(first, start - 200)), start)
    if left and left[-1].low == "-" and left[-1].end == start:
        left.pop()
    listed = before(left, draft.wording)
    named = False
    if noun == "certified":
        held_in(draft, first, start, end, last)
    begins = text[start].isupper() and text[start - 2 : start - 1].islower() and _HELD_AS.match(low, end)
    if noun != "certified" or not (begins or _NEXT_TITLE.match(text, end)):
        named = before_noun(draft, noun, start, end, first, listed)
    if noun.startswith("certificate") and not named:
        of_purpose(draft, start, end, last)
        of_study(draft, start, last)
    licensed_as(draft, start, end, last)
    right = tokens(text, end, min(last, end + 260))
    while right and right[-1].low == "\n":
        right.pop()
    if listed.items and noun.startswith("certif"):
        draft.family = " ".join(w for w in listed.items[-1].words if w not in draft.wording.generic)
    behind_noun(draft, noun, start, end, last, right, named)
    draft.family = ""


def _numbers(draft: Draft) -> None:
    """ "Series 7 and 24": the numbers behind a name that ends in one."""
    for mention in [*draft.known, *draft.mentions]:
        series = _SERIES.match(draft.low[mention.start : mention.end])
        at = mention.end
        while series and (more := _NUMBER_NEXT.match(draft.low, at)):
            credential = draft.resolve(series.group(1) + more.group(1))
            if credential is None and not series.group(1).strip().endswith("series"):
                break
            draft.put(
                more.start(1), more.end(1), credential, series.group(1) + more.group(1), "certification"
            )
            at = more.end()


def _acronyms(draft: Draft) -> None:
    """Unknown short forms that stand in one list with a credential."""
    text, low = draft.text, draft.low
    for mention in [*draft.known, *draft.mentions]:
        first, last = draft.layout.clause(mention.end - 1)
        if re.search(r"\bdegree|\bbachelor|\bmajor", low[max(first, mention.start - 60) : mention.start]):
            continue
        at = mention.end
        for _ in range(4):
            gap = _NEXT.match(text, at, last)
            if gap is None:
                gap = _BEHIND_BODY.match(text, at, last)
            item = _ACRONYM.match(text, gap.end(), last) if gap else None
            name = _SPELLED.match(text, gap.end(), last) if gap else None
            if name:
                _spelled(draft, name)
            elif item and not _SUBJECT.match(low, item.end()):
                _short(draft, item.start(), item.end())
            else:
                break
            at = (name or item or gap).end()  # type: ignore[union-attr]
        if not _ASKED.search(low, max(first, mention.start - 150), min(last, mention.end + 150)):
            continue
        if _KNOWN_OF.search(low, max(first, mention.start - 120), mention.start):
            continue
        at = mention.start
        for _ in range(4):
            left = _ACRONYM_BEFORE.search(text, max(first, at - 24), at)
            if not left:
                break
            _short(draft, *left.span(1))
            at = left.start(1)


def _spelled(draft: Draft, name: re.Match[str]) -> None:
    """ "Professional in Dune Keeping (PDK)": a name and the short form that its initials make."""
    if BODY_WORD.search(name.group(1)):
        return
    initials = "".join(word[0] for word in re.findall(r"[A-Z][\w'-]*", name.group(1)))
    if name.group(2).replace(".", "").startswith(initials[:1]) and len(initials) > 1:
        word = name.group(2).lower()
        if not any(
            word in held for held in (draft.wording.skills, draft.wording.degrees, draft.wording.vendors)
        ):
            draft.add(name.start(), name.end(), "certification", titled=True)


def _short(draft: Draft, start: int, end: int) -> None:
    word = draft.low[start:end].replace(".", "")
    wording = draft.wording
    if not any(word in held for held in (wording.skills, wording.degrees, wording.vendors, wording.places)):
        draft.add(start, end, "certification", member=True)
