"""What a posting takes instead of a degree: experience, a credential, training.

Which degree is asked for belongs to `education`; "degree or equivalent" alone replaces nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from credscope.reading.education_sentences import has_any, sentence
from credscope.reading.education_terms import Term
from credscope.reading.headings import OFFERED
from credscope.reading.sections import Layout
from credscope.reading.text import occurrences, windows

Span = tuple[int, int]

# Words that name what the degree is in, or another degree, and not what stands in for it.
_NO_SUBSTITUTE = (
    r"(?:fields?|disciplines?|majors?|degrees?|areas?|subjects?|stud(?:y|ies)|masters?|ms|mba|ph\.?d|"
    r"advanced|associates?|high|diploma|college|university|with|and|plus|more|bachelor|b\.?[sa]\.?|higher|"
    r"above|better|concentration|emphasis|preferred|required|minimum|must)\b|certif|licen|bachelor|master"
)
# "or equivalent work experience" behind the degree, but not "or related field and 5 years of experience".
_OR_EXPERIENCE = re.compile(
    rf"(?:\b(?:and/)?or(?:\b|(?=equivalent))|/)[\s(]*(?:(?!{_NO_SUBSTITUTE})[a-z'()+-]+[\s,/]+){{0,6}}?"
    r"(?:(?:(?:education|training|knowledge|skills|coursework|certifications?|(?<=equivalent )[a-z]+|"
    r"(?<=relevant )[a-z]+|(?<=comparable )[a-z]+)(?:,? and(?:/or)?|/|,) ){1,3}(?:[a-z]+ )?)?"
    r"experiences?(?![a-z])"
    r"(?! with (?:an? )?(?:master|ph\.?d|advanced|doctor|graduate d|associate))"
)
_NUMBER = (
    r"(?:\(?\d{1,2}\)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen)(?:\s?\(\d+\))?\s?\+?"
)
_OR_YEARS = re.compile(
    rf"(?<!\d )(?<!\d\+ )\b(?:or|and/or)(?:,?\s|(?=\d|t|f|s))(?:(?:an? |the )?(?:equivalent(?! \d+\+)|"
    rf"at least|a minimum of|"
    rf"minimum|"
    rf"additional|otherwise|have|has|possess)(?: of| to)? )*{_NUMBER}(?:\s?(?:-|"
    r"to)\s?\d+\+?)? "
    rf"(?:or more |plus |additional |of )?(?:years?|yrs)\b(?!'? (?:of )?(?:college|study|education|undergrad|"
    rf"university|degree|post))(?![^.;]{{0,40}}post-?baccalaureate)(?![^.;,]{{0,60}} (?:with|and|"
    rf"plus) (?:an? )?(?:bachelor|master|ph\.?d|advanced|doctor|"
    rf"graduate d|associate))"
)
_OR_CREDENTIAL = re.compile(
    rf"(?:(?<!degrees )\b(?:or|and/or)\s|"
    rf"(?<=degree)\s?/\s?)(?:an? )?(?:(?!{_NO_SUBSTITUTE})[a-z'/-]+ ){{0,4}}?(?:certifications?\b|"
    r"certificates?\b|certified\b|licen[sc]es?\b|licensure\b|apprenticeship|boot ?camp|(?:military|job|"
    r"vocational|technical|equivalent|relevant|professional|specialized|on-the-job) training\b|"
    r"able to (?:display|demonstrate|show)\b|demonstrated (?:ability|proficiency|skills?|competenc\w+|"
    r"expertise)\b|proven (?:track record|ability|expertise)\b)"
)
# "Degree and PMP or equivalent certification": the certification replaces the other one.
_AND_CREDENTIAL = re.compile(
    r"(?:\band|,|\bwith)\s(?:an? )?(?!IT\b|CS\b|EE\b|MIS\b|HR\b|GIS\b|STEM\b)[A-Z]{2,6}\b"
)
_FAR = re.compile(
    r"(?<!-)\byears?\b|(?<=\d-)years?\b(?! (?:college|university|institution))|\byrs\b|\bexperience\b|"
    r"\bminimum\b|\bproficien|\bknowledge\b|\bability\b"
)
# "degree with trade compliance or related experience": the experience belongs to "with".
_WITH = re.compile(
    r"\bwith (?!an? (?:major|concentration|emphasis|focus|minor|speciali|degree|gpa|minimum gpa)|(?:major|"
    r"concentration|emphasis|focus|speciali|coursework|honors)|equivalent)"
)
_COMBINATION = (
    r"\b(?:equivalent|equal|any|suitable|relevant|appropriate|acceptable|comparable|satisfactory|similar|"
    r"an) (?:\w+ ){0,2}?(?:combinations?|mix) of (?!fields|disciplines|courses|the following)(?=\w)"
)
_INSTEAD = (
    r"\b(?:in lieu of|in-lieu of|instead of|in place of|in (?:the )?absence of) (?:an? |the |this |such |"
    r"formal |required |"
    r"education\w* ){0,3}(?:(?:bachelor|master|associate|college|university|undergraduate|advanced|graduate|"
    r"academic|4|four|two|2)[\w' -]{0,22} ?)?(?:degree|education|diploma|schooling|requirement|"
    r"(?<=bachelor)'?s\b|(?<=master)'?s\b)"
)
_REPLACED = re.compile(
    rf"{_COMBINATION}|{_INSTEAD}|\bin[- ]lieu\b|"
    r"\bcombination of (?:\w+ )?(?:education|schooling|experience|training|relevant|related|academic)|"
    r"\bcandidates with (?:equivalent|comparable|relevant|similar) (?:[\w-]+ ){0,3}experience\b|"
    r"\b(?:experience|"
    r"years?|certifications?|training|service)\b[^.;]{0,60}\b(?:may|can|will|"
    r"could)(?: also)? (?:be )?(?:substitut\w+|considered|accepted|replace (?:the|a) degree)|"
    r"\bsubstitut\w+ for (?:the |"
    r"a )?(?:required |bachelor'?s? |college |education|degree)|"
    r"\bequivalent (?:\d+\+? years )?(?:of )?(?:work |professional |practical |relevant |related |industry |"
    r"job |life |hands-on |military |on[ -]the[ -]job )*experience\b|\bequivalent (?:in|by|"
    r"through) (?:\w+ )?experience|\bor experience\b|\bexperience equivalen(?:t|cy)\b|"
    r"\bequivalent knowledge and experience\b|\bequivalency of (?:\w+ )?experience\b|"
    r"\bequivalent \((?:minimum )?(?:of )?\d+\+? years\)|\bmay be (?:substituted|supplemented|replaced|"
    r"offset) (?:with|by) "
)
_BEFORE = re.compile(
    rf"{_COMBINATION}|\bcombination of (?:\w+ )?(?:education|experience|training|relevant|related|academic)|"
    r"\bin[- ]lieu\b"
)
_EXPERIENCE_OR = re.compile(
    r"(?:(?!degree|bachelor|master|associate|diploma|with\b|b\.?[sa]\b)[^.;\n])*\b(?:experience|"
    r"apprenticeship)(?: (?:as|in|with) (?:[\w-]+ ){0,4}[\w-]+)?(?: or (?:an? )?(?:\w+ ){0,2}|(?: and/or|"
    r"/) ?(?:an? )?)"
)
_LEVEL = re.compile(r"\bdegree|\bbachelor|\bmaster|\bassociate|\bdiploma|\bb\.?[sa]\b")
# The clause behind may take up the same requirement: "Or five years of experience".
_TAKES_UP = re.compile(
    r"\W*(?:(?:and/)?or\b(?:(?!degree|bachelor|master|diploma|school|associate|with\b|"
    r"college)[^.;]){0,70}?\bexperience\b|(?:this |it |the degree )?(?:may|can|will) be (?:substituted|"
    r"supplemented|replaced|offset) (?:with|by) |"
    r"(?:or )?(?:an? )?equivalent (?:[a-z]+ ){0,2}?experience\b(?! (?:in|"
    r"with)\b))"
)
# Said anywhere about education as a whole.
_GENERAL_WORDS = (
    "substitut", "lieu", "combination", "consider", "accept", "instead", "place of", "equivalenc",
    "option 2", "option 3", "absence of", "waived", "be replaced", "be offset", "no degree", "without a",
    "satisfy",
)  # fmt: skip
_LEARNT = r"(?:education|experience|training|academic|degree|knowledge|skills|work)"
_GENERAL = re.compile(
    r"\b(?:degree(?: requirement)?|education(?:al)? requirements?) (?:may|will|can|"
    r"could) be (?:(?:adjusted or )?waived\b|"
    r"(?:substituted|replaced|offset)\b(?! for (?:\w+ ){0,4}(?:experience|years)))|"
    r"\b(?:equivalent|any|suitable|acceptable|appropriate|comparable|satisfactory|similar|"
    r"other) (?:\w+ ){0,2}?"
    rf"(?:combinations?|mix) of (?:[\w-]+[ ,/]+){{0,6}}?{_LEARNT}\b[^.;]{{0,60}}\b(?:experience|training)\b|"
    r"\bcombination of (?:[\w-]+[ ,/]+){0,3}?(?:education|"
    r"degree)\b[^.;]{0,40}\bexperience\b[^.;]{0,60}\b(?:consider|accept|equivalent|substitut|qualif)|"
    rf"{_INSTEAD}|"
    r"\b(?:certificates?|certifications?|training|coursework|experience)\b[^.;]{0,60}\b(?:may|can|"
    r"will) (?:be )?"
    r"substitut\w+ for (?:\w+ ){0,6}(?:education|degree)|"
    rf"\bcombinations? of experience and (?:\w+ )?(?:education|training)\b|"
    r"\bcombinations? of (?:equivalent|relevant|related) education[^.;]{1,20}\bexperience\b|"
    rf"\boption [23]\s?[:\u2013-]\W{{0,2}}{_NUMBER}\W{{0,2}}years?\b|"
    r"\b(?:may|can) substitute (?!(?:\w+ ){0,3}years? of(?![^.;]{0,60} for (?:\w+ ){0,3}(?:degree|"
    r"education)))(?:(?!for\b)\w+ ){0,4}experience\b"
    r"(?! for (?:\w+ ){0,3}experience)|"
    r"\b(?:consider|accept)(?:s|ed)? (?:[\w-]+ ){0,4}experience (?:instead|in place|in lieu)\b|"
    r"\bconsider (?:\w+ ){0,6}experience (?:for|in place of|instead of) (?:the )?(?:stated|listed|required|"
    r"degree|education)\b|"
    r"\bexperience\b(?:(?!\bfor (?:\w+ ){0,3}experience)[^.;]){0,50}\b(?:may|can|will|could|"
    r"might) (?:also )?(?:be )?(?:accepted |considered |used )?(?:as an? )?substitut\w+(?! (?:for|"
    r"of) (?:\w+ ){0,3}experience\b)|\b(?:equivalent|comparable|relevant|related|professional|"
    r"work) (?:\w+ )?experience (?:may|will|can|could) (?:also )?(?:be (?:consider|accept)|(?:satisfy|"
    r"meet|fulfill) (?:the |this )?(?:degree|education))|"
    r"\bsubstitut\w+ (?:of )?(?:\w+ ){0,4}experience (?:for|in place of) (?:\w+ ){0,4}(?:education|degree)|"
    r"\bwill consider (?:any |an |a )?(?:[\w-]+ ){0,5}(?:education|experience)[\w ,]{0,30} (?:combined|"
    r"combination|in lieu|in place|instead)|"
    rf"\bconsider {_NUMBER} years? of [^.;]{{0,60}}\bexperience\b[^.;]{{0,40}}\b(?:in lieu|for every|for "
    r"each|instead|in place)|"
    rf"\bequivalenc(?:y|ies)\W{{1,3}}(?:at least )?{_NUMBER}[^.;]{{0,12}} years?\b|"
    r"\b(?:if no|without an?|no) (?:applicable |related |relevant |college |bachelor'?s? |4-year |four-year |"
    r"formal )?degree\b[^.;]{0,40}\b(?:years|yrs)\b|\byears\b[^.;]{0,40}\bwithout an? (?:college |"
    r"bachelor'?s? |"
    r"4-year |four-year |formal )?degree\b|\b(?:certifications?|training) (?:may|will|can|"
    r"could) (?:also )?be (?:considered|substituted|accepted)\b"
)
_NEGATED = re.compile(
    r"\bno substitut|\b(?:not|cannot|never) (?:be )?(?:a )?substitut|\bnot (?:be )?(?:considered|"
    r"accepted) in lieu"
)
# Federal announcements: course work and experience together instead of the degree.
_COMBINED = "combination of education and experience"
_OR_COMBINATION = re.compile(
    r"[.;\n][\s-]{0,4}or\b\W{0,6}(?:\(?[b-z2-9][.):]\W{0,3})?(?:an? )?(?:equivalent )?"
    rf"{_COMBINED}"
)
# Where none of these stands, the patterns of the same name need not be tried.
_CREDENTIAL_STEMS = (
    "certif", "licen", "apprentice", "boot", "training", "able to", "demonstrated", "proven",
)  # fmt: skip
_REPLACED_STEMS = (
    "combination", "mix of", "lieu", "instead", "place of", "absence", "substitut", "equivalent", "may ",
    "can ", "will ", "could ",
)  # fmt: skip
_BEHIND, _YEARS_BEHIND, _AROUND, _COMBINATION_REACH = 220, 320, 80, 700


def substitute(text: str, low: str, layout: Layout, term: Term) -> Span | None:
    """Where the clause of `term`, or the one behind it, lets something stand in for the degree; else None."""
    first, last = sentence(layout, term.start)
    stop = min(last, term.end + _BEHIND)
    following = layout.neighbour(term.start, 1)
    next_first, next_stop = (
        (following[0], min(following[1], following[0] + 160)) if following else (stop, stop)
    )
    if _NEGATED.search(low, term.end, stop) or _NEGATED.search(low, next_first, next_stop):
        return None
    behind = low[term.end : stop]
    experience = "experience" in behind
    found = _OR_EXPERIENCE.search(low, term.end, stop) if experience else None
    if found and _said_of_degree(text, low, term, found):
        return found.span()
    close = min(stop, term.end + 110)
    found = _OR_CREDENTIAL.search(low, term.end, close) if has_any(behind, _CREDENTIAL_STEMS) else None
    if found and not (
        _FAR.search(low, term.end, found.start()) or _AND_CREDENTIAL.search(text, term.end, found.start())
    ):
        return found.span()
    around = max(first, term.start - _AROUND)
    found = _OR_YEARS.search(low, term.end, min(last, term.end + _YEARS_BEHIND))
    # "Degree and either three years of sales or two of retail".
    if found and low.find("and either ", term.end, found.start()) >= 0:
        found = None
    found = found or _BEFORE.search(low, around, term.start)
    if not found and not _LEVEL.search(low, max(first, term.start - _BEHIND), around):
        found = _EXPERIENCE_OR.fullmatch(low, around, term.start)
    if found:
        return found.span()
    found = _REPLACED.search(low, term.end, stop) if experience or has_any(behind, _REPLACED_STEMS) else None
    if found and not _broken(text, found):
        return found.span()
    blank = next_first < next_stop and low[next_first] == " "
    found = _TAKES_UP.match(low, next_first, next_stop) or _OR_YEARS.match(low, next_first + blank, next_stop)
    if not found and low.find(_COMBINED, term.end, term.end + _COMBINATION_REACH) >= 0:
        found = _OR_COMBINATION.search(low, term.end, term.end + _COMBINATION_REACH)
    return found.span() if found else None


def general_substitute(low: str, layout: Layout, terms: list[Term]) -> Span | None:
    """Where the posting says of education as a whole that something may stand in for it; else None.

    What is said of a degree that is only preferred, in its clause, does not count; `terms` are those.
    """
    starts = [term.start for term in terms]
    places = sorted(at for word in _GENERAL_WORDS for at in occurrences(low, word))
    for stretch in windows(low, places, before=140, after=160):
        for found in _GENERAL.finditer(low, *stretch):
            first, last = layout.clause(found.start())
            index = bisect_left(starts, first)
            if index < len(starts) and starts[index] < last:
                continue
            if layout.section(found.start()) == OFFERED:
                continue
            if not _NEGATED.search(low, first, last):
                return found.span()
    return None


def named_substitute(low: str, layout: Layout, terms: list[Term], minimum: str) -> Span | None:
    """Where something is said to stand in for the level `minimum` by its name; `terms` are the levels that
    are named so, from the words that say it."""
    for term in terms:
        if term.level == minimum and not _NEGATED.search(low, *layout.clause(term.start)):
            return term.start, term.end
    return None


def _said_of_degree(text: str, low: str, term: Term, found: re.Match[str]) -> bool:
    """Whether the experience stands beside the degree, and not beside what is asked for besides it."""
    if _FAR.search(low, term.end, found.start()) or _broken(text, found):
        return False
    return not _WITH.search(low, term.end, found.start())


def _broken(text: str, found: re.Match[str]) -> bool:
    """Whether a line break is lost inside: "or equivalent Experience with" in a text that has none left."""
    words = text[found.start() : found.end()].split()
    return len(words) > 1 and words[-1].istitle() and words[-2].islower()
