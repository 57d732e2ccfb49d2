"""Whether a posting asks for credentials without naming them ("relevant certifications a plus").

Named credentials belong to `credentials`, the words around a noun to `phrases`.
"""

from __future__ import annotations

import re

from credscope.reading.headings import OFFERED, PREFERRED
from credscope.reading.mention import Mention
from credscope.reading.phrases import before, tokens
from credscope.reading.sections import Layout
from credscope.reading.wording import EMPLOYER, KEYS, MOST_NOUNS, NAMED, NO_NOUN, NOUN, TOPIC, verdict
from credscope.rules import Wording

_NOUNS = ("certification", "certificate", "cert", "credential", "designation", "licen")
# Adjectives that leave open which credential is meant.
_OPEN = frozenset(
    [
        "similar", "equivalent", "comparable", "related", "relevant", "other", "applicable", "appropriate",
        "industry", "industries", "industry-recognized", "industry-standard", "industry-related",
        "recognized", "recognised", "professional", "technical", "vendor", "vendor-specific", "additional",
        "any", "various",
        "specialized", "extensive", "formal", "advanced", "multiple", "associated", "nationally", "necessary",
        "job-related", "product-specific", "higher", "technological", "vocational",
    ]
)  # fmt: skip
_OPEN_LICENSE = frozenset(
    ("relevant", "related", "applicable", "appropriate", "necessary", "similar", "equivalent", "other")
)
_NO_ASK = re.compile(
    r"(?:\(s\))?s?\s*(?:bonus|verif|suspend|testing|requirements?\b|process|fees?\b|and attestations|by the|"
    r"and other credentials, as|opportunit|support|reimburse|program|assistance|initiative|exams?\b|paid|"
    r"course|"
    r"training|status|stud)"
)
# Duties, pay and benefits speak of credentials without asking for them.
_ASIDE = re.compile(
    r"\b(?:based (?:up)?on|depend\w*|factors?|compensation|salary|pay\b|reimburse\w*|support\w*|tuition|"
    r"provide|"
    r"offers?|track\w*|verif\w*|review\w*|manag(?:e|es|ing)|ensur\w+|process\w*|issu\w+|training and|"
    r"background check|"
    r"renew\w*|benefits?|assist\w*|encourage\w*|earn\b|pursue|sponsor\w*|administer\w*|coordinat\w+|"
    r"prepar\w+|"
    r"opportunit\w+|development|consideration|not limited to)\b[^.;]*$"
)
# "Skills, certifications and work location" decide about pay.
_ASIDE_BEHIND = re.compile(r"[^.;]{0,40}\b(?:and|or) (?:\w+ )?location\b")
_NONE = re.compile(r"(?:\b[Nn]|[a-z]N)o (?:[a-z]+ ){0,2}$")
_SOFT = re.compile(
    r"prefer|desir|\bplus\b|nice to have|\bbonus\b|helpful|beneficial|advantage|\basset\b|ideal|considered|"
    r"valuable|"
    r"a must|requir|recommend|welcome|optional"
)
_SAID_BEHIND = re.compile(
    r"(?:\(s\))?s?\s*[\s,(:-]{0,3}(?:is|are|would be|will be|can be|can also be|may be|must have|"
    r",)?\s*(?:also )?(?:an? |strongly |highly |"
    r"very |big |huge |definite )*(?:prefer|desir|plus\b|nice|bonus|helpful|beneficial|advantage|asset|"
    r"considered|"
    r"valuable|recommend|welcome|optional|ideal|added)"
)
_OR_BEFORE = re.compile(
    r"\b(?:degrees?|diploma|training|qualifications?|courses?|coursework|experience|education|bachelor'?s?|"
    r"associate'?s?)"
    r",? (?:and/or|or)\s+(?:an? |other )?$"
)
_EXAMPLE = re.compile(
    r"(?:\(s\))?\s*[(,-]{0,2}\s*(?:such as|e\.?g|like\b|including|\(?example|for example|ex[.:])"
)
_FIELD = re.compile(r"(?:\(s\))?\s+(?:in|on|related to|relevant to|with|from|for)\s+([a-z][^.;:(\n]{0,70})")
_FIELD_ENDS = re.compile(rf"{_SOFT.pattern}|(?:and |with |, )?\d")
_OR_SIMILAR = re.compile(
    r"(?:\W{0,3}(?:certifi\w+|licen[sc]\w+|designations?|credentials?))?[\s,)]{0,3}(?:or|and/or)\s+(?:an? |"
    r"any )?(?:other )?"
    r"(?:similar|equivalent|comparable|higher|better|above|relevant|related)\b"
    r"(?!,? (?:\w+ ){0,2}(?:work|experience|degree|education|years?|combination|knowledge|skills?|fields?|"
    r"discipline|"
    r"training|background|level of|role|position|in\b))"
)
# "Level II or higher" asks for a step of the same ladder, which is no other credential.
_LADDER = re.compile(r"level (?:[ivx]+|\d)\W*(?:certif\w+\W*)?or (?:higher|better|above)")
_ETC = re.compile(r"[\s,]{1,3}etc\b")


