"""What a posting asks of the levels it names: required, preferred, under way, or not asked for at all.

Which words name a level is said in `education_terms`; what follows for the posting in `education`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise

from credscope.contract import EDUCATION_LEVELS
from credscope.reading.education_routes import Routes, federal_minimum
from credscope.reading.education_sentences import has_any, sentence
from credscope.reading.education_terms import Term
from credscope.reading.headings import HEAD_REACH, OFFERED, PREFERRED, heading_kind
from credscope.reading.sections import Layout
from credscope.reading.text import occurrences

RANK = {level: rank for rank, level in enumerate(EDUCATION_LEVELS)}

_SOFT = re.compile(
    r"prefer+(?:ed(?! (?:majors?|fields?|disciplines?|areas)\b)|able|ential|ence is\b)|preferably(?=\W*$|"
    r"\W*[.;)])|\b(?:a|big|huge|strong|definite|added|"
    r"real) plus\b|(?<!&)\bplus(?=\W*$|\W*[.;)!])|\bdesir(?!ed majors?\b|ed fields?\b)\w*|nice to have|"
    r"\bbonus\b|\bideal(?! candidate|ly (?:with|in|from|majoring|focus\w*|relat\w+)\b)|"
    r"\badvantage|\bhelpful\b|\boptional\b|beneficial|recommended|good to have|\ban asset\b|"
    r"not (?:\w+ )?required|encouraged|would be (?:a|an|great)|\bwelcome|\bnot (?:necessary|mandatory|"
    r"a must)\b"
)
# Begins with one character class, which lets the engine skip to the few places that matter.
_HARD = re.compile(
    r"[aemnr](?:(?<=\ba)cquired through\b|(?<=\br)(?<!not r)(?<!also r)(?<!\bthe r)equire[ds]?\b|"
    r"(?<=\bm)(?:ust|inimum|andatory)\b|(?<=\ba)t least\b|(?<=\bn)(?<!not n)ecessary\b|(?<=\be)ssential\b)"
)
# Before the level: what softens it must stand at the beginning of its clause, or point at it.
_SOFT_BEFORE = re.compile(
    r"\b(?:preferably|ideally|prefer|prefers|preference (?:for|to|given to|will be given to))\b[^.;]{0,50}$|"
    r"\b(?:prefer|desir|recommend|advantage|bonus|nice to have|a plus|optional|asset)\w*[ \w/&]{0,30}(?::|\)|"
    r" -)\W{0,4}(?:an? |the )?$"
)
_SOFT_NEXT = re.compile(
    r"(?:(?<!- highly )(?<!- strongly )\b(?:preferably|ideally|prefer|prefers|preferred|desirable|"
    r"desired)\b:?[\s\"'(*-]{1,3}|"
    r"\bmay (?:also )?(?:have|hold|possess) )(?:an? |the |with )*$"
)
# "Bachelor's degree, ideally a master's".
_AHEAD = re.compile(r"(?:ideally|preferably) (?:an? )?")
# "Advanced degree preferred (Master's or PhD)".
_SOFT_ASIDE = re.compile(
    r"\b(?:preferred|desired|desirable|a plus)\s?\((?:e\.g\.,? |i\.e\.,? |such as )?[^()]{0,40}$"
)
_SOFT_FIRST = re.compile(
    r"\W*(?:\w+ ){0,2}(?:preferred|desired|desirable|preferable|recommended|optional|bonus|nice to have|"
    r"plus)\b"
)
_IGNORED = re.compile(
    r"tuition|reimburs|\bchildren\b|scholarship|\bour (?:team|people|employees|founders|staff|faculty)\b|"
    r"degree assistance|students? (?:who|from|in)\b|(?:salary|\bpay\b|compensation|hourly rate)"
    r"(?=[^.;]{0,80}(?:depend|based|commensurate|determin|var(?:y|ies)\b|factor|consider))|"
    r"\bunless otherwise\b|\bprograms? range\b|"
    r"\bno (?:college )?degree|\bindicate\b|on your application|\bpositions requiring\b|\b(?:school|"
    r"college|university|department|"
    r"division|program) (?:currently )?(?:offers|awards|confers)\b"
)
# "A master's degree may be substituted for two years": the degree replaces experience, and is not asked for.
_MAY = re.compile(r" (?:may|can|will|could|might) ")
_COUNTS = re.compile(
    r"(?: degree| an? (?:\w+ ){0,3}degree program)?(?: or (?:an? )?(?:bachelor|master|doctor|higher|"
    r"advanced|graduate)\S*(?: degree)?)?"
    r"(?:(?!experience|years|certif|degree)(?:[^.;]|(?<=u\.s)\.|(?<=u)\.)){0,320}?(?<!or )\b(?:may|can|"
    r"will|could|"
    r"might)(?: also)? (?:be )?(?:substitut\w+(?! with)|credited|counted?|qualify as|used in place|"
    r"accepted as (?:equivalent to|an? equivalent|an? substitute)|"
    r"considered in lieu|count\b)"
)
_OFFERED = re.compile(r"tuition|reimburs|scholarship|programs? range|degree programs?\b|education benefit")
# "Experience may substitute for a degree".
_REPLACED = re.compile(
    r"(?:\bsubstitut\w+ for|\bin lieu of|\bin place of) (?:an? |the |"
    r"required |formal )*\Z"
)
_DEMANDED = re.compile(r"\b(?:requires?|must (?:have|hold|possess)|minimum of) (?:an? |the )?\Z")
_PUPILS = re.compile(r"(?:/\w+)? (?:students|candidates)\b(?! (?:must|with))")
_PROGRESS_BEFORE = re.compile(
    r"(?:\bpursuing|\bin pursuit of|\bworking to(?:wards?)?|\bprogress to(?:wards?)?|"
    r"\bin (?:the )?process of|\benrolled|"
    r"\bcurrently (?:completing|studying|attending|in)|\bstudying (?:for|towards?)|\bcandidates? for an?|"
    r"\bseeking an?|\bexpect(?:ed|ing) to|\bwill be graduating|\bgraduating (?:in|by|with|between)|"
    r"\bmatriculat\w+|\bstudents? (?:pursuing|majoring))\b[^.;]{0,90}$"
)
_PROGRESS_AFTER = re.compile(
    r"(?: degree)?[\w ,/]{0,40}\b(?:in progress|currently enrolled|or currently pursuing|"
    r"or (?:be )?(?:currently )?(?:pursuing|enrolled|working towards?))\b"
)
# Between two levels of which both are asked for.
_BOTH = re.compile(
    r"(?: degrees?| graduate| diploma)?(?: in [\w ]{1,40}| from [\w ]{1,40})?(?:,? and|,? with| plus) "
    r"(?:an? |the )?"
)
_JOINED = re.compile(
    r"(?:/|\bor\b(?: other| another| similar)?|,)\s*(?:an? )?$|\W{0,3}\b(?:such as|like|e\.g\.|i\.e\.|"
    r"including),? (?:an? )?$"
)
# "Education Level:" before the level, which takes no part in the list of what is preferred above it.
_LABEL = re.compile(
    r"(?:education(?:al)?|academics?|degree)(?: (?:level|credentials|background|required|requirements?|"
    r"qualifications?|and experience|& experience))*\s?(?::\W*|\s\W*|(?<=credentials)|(?<=required))(?:an? |"
    r"minimum (?:of )?(?:an? )?)?$"
)
# The same as a title that runs on: "Education/Certifications BS", "(a plus) Qualifications BS".
_TITLE = re.compile(
    r"Education(?:al)? ?(?:/|&|and|,) ?(?:and )?(?:Certifications?|Qualifications?|Experience|Training|"
    r"Requirements?|Background)(?![ /&]*(?:[Pp]refer|[Dd]esir|[Rr]ecommend))|Education$|"
    r"Education (?:&|and) Preferred Qualifications:?\s*(?:An? )?$|"
    r"(?<![A-Za-z/&] )Qualifications\W{1,3}$"
)
# The verdict of a row whose breaks are lost: "Bachelor's in financeRequired4Years".
_MATRIX_ROW = re.compile(r"(?<=[A-Za-z)])Required(?=[A-Z0-9]|$)")
_SOFT_LABEL = re.compile(
    r"(?:prefer\w*|desir\w*|recommend\w*|additional|optional|ideal)(?: qualifications?| skills|"
    r" requirements?)?[ /&:]*$"
)
_IN_PROGRESS = re.compile(r"enrolled|matriculat")
_EXPERIENCE_WISHED = re.compile(r"years|experience|background|knowledge|skills|certif|licen")
_THEN_EXPERIENCE = re.compile(
    r"\W{1,2}(?:[a-z]+ )?(?:experience|skills|background|knowledge|qualifications|traits|training|"
    r"attributes)\b"
)
_APART = re.compile(r"[,;\u2022\u00b7]|\bwith\b|\band\b\s(?:an?|\d)|\.\s?\d|\d\+? (?:or more )?years")
_OR_SUBSTITUTE = re.compile(
    r"(?:(?!years)[^.;])*\bor (?:an? |the )?(?:equivalent|related|relevant|comparable|commensurate|"
    r"appropriate)\b(?:(?!years)[^.;]){0,50}experience\W*(?:is |are )?(?:strongly |highly )?$"
)
# "Bachelor's degree (chemistry preferred)", "degree, technical field preferred".
_FIELD_WISHED = re.compile(
    r"(?:[^(]*\(|(?: degrees?)?,|(?: degrees?)? in an? (?:technical|related|relevant|scientific|quantitative|"
    r"business|stem|similar) [\w ]{3,20},(?![^,]*,))\s*(?:an? )?(?!strongly|highly|but|not|is\b|also|much|"
    r"greatly|very|or\b|and\b|which)[a-z][\w ,/&]*$"
)
# "Degree in accounting, CPA highly desirable".
_CREDENTIAL_WISHED = re.compile(
    r",\s?(?:an? )?(?:CPA|CFA|CMA|CIA|CISA|CISSP|PMP|S?PHR|EIT|PE|RN)(?:\s?(?:/|,|or)\s?(?:CPA|CFA|CMA|CIA|"
    r"CISA|CISM|MBA|PMP|S?PHR|EIT|PE))*(?: [a-z]+){0,2} $"
)
_OR_CERTIFICATE = re.compile(r"^(?: degrees?)?,? ?(?:or|and/or|/) ?(?:an? )?(?:\w+ )?certific\w+")
_ASIDE = re.compile(r"\([^()]*\)")
# A list of fields may stand between a degree and its "preferred", seldom between it and its "required".
_LISTED_REACH, _REACH = 200, 130
# "Bachelor's degree (required) Master's degree (required)".
_DEMANDED_ALONE = re.compile(
    r"(?:(?!required|years|experience|preferred|unless)[^.;])*\brequired(?! (?:for|if)\b)"
    r"(?!\W*or\b)(?:(?!years|experience|unless| or )[^.;]){0,30}"
)
_DEMANDED_TOO = re.compile(
    r"(?:(?!years|experience|preferred|desired|plus\b|unless|and/or|designat|"
    r"certif)[^.;\n]){0,90}\brequired(?! (?:for|if)\b)"
)
# "In addition to the minimum qualification requirements candidates must possess a bachelor's degree".
_BESIDES = re.compile(
    r"in addition to (?:meeting )?(?:the )?(?:above |official )?minimum (?:qualification|requirement)"
    r"[^.;:]{0,80}\bmust (?:also )?(?:have|hold|possess|meet)\b"
)
# Clauses back to the heading of a section.
_MOST_CLAUSES = 60
_MINIMUM_STEMS = (
    "minimum qualif", "basic qualif", "required qualif", "minimum requirement", "basic requirement",
)  # fmt: skip
# Where none of these stands, the patterns of the same name need not be tried.
_SOFT_STEMS = (
    "prefer", "plus", "desir", "nice", "bonus", "ideal", "dvantag", "helpful", "optional", "benefici",
    "recommend", "good to", "asset", "not ", "encourag", "would be", "welcome",
)  # fmt: skip
_SOFT_NEXT_STEMS = ("prefer", "ideal", "desir", "may ")
_IGNORED_STEMS = (
    "tuition", "reimburs", "children", "scholar", "our ", "assist", "student", "salary", "pay", "compens",
    "hourly", "unless", "range", "no ", "indicate", "applic", "requiring", "offers", "awards", "confers",
)  # fmt: skip
_PROGRESS_STEMS = (
    "pursu", "working", "progress", "process", "enroll", "current", "studying", "candidate", "seeking",
    "expect", "graduating", "matriculat", "student",
)  # fmt: skip
_REPLACED_STEMS = ("substitut", "lieu", "place")
_BESIDES_WORDS = "in addition to"
_BESIDE, _NEAR, _BESIDES_REACH = 170, 60, 400


@dataclass(frozen=True, slots=True)
class Ask:
    """A level that is asked for: the one `term` names or, where that is under way, the one before it.

    `soft` where it is only preferred, `replaced` where something is said to stand in for it by its name.
    """

    term: Term
    level: str
    soft: bool
    replaced: bool = False


def asked(low: str, layout: Layout, terms: list[Term], routes: Routes) -> list[Ask]:
    """Every level that is asked for, in the order of the text."""
    asks: list[Ask] = []
    starts = [term.start for term in terms]
    for number, term in enumerate(terms):
        first, last = sentence(layout, term.start)
        before = max(first, terms[number - 1].end if number else 0)
        behind = [other for other in terms[number + 1 : number + 6] if other.start < last]
        if _no_ask(low, layout, term, first, last) or not federal_minimum(routes, term) or routes.skips(term):
            continue
        start = max(first, term.start - 40)
        named = has_any(low[start : term.start], _REPLACED_STEMS)
        instead = _REPLACED.search(low, start, term.start) if named else None
        if instead:
            asks.append(Ask(replace(term, start=instead.start()), term.level, soft=True, replaced=True))
            continue
        lead = starts[bisect_left(starts, first)]
        level = _reached(low, term, max(first, term.start - 130), last)
        held = level == term.level and RANK[level] >= RANK["associate"]
        reach = _LISTED_REACH if held else _REACH
        soft = _soft(low, layout, term, (first, lead, before, last), behind, reach)
        if behind and not soft and level != "some_college" and RANK[behind[0].level] > RANK[level]:
            gap = low[term.end : behind[0].start]
            if _BOTH.fullmatch(gap) and not _SOFT.search(low, behind[0].end, last):
                continue
        asks.append(Ask(term, level, soft))
    if any(
        ask.level == "some_college" and not ask.soft and _IN_PROGRESS.match(low, ask.term.start)
        for ask in asks
    ):
        asks = [ask for ask in asks if ask.level != "high_school"]
    return _demanded_beside(low, asks)


def _demanded_beside(low: str, asks: list[Ask]) -> list[Ask]:
    """`asks` without the lower of two levels that are demanded beside each other, and not as a choice."""
    dropped = set()
    hard = [ask for ask in asks if not ask.soft]
    for ask, other in pairwise(hard):
        if ask.level == other.level or other.term.start - ask.term.end > _BESIDE:
            continue
        if not _DEMANDED_ALONE.fullmatch(low, ask.term.end, other.term.start):
            continue
        if _DEMANDED_TOO.match(low, other.term.end):
            lower = min(ask, other, key=_rank)
            dropped |= {
                ask.term.start
                for ask in hard
                if ask.level == lower.level and abs(ask.term.start - lower.term.start) < _NEAR
            }
    besides = next(filter(None, (_BESIDES.match(low, at) for at in occurrences(low, _BESIDES_WORDS))), None)
    if besides:
        beside = (ask for ask in hard if 0 <= ask.term.start - besides.end() < _BESIDES_REACH)
        floor = min(beside, key=_rank, default=None)
        dropped |= {ask.term.start for ask in hard if floor and _rank(ask) < _rank(floor)}
    return [ask for ask in asks if ask.term.start not in dropped]


def _rank(ask: Ask) -> int:
    return RANK[ask.level]


def _no_ask(low: str, layout: Layout, term: Term, first: int, last: int) -> bool:
    """Whether the level is named for something else: benefits, pay, pupils, what it counts for."""
    demanded = _DEMANDED.search(low, max(first, term.start - 40), term.start)
    start, end = max(first, term.start - 80), min(last, term.end + 60)
    if not demanded and has_any(low[start:end], _IGNORED_STEMS) and _IGNORED.search(low, start, end):
        return True
    if _PUPILS.match(low, term.end, last):
        return True
    if _MAY.search(low, term.end, min(last, term.end + 400)) and _COUNTS.match(low, term.end, last):
        return True
    # A heading that went unseen leaves what is asked for under what is offered; real offers say so nearby.
    if demanded or layout.section(term.start) != OFFERED:
        return False
    return bool(_OFFERED.search(low, max(0, term.start - 200), term.end + 200))


def _reached(low: str, term: Term, first: int, last: int) -> str:
    """Level held while the degree is under way: a bachelor's for those who work on a higher one."""
    if term.level in ("high_school", "some_college"):
        return term.level
    before, behind = low[first : term.start], low[term.end : min(last, term.end + 110)]
    if (has_any(before, _PROGRESS_STEMS) and _PROGRESS_BEFORE.search(before)) or (
        has_any(behind, _PROGRESS_STEMS) and _PROGRESS_AFTER.match(low, term.end, last)
    ):
        return "some_college" if RANK[term.level] <= RANK["bachelor"] else "bachelor"
    return term.level


