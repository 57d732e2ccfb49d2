"""What a posting says about the credential it names: required, obtain, preferred, alternative or mentioned.

The wordings themselves are in `cues`. Words about the credential win over what introduces its list, and that
over the heading. What softens wins over what makes it one of several ("A or B preferred"), and a posting that
says nothing at all requires what it lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from credscope.reading import cues
from credscope.reading.headings import OFFERED, PREFERRED, REQUIRED
from credscope.reading.rows import CHOICE, row_around
from credscope.reading.sections import Layout

_STRENGTH = {"required": 5, "obtain": 4, "alternative": 3, "preferred": 2, "mentioned": 0}
_UNSAID = "nothing said"
_BEFORE, _AFTER, _NEXT_REACH, _ROUTE_REACH = 220, 150, 70, 700
_NO_WORD = " \n-*;.,\u2022\u00b7"


class Verdict(NamedTuple):
    """A status and the name of the wording that decided it."""

    status: str
    cue: str

    @property
    def strength(self) -> int:
        """Which of two verdicts on one credential counts: the higher; silence counts less than any ask."""
        return 1 if self.cue == _UNSAID else _STRENGTH[self.status]


@dataclass(frozen=True)
class _Place:
    """What stands around a list of credentials, in lower case; the texts end where other items begin."""

    before: str
    after: str
    between: tuple[str, ...]
    previous: str
    following: str
    lead: str
    soft_lead: bool
    section: str
    together: bool
    in_route: bool
    goes_on: bool
    row: str = ""
    accreditation: bool = False

    @property
    def clause(self) -> str:
        return f"{self.before} \x01 {self.after}"

    @property
    def several(self) -> bool:
        """Whether the list has several members, and not one with its short form behind it."""
        return any(_LISTED.search(gap) for gap in self.between)

    @property
    def alone(self) -> bool:
        """Whether the clause is little more than the names, or speaks of holding them."""
        bare = len(self.before.strip(" \n-*")) < 12 and len(self.after.strip()) < 30
        return bare or cues.HELD.pattern.search(self.before) is not None


# Where the next item of a run-on list begins, and a status word that closes the item before.
_NEXT_ITEM = re.compile(
    r"(?<=[a-z0-9)+]) (?=(?:Experience|Ability|Able|Knowledge|Strong|Excellent|Proficien\w+|Minimum|Bachelor|"
    r"Must|Master|Familiar\w*|Understanding|Working|Proven|Demonstrated|Previous|At least|Degree|Education|"
    r"Willing\w*|High School|\d+\+? years|This|You|We|Our|In this)\b)"
)
_CLOSED = re.compile(
    r"\b(?:preferred|desired|desirable|required|mandatory|beneficial|helpful|(?:a|is) plus|"
    r"an asset|an advantage)"
    r"(?:\)?\s+(?=[A-Z][a-z])(?!Or\b)|\)?,\s(?!e\.g|i\.e|such|including|like|especially|specifically|but|not)|"
    r"\s(?:and|with)\s)"
)
# Behind a name it may begin right after capitals ("CISM or CISA Additional certifications preferred").
_NEXT_AFTER = re.compile(
    r"(?<=[A-Za-z0-9)+]) (?=(?:Additional|Ability|Able|Knowledge|Strong|Excellent|Minimum|Must|Bachelor|"
    r"Prior|Proven|Demonstrated|Previous|Solid|Hands-on|Exposure)\b)"
)
_AWARD_NOUN = re.compile(
    r"(?:certif|licen[sc]|credential|designation|registration)\w*(?:\W+(?:is|are|\w+ly))?\W*$"
)
_CONTRAST = re.compile(r"\b(?:but|however|while|whereas)\b(?!\s*(?:is |are )?not\b)")
_UNFINISHED = re.compile(r"\b(?:is|are|highly|strongly)\s*$")
# A status word in small letters that a stray break parts from its name ("CISSP * a plus").
_CARRIED = re.compile(
    r"[\s*()-]{0,6}(?:[Ii]s |[Aa]re )?(?:an? |highly |strongly )?(?:(?:huge|big|definite|strong) )?"
    r"(?:plus|preferred|desired|required)\b|\s{0,6}(?:Highly|Strongly) (?:[Dd]esir|[Pp]refer)(?:ed|able)\b"
)
# A table with a column that says of each row whether it is required or desired.
_STATUS_COLUMN = re.compile(r"\brequired ?/ ?desired\b")
_COLUMN_REACH = 3000
_OPEN_BRACKET = re.compile(r"\([^)]*$")
# Verbs of another subject: behind a name they begin what comes next ("CISSP This job will require").
_OF_NEXT = frozenset(["require", "requires", "need", "needs"])
_COLON = re.compile(r"\s?:")
_NOUN_STEMS = ("certif", "licen", "credential", "designation", "registration")
_LISTED = re.compile(r"[,/;&|]|\b(?:or|and)\b")
_OF_ANOTHER = re.compile(r"\brequired\b\)?[,;.]")
_ALL_SOFT = re.compile(r"or (?:[\w()-]+ ){1,9}?(?:highly |strongly |is |are )*(?:preferred|desired|a plus)")
_NOT_YET = re.compile(r"not (?:required|necessary) (?:at|upon|prior|before|for|to|when)\b.{0,60}?\bmust\b")
_OR = re.compile(r"\bor\b|/")
# Federal postings part the ways to qualify by an "OR" in capitals.
_CAPITAL_OR = re.compile(r"\W*OR\b(?=.*[a-z])")
_OF_FOLLOWING = re.compile(r"\b(?:one|any) (?:\w+ )?of the following[^.;]{0,160}$")
_ANY_ONE = re.compile(r"\W{0,3}(?:(?:any|either|at least) ?(?:one|1)\b|one (?:is )?(?:required|needed))")
_OR_FIRST = re.compile(r"[\s(,]*or\b[\s(,]*")
_OR_LAST = re.compile(r"(?:^|\W)or\W*$")
# Names that a slash joins and does not set against each other ("CPR/AED").
_TOGETHER = re.compile(r"\b(?:cpr|bls|aed|first aid)\b|\biat ?/ ?iam\b|\biam ?/ ?iat\b")
_ACCREDITED = re.compile(r"\baccredited\b|\baccreditation (?:board|commission)\b|\babet\b")


def judge(layout: Layout, group: list[tuple[int, int]], until: int | None = None) -> list[Verdict]:
    """Verdicts on the members of `group`, the spans of credentials that stand in one list, in their order.

    `until` is where the next credential outside the list begins, None where there is none.
    """
    place = _place(layout, group, until)
    accredited = [bool(_ACCREDITED.search(layout.low, *span)) for span in group]
    verdicts = {kind: _verdict(replace(place, accreditation=kind)) for kind in set(accredited)}
    return [verdicts[kind] for kind in accredited]


def _verdict(place: _Place) -> Verdict:
    said = _said(place)
    soft = _softened(place, said)
    return (
        _of_others(place, said)
        or _to_obtain(place, softened=soft is not None)
        or soft
        or _not_asked(place, said)
        or _other_way(place, led=said is None and len(place.before) < 60)
        or said
        or Verdict("required", "heading" if place.section == REQUIRED else _UNSAID)
    )


def status_word(text: str) -> bool:
    """Whether `text` (lower case) says by itself how much something is wanted."""
    return bool(cues.SOFT.pattern.search(text) or cues.HARD.pattern.search(text))


def _place(layout: Layout, group: list[tuple[int, int]], until: int | None) -> _Place:
    low = layout.low
    start, end = group[0][0], group[-1][1]
    first, last = layout.clause(start)[0], layout.clause(end - 1)[1]
    section = layout.section(start)
    floor = max(first, start - _BEFORE)
    for item in _NEXT_ITEM.finditer(layout.text, floor, start):
        floor = item.end()
    for closed in _CLOSED.finditer(layout.text, floor, start):
        if not _AWARD_NOUN.search(low, floor, closed.start()):
            floor = closed.end()
    ceiling = min(last, end + _AFTER)
    # "FE (PE preferred)": what the bracket says is about the name in it.
    bracket = _OPEN_BRACKET.search(low, end, min(until, ceiling)) if until is not None else None
    ends = [bracket, *(pattern.search(layout.text, end, ceiling) for pattern in (_NEXT_ITEM, _NEXT_AFTER))]
    cut = min([found.start() for found in ends if found is not None], default=ceiling)
    after = low[end:cut]
    if bracket is not None and cut == bracket.start():
        closing = low.find(")", cut, ceiling)
        after += low[closing + 1 : ceiling] if closing > 0 else ""
    following = _following(layout, last)
    in_column = _STATUS_COLUMN.search(low, max(0, start - _COLUMN_REACH), start)
    carried = _CARRIED.match(layout.text, last)
    if cut == last and (_UNFINISHED.search(after) or in_column or carried):
        after += " " + following[:24]
    lead, soft_lead = _lead(layout, start, section)
    return _Place(
        before=_plain(low[floor:start]),
        after=_plain(after),
        between=tuple(low[a[1] : b[0]] for a, b in pairwise(group)),
        previous=low[max(0, first - 12) : first],
        following=following,
        lead=lead,
        soft_lead=soft_lead,
        section=section,
        together=bool(_TOGETHER.search(low, start, end)) and " or " not in low[start:end],
        in_route=_in_route(layout, start, end) or bool(_CAPITAL_OR.match(layout.text, first, start)),
        row=_plain(row_around(layout, start, end)),
        goes_on=bool(cues.LIST_GOES_ON.match(layout.text, end, ceiling)),
    )


def _plain(text: str) -> str:
    """`text` without the full stops of abbreviations, which end no sentence."""
    return text.replace("e.g.", "e g ").replace("i.e.", "i e ").replace("u.s.", "u s ")


def _following(layout: Layout, last: int) -> str:
    """How the clause goes that follows the one ending at `last`; clauses without a word are passed over."""
    for step in (1, 2, 3):
        clause = layout.neighbour(last - 1, step)
        text = layout.low[clause[0] : min(clause[1], clause[0] + _NEXT_REACH)] if clause else ""
        if text.strip(_NO_WORD):
            return text.lstrip(_NO_WORD)
    return ""


def _lead(layout: Layout, start: int, section: str) -> tuple[str, bool]:
    """What introduces the list around `start`, and whether it softens what the list names."""
    low = layout.low
    lead = layout.lead(start)
    back = max(0, start - _ROUTE_REACH)
    told = any(word in low[back:start] for word in ("following", "these", "below"))
    for found in cues.LIST_LEAD.finditer(low, back, start) if told else ():
        told_at = layout.clause(found.start())
        named_there = told_at[1] <= start and told_at[1] - found.end() > 30
        if found.group() in lead or (named_there and not found.group().endswith(":")):
            continue
        if ":" not in low[found.end() : start] and layout.section(found.end()) == section:
            lead = low[max(told_at[0], found.start() - 90) : found.end()]
    soft = bool(cues.SOFT.pattern.search(lead))
    for step in (-1, -2, -3):
        clause = layout.neighbour(start, step)
        if clause is not None and cues.AT_LARGE.match(low, *clause):
            soft = soft or bool(cues.SOFT.pattern.search(low, clause[0], min(clause[1], clause[0] + _BEFORE)))
    return lead, soft


def _in_route(layout: Layout, start: int, end: int) -> bool:
    """Whether the place stands in one of several numbered ways to qualify ("1. ...; or 2. ...")."""
    low = layout.low
    if not cues.OR_ROUTE.search(low, max(0, start - _ROUTE_REACH), end + _ROUTE_REACH):
        return False
    if cues.ALL_MUST.search(low, max(0, start - _BEFORE), start):
        return False
    coming = cues.ROUTE.search(low, end, end + _ROUTE_REACH)
    if coming is not None and coming["or"]:
        return True
    passed = list(cues.ROUTE.finditer(low, max(0, start - _ROUTE_REACH), start))
    return bool(passed and passed[-1]["or"]) and layout.clause(passed[-1].end()) == layout.clause(start)


def _said(place: _Place) -> Verdict | None:
    """What the nearest status word of the clause says; the words behind the list count first."""
    preferred, required = Verdict("preferred", cues.SOFT.name), Verdict("required", cues.HARD.name)
    turn = _CONTRAST.search(place.after)
    end = turn.start() if turn else len(place.after)
    # "CISSP Skills Required:" begins what comes next.
    soft, hard = (
        next(
            (
                m
                for m in cue.pattern.finditer(place.after, 0, end)
                if not _COLON.match(place.after, m.end()) and m.group() not in _OF_NEXT
            ),
            None,
        )
        for cue in (cues.SOFT, cues.HARD)
    )
    if soft is not None and (hard is None or soft.start() <= hard.start()):
        return preferred
    if hard is not None and hard.start() < 40:
        return required
    last = [
        max((found.end() for found in cue.pattern.finditer(place.before)), default=-1)
        for cue in (cues.SOFT, cues.HARD)
    ]
    if max(last) < 0:
        return None
    return preferred if last[0] >= last[1] else required


def _softened(place: _Place, said: Verdict | None) -> Verdict | None:
    """Verdict `preferred` by the clause, or where that says nothing by the heading or the list's lead."""
    if said is not None:
        return said if said.status == "preferred" else None
    if place.section == PREFERRED:
        return Verdict("preferred", "heading")
    return Verdict("preferred", "introduction of the list") if place.soft_lead else None


