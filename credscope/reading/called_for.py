"""Whether the text around a short form makes it the credential ("CPA preferred") and nothing else.

Other meanings that the catalogue knows belong to `ambiguity`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from credscope.reading.ambiguity import stands_for_other
from credscope.reading.headings import PREFERRED, REQUIRED
from credscope.reading.judged import SEPARATOR
from credscope.reading.mention import Mention
from credscope.reading.phrases import ROLE
from credscope.reading.sections import Layout
from credscope.rules import Wording

# A short form needs a word for credentials near it, or a status word right beside it ("CPA preferred").
_BESIDE_AFTER = re.compile(
    r"^[\s(),-]{0,3}(?:(?:(?:and/or|or|and|/) )?(?:an? )?(?:other )?(?:mba|mst|cma|equivalent|higher|"
    r"(?:advanced|graduate|master'?s?)(?: degree)?(?: in [a-z]+(?: or [a-z]+)?)?)\W{1,3})?(?:(?:is|are|"
    r"highly|strongly|status|would be|a|an|also)\s){0,3}"
    r"(?:prefer|plus(?![a-z])|desir|required(?![a-z])|bonus|candidate|"
    r"nice to have|advantage|eligible|ideal|qualified\b|"
    r"(?:or )?in progress\b|(?:or )?(?:the )?ability to (?:obtain|acquire|attain)\b|"
    r"within (?:\w+ ){1,3}(?:months?|years?|days) of\b)"
)
# "CPA, or other learning a plus"
_OR_OTHER = re.compile(
    r"^,? or (?:any )?other (?:[a-z-]+ ){0,2}(?:education|learning|training|qualifications?|studies)\b"
)
_BESIDE_BEFORE = re.compile(
    r"(?:prefer(?:red|ably|ence)?:?|\bwith (?:an?|your|their)|\bhave (?:an?|your)|\bbe an?|\bactive|"
    r"\bvalid|\bcurrent|\bhold(?:s|ing)? (?:an?|your)|\bpossess(?:es)? an?|\bmust (?:have|hold|possess)|"
    r"\b(?:mba|mst)(?:,? or|/|,? and/or)|"
    r"\btowards?(?: an?| your| their)?|\bcandidates? will have(?: an?)?|"
    r"\bobtain(?:ing)? (?:an?|your|their)?|\breceive (?:an?|your|their)|"
    r"\bqualified|\bsix sigma (?:yellow|green|black|master black)(?: or|,| and|/| and/or))\s?$"
)
NO_CUE = re.compile(
    r"^(?:\s?(?:#|%|id\b|no\.|number\b)|[.-][a-z])|^\s?(?:firm|fund|firms|funds|backed|portfolio|player|"
    r"players|students?|teacher|class|rate|cost|offers|provides|bonus list|institute|society|association)\b"
)
_STRONG_CUE = re.compile(
    r"certif|licen[sc]|credential|accredit|\bregist|designation|\bchartered\b|\bexam\b|\bbelt\b"
)
_SKILL = re.compile(
    r"\b(?:degree|bachelor'?s?|master'?s?|major)\b[^.;]{0,50}$|\b(?:knowledge|experience|understanding|"
    r"familiar(?:ity)?|proficien\w+|using|background|exposure|working|skills?)\b[^.;,]{0,40}$"
)
_SKILL_AFTER = re.compile(
    r"^\W{0,3}(?:\w+ )?(?:framework|methodolog|principle|process|practice|best|environment|standard|"
    r"experience|tool|concept)"
)
_NAME_GOES_ON = re.compile(
    r"\s(?!Certif|Licen|Prefer|Requir|Exam|Design|Desir|Or\b|And\b|Plus|Cred|Candid|Eligib|Strong|High|"
    r"Must|Is\b)[A-Z][a-z]+"
)
OWN_CUE = re.compile(
    r"certif|licen[sc]|credential|accredit|regist|charter|belt|permit|professional|driver|fellow|associate|"
    r"cpr|first aid|card\b|osha|bar\b|admission|admitted|badge|abet|\d|\+"
)
_HELD = re.compile(
    r"\b(?:must have|have|holds?|possess|possession of|obtain|active|current|valid) (?:an? |your )?"
    r"((?:[a-z.]+ ){1,3})$"
)
_TRADE_MARKS = ("\u00ae", "\u2122")
_CUE_WINDOW = 90
_LONGEST_HEAD = 70
# "Finance qualification (CPA, CFA etc.)": what some call a certification, with examples.
_QUALIFICATION = re.compile(
    r"\b(?:professional|account\w+|financ\w+|audit\w*|industry|recogni[sz]ed|relevant|formal|similar|"
    r"management|security|technical) qualifications?,? ?"
    r"(?:\(|such as|like|e\.g\.|i\.e\.|including)[^.;:\n()]*$"
)
# A clause of nothing but the noun and words about it ("Licenses & Certifications:").
_HEAD = re.compile(
    r"\W*(?:(?:professional|technical|industry|required|preferred|desired|licen\w+|education|training|and|or|"
    r"additional|any|relevant|following)[\s/&,]+)*(?:certif\w+|licen\w+|credentials?|designations?)"
    r"(?:[\s/&,]+(?:required|preferred|desired|licen\w+|certif\w+|registrations?|and|or))*\W*$"
)
# The body behind a name: "(ABC) - National Board of Widget Care (NBWC)".
_BODY_OF = re.compile(
    r"\b(?:(?:national|american|international) (?:\w+ )?(?:board|council|commission|academy|registry)|"
    r"(?:board|council|commission|academy|registry) (?:of|for|on))\b"
)
# "CPA/CMI a plus": other short forms between this one and the word about all of them.
_OTHER_FORMS = re.compile(
    r"^(?:\W{1,3}(?:(?:and/or|or|and) )?(?!an? |is |are |pref|plus|desir|requ)[a-z+-]{2,6}){1,3}(?=\W)"
)
_ASKED = re.compile(
    r"certif|licen[sc]|credential|designation|prefer|requir|\bplus\b|desir|qualified|must have|hold|possess"
)
_BESIDE_MBA = re.compile(
    r"^\W{0,3}(?:or |and |and/or )?(?:an? )?mba\b|^\W{0,2}or (?:an )?(?:equivalent|\w{2,5} eligible)\b"
)
_SUBJECT = re.compile(r"^ (?:should|will|is responsible|must|works|works with|serves)\b")


def called_for(
    text: str, low: str, layout: Layout, mentions: list[Mention], number: int, wording: Wording
) -> bool:
    """Whether anything near `mentions[number]`, a short form, says that it stands for the credential."""
    mention = mentions[number]
    start, end = mention.start, mention.end
    first, last = layout.clause(start)
    if low.startswith("(", first) and (sentence := layout.neighbour(start, -1)):
        first = sentence[0]
    before = low[max(first, start - _CUE_WINDOW) : start]
    marked = end + (text[end : end + 1] in _TRADE_MARKS)
    after = low[marked : min(last, end + _CUE_WINDOW)]
    if NO_CUE.match(after) or (text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalnum()):
        return False
    strong = _STRONG_CUE.search(after[:40])
    if _SUBJECT.match(after) and before.endswith("the ") and not strong:
        return False
    asked = layout.section(start) in (REQUIRED, PREFERRED)
    listed = _sibling(low, mentions, number, asked or bool(_ASKED.search(before) or _ASKED.search(after)))
    if _spelled_otherwise(text, low, mention) or (not listed and stands_for_other(text, low, mention)):
        return False
    alone = (
        last - first < 60
        and low[first:last].strip(" \n-*.,;:()\u00ae\u2122") == low[start:end]
        and (asked or bool(_STRONG_CUE.search(low, max(0, first - _CUE_WINDOW), first)))
    )
    bullet = text[start - 1 : start] == "-" or (
        start - first < 12 and not low[first:start].strip(" \n-*.,;:()")
    )
    opens = bullet and after.startswith((", with ", " with "))
    if alone or opens or listed:
        return True
    if mention.kind == "license" and _of_a_place(before, wording):
        return True
    beside = _BESIDE_AFTER.match(after) or _BESIDE_AFTER.match(_OTHER_FORMS.sub("", after))
    abbreviated = text[start:end].rstrip("s").isupper()
    if abbreviated and _BESIDE_MBA.match(after):
        return True
    if beside or _BESIDE_BEFORE.search(before) or _OR_OTHER.match(after) or _QUALIFICATION.search(before):
        return True
    if end - start <= 3 and _NAME_GOES_ON.match(text, end) and not _STRONG_CUE.search(before[-30:]):
        return False
    if strong:
        return True
    cues = [cue.end() for cue in _STRONG_CUE.finditer(before)]
    skill = _SKILL.search(before)
    if (skill and not (cues and cues[-1] > skill.start())) or _SKILL_AFTER.match(after):
        return False
    return bool(cues or _STRONG_CUE.search(after)) or _headed(low, layout, start)


def _headed(low: str, layout: Layout, start: int) -> bool:
    """Whether the clause, however long, begins with or follows a heading for credentials."""
    first = layout.clause(start)[0]
    head, colon, _ = low[first:start].partition(":")
    if colon and len(head) < _LONGEST_HEAD and _STRONG_CUE.search(head):
        return True
    before = layout.neighbour(start, -1)
    return before is not None and before[1] - before[0] < _LONGEST_HEAD and bool(_HEAD.match(low, *before))


def _of_a_place(before: str, wording: Wording) -> bool:
    """Whether a place and a verb for having it stand before a licence ("must have an Ohio PE")."""
    held = _HELD.search(before)
    if held is None:
        return False
    place = held.group(1).strip()
    return place in wording.places or all(w in wording.places for w in place.split())


def _sibling(low: str, mentions: list[Mention], number: int, asked: bool) -> bool:
    """Whether another credential stands in the same list; two short forms need to be `asked` for."""
    for a, b in ((number - 1, number), (number, number + 1)):
        if a >= 0 and b < len(mentions) and mentions[b].start - mentions[a].end <= 12:
            gap = low[mentions[a].end : mentions[b].start]
            same = mentions[a].credential == mentions[b].credential
            sure = asked or not (mentions[a].weak and mentions[b].weak)
            if sure and not same and SEPARATOR.match(gap) and "\n" not in gap:
                return True
    return False


def spelled_before(low: str, mention: Mention) -> bool:
    """Whether the end of the title that the credential gives stands before its short form in brackets."""
    name = mention.name.lower().partition(" (")[0].split()[-2:]
    return (
        len(name) == 2
        and bool(ROLE.search(name[1]))
        and low.endswith(f" {' '.join(name)} (", 0, mention.start)
    )


def abbreviates_other(text: str, low: str, mention: Mention) -> bool:
    """Whether a short form in brackets abbreviates the words before it, and those name something else."""
    surface = text[mention.start : mention.end]
    letters = surface.rstrip("s").lower()
    if not (
        surface.rstrip("s").isupper() and letters.isalpha() and text[mention.start - 1 : mention.start] == "("
    ):
        return False
    words = re.findall(r"[a-z']+", low[max(0, mention.start - 120) : mention.start])[-len(letters) - 1 :]
    if spelled_before(low, mention):
        return False
    if _BODY_OF.search(" ".join(words)):
        return True
    if OWN_CUE.search(" ".join(words)):
        return False
    initials = "".join(word[0] for word in words)
    plural = letters + words[-1][-1] if words else letters
    return initials.endswith(letters) or ((initials + "s").endswith(plural) and surface.lower() == plural)


def _spelled_otherwise(text: str, low: str, mention: Mention) -> bool:
    """Whether the text spells the short form out elsewhere, as something that is no credential."""
    bracketed = f"({text[mention.start : mention.end]})"
    at = text.find(bracketed)
    if at < 0 or at + 1 == mention.start:
        return False
    return abbreviates_other(text, low, replace(mention, start=at + 1, end=at + len(bracketed) - 1))