def _soft(
    low: str, layout: Layout, term: Term, stretch: tuple[int, int, int, int], behind: list[Term], reach: int
) -> bool:
    """Whether `term` is only preferred.

    `stretch` tells where its clause begins, the first level in it begins, the level before it ends and its
    clause ends; `behind` are the levels that follow, `reach` how far behind a level its verdict may stand.
    """
    first, lead, before, last = stretch
    near = low[max(before, term.start - 40) : term.start]
    if has_any(near, _SOFT_NEXT_STEMS) and _SOFT_NEXT.search(near):
        return True
    aside = low[max(first, term.start - 70) : term.start]
    if "(" in aside and _SOFT_ASIDE.search(aside):
        return True
    demanded = bool(_HARD.search(near))
    end = term.end
    for place, stop in enumerate([*(other.start for other in behind), last]):
        close = min(stop, end + _REACH)
        stop = min(stop, end + reach)
        soft = _SOFT.search(low, end, stop) if has_any(low[end:stop], _SOFT_STEMS) else None
        hard = _HARD.search(low, end, close)
        if soft and place < len(behind) and _AHEAD.fullmatch(low, soft.start(), stop):
            break
        if soft and (not hard or soft.start() < hard.start()):
            if not _of_something_else(layout.text, low, end, soft, stop):
                return True
        elif hard:
            return False
        if soft or demanded or place >= len(behind) or not _shared(low, end, behind, place):
            break
        end = behind[place].end
    if demanded:
        return False
    if _SOFT_BEFORE.search(low[max(before, term.start - 60) : term.start]):
        return True
    opens = before == first and _SOFT_FIRST.match(low, first, term.start)
    if not opens and (layout.section(term.start) != PREFERRED or _MATRIX_ROW.match(layout.text, last)):
        return False
    if not opens and "ideal candidate" in low and _of_ideal_candidate(layout, term.start):
        return False
    start = max(0, lead - 80)
    label = _LABEL.search(low[start:lead]) or _TITLE.search(layout.text[start:lead])
    return label is None or bool(_SOFT_LABEL.search(low[max(0, start - 20) : start + label.start()]))