def _of_others(place: _Place, said: Verdict | None) -> Verdict | None:
    """Verdict `mentioned` where not every worker is asked, or the job itself leads to the credential."""
    if cues.EARNED_HERE.pattern.search(place.clause):
        return Verdict("mentioned", cues.EARNED_HERE.name)
    if cues.BACKED.search(place.before):
        return Verdict("mentioned", cues.OFFER.name)
    softened = said is not None and said.status == "preferred"
    if not softened and cues.SOME_ONLY.pattern.search(place.clause):
        return Verdict("mentioned", cues.SOME_ONLY.name)
    return None


def _to_obtain(place: _Place, softened: bool) -> Verdict | None:
    """Verdict `obtain` where the credential may come after hire; what is soft stays soft without a must."""
    if place.accreditation:
        return None
    if cues.MUST_OBTAIN.pattern.search(place.before):
        return Verdict("obtain", cues.MUST_OBTAIN.name)
    deadline = cues.DEADLINE.pattern.search(place.after)
    if deadline is not None:
        soft = cues.SOFT.pattern.search(place.after)
        # "CISM required; CISA within a year" behind a list speaks of another credential.
        of_another = place.several and _OF_ANOTHER.search(place.after, 0, deadline.start())
        # "preferred, or able to obtain it within a year": the year is the least that is asked.
        least = (
            soft is not None
            and deadline.group().startswith("or ")
            and 0 <= deadline.start() - soft.end() <= 6
            and cues.PERIOD.search(place.after, deadline.end())
        )
        # "or obtain within a year preferred": what is soft is all of it.
        all_soft = soft is not None and _ALL_SOFT.fullmatch(place.after, deadline.start(), soft.end())
        least = least or (soft is not None and _NOT_YET.match(place.after, soft.start()))
        first = soft is not None and deadline.start() < soft.start() and not all_soft
        if not of_another and (not softened or least or first):
            return Verdict("obtain", cues.DEADLINE.name)
    if not softened and cues.DEADLINE_FIRST.search(place.before):
        return Verdict("obtain", cues.DEADLINE.name)
    held_or = place.several or cues.ONE_OF.pattern.search(place.before)
    if softened or (held_or and cues.HELD_OR.search(place.before)):
        return None
    if cues.CREDENTIALS.search(place.lead) and cues.DEADLINE.pattern.search(place.lead):
        return Verdict("obtain", cues.DEADLINE.name)
    if cues.MAY_OBTAIN.pattern.search(place.before) or cues.MAY_OBTAIN.pattern.search(place.lead):
        return Verdict("obtain", cues.MAY_OBTAIN.name)
    return Verdict("obtain", cues.DEADLINE.name) if cues.DEADLINE_NEXT.match(place.following) else None


