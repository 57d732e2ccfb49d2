"""Titles and trades: "Certified X Y (CXY)", "ABC accredited", "license as a professional engineer".

Lists that share one noun belong to `members`.
"""

from __future__ import annotations

import re

from credscope.reading.draft import BRACKET, Draft
from credscope.reading.phrases import CAPITAL, NUMBER, ROLE, SMALL, Token, following, tokens, word_start
from credscope.reading.wording import COMPANY, DONE_BY, EMPLOYER, NAMED, verdict

_NEXT = re.compile(r"\s*(?:,\s*(?:and/or|or|and)?|/|;|\bor\b|\band/or\b|\band\b|&)\s*(?:an? |the )?")
_ENDS = frozenset(("", ".", ";", ")", "preferred", "required", "desired", "is", "certification", "a"))
# "licensed dune keeper (DK)": in small letters where a short form stands behind.
_SMALL_TITLE = re.compile(r" (?:[a-z]+ ){1,4}\([A-Z][A-Z.]{1,6}\)")
# "license as a", "licensed by the state as a", "license for a".
_AS = re.compile(
    r"\s(?:(?:in|by|with|from) (?:the )?[A-Za-z][^,.;:()\n]{1,40}? )?"
    r"(?:(?:as|to practi[cs]e as|to work as) (?:an? |(?=[A-Z]))|for an? )"
)
_PRACTICE = re.compile(
    r"\s+to (?:practi[cs]e (?!in\b|by\b|as\b|and\b|or\b|the\b)[a-z]+|"
    r"carry (?:an? )?(?:concealed )?(?:firearm|weapon|handgun|gun)s?|"
    r"operate (?:an? )?(?:[a-z-]+ ){0,3}(?:boiler|crane|hoist|forklift|engine|elevator|press)s?)\b"
)
_TRADE = re.compile(
    r"(?:registered |licensed |certified |professional )?(?:[A-Za-z0-9'-]+ ){0,3}[A-Za-z'-]+$"
)
_NOT_TRADE = re.compile(r"\b(?:a|an|the|condition|result|part|matter|member|required|needed|well|follows)\b")
# A post in the civil service: "permanent in the title of Certified Widget Developer".
_POST = re.compile(
    r"\b(?:title of|permanent(?:ly)?(?: in)?(?: the| an?)?(?: title)?(?: of)?|most recent|seeks an?) +$"
)
_OF_PURPOSE = re.compile(
    r"s? [Oo]f (?:[Ff]itness|[Qq]ualification|[Pp]roficiency|[Cc]ompetency)\b"
    r"(?: (?:for|as|in) (?:an? )?"
    r"(?:(?!issued|from|by|in|or|and|is|for|at|valid|required|preferred)[\w-]+ ?){1,5}(?<=\w))?"
)
# A certificate that a school awards, at the level it is said to be of.
_STUDY_LEVEL = re.compile(
    r"\b(?:(?:under|post-?)?graduate|post-?baccalaureate|post-?secondary|college|university|vocational) $"
)
_OF_STUDY = re.compile(
    r"certificates? (?:in|of) (?!the |a |an |good |completion)[a-z&-]+(?: [a-z&-]+){0,3}?"
    r"(?=[,.;)\n]| or | and |$)"
)
_HELD_IN = re.compile(
    r" in ((?!the |a |an |one |at |all |any |good |accordance |compliance )[a-z-]+(?: [a-z-]+){0,3}?)"
    r"(?=\s*$|\s*[.;,\n]| (?:preferred|required|desired|is)\b)"
)
_PLURAL_PEOPLE = re.compile(r"(?:er|or|ist|yst|ian|ant|ive|nal|ect|nurse|ent|partner|member)s$")
_AFTER_BRACKET = re.compile(r" - (?:[A-Z][a-z]+ ?){1,4}(?<=\w)(?! ?(?:of|for)\b)")
_KEPT_TAIL = frozenset(
    [
        "professional", "professionals", "associate", "advanced", "expert", "level", "technical",
        "certification", "certificate", "license", "licensure", "certified", "lead", "school",
        "examiner", "credential", "agent", "member", "testing", "exam", "employee",
    ]
)  # fmt: skip


