"""What a clause says about the credential it names: required, obtain, preferred, alternative or mentioned.

Finding credentials belongs to `credentials`, clauses and headings to `sections`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from credscope.reading.sections import OFFERED, PREFERRED, Layout

STRENGTH = {"required": 4, "obtain": 3, "alternative": 2, "preferred": 1, "mentioned": 0}

_PREFERRED = re.compile(
    r"\bprefer(?:red|ably|able|ence|s)?\b|\bplus(?:es)?\b|\bdesir(?:ed|able|e)\b|\bnice[- ]to[- ]haves?\b|"
    r"\bbonus\b|"
    r"\bideal(?:ly)?\b|\badvantage(?:ous)?\b|\bhelpful\b|\boptional\b|\bbeneficial\b|\brecommended\b|"
    r"\bgood to have\b|"
    r"\ban asset\b|\bwould be (?:a |an )?(?:great|good|nice|considered|plus)|\bencouraged\b|\bnot "
    r"(?:required|necessary)\b|"
    r"\bwelcomed?\b|\bpreferential\b|\bhighly (?:regarded|valued)\b|\bstand out\b|\bnice if\b|\bconsidered "
    r"an?\b"
)
# The same behind a name, where "Preferred Qualifications" is the next heading and no word about the name.
_PREFERRED_AFTER = re.compile(
    _PREFERRED.pattern.replace(
        r"\bprefer(?:red|", r"\bprefer(?:red(?! (?:qualif|skill|experience|requirement|education|job))|", 1
    )
)
_REQUIRED = re.compile(
    r"(?<!not )\brequire(?:d|s|ment|ments)?\b|\bmust\b|\bmandatory\b|\bneed(?:s|ed)?\b|\bminimum\b|"
    r"\bessential\b|"
    r"(?<!not )\bnecessary\b|\bshall\b|\bpossess(?:es|ion)?\b|\bhold(?:s|ing)?\b|\bmaintain\b|\bvalid\b"
)
_OBTAIN = re.compile(
    r"\b(?:obtain(?:ed|ing)?|acquired?|acquiring|attain(?:ed|ing)?|achieve|earn(?:ed)?|secure|get|become|"
    r"gain)\b"
    r"(?=.{0,90}\bwithin\b)|\bwithin\s+(?:\w+[\s(),-]*){0,5}(?:days?|weeks?|months?|years?)\b"
    r"(?=\s+(?:of|from|after|upon|following|post)\b)|"
    r"\b(?:must|shall|will|required to|expected to|able to|ability to|willing(?:ness)? to|eligible to|"
    r"agree to)"
    r"(?: \w+){0,2} (?:obtain|acquire|attain|become|earn|complete|get|pass)\b|\bobtaining\b|\bability to "
    r"be(?:come)? certified\b|"
    r"\b(?:must|shall|will|to) be(?:come)? (?:obtained|certified) (?:within|prior|by)\b"
)
_ALTERNATIVE = re.compile(
    r"\b(?:one|any|either)(?: or more)?(?: \w+)? of (?:the )?(?:following|these|below)?|\bat least one\b|"
    r"\beither\b|"
    r"\bin lieu of\b|\bin place of\b|\binstead of\b|\bsubstitut\w+|\bone of\b"
)
_DEGREE = (
    r"(?:degree|diploma|bachelor'?s?|master'?s?|mba|associates?|experience|phd|ph\.d\.?|b\.?s\.?|"
    r"doctorate|ged)"
)
_DEGREE_BEFORE = re.compile(
    rf"\b{_DEGREE}[^.;]{{0,60}}?[\s,;/]+(?:and/)?or\s+(?:(?!{_DEGREE}\b)[\w',/()-]+\s+){{0,5}}$|"
    rf"^\W*or\b[^.;]{{0,25}}$"
)
_DEGREE_AFTER = re.compile(
    rf"^[^.;]{{0,60}}?[\s,;/]+(?:and/)?or\s+(?:an? |the |equivalent |relevant |current |\w+ )?{_DEGREE}"
)
_SIMILAR_AFTER = re.compile(
    r"^[\w\s()/+-]{0,30}[\s,(]*\bor (?:an? )?(?:similar|equivalent|comparable|other|higher|current|related|"
    r"better)\b"
)
_TRAINING = re.compile(r"\b(?:we (?:provide|offer|pay|support|will)|reimburse\w*|tuition|"
                       r"paid (?:for|training)|training for|"
                       r"sponsor\w*|assistance|receive (?:a |an |their |your )|may (?:require|undergo|be "
                       r"required)|"
                       r"if (?:you|driving|required)|opportunit(?:y|ies) to)\b")  # fmt: skip
_EARNED_HERE = re.compile(
    r"\bwho (?:receive|obtain|earn)|will receive (?:a |an )?(?:bonus|training)|receive training|may "
    r"undergo|may require|individual may"
)
_CONTRAST = re.compile(r"\b(?:but|however|while|whereas)\b")
_OR = re.compile(r"(?:\bor\b|/)")
_LOOK = 110


def nearest(pattern: re.Pattern[str], text: str, last: bool) -> int | None:
    """Distance of the closest hit from the end (`last`) or the start of `text`; None without a hit."""
    hits = list(pattern.finditer(text))
    if not hits:
        return None
    return len(text) - hits[-1].end() if last else hits[0].start()


def status(layout: Layout, group: list[tuple[int, int]], index: int) -> str:
    """Status of member `index` of `group`, the spans of credentials that stand in one list.

    Words of the clause win over the heading; nothing said at all means required, since a posting lists what
    it wants.
    """
    start, end = group[index]
    first, last = layout.clause(group[0][0])[0], layout.clause(group[-1][1] - 1)[1]
    low = layout.low
    before = low[max(first, group[0][0] - _LOOK * 2) : group[0][0]]
    after = low[group[-1][1] : min(last, group[-1][1] + _LOOK)]
    own_after = low[end : min(last, end + 30)]
    whole = f"{before} \x01 {after}"
    section = layout.section(start)
    turn = _CONTRAST.search(after)
    if turn and not after[turn.end() :].strip().startswith("not"):
        after = after[: turn.start()]
    if _EARNED_HERE.search(whole):
        return "mentioned"
    if _obtained(layout, before, after, last, len(group) > 1):
        return "obtain"
    own = re.match(
        r"[\s,(-]*(?:\w+\s){0,2}?(?:(?:is|are)\s)?(?:\w+ly\s)?(preferred|preferable|desired|a plus|"
        r"required)\b",
        own_after,
    )
    if own and index + 1 < len(group):
        return "required" if own.group(1) == "required" else "preferred"
    said = _said(before, after)
    if said == "preferred" or (said is None and section == PREFERRED):
        return "preferred"
    if _TRAINING.search(whole) or (section == OFFERED and said is None):
        return "mentioned"
    if _alternative(layout, group, index, before, after):
        return "alternative"
    return "required"


def _obtained(layout: Layout, before: str, after: str, last: int, one_of_several: bool) -> bool:
    if _OBTAIN.search(before[-70:]):
        return True
    later = _OBTAIN.search(after)
    if later and one_of_several and _REQUIRED.search(after[: later.start()]):
        return False
    if later:
        soft = _PREFERRED_AFTER.search(after)
        return not soft or soft.start() > later.start()
    following = layout.neighbour(last - 1, 1)
    if following is None:
        return False
    text = layout.low[following[0] : min(following[1], following[0] + 60)].strip()
    return text.startswith(
        ("must be obtained", "must obtain", "to be obtained", "must be acquired", "obtained within")
    )


def _said(before: str, after: str) -> str | None:
    """What the nearest status word of the clause says; the word behind the list counts first."""
    soft = nearest(_PREFERRED_AFTER, after, last=False)
    hard = nearest(_REQUIRED, after, last=False)
    if soft is not None and (hard is None or soft <= hard + 12):
        return "preferred"
    if hard is not None and hard < 40:
        return "required"
    soft, hard = nearest(_PREFERRED, before, last=True), nearest(_REQUIRED, before, last=True)
    if soft is not None and (hard is None or soft < hard):
        return "preferred"
    return None if hard is None else "required"


def _alternative(layout: Layout, group: list[tuple[int, int]], index: int, before: str, after: str) -> bool:
    low = layout.low
    gaps = [low[a[1] : b[0]] for a, b in pairwise(group)]
    if len(group) > 1 and any(_OR.search(gap) and "and/or" not in gap for gap in gaps):
        return True
    if _ALTERNATIVE.search(before[-90:]) and (len(group) > 1 or "substitut" in before or "lieu" in before):
        return True
    if _ALTERNATIVE.search(after[:40]) or (len(group) > 1 and _SIMILAR_AFTER.search(after[:60])):
        return True
    if _ALTERNATIVE.search(layout.lead(group[index][0])):
        return True
    return bool(_DEGREE_BEFORE.search(before[-140:]) or _DEGREE_AFTER.search(after[:90]))
