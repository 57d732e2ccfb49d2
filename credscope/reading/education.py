"""The lowest education that qualifies, the level preferred, and whether something may stand in for a degree.

Delivered education fields are mapped by the seed education_levels, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from credscope.contract import EDUCATION_LEVELS
from credscope.reading.sections import OFFERED, PREFERRED, Layout

RANK = {level: rank for rank, level in enumerate(EDUCATION_LEVELS)}
DEGREES = ("associate", "bachelor", "master", "doctorate", "professional")

_FIELD_FOLLOWS = (
    r"(?=\s*(?:degree|or\b|and/or|/|,|\)|in\b|with\b|required|preferred|from\b|\(|&|\+|and\s\d|"
    r"(?:Computer|Engineering|Information|Business|Accounting|Finance|Math|Economics|Statistics|Electrical|"
    r"Mechanical|Civil|Science)))"
)
# Matched on the text as written, because BS, MS and AS are degrees in capitals only.
_TERMS = re.compile(
    r"(?P<professional>J\.?D\.?(?=\s*(?:degree|required|from|or\b|preferred|,))|[Jj]uris "
    r"[Dd]octor(?:ate)?\b|Pharm\.?D\b|"
    r"\b[Ll]aw [Dd]egree\b|[Mm]edical [Dd]egree\b|M\.?D\.?(?=\s*(?:degree|or D\.?O|/\s?D\.?O)))"
    r"|(?P<doctorate>[Pp]\.?[Hh]\.?\s?[Dd]\b\.?s?|[Dd]octorate\b|[Dd]octoral(?= degree| level| program|))"
    r"|(?P<master>(?:[Mm]aster'?s?'?|MASTER'?S)(?=\s*(?:[Dd]egrees?|DEGREE|of (?:Science|Arts|Business|"
    r"Public|Eng|Social|science)|in\b"
    r"|or\b|/|,|\)|preferred|required|level|is\b|a plus|and\b|strongly|with|from|\.|\(|;|$))(?<![Ss]crum "
    r"[Mm]aster)(?<![Ww]eb [Mm]aster)"
    r"|MBA\b|M\.\s?[SA]\.?(?=\W)|M\.?B\.?A\.?\b|M\.?Sc\b|M\.?[Ee]ng\b(?!\w)|(?:MS|MA)(?=(?:\s+[Dd]egree|"
    r"\s*/\s*Ph|\s+or\s+P[Hh]|\s*,?\s+Ph|"
    r"\s+in\s+[A-Z]|\)\s+or|\s+or\s+(?:higher|MBA|BS|BA)|\s+(?:preferred|required)))|(?<=/)(?:MS|MA)\b|"
    r"\b(?:[Aa]dvanced|[Gg]raduate|[Pp]ost-?[Gg]raduate|ADVANCED|GRADUATE)(?:[ -][Ll]evel)? (?:[Dd]egree|"
    r"DEGREE|studies|study)|MSW\b|MPA\b|MPH\b)"
    r"|(?P<bachelor>(?:[Bb]ac?he?lo[ur]r?'?s?'?|BACHELOR'?S?)\b(?! of record)|[Bb]accalaureate\b|"
    r"B\.\s?[SAE]\.?(?=\W|$)|B\.?Sc\b|"
    r"\bB\.?[Tt]ech\b|BSEE\b|BSME\b|BSCS\b|BSCE\b|BSN\b|BBA\b|(?:BS|BA)(?:\s?/\s?(?:BA|BS|MS|MA|BE))?\b"
    + _FIELD_FOLLOWS +
    r"|(?:[Uu]ndergraduate|[Cc]ollege|[Uu]niversity|COLLEGE|4[- ][Yy]ear|[Ff]our[- ](?:\(4\)[- ])?[Yy]ear|"
    r"FOUR[- ]YEAR)"
    r"(?:[ -](?:college|university|or university|undergraduate|accredited|technical))*[ -](?:[Dd]egree|"
    r"DEGREE)\b)"
    r"|(?P<associate>(?:[Aa]ssociates?'?s?'?|ASSOCIATE'?S?)(?:/[A-Za-z]+)?(?: [Ll]evel| of [A-Z]\w+| of "
    r"[A-Z]\w+ [A-Z]\w+)?[ -](?:[Dd]egree|DEGREE)"
    r"|[Aa]ssociate's(?=\s*(?:or\b|/|,|in\b|required|preferred))|Associate (?:of|in) (?:Arts|Science|"
    r"Applied)|A\.\s?[AS]\.(?=\W)|AA/AS\b|AAS\b|AA(?= degree)|"
    r"\bAS(?= [Dd]egree)|(?:2|[Tt]wo)(?: \(2\))?[- ][Yy]ear (?:college\b|(?:college |technical |associate "
    r")?[Dd]egree))"
    r"|(?P<some_college>[Ss]ome (?:[Cc]ollege|university)\b|[Cc]ollege (?:coursework|courses|credits?|"
    r"level courses)\b|"
    r"\b(?:semester|college|quarter|credit)(?: semester)? (?:credits|hours)\b|(?:[Cc]urrently "
    r")?[Ee]nrolled (?:in|as|at)\b|"
    r"\b(?:[Cc]urrently )?[Pp]ursuing (?:an? |your )?(?:[Bb]achelor|[Bb]accal|BS|BA\b|undergraduate|"
    r"college|degree|(?:[\w-]+ ){1,5}degree)|"
    r"\b(?:[Ww]orking|[Pp]rogress) toward(?:s)? (?:an? |your )?(?:[Bb]achelor|degree|undergraduate)|"
    r"(?:[Rr]ising|[Cc]urrent) (?:sophomore|junior|senior|college|undergraduate)\b)"
    r"|(?P<high_school>[Hh]igh[- ][Ss]chool\b(?! (?:students?|teacher|math|age|transcript|and college))|"
    r"HIGH SCHOOL\b|G\.?E\.?D\.?\b|HS(?= [Dd]iploma|/GED| or )|"
    r"\b[Hh]igher [Ss]econdary\b|H\.S\.)"
    r"|(?P<degree>(?:[Dd]egree|DEGREE)d?(?=(?:\s*\([^)]{0,30}\))?\s*(?:in\b|from\b|required|preferred|or "
    r"(?:equivalent|\d|higher|related)|/|and \d|\.|,|with an?\b|is\b)))"
)  # fmt: skip
_ANCHORS = (
    "juris", "pharmd", "pharm.d", "law degree", "medical degree", "j.d", "m.d", "phd", "ph.d", "ph d",
    "doctor", "master", "mba", "m.b", "m.s", "m.a", "m. s", "m.sc", "msc", "m.eng", "meng", "advanced",
    "graduate", "postgraduate", "post-graduate", "msw", "mpa", "mph", "bachelor", "bachlor", "bache",
    "bacelor", "baccal", "b.s", "b.a", "b.e", "b. s", "bsc", "b.sc", "btech", "b.tech", "bsee", "bsme",
    "bscs", "bsce", "bsn", "bba", "undergraduate", "college", "university", "4-year", "4 year", "four",
    "associate", "a.a", "a.s", "aas", "aa/as", "two", "2-year", "2 year", "some college",
    "some university", "30 ", "45 ", "60 ", "64 ", "90 ", "sixty", "thirty", "enrolled", "currently",
    "pursuing", "working toward", "progress toward", "rising", "current", "high school", "high-school",
    "ged", "g.e.d", "hs ", "hs/", "h.s", "higher", "degree",
)  # fmt: skip
_CAPITALS = ("BS", "BA", "MS", "MA", "AS", "AA", "MD", "JD")
_WORDS = AhoCorasick(list(_ANCHORS), matchkind=MatchKind.Standard)
_LETTERS = AhoCorasick(list(_CAPITALS), matchkind=MatchKind.Standard)
_NOT_A_DEGREE = re.compile(
    r"(?:high|some|certain|greater|large|any|highest|appropriate|reasonable|360|utmost|varying|strong|"
    r"towards?(?: an?)?)[ -]+$"
)
_SOFT = re.compile(
    r"prefer(?!abl[ye] (?:in|with|from|an? \w+ in)\b)|\bplus\b|\bdesir|nice to have|\bbonus\b|\bideal|"
    r"\badvantage|\bhelpful\b|\boptional\b|beneficial|recommended|"
    r"good to have|\ban asset\b|not required|encouraged|would be (?:a|an|great)|\bwelcome"
)
_HARD = re.compile(
    r"\bacquired through\b|(?<!not )(?<!also )\brequired?\b|\bmust\b|\bminimum\b|\bmandatory\b|\bat "
    r"least\b|\bnecessary\b"
)
_IGNORED = re.compile(
    r"tuition|reimburs|\bchildren\b|scholarship|our (?:team|employees|founders)|degree assistance|"
    r"students? (?:who|from|in)\b|"
    r"salary|\bpay\b|compensation|hourly rate"
)
# "or equivalent work experience" right behind the degree, but not "or related field and 5 years of
# experience".
_OR_EXPERIENCE = re.compile(
    r"(?:\bor\b|\band/or\b|/)\s*(?:(?!fields?\b|disciplines?\b|majors?\b|degrees?\b|areas?\b|subjects?\b|"
    r"master|ms\b|mba|ph\.?d|advanced\b|associate|"
    r"high\b|diploma|certif|college\b|university\b|with\b|bachelor|b\.?[sa]\.?\b|"
    r"higher\b)[\w'+()-]+[ ,/]+){0,6}?experiences?\b"
)
_FAR = re.compile(r"\byears?\b|\byrs\b|\bexperience\b|\bminimum\b|\bproficien|\bknowledge\b|\bability\b")
_REPLACED = re.compile(
    r"\b(?:equivalent|equal|any|suitable|relevant|appropriate|acceptable|an) (?:\w+ ){0,2}?(?:combination|"
    r"mix)\b|"
    r"\bcombination of (?:\w+ )?(?:education|experience|training|relevant|related|academic)|\bin[- ]lieu\b|"
    r"\b(?:experience|years?|certifications?|training|service)\b[^.;]{0,60}\b(?:may|can|will|could)(?: "
    r"also)? (?:be )?(?:substitut\w+|considered)|\bsubstitut\w+ for (?:the |a )?(?:required |bachelor'?s? |"
    r"college |education|degree)|"
    r"\bin place of (?:a |the )?(?:degree|education)|\binstead of (?:a |the )?degree|\bequivalent (?:work |"
    r"professional |practical |relevant |industry )?experience\b|"
    r"\bequivalent (?:in|by|through) (?:\w+ )?experience|\bdegree or (?:an )?(?:certif|licen)|\bor "
    r"equivalent certification\b|\bor experience\b"
)
_NOT_REPLACED = re.compile(r"\bno substitut|\bnot be substitut|\bcannot be substitut")
# Federal announcements: education as a second way beside experience alone is no minimum.
_EDUCATION_ROUTE = re.compile(
    r"substitut\w+ (?:your |of )?education for|\bor,? education ?:|qualify based on education|combination "
    r"of education and experience ?:"
)
_ROUTE_REACH = 1200
_UNSTATED = "none_stated"


@dataclass(frozen=True)
class Education:
    """What a text says about education; `degree_substitutable` is None where no degree is the minimum."""

    minimum: str
    preferred: str | None
    degree_substitutable: bool | None


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    level: str
    soft: bool


def read_education(text: str, low: str, layout: Layout) -> Education:
    """Education that `text` (folded; `low` its lower case) asks for and prefers."""
    hits = _hits(text, low, layout)
    hard = [hit for hit in hits if not hit.soft]
    soft = [hit for hit in hits if hit.soft]
    minimum = min((hit.level for hit in hard), key=RANK.__getitem__, default=_UNSTATED)
    wished = [
        hit.level
        for hit in soft
        if hit.level in RANK and (minimum == _UNSTATED or RANK[hit.level] > RANK[minimum])
    ]
    preferred = min(wished, key=RANK.__getitem__, default=None)
    replaced = None
    if minimum in DEGREES:
        replaced = any(_substitutable(low, layout, hit) for hit in hard if hit.level in DEGREES)
    return Education(minimum, preferred, replaced)


def _terms(text: str, low: str) -> Iterator[re.Match[str]]:
    """Every level named in `text`, in order; a capital glued to a small letter begins a word too."""
    starts = {start for _, start, _ in _WORDS.find_matches_as_indexes(low, overlapping=True)}
    starts.update(start for _, start, _ in _LETTERS.find_matches_as_indexes(text, overlapping=True))
    done = 0
    for start in sorted(starts):
        before = text[start - 1] if start else " "
        glued = before.isalpha() and (text[start].isdigit() or (before.islower() and text[start].isupper()))
        if (
            start < done
            or (before.isalnum() and not glued)
            or text[max(0, start - 5) : start].lower() == "post-"
        ):
            continue
        found = _TERMS.match(text, start)
        if found:
            done = found.end()
            yield found


def _hits(text: str, low: str, layout: Layout) -> list[_Hit]:
    found: list[tuple[int, int, str]] = []
    for match in _terms(text, low):
        level = match.lastgroup or ""
        if level == "degree":
            if _NOT_A_DEGREE.search(low[max(0, match.start() - 14) : match.start()]):
                continue
            if found and match.start() - found[-1][1] < 45 and "\n" not in text[found[-1][1] : match.start()]:
                continue
            level = "bachelor"
        found.append((match.start(), match.end(), level))
    hits = []
    routes = [match.start() for match in _EDUCATION_ROUTE.finditer(low)] if "education" in low else []
    for number, (start, end, level) in enumerate(found):
        first, last = layout.clause(start)
        if _IGNORED.search(low[max(first, start - 80) : min(last, end + 60)]):
            continue
        if any(0 <= start - route < _ROUTE_REACH for route in routes):
            continue
        section = layout.section(start)
        if section == OFFERED:
            continue
        before_end = found[number - 1][1] if number and found[number - 1][1] > first else first
        next_start = found[number + 1][0] if number + 1 < len(found) and found[number + 1][0] < last else last
        hits.append(
            _Hit(start, end, level, _soft(low, first, last, before_end, start, end, next_start, section))
        )
    return hits


def _soft(
    low: str, first: int, last: int, before_end: int, start: int, end: int, next_start: int, section: str
) -> bool:
    """Whether the level at `start`..`end` is only preferred."""
    after = low[end : min(next_start, end + 130)]
    if (
        next_start < last
        and re.search(r"(?:/|\bor|,)\s*(?:an? )?$", after)
        and not _SOFT.search(after)
        and not _HARD.search(after)
    ):
        after = low[end : min(last, end + 130)]
    soft, hard = _SOFT.search(after), _HARD.search(after)
    if soft and (not hard or soft.start() < hard.start() + 10):
        between = after[: soft.start()]
        joined = re.search(r"[,;(]|\bwith\b|\band\b\s(?:an?|\d)", between)
        if not (
            joined
            and re.search(
                r"(?:years|experience|background|knowledge|skills)",
                between + after[soft.end() : soft.end() + 25],
            )
        ):
            return True
    if hard and not soft:
        return False
    before = low[max(before_end, start - 40) : start]
    if _SOFT.search(before) and not _HARD.search(before):
        return True
    if _HARD.search(before):
        return False
    return section == PREFERRED


def _substitutable(low: str, layout: Layout, hit: _Hit) -> bool:
    """Whether the clause of `hit`, or the one behind it, lets something stand in for the degree."""
    first, last = layout.clause(hit.start)
    after = low[hit.end : min(last, hit.end + 220)]
    following = layout.neighbour(hit.start, 1)
    behind = low[following[0] : min(following[1], following[0] + 160)] if following else ""
    if _NOT_REPLACED.search(after) or _NOT_REPLACED.search(behind):
        return False
    found = _OR_EXPERIENCE.search(after)
    if found and not _FAR.search(after[: found.start()]):
        return True
    before = low[max(first, hit.start - 80) : hit.start]
    if (
        _REPLACED.search(after)
        or _REPLACED.search(before)
        or re.search(r"\bexperience or (?:an? )?(?:\w+ ){0,2}$", before)
    ):
        return True
    return bool(_REPLACED.search(behind) or re.match(r"\W*or\b.{0,60}\bexperience\b", behind))