def _not_asked(place: _Place, said: Verdict | None) -> Verdict | None:
    """Verdict `mentioned` for examples of which none is asked, and for what the employer offers."""
    if cues.NONE.match(place.after) or (len(place.after.strip()) < 20 and cues.NONE.match(place.following)):
        return Verdict("mentioned", "none asked")
    if cues.DESCRIBED.match(place.after):
        return Verdict("mentioned", "told of")
    if said is not None:
        return None
    if cues.OFFER.pattern.search(place.clause):
        return Verdict("mentioned", cues.OFFER.name)
    offered = place.section == OFFERED and not place.alone and not cues.DEGREE_OR.search(place.before)
    return Verdict("mentioned", "heading") if offered else None


def _other_way(place: _Place, led: bool) -> Verdict | None:
    """Verdict `alternative` where something else would do; `led` lets what introduces the list say so."""
    name = _route(place) or (None if place.accreditation else _choice(place, led))
    return None if name is None else Verdict("alternative", name)


def _route(place: _Place) -> str | None:
    """Name of the wording that sets the place against another: a numbered way, or "or" right behind it."""
    if place.in_route:
        return "one of several routes"
    other = cues.OR_AFTER.pattern.match(place.after)
    direct = not place.accreditation or _OR_FIRST.match(place.after)
    if other is not None and direct and not cues.SAME_KIND.match(other["rest"] or ""):
        return cues.OR_AFTER.name
    coming = _OR_FIRST.match(place.following)
    if coming is not None and not cues.SAME_KIND.match(place.following, coming.end()):
        return cues.OR_AFTER.name
    return None