def titled(draft: Draft, start: int, end: int) -> None:
    """ "Certified X Y (CXY)", and in small letters where a title of a person follows."""
    text, low = draft.text, draft.low
    first, last = draft.layout.clause(start)
    before = low[max(first, start - 90) : start]
    known = next((m for m in draft.known if m.start <= start and end <= m.end), None)
    if known is not None:
        _other_title(draft, start, known.end, last)
    if draft.taken(start, end) or EMPLOYER.search(before) or DONE_BY.search(before):
        return
    if low[max(0, start - 4) : start].endswith("non-") or _POST.search(low, max(first, start - 60), start):
        return
    written = text[start].isupper()
    right = tokens(text, end, min(last, end + 160))
    at = 0
    while at < len(right) and at < 2 and (right[at].low == ":" or (at == 0 and right[at].low == "in")):
        at += 1
    small = _SMALL_TITLE.match(text, end, min(last, end + 60)) if at == 0 else None
    if small:
        draft.add(start, small.end(), "certified", titled=True)
        return
    rest = _title_rest(draft, right, at)
    if rest is None or (not written and not (ROLE.search(low, start, rest) or text[rest - 1] == ")")):
        return
    number = written and right[at].kind == NUMBER and low.startswith("cert", start)
    if right[at].kind != CAPITAL and not number:
        return
    if _PLURAL_PEOPLE.search(low[start:rest]) or COMPANY.match(low, rest):
        return
    begin = start
    if written:
        left = tokens(text, word_start(text, max(first, start - 40)), start)
        if len(left) > 1 and left[-1].low == "-" and left[-2].kind == CAPITAL and text[start - 2] != " ":
            left.pop()
        while left and left[-1].kind == CAPITAL and begin > start - 40:
            if left[-1].low in draft.wording.generic or draft.taken(left[-1].start, left[-1].end):
                break
            begin = left.pop().start
    if not draft.add(begin, rest, "certified", titled=True):
        return
    _other_title(draft, start, rest, last)


def _other_title(draft: Draft, start: int, rest: int, last: int) -> None:
    """ "Certified Dune Keeper or Sand Master": the second title, which has no participle of its own."""
    text, low = draft.text, draft.low
    more = _NEXT.match(text, rest, last)
    if more and " or " in more.group() and ROLE.search(low[start:rest]):
        listed = following(tokens(text, more.end(), min(last, more.end() + 60)), 0, draft.wording)
        item = listed.items[0] if listed.items else None
        short = item is not None and 2 <= len(item.words) <= 4 and item.capital
        if item and short and listed.lead in _ENDS and ROLE.search(low[item.start : item.end]):
            participle = draft.low[start:rest].split()[0]
            noun = "license" if participle.startswith(("licen", "regist")) else "certified"
            draft.family = participle
            draft.add(item.start, item.end, noun, member=True, titled=True)
            draft.family = ""


def _title_rest(draft: Draft, right: list[Token], at: int) -> int | None:
    """End of the title that goes on from token `at`; None where nothing does."""
    end = None
    opened = at
    while at < len(right) and at - opened < 9:
        token = right[at]
        following_ = right[at + 1] if at + 1 < len(right) else None
        if token.low in ("who", "must", "or", "is", "are", "will", "with", "by"):
            break
        if end is not None and _next_begins(draft, right[at - 1], token, following_):
            break
        if token.kind in (CAPITAL, NUMBER):
            vague = token.low in draft.wording.generic and token.low not in _KEPT_TAIL
            if end is not None and vague and not (following_ and ROLE.search(following_.low)):
                break
            end = token.end
        elif (
            token.low == "/" and end == token.start and following_ is not None and following_.kind == CAPITAL
        ):
            if following_.start != token.end or ROLE.search(right[at - 1].low) or following_.shout:
                break
        elif token.low in ("of", "for", "in", "on", "to", "and", "&", "the", "-") and end is not None:
            if following_ is not None and following_.low == "the" and token.low != "-":
                at += 1
                continue
            if following_ is None or following_.kind != CAPITAL:
                break
            if token.low == "-" and (draft.text[end] == " " or ROLE.search(right[at - 1].low)):
                break
            if token.low == "and" and (ROLE.search(right[at - 1].low) or following_.shout):
                break
            if token.low == "in" and following_.low in draft.wording.places:
                break
        elif token.kind == SMALL and end is not None and ROLE.search(token.low):
            end = token.end
        elif token.kind == SMALL and end is not None and token.low in draft.wording.topics:
            if following_ is None or not ROLE.search(following_.low):
                break
        elif token.low == "(" and end is not None:
            bracket = BRACKET.match(draft.text, token.start)
            field = _AFTER_BRACKET.match(draft.text, bracket.end()) if bracket else None
            return field.end() if field else bracket.end() if bracket else end
        else:
            break
        at += 1
    return end


