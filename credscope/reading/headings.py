"""Which words make a heading, and of which kind the section under it is.

Where clauses begin belongs to `clauses`, what stands under which heading to `sections`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from credscope.reading.text import lower

REQUIRED, PREFERRED, OFFERED, OTHER = "required", "preferred", "offered", "other"
NEUTRAL = "neutral"
"""A noun such as `Experience`, whose section stays with what is required or preferred."""
HELD = "held"
"""`Certifications` on a line of its own, which ends a list of wishes unless it is one part of it."""

# A heading in title case that nothing separates from the text before it; it is looked for at its first words
# alone, which the scanner finds.
RUN_IN_LEADS = (
    "Preferred", "Desired", "Desirable", "Required", "Minimum", "Basic", "Additional", "Bonus", "Ideal",
    "Nice", "Education", "Certification", "What You", "Who You", "Job", "Key", "About", "PREFERRED",
    "DESIRED", "We'd",
)  # fmt: skip
RUN_IN = re.compile(
    rf"(?:{'|'.join(RUN_IN_LEADS)})"
    r"(?: (?:Job|[Tt]o|Professional|Technical|Work|&|[Aa]nd|[Ss]kills|[Ee]ducation|[Ww]ill|[Ll]l|Required|"
    r"[Ii]f|[Yy]ou))*"
    r"[ -]"
    r"(?:[Qq]ualifications?|QUALIFICATIONS?|CERTIFICATIONS?|SKILLS|Skills|Requirements?|Experience|Education|[Hh]aves?|"
    r"Certifications?|Attributes|Knowledge|Are|Bring|Need|Be Doing|Do|Points|Qualities|"
    r"Responsibilities|Duties|Description|Us|You)(?![a-z])"
    r"|Certifications? (?:Preferred|Desired|Required)(?= ?:)"
    r"|(?<!ication )(?<!ications )(?<!icenses )(?<!Skills )(?:Preferred|Desired|PREFERRED|DESIRED)(?= ?:)"
    r"|We'd (?:be [Ii]mpressed|[Ll]ove|[Ll]ike)(?=[\w' ]{0,30}:)"
)
_NOUN = (
    r"(?:educations?|educational|experiences?|skills?|skill ?sets?|qualifications?|requirements?|"
    r"certifications?|certificates?|"
    r"licen[sc]es?|licensure|knowledge|training|credentials?|attributes|competenc(?:y|ies)|abilit(?:y|ies)|"
    r"background|"
    r"registrations?|degrees?|criteria|assets|characteristics|qualities|capabilities|"
    r"associations?)"
)
_SOFT = (
    r"(?:preferred|preferable|preferably|desired|desirable|desires|ideal(?! candidate)|ideally|bonus|"
    r"optional|"
    r"recommended|advantageous|"
    r"nice[- ]to[- ]haves?|pluss?es|a plus|plus|preferences?|favou?rable|asset|beneficial|"
    r"helpful(?! hint))"
)
_SOFT_PHRASE = re.compile(
    r"nice[- ]to[- ]have|stand out|set you apart|bonus (?:points|if|skills)|love to see|we'd also|would "
    r"also (?:look|like|love)|even better|"
    r"good to have|great if you|extra (?:credit|points)|brownie points|who would excel|would "
    r"be (?:a )?(?:nice|plus|great)|"
    r"icing on the cake|helpful to have|ideal candidate will also|plus if|quality ranking|"
    r"love it if|you (?:may|might) (?:also )?(?:bring|have)|"
    r"nice if you|impressed if|sets? you apart|put you ahead|we(?:'d)? prefer|we desire|ideally,? you"
)
_GLUE = (
    r"(?:[\s/&,|+-]|and|or|the|our|your|additional|other|some|any|highly|strongly|job|key|work|"
    r"professional|technical|special)"
)
_PREFERRED_HEAD = re.compile(
    rf"{_GLUE}*{_SOFT}(?:{_GLUE}|{_NOUN}|candidate|profile|traits|includes?|but|not|required|if)*|(?:{_GLUE}|{_NOUN})+[\s(-]*{_SOFT}\)?(?:{_GLUE}|{_NOUN}|but|not|required|if)*"
)
_OFFERED_HEAD = re.compile(
    r"(?:our|company|employee|your|the|total|pay|compensation|salary|perks|we offer|what we offer|[\s,&/]|"
    r"and)*?"
    r"(?:benefits?|perks|compensation|total rewards|what we offer|we offer|why (?:work|join)\b.*|what's in "
    r"it for you|salary(?: range)?|pay(?: range)?|"
    r"what you(?:'ll| will)? (?:get|receive)|equal (?:employment )?opportunity.*|eeo.*|about (?:us|the "
    r"company|our company)|who we are|"
    r"company (?:overview|description)|how to apply|to apply|additional information|disclaimer)(?:[\s,&/]|"
    r"and|perks|benefits|package|pay|summary)*"
)
_OTHER_HEAD = re.compile(
    r"(?:(?:key|primary|essential|principal|main|job|general|position|core|your|role|major|specific|duties|"
    r"the)(?:[\s,&/]|and)*)*"
    r"(?:responsibilities|duties|functions?|accountabilities|tasks|what you(?:'ll| will) (?:do|be doing)|"
    r"the role|job (?:description|summary|overview|"
    r"purpose)|position (?:summary|overview|description|purpose)|description|summary|overview|your (?:role|"
    r"impact)|day[- ]to[- ]day|"
    r"in this role|about the (?:role|job|position|team|opportunity)|the team|our team|role)(?:[\s,&/]|and|"
    r"responsibilities|duties|of the (?:job|position|role))*"
)
_REQUIRED_HEAD = re.compile(
    r"(?:here's |here is )?(?:(?:minimum|basic|required|key|job|position|essential|mandatory|core|special|"
    r"general|technical|other|additional|candidate|role|your|our|the|educational?|experience|skills|knowledge|selection|hiring|eligibility|certification|"
    r"licen[sc]ing)(?:[\s,&/()]|and|or)*)*"
    r"(?:qualifications?|requirements?|required|requires|must[- ]haves?|qualification requirements|what "
    r"you(?:'ll| will)? (?:need|bring)|"
    r"what we(?:'re| are)? (?:require|need|looking for|look for|seek)|what (?:is|we) required?|who you are|"
    r"you (?:have|bring|are)|about you|"
    r"your (?:profile|background|experience|skills)|what (?:skills|qualifications).*|ideal candidate.*|you "
    r"(?:will )?need|you should have|"
    r"(?:the )?(?:ideal|successful) candidate.*|candidates? (?:must|should|will).*|to be (?:successful|"
    r"considered).*|what it takes)"
    rf"(?:{_GLUE}|{_NOUN}|to|have|for|this|role|success|in|position|of|you|at|time|hire|application|"
    rf"minimum|basic|required)*"
)
_NEUTRAL_HEAD = re.compile(rf"(?:{_GLUE}|{_NOUN}|computer|language|physical|of|related|relevant|level)+")
# "Aruba knowledge a plus, nice to have": an item that such words close, where a heading names nothing.
_SOFT_END = re.compile(
    r"(?:nice[- ]to[- ]have|good to have|helpful to have|"
    r"would be (?:a )?(?:nice|plus|great)(?: to have)?)\W*$"
)
_AT_LARGE = re.compile(
    r"(?:what|how|things?|these|it|(?:skills?|experiences?|qualifications?|certifications?) "
    r"(?:that|which|we|you))\b"
)
# A heading of their own for what is held, which no list of wishes goes on under.
_HELD_HEAD = re.compile(
    rf"(?:{_GLUE}|licen[sc]es?|licensure|education|training|registrations?)*"
    r"(?:certifications|certificates|licen[sc]es|licensure|credentials)"
    rf"(?:{_GLUE}|licen[sc]es|licensure|training|registrations?)*"
)
_LEAD = re.compile(r"[^A-Za-z]*")
_IDEAL_HEAD = re.compile(r"(?:the |our |your )?ideal candidate(?!.*\b(?:must|requir|need))(?: [\w']+){0,5}")
_FULL = (
    (PREFERRED, _PREFERRED_HEAD),
    (OFFERED, _OFFERED_HEAD),
    (OTHER, _OTHER_HEAD),
    (REQUIRED, _REQUIRED_HEAD),
    (NEUTRAL, _NEUTRAL_HEAD),
)
_SOFT_WORD = re.compile(rf"\b{_SOFT}\b")
_HARD_WORD = re.compile(
    r"\b(?:required|minimum|mandatory|must|basic|essential|necessary|requirements?|qualifications|"
    r"selective placement)\b"
)
_REQUIRED_NOUN = re.compile(r"^education|\brequire")
_NOUN_WORD = re.compile(rf"\b{_NOUN}\b")
_LONG_HEAD, _SHORT_LINE = 110, 64
_FRAME = " -*()[]!?\u2022\u00b7\u25cf\u25aa"
_INLINE = re.compile(
    r"((?:[A-Z][a-z]+[\s/&]+(?:and\s|to\s)?){0,3}(?:Qualifications?|Requirements?|Skills|Experience|Haves?|"
    r"Certifications?|Responsibilities|Benefits|"
    r"Duties|Education|Summary|Description|Required|Preferred))(?:\.{3}\s*|\s+)(?=[A-Z0-9][\w']*\s)"
)
_DEGREE = re.compile(r"(?:Master|Bachelor|Associate|Doctora|Degree|MBA|Ph\.?D)")
HEAD_REACH = 12 + _LONG_HEAD + 2
"""Characters at the beginning of a clause that decide whether it is a heading."""


@lru_cache(maxsize=1 << 16)
def heading_kind(clause: str) -> str | None:
    """Kind of the heading that `clause` begins with, None where it is no heading.

    `clause` is folded text as written, of which HEAD_REACH characters are enough. Kinds are REQUIRED,
    PREFERRED, OFFERED, OTHER, NEUTRAL and HELD.
    """
    lead = _LEAD.match(clause, 0, 12)
    written = clause[lead.end() if lead else 0 :][: _LONG_HEAD + 2].rstrip()
    if len(written) < 3:
        return None
    low = lower(written)
    colon = low.find(":")
    if 0 < colon <= _LONG_HEAD:
        head = low[:colon].strip(_FRAME)
        ended = colon == len(low) - 1
        if ended and _IDEAL_HEAD.fullmatch(head):
            return PREFERRED
        return (_own_heading(head) if ended else _kind(head)) or _colon_heading(head, ended)
    if not written[0].isupper():
        return None
    if len(low) > _SHORT_LINE or (low.endswith((".", ",")) and not low.endswith("...")):
        return _inline_heading(written, item=clause.endswith("\n"))
    head = low.strip(_FRAME + ".")
    kind = _own_heading(head) or (PREFERRED if _soft_line(head) else None)
    return kind or _inline_heading(written, item=clause.endswith("\n"))


def _kind(head: str) -> str | None:
    """Kind of `head` where it is nothing but a heading; education begins anew what is required."""
    kind = next((kind for kind, pattern in _FULL if pattern.fullmatch(head)), None)
    return REQUIRED if kind == NEUTRAL and _REQUIRED_NOUN.search(head) else kind


def _own_heading(head: str) -> str | None:
    """Kind of `head` where it fills its clause."""
    kind = _kind(head)
    education = kind == REQUIRED and head.startswith("education") and _NEUTRAL_HEAD.fullmatch(head)
    return HELD if education or (kind == NEUTRAL and _HELD_HEAD.fullmatch(head)) else kind


def _soft_line(head: str) -> bool:
    """Whether a line without a colon introduces what is preferred, and is no item that is said to be so."""
    if _SOFT_PHRASE.search(head) is None:
        return False
    ending = _SOFT_END.search(head)
    return ending is None or ending.start() == 0 or _AT_LARGE.match(head) is not None


def _colon_heading(head: str, ended: bool) -> str | None:
    """Kind of a longer heading before a colon; None for one that only introduces its own line."""
    if _SOFT_PHRASE.search(head):
        return PREFERRED
    if not ended and len(head.split()) > 6:
        return None
    if _SOFT_WORD.search(head):
        return PREFERRED
    if _HARD_WORD.search(head):
        return REQUIRED
    if ended and _NOUN_WORD.search(head) and len(head.split()) <= 6:
        return REQUIRED if head.startswith("education") else NEUTRAL
    return None


def _inline_heading(written: str, item: bool) -> str | None:
    """Kind of a title-case heading that runs on into its text ("Preferred Skills Experience with").

    In a line of its own, an `item`, one word before a degree is none ("Preferred Master's degree").
    """
    found = _INLINE.match(written, 0, 60)
    if found is None:
        return None
    head = lower(found.group(1))
    if item and " " not in head and _DEGREE.match(written, found.end()):
        return None
    return next((k for k, pattern in _FULL if k != NEUTRAL and pattern.fullmatch(head)), None)