def asks_generically(low: str, mentions: list[Mention], layout: Layout, wording: Wording) -> bool:
    """Whether the text asks for credentials that it does not name, besides or instead of named ones."""
    for mention in mentions:
        if mention.kind == "accreditation" or "driver" in mention.name.lower():
            continue
        if layout.section(mention.start) != OFFERED and (
            _or_similar(layout.text, low, mention.end) or _ETC.match(low, mention.end)
        ):
            return True
    for at in layout.anchors.nouns[:MOST_NOUNS]:
        noun = NOUN.match(low, at)
        if noun is None or not noun.group().startswith(_NOUNS) or noun.group() in ("licensed", "certified"):
            continue
        if any(m.start < noun.end() and at <= m.end + 1 for m in mentions):
            continue
        # "Zorblax (certification preferred)" names one.
        if low.startswith("(", at - 1) and any(m.end <= at <= m.end + 2 for m in mentions):
            continue
        if _asks(low, at, noun.end(), mentions, layout, wording):
            return True
    return False


def _or_similar(text: str, low: str, end: int) -> bool:
    """Whether "or similar" stands behind a name, and no other name behind that."""
    found = _OR_SIMILAR.match(low, end)
    if found is None or _LADDER.search(low, max(0, end - 12), found.end()):
        return False
    noun = NOUN.search(low, max(0, end - 15), found.end())
    return noun is not None or not text[found.end() + 1 : found.end() + 2].isupper()


def _asks(low: str, start: int, end: int, mentions: list[Mention], layout: Layout, wording: Wording) -> bool:
    """Whether the noun at `start`..`end` is part of a generic ask."""
    first, last = layout.clause(start)
    left, right = low[max(first, start - 110) : start], low[end : min(last, end + 140)]
    if layout.text[end : end + 1].islower() or NO_NOUN.match(low, end) or _NO_ASK.match(right):
        return False
    if (
        layout.section(start) == OFFERED
        or _ASIDE.search(left)
        or _ASIDE_BEHIND.match(right)
        or _NONE.search(layout.text, max(first, start - 40), start)
        or EMPLOYER.search(left)
        or KEYS.search(left + right)
    ):
        return False
    items = before(tokens(layout.text, max(first, start - 110), start), wording).items
    words = items[-1].words if items and items[-1].end >= start - 3 else ()
    said = verdict(words, wording)
    if said == NAMED or right.lstrip("s() ").startswith(":"):
        return False
    soft = bool(_SOFT.search(left[-60:]) or _SOFT.search(right[:70])) or layout.section(start) == PREFERRED
    listed = any(end <= m.start <= end + 60 and m.start < last for m in mentions)
    if low.startswith("licen", start):
        return bool(_OPEN_LICENSE.intersection(words)) and (soft or "obtain" in left or "maintain" in left)
    if said == TOPIC:
        return not any(end < m.start <= end + 3 for m in mentions)
    if "following" in words:
        return False
    if _OPEN.intersection(words):
        return True
    heading = layout.text[start].isupper() and layout.text[end : end + 2].lstrip()[:1].isupper()
    alternative = bool(_OR_BEFORE.search(left)) and not heading
    soft = soft or bool(_SOFT.search(right))
    field = _FIELD.match(right)
    if field:
        of = verdict(re.findall(r"[\w'+#-]+", _FIELD_ENDS.split(field.group(1))[0]), wording)
        opens = start - first < 12 and not low[first:start].strip(" -*\u2022\n")
        return (of == TOPIC or (of != NAMED and not listed)) and (soft or alternative or opens)
    if _EXAMPLE.match(right):
        return soft
    said_behind = _SAID_BEHIND.match(right)
    if said_behind and "(" in said_behind.group() and len(low[first:last].strip()) < 60:
        return False
    return bool(said_behind and not listed) or alternative