def _next_begins(draft: Draft, last: Token, token: Token, behind: Token | None) -> bool:
    """Whether another credential begins at `token` behind `last`, in a list that has lost its separators."""
    if token.kind != CAPITAL or not ROLE.search(last.low):
        return False
    return draft.taken(token.start, token.end) or (behind is not None and behind.low == "certified")


def accredited(draft: Draft, first: int, start: int, end: int) -> None:
    """ "ACGME accredited" of a programme: the body's short form and the word."""
    left = tokens(draft.text, word_start(draft.text, max(first, start - 30)), start)
    if left and left[-1].low == "-":
        left.pop()
    if (
        left
        and left[-1].shout
        and left[-1].end - left[-1].start >= 3
        and left[-1].low not in (draft.wording.skills | draft.wording.degrees)
    ):
        draft.add(left[-1].start, end, "accredited")


def of_purpose(draft: Draft, start: int, end: int, last: int) -> None:
    """ "certificate of fitness for dune watching", in letters of any size."""
    found = _OF_PURPOSE.match(draft.text, end, last)
    if found:
        draft.add(start, found.end(), "certificate", titled=True)


def of_study(draft: Draft, start: int, last: int) -> None:
    """ "graduate certificate in dune science, sand keeping or a related field", in letters of any size."""
    found = _OF_STUDY.match(draft.low, start, last)
    level = _STUDY_LEVEL.search(draft.low, max(0, start - 20), start) if found else None
    if found and level:
        draft.put(level.start(), found.end(), None, draft.text[level.start() : found.end()], "certificate")


def held_in(draft: Draft, first: int, start: int, end: int, last: int) -> None:
    """ "Certified in widget safety" as an item of its own, in letters of any size."""
    found = _HELD_IN.match(draft.low, end, last)
    if found and not draft.low[first:start].strip(" \n-*\u2022\u00b7"):
        words = found.group(1).split()
        if verdict(words, draft.wording) == NAMED and not draft.wording.degrees.intersection(words):
            draft.add(start, found.end(1), "certified", titled=True)


def licensed_as(draft: Draft, start: int, end: int, last: int) -> None:
    """ "license as a professional engineer, registered architect or landscape architect"."""
    practice = _PRACTICE.match(draft.low, end, last)
    if practice:
        draft.add(start, practice.end(), "license", titled=True)
        return
    lead = _AS.match(draft.text, end, last)
    if lead is None:
        return
    right = tokens(draft.text, lead.end(), min(last, lead.end() + 200))
    listed = following(right, 0, draft.wording, small=True)
    for number, item in enumerate(listed.items):
        begin, name = item.start, draft.text[item.start : item.end]
        low = re.sub(r"\s*\(.*$", "", name.lower())
        while low.split(" ")[0] in draft.wording.places or low.startswith("state "):
            name, low = name.partition(" ")[2], low.partition(" ")[2]
            begin = item.end - len(name)
        if " of " in low:
            name = name[: low.index(" of ")]
            low = name.lower()
        if not _TRADE.match(low) or _NOT_TRADE.search(low):
            break
        if not (ROLE.search(low) or (item.shout and number == 0) or (number and name.endswith(")"))):
            break
        end_of = begin + len(name)
        noun = "license" if draft.low[start : start + 5] in ("licen", "regis", "endor") else "certification"
        trade = name if item.shout else low
        if noun == "certification" and draft.vague(trade):
            break
        draft.add(start if number == 0 else begin, end_of, noun, trade=trade)
