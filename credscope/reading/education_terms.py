"""Which words name a level of education, and where a text names one.

What a posting asks of the level it names is judged in `education`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LEVEL_WORDS = (
    "juris", "pharmd", "pharm.d", "pharm d", "law degree", "law school", "medical degree", "dental degree",
    "veterinary degree", "licensed to practice medicine", "license to practice medicine", "graduat", "j.d",
    "j. d", "m.d", "phd", "ph.d", "ph d", "ph. d", "doctor", "ed.d", "psyd", "psy.d", "master", "ll.m",
    "mba", "m.b", "m.s", "m.a", "m. s", "m.sc", "msc", "m.eng", "meng", "m.tech", "mtech", "m tech", "m.ed",
    "advanced", "post-grad", "postgrad", "msw", "mpa", "mph", "msn", "mfa", "mha", "mpp", "bachelor",
    "bachlor", "bache", "batchelor", "bacelor", "baccal", "b.s", "b.a", "b.e", "b. s", "b. a", "bsc",
    "b.sc", "btech", "b.tech", "b tech", "b. tech", "b.com", "beng", "b.eng", "bsee", "bsme", "bscs",
    "bsce", "bscp", "bsit", "bsis", "bsba", "bsn", "bsw", "bba", "bfa", "b.arch", "undergrad", "under-grad",
    "under grad", "college", "university", "universities", "4-y", "4 y", "four", "4yr", "4year",
    "associate", "a.a", "a.s", "aas", "aa/as", "two", "2-y", "2 y", "2yr", "2year", "some college",
    "some university", "enrolled", "matriculat", "rising", "current", "30 ", "45 ", "48 ", "54 ", "56 ",
    "60 ", "64 ", "90 ", "sixty", "thirty", "forty", "ninety", "high school", "high-school", "highschool",
    "h. s", "ged", "g.e.d", "hs ", "hs/", "hs+", "hs) ", "h.s", "higher sec", "secondary school", "degree",
)  # fmt: skip
"""Beginnings of the words that name a level, in small letters: where none stands, nothing is read."""

LEVEL_CAPITALS = (
    "BS", "BA", "BE", "MS", "MA", "AS", "AA", "MD", "JD", "MBBS", "DNP", "DPT", "EdD",
)  # fmt: skip
"""The short forms that name a level in capitals only."""

MOST_TERMS = 400
"""Levels read in one text, many times what any real posting names; what follows is not read."""

_FIELD = (
    r"(?:Computer|Computing|Engineering|Information|Business|Accounting|Finance|Financial|Math|Applied|Data|"
    r"Economics|Statistics|Electrical|Electronics?|Mechanical|Civil|Chemical|Industrial|Environmental|"
    r"Chemistry|Biology|Physics|Geology|Software|Systems|Science|Nursing|Construction|Marketing)"
)
# Ends of headings that run into what they head: "Requirementsdegree in".
_HEADINGS = ("Requirements", "Qualifications", "Required", "Education", "Experience", "Skills")
# Behind BS and the like, which are degrees only where the text goes on as about one.
_OF_DEGREE = (
    rf"(?=\s*(?:[Dd]egree|DEGREE|or\b|and/or|/|,|\)|in\b|with\b|required|preferred|from\b|\(|&|\+|"
    rf"(?:and|plus)\s(?:\d|a minimum\b|at least\b|[BMA]\.?[SA]\b)|{_FIELD}))"
)
_S = r"(?:'?s'?|\s's|\ss(?=\s)|'(?!\w)|\u00e2\u20ac\u2122s|[?\ufffd]s)?"
# Between "college" and "degree".
_SCHOOL = r"(?:[ /-](?:college|university|or|undergraduate|accredited|technical|level|bachelor'?s?))*"
_YEARS = r"(?:[ -]?\(\d\))?[ -]?(?:years?|yrs?\.?)"

# Matched on the text as written at the places of LEVEL_WORDS and LEVEL_CAPITALS, first alternative first.
_TERMS = re.compile(
    r"(?P<professional>(?i:juris[ -]doctor(?:ate)?\b|doctor(?:ate)? of (?:jurisprudence|medicine|pharmacy|"
    r"osteopath\w*|dental|dentistry|veterinary|optometry|law)\b|pharm\.?\s?d\b|(?:law|medical|dental|"
    r"veterinary)(?: school)? degree\b|law school (?:grad\w+|degree|diploma)|graduat\w+ (?:of|"
    r"from) (?:an? )?(?:[\w-]+ ){0,4}law school|licensed? to practice medicine\b)|[Jj]\.\s?[Dd]\b\.?|"
    r"JD\b(?=\W{0,3}(?:[Dd]egree|[Rr]equired|from|or\b|preferred|,|/|and\b|with\b))|"
    r"M\.?D\b\.?(?=\s*(?:degree\b|(?:/|or|and|,)\s*(?:DO\b|D\.O|Ph\.?D|PhD|MBBS)))|MBBS\b)|"
    r"(?P<doctorate>(?i:ph\.?\s?d\b\.?(?:'?s\b)?(?![. -]{0,2}level (?:research|work|math|"
    r"expert))(?! (?:students?|candidates?)\b)|doctorates?\b|doctoral\b(?! (?:institution|universit|student|"
    r"candidate|and \w+ programs?\b|programs?\b))|doctor of (?:philosophy|nursing|physical|education|"
    r"science|psychology|business|public)|"
    r"ed\.d\b|psy\.?d\b)|DNP\b|DPT\b|EdD\b)"
    rf"|(?P<master>(?i:masters{_S}(?=\s*(?:degrees?\b|level\b|of\b|in\b|or\b|/|,|\)|preferred|required|is\b|"
    r"a plus|and\b|strongly|highly|desired|with\b|from\b|\.|\(|;|:|-|&|\+|$))|"
    rf"master{_S}[ -](?:degrees?\b|level degree|of (?:science|arts|business|public|social|eng|laws|education|"
    r"account|health|fine|information|architecture|computer|nursing|library|urban|city|landscape|"
    r"professional|divinity|philosophy))|master'?s\b|master(?=\s*(?:/\s?(?:ph|mba|ms\b|doctor)|"
    r",?\s?(?:or )?(?:ph\.?\s?d|doctor)|or (?:higher|mba|above|equiv)|preferred|required|\((?:required|"
    r"preferred)))|m\.?b\.?a\b\.?|m\.?sc\b\.?|m\.?\s?tech\b|m\.?eng\b|m\.ed\b\.?|(?:advanced|graduate|"
    r"post[- ]?graduate)(?:[ -]level)?(?:,? (?:technical|college|professional|university|engineering|"
    r"business|academic|or professional))? degrees?\b)|master(?= in [A-Z])|M\.\s?[SA]\b\.?(?!\w)|MSW\b|"
    r"M(?:PA|PH|SN|FA|HA|PP)(?=\s*(?:[Dd]egree|required|preferred|or\b|/|\)|in [A-Z]))|LL\.M\b|(?:MS|"
    r"MA)(?=\s?/\s?(?:MS|MA|MBA)\b)|"
    r"(?:(?<=Education: )|(?<=Level: )|(?<=Degree: ))MS(?=\s*(?:\n|$|[.;]))|MS(?:EE|CS|ME|"
    r"IS)\b|MSCE\b(?!\s*(?:cert|\())|(?:MS|MA)(?=\s+(?:[Dd]egree|DEGREE)|\s*/\s*P[Hh]\.?\s?D|"
    r"\s*,?\s+(?:or\s+)?P[Hh]\.?\s?D|"
    r"\s+in\s+[A-Z]|\)\s+or|\s+or\s+(?:higher|MBA|BS|BA|\d)|\s+(?:preferred|required|desired))|(?:(?<=BS/)|"
    r"(?<=BA/)|(?<=S\./)|(?<=A\./)|(?<=BE/)|(?<=ech/)|(?<=BS or )|(?<=BS, )|(?<=S\. or )|(?<=BS and ))(?:MS|"
    r"MA)\b(?! ?(?:Office|Excel|Word|SQL|Windows|Project|Access|Outlook|Azure|Teams)))"
    rf"|(?P<bachelor>(?i:ba(?:c|t|tc|cc)he?lo[ur]*r?{_S}(?! of record)\b|"
    r"baccalaureate\b(?! (?:institution|nursing program))|b\.?sc\b(?! (?:will|should|may|shall)\b)|"
    r"b\.?\s?tech\b|b\.?com\b|b\.?eng\b|"
    r"b\.(?:[sae]\b\.?|\s[sae]\.)(?!\w)|b\.?arch\b)|BS(?:EE|ME|CS|CE|IT|IS|BA|N|W|CpE)\b|BBA\b|BFA\b|"
    rf"(?:BS|BE)(?:\s?/\s?(?:BA|BS|BE)\b)?(?!\w){_OF_DEGREE}|"
    r"(?:(?<=Education: )|(?<=Level: )|(?<=Degree: ))B[SA](?=\s*(?:\n|$|[.;]))|"
    r"BA(?:\s?/\s?BS\b|(?=\s*(?:[Dd]egree|DEGREE|/\s?(?:M[SA]|B\.?S|BBA)\b|or (?:BS|B\.S|equivalent|higher|"
    r"M[SA]\b|MBA|advanced)|and ?/ ?or [BM]|in\b|from\b|required|preferred|minimum|plus \d|\+ ?\d|\(|"
    r",\s*(?:BS|MA|MS|MBA)\b)))|"
    rf"(?i:under[- ]?graduate(?=(?:/| or | and/or )(?:an? )?(?:advanced|graduate(?! (?:training|school|"
    rf"stud|course|level|program))|"
    r"post-?graduate|master))|"
    rf"(?:under[- ]?graduate|college|university|(?:4|four){_YEARS}){_SCHOOL}[ -](?:degree\b|diploma\b)"
    r"(?<!college diploma)|"
    rf"(?:graduat\w+ (?:of|from) (?:an? )?(?:accredited )?)(?:(?:4|four){_YEARS}[ -])?(?:accredited )?"
    r"(?:college|university)\b|(?:college|university) grad(?:uate)?\b(?! (?:program|student|level))|"
    rf"(?:4|four){_YEARS}(?= or (?:advanced|graduate|higher) degree)|"
    rf"graduat(?:ion|e) in (?-i:{_FIELD})\b|"
    r"(?:college|undergraduate) education(?! (?:assist|sav|fund|benefit|reimb|partner|plan|loan))))"
    rf"|(?P<associate>(?i:associate{_S}(?:/[a-z]+)?(?: level| of (?!bachelor)\w+(?: \w+)?| in \w+(?: \w+)?)?"
    r"[ -]degree|associate's\b(?=\s*(?:or\b|/|,|in\b|required|preferred|\(|\.|$))|"
    rf"(?:(?<=education: )|(?<=degree: ))associate{_S}\b|"
    rf"associate{_S}(?=\s*(?:or|/|,)\s*(?:an? )?(?:bachelor|higher degree))|associates? (?:of|in) (?:arts|"
    rf"science|applied|"
    r"nursing|(?:it|computer|information|business|engineering|accounting)\b)|"
    rf"(?:2|two){_YEARS}(?: college\b|[ -](?:college |technical |associate'?s? |trade |or four[- ]year )*"
    r"(?:degree|diploma))|(?:2|two)(?:-|-year)?(?= or (?:four|4)[- ]year (?:college |technical )?degree)|"
    r"college diploma\b)|"
    r"A\.\s?[AS]\.(?=\W|$)|A\.?A\.?S\b\.?|AA/AS\b|AA(?= degree)|AS(?= [Dd]egree|/BS\b|/B\.S))"
    rf"|(?P<some_college>(?i:some (?:college|university)\b|"
    r"(?:(?<=open to )|(?<=hiring )|(?<=seeking ))(?:undergrad(?:uate)?|college|university) students?\b|"
    r"college (?:coursework|credits?|level "
    rf"courses)\b|(?:2|two){_YEARS}'? (?:of )?(?:college|post-?secondary)\b|"
    r"(?:[3-9][0458]|sixty|thirty|forty|ninety)(?:[ -]five)?(?: \(\d+\))? (?:(?:semester |college |quarter |"
    r"college-level )+(?:credit )?(?:credits|hours)\b(?! (?:in|of (?!college))\b)|"
    r"credits? (?:hours )?(?:from|towards?|at)\b)|enrolled (?:full[- ]time )?(?:in|at|as) (?:an? |"
    r"the )?(?:[a-z-]+ ){0,4}(?:college|university|undergraduate|program|degree|institution|student|"
    r"coursework)\b|"
    r"matriculat\w+ (?:at|in)\b|(?:rising|current) (?:sophomore|junior|senior|college|"
    r"undergraduate)\b(?! (?:manage|leader))))|(?P<high_school>(?i:high[- ]?school\b(?! (?:students?|"
    r"teachers?|math|age|transcript|and (?:college|university)|education and|sports|level and))|"
    r"g\.?e\.?d\b\.?|"
    r"higher secondary\b|h\.\s?s\b\.?|secondary school (?:diploma|certificate|educat))|"
    r"HS(?= (?:[Dd]iploma|[Dd]egree)|/GED| or | [Gg]rad|\s?\)?\s?\+\s?\d))|"
    r"(?P<degree>(?i:degree(?! levels?\b|s? from schools)(?:d\b|"
    r"s?(?=(?:\s*\([^)]{0,30}\))?\s*(?:in\b|from\b|"
    r"required|qualified|preferred|desired|or\b|and\b|\.|,|;|\(|\)|:|\+|with\b|is\b|are\b|a plus|at\b|"
    r"strongly|highly|"
    r"/\s?(?:certif|diploma)|plus\b|-|\n|$|(?-i:[A-Z])))))|DEGREE\b)"
)  # fmt: skip
# Degrees of heat, angle and intensity, and the words of those who grant or finish degrees.
_NO_DEGREE = re.compile(
    r"(?:high|higher|some|certain|great|greater|large|any|highest|lesser|varying|var\w+|appropriate|"
    r"reasonable|utmost|strong|considerable|significant|moderate|minimal|full|what|which|no|to a|equal|"
    r"maximum|\d|the|this|that|such an?|after|non|(?<!working )towards?(?: an?)?)[ -]+(?:of )?$"
)
_LIKE_IT = re.compile(r"\b(?:similar|related|relevant|equivalent|other|technical|comparable|such) $")
_BESIDE, _LIKE_IT_BESIDE = 45, 160
# A diploma is followed by a degree of its own.
_APART = re.compile(r"[,;.\n]|\bor\b|\band\b")
_NO_MASTER = re.compile(r"(?:scrum|web|quarter|head|harbor|station|post|task|toast|pay|script|grand)[ -]?$")
# Credits count where they are a way to qualify, not where a degree must include them or they are counted.
_CREDITS = re.compile(r"(?i:credits?|hours)\b")
_SUFFICES = re.compile(
    r"(?:\bor|\bminimum of|\bhave|\bleast|\bpossess|\bcompletion of|\bsome|[1-9a-d][.)]|"
    r"^)\s*(?:completion of |at least )?$"
)
# A school where one was taught a trade, or whose pupils one works with.
_NO_HIGH_SCHOOL = re.compile(r"(?:vocational|post|beyond|above|past|middle|our|local|area|elementary)[ -]+$")


@dataclass(frozen=True, slots=True)
class Term:
    """One level named in a text, at `start`..`end`; `bare` where it is a degree that is not said which."""

    start: int
    end: int
    level: str
    bare: bool = False


def level_terms(text: str, low: str, starts: list[int]) -> list[Term]:
    """Every level named at one of `starts`, in order.

    `text` is folded, `low` its lower case. A degree that is not said which counts as bachelor's, and is left
    out where the level stands beside it.
    """
    terms: list[Term] = []
    for found in _matches(text, starts):
        start, end, level = found.start(), found.end(), found.lastgroup or ""
        before = low[max(0, start - 30) : start]
        if level == "degree":
            if _NO_DEGREE.search(before) or _beside(low, terms, start, before):
                continue
            terms.append(Term(start, end, "bachelor", bare=True))
            continue
        if level == "master" and _NO_MASTER.search(before):
            continue
        if level == "high_school" and _NO_HIGH_SCHOOL.search(before) and text[start].islower():
            continue
        if level == "some_college" and _CREDITS.search(found.group()) and not _SUFFICES.search(before):
            continue
        if found.group() == "MA" and before.endswith(", "):
            continue
        if terms and terms[-1].bare and _NAMES_IT.fullmatch(low[terms[-1].end : start]):
            terms.pop()
        terms.append(Term(start, end, level))
    return terms


# Between "degree" and the level it is: "Degree: Bachelor's", "degree (BS or MS)", "Degree level - Master's".
_NAMES_IT = re.compile(r"s?(?: levels?| required| type| requirements?)?\s?[:(-]\s?(?:an? |minimum (?:of )?)?")


def _beside(low: str, terms: list[Term], start: int, before: str) -> bool:
    """Whether the degree at `start` belongs to the level named just before it, or is one like it."""
    if not terms:
        return False
    gap = low[terms[-1].end : start]
    if terms[-1].level == "high_school":
        return len(gap) < _BESIDE and not _APART.search(gap)
    return len(gap) < (_LIKE_IT_BESIDE if _LIKE_IT.search(before) else _BESIDE) and "\n" not in gap


def _matches(text: str, starts: list[int]) -> list[re.Match[str]]:
    found = []
    done = 0
    for start in starts:
        if start < done or not _begins_word(text, start):
            continue
        match = _TERMS.match(text, start)
        if match:
            done = match.end()
            found.append(match)
            if len(found) == MOST_TERMS:
                break
    return found


def _begins_word(text: str, start: int) -> bool:
    """Whether a word begins at `start`, a lost line break before it counted ("scienceBachelor's", "3BS")."""
    before = text[start - 1] if start else " "
    if not before.isalnum():
        return text[max(0, start - 5) : start].lower() != "post-"
    first = text[start]
    if before.islower():
        return first.isupper() or first.isdigit() or text[max(0, start - 14) : start].endswith(_HEADINGS)
    return first.isupper() and text[start + 1 : start + 2].islower()