def _of_ideal_candidate(layout: Layout, at: int) -> bool:
    """Whether the section of `at` tells whom the employer looks for, whose degree is no mere wish.

    It is one where the posting tells apart what it demands at least.
    """
    if has_any(layout.low, _MINIMUM_STEMS):
        return False
    clause: tuple[int, int] | None = layout.clause(at)
    for _ in range(_MOST_CLAUSES):
        if clause is None:
            break
        first, last = clause
        if heading_kind(layout.text[first : min(last, first + HEAD_REACH)]) == PREFERRED:
            return "ideal candidate" in layout.low[first:last]
        clause = layout.neighbour(first, -1)
    return False


def _shared(low: str, end: int, behind: list[Term], place: int) -> bool:
    """Whether what is said behind the next level is said of the one that ends at `end` too ("BS or MS")."""
    gap = low[end : behind[place].start]
    if not _JOINED.search(gap):
        return False
    if not gap.rstrip().endswith(","):
        return True
    # A list shares its verdict only where it goes on to its "or".
    return place + 1 < len(behind) and bool(_JOINED.search(low[behind[place].end : behind[place + 1].start]))


def _of_something_else(text: str, low: str, end: int, soft: re.Match[str], stop: int) -> bool:
    """Whether what is preferred behind a level is experience or a field named in between, not the level."""
    between = _OR_CERTIFICATE.sub("", _ASIDE.sub("", low[end : soft.start()]))
    if _OR_SUBSTITUTE.match(between) or "not required" in low[soft.start() : stop][:40]:
        return False
    if _FIELD_WISHED.match(between) or _CREDENTIAL_WISHED.search(text, end, soft.start()):
        return True
    wished = _EXPERIENCE_WISHED.search(between) or _THEN_EXPERIENCE.match(low, soft.end(), stop)
    return bool(wished and _APART.search(between))