def _choice(place: _Place, led: bool) -> str | None:
    """Name of the wording that makes the place one of several, or a stand-in for something else."""
    if place.several and not place.together and cues.OR_AFTER.pattern.match(place.after):
        return cues.OR_AFTER.name
    either = any(_OR.search(gap) for gap in place.between) and not place.together
    if _OF_FOLLOWING.search(place.before) or either or (place.several and _ANY_ONE.match(place.after)):
        return cues.ONE_OF.name
    led = led and not cues.OTHER_THINGS.search(place.lead)
    if cues.ONE_OF.pattern.search(place.before[-90:]) or (led and cues.ONE_OF.pattern.search(place.lead)):
        return cues.ONE_OF.name
    if _example(place, led):
        return cues.EXAMPLES.name
    if place.goes_on or CHOICE.search(place.row):
        return cues.ONE_OF.name
    if cues.INSTEAD.pattern.search(place.clause):
        return cues.INSTEAD.name
    if cues.OR_BEFORE.pattern.search(place.before) or _OR_LAST.search(place.previous):
        return cues.OR_BEFORE.name
    return None


def _example(place: _Place, led: bool) -> bool:
    """Whether the place is one of several examples of what would do."""
    if led and cues.EXAMPLES_LEAD.search(place.lead):
        return True
    joined = any(re.search(r"\band\b(?!/or)", gap) for gap in place.between)
    found = cues.EXAMPLES.pattern.search(place.before)
    if found is None or place.together or not (place.several or place.goes_on):
        return False
    words = found.group()
    return not (words.startswith(_NOUN_STEMS) and (joined or " and " in words))
