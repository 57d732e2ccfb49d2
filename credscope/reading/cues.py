"""Wordings that say how much a posting wants a credential, each with a name that can be shown.

Which of them decides where several stand together belongs to `status`. All patterns are for lower case.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Cue(NamedTuple):
    """One kind of wording: the name it goes by and its pattern."""

    name: str
    pattern: re.Pattern[str]


_GET = (
    r"(?:obtain|acquire|attain|achieve|become|earn|complete|get|pass|gain|receive|secure|pursue|"
    r"work(?:ing)? towards?|be (?:certified|licensed))"
)
_NOT_A_CREDENTIAL = (
    r"(?:clearance|secret|eligibility|polygraph|background|investigation|drug|degree|public trust|"
    r"and (?:have|hold|possess))"
)
_PERIOD = r"(?:days?|weeks?|months?|years?|hours?)"
PERIOD = re.compile(_PERIOD)
_STUDY = (
    r"(?:degrees?|diploma|bachelor'?s?|baccalaureate|master'?s?|mba|associates?|experience|phd|ph\.d\.?|"
    r"b\.?s\.?|doctorate|ged|training)"
)
# Words that may stand between a credential and the "or" behind it: its noun, "required", "(CPA)".
_NOUN = r"(?:certif\w*|licen[sc]\w*|credentials?|designations?|registration)"
_TAIL = (
    rf"(?:(?:(?!(?:and|with|or)\b)[\w'.+/()-]+\s){{1,7}}?(?={_NOUN}\b)|"
    r"(?!(?:and|with|plus|in|for|of|by|from|through|to|at|years?|experience|or)\b)[\w'.+-]+[\s),]{1,3})?"
    r"(?:(?:certif\w*|licen[sc]\w*|credentials?|designation|registration|card|exam|status|level|is|are|be|"
    r"must|required|\w{2,5}\))[\s),]{1,3}){0,4}"
)

SOFT = Cue(
    "softened",
    re.compile(
        r"\bpref+er+(?:e?d|ably|abl[ey]|ences?|s)?(?![a-z])(?!\W{1,3}(?:n/a|none\b))|"
        r"\bdesir(?:ed|able|es?)(?![a-z])|\bnice[- ]to[- ]haves?\b|"
        r"\b(?:an?|is|are|as|big|huge|definite|strong|real|added|major|great|considered) "
        r"(?:plus(?:es)?|bonus)(?![a-z])|"
        r"\bplus(?:es)?\s?(?:[.!;)]|$|if\b)|\b(?:plus|bonus)(?:es)?:|\bpref(?:\.|'d|\))|\bideal(?:ly)?\b|"
        r"\badvantage(?:ous)?\b|\bhelpful\b|\boptional\b|"
        r"\bbeneficial\b|\brecommended\b|\bgood to have\b|\ban asset\b|\bencouraged\b|\bwelcomed?\b|"
        r"\bwould be (?:an? )?(?:great|good|nice|considered|useful)|\bpreferential\b|\bfavou?rabl[ey]\b|"
        r"\bnot (?:required|necessary|mandatory|essential)\b|\bhighly (?:regarded|valued)\b|"
        r"\b(?:is|are) (?:also )?valued\b|\bstand out\b|\bnice if\b|\bconsidered an?\b|"
        r"\bappreciated\b|\b(?:be|is|are|very) useful\b|\bnot a must\b|"
        r"\b(?:favou?red|sought[- ]after|prioriti[sz]ed)\b|\bpriority (?:is |will be )?given\b|"
        r"\b(?:bonus|brownie|extra) points\b|\bextra credit\b"
    ),
)
HARD = Cue(
    "required in so many words",
    re.compile(
        r"(?<!not )(?<!may be )\brequired?(?![a-z])|\brequires\b|\ba requirement\b|\bmust\b|\bshall\b|"
        r"(?<!not )\b(?:mandatory|essential|necessary)\b|(?<!as )(?<!if )\bneed(?:s|ed)?\b"
    ),
)
HELD = Cue(
    "to be held", re.compile(r"\bpossess(?:es|ion)?\b|\bhold(?:s|ing)?\b|\bmaintain\b|\bvalid\b|\bminimum\b")
)
"""A weaker word for a requirement, which a heading such as `Preferred` outweighs."""

# \x01 stands for the credential.
SOME_ONLY = Cue(
    "for those whose work needs it",
    re.compile(
        r"\b(?:employees|incumbents|staff|individuals|persons|those|anyone) (?:driving|assigned|"
        r"(?:who|that) (?:\w+ ){0,3}(?:driv\w+|operat\w+|assigned))\b[^.;]{0,110}\x01|"
        r"\b(?:if|when|where) (?:\w+ ){0,4}(?:driv(?:e|ing)|operating|required|applicable)\b[^.;]{0,60}\x01|"
        r"\x01[^.;]{0,30}\b(?:if|when) (?:required|needed|driving|necessary|assigned|applicable)\b|"
        r"\x01[^.;]{0,60}\b(?:only (?:if|when|where)|if (?:the |this |your )?(?:job|position|role|duties|"
        r"assignment|"
        r"you (?:are|will be) driving))\b|"
        r"\b(?:those|candidates|applicants|individuals|anyone) (?:without|lacking|"
        r"who do not (?:have|hold|possess))\b[^.;]{0,40}\x01(?![^.]*\bnot\b)|"
        r"\x01[^.;]{0,40}\bif (?:the |any |an? )?(?:candidate|applicant|consultant)s? (?:has|have|holds?)\b|"
        r"\x01[^.;]{0,80}\((?:if|when|where) applicable (?:for|to) (?:the|this|your) \w+|"
        r"\bif so\b[^.;]{0,40}\x01|"
        rf"\b{_NOUN}\b[^.;,]{{0,40}}\bmay (?:also )?be (?:required|needed)\b[^.;]{{0,120}}\x01|"
        r"\bas may be (?:required|needed)\b[^.;]{0,60}\x01|"
        r"\b(?:for|in|to) (?:\w+ ){0,2}(?:certain|some|specific|particular) (?:positions|assignments|roles|"
        r"jobs|titles)\b"
        r"[^.;]{0,90}\x01|"
        r"\bfor (?:all |those |some |certain )?(?:positions?|roles|jobs|assignments|employees) (?:requiring|"
        r"involving|(?:that|which|who) (?:require|involve|drive|operate))\b[^.;]{0,80}\x01|"
        r"\b(?:(?:appointment|assignment|placement|promotion) (?:to|in)|in) (?:\w+ ){0,2}level (?:i{1,3}|"
        r"iv|\d)\b"
        r"(?! or\b)[^.;]{0,120}\x01|"
        r"\bmay (?:require|undergo|be (?:(?:required|asked|expected) to|"
        r"assigned))\b(?:(?!\bmust\b)[^.;]){0,60}\x01|"
        r"\x01(?:etc\.|[^.;]){0,40}\bmay be (?:required|necessary|needed)\b"
    ),
)
EARNED_HERE = Cue(
    "earned here",
    re.compile(
        r"\bwho (?:receive|obtain|earn)\b|\bwill receive (?:an? )?(?:bonus|training)\b|\breceive training\b|"
        r"\byou (?:can|may) (?:choose|opt|elect)\b|\b(?:can|may|will) lead to\b[^.;]{0,40}\x01|"
        r"\b(?:learning|development) programs? (?:\w+ ){0,2}(?:gives?|offers?|provides?|includes?|helps?)\b"
        r"[^.;]{0,120}\x01"
    ),
)
OFFER = Cue(
    "offered",
    re.compile(
        r"\b(?:we (?:provide|offer|pay|support|will)|reimburse\w*|tuition|paid (?:for|training)|training for|"
        r"sponsor\w*|assistance|receive (?:an? |their |your )|opportunit(?:y|ies) (?:to|for)|"
        r"opportunities \(|(?:we|company) (?:will )?(?:covers?|funds?|reimburses?)\b|"
        r"paid\b(?=[^.;]*\x01\s+(?:exam|training|certif))|"
        r"(?:exam|\w*certification|licens\w+) fees|vouchers?\b|supervision towards?\b)"
    ),
)

BACKED = re.compile(
    r"\bwe (?:[\w-]+ ){0,2}(?:encourage|support|help|assist)s? (?:[\w-]+ ){1,5}(?:in|to|with) "
    r"(?:obtain|earn|achiev|pursu|gett|attain)\w*\b[^.;]{0,60}$"
)
"""What the employer does for those who go for a credential, whatever the heading."""
MUST_OBTAIN = Cue(
    "must be obtained",
    re.compile(
        rf"\b(?:must|shall|will|required to|expect\w*(?: \w+){{0,4}} to|need to|agree to|have to)"
        rf"(?: (?!able\b|ability\b)[\w-]+,?){{0,2}} {_GET}\b(?![^.;]*\b{_NOT_A_CREDENTIAL}\b)[^.;]{{0,220}}$"
    ),
)
MAY_OBTAIN = Cue(
    "may still be obtained",
    re.compile(
        rf"\b(?:able to|ability to|willing(?:ness)? to|eligible to|plan(?:s|ning)? to|capable of|"
        r"ambition to|desire to|intent(?:ion)? to|commit\w+ to)"
        rf"(?: \w+){{0,2}} (?:{_GET}|obtaining|acquiring|becoming|earning|"
        rf"achieving|getting|pursuing)\b(?![^.;]*\b{_NOT_A_CREDENTIAL}\b)[^.;]{{0,80}}$|"
        rf"^\W*(?:obtain(?:ing|s)?|acquir(?:e|ing)|earn|achieve|attain|pursues?|pursuing)\b[^.;,]{{0,90}}$|"
        r"\bab(?:ility|le) to be(?:come)? $|\buntil (?:\w+ ){0,2}$|"
        r"\beligible for (?:\w+ )?$|\beligible for (?:\w+ )?(?:admission|licensure|certification|"
        r"registration)\b"
        r"[^.;]{0,60}$|\b(?:working|progress\w*) towards?\b[^.;,]{0,50}$|"
        r"\b(?:actively|currently) pursuing\b[^.;,]{0,40}$"
    ),
)
DEADLINE = Cue(
    "obtained by a deadline",
    re.compile(
        rf"\bw(?:ith|/)in\s(?!(?:the )?(?:last|past|previous))(?:\(?[\w-]+\)?[\s,]{{1,3}}){{0,5}}?"
        rf"(?:(?:\d{{1,3}}-)?{_PERIOD}\b|(?:of|from|after|upon) (?:hire|employment|start|appointment)|"
        r"(?:specified|designated|required|set|prescribed|given) (?:time ?frame|timeline|period|time)\b)|"
        r"\b(?:during|by the end of|by end of) (?:(?:the|your|their) )?(?:first|probation\w*|hiring|"
        r"training)\b|"
        r"\b(?:must|shall|will|to|can|may) be (?:obtained|acquired|completed|earned|attained)\b|"
        r"\bmust (?:then )?(?:obtain|acquire|attain|earn) (?:(?:it|one|this|licensure|certification|the "
        r"(?:licen[sc]e|certification)) )?(?=at|by|upon|prior|before|during|after|within|once)|"
        r"\b(?:post|after)[- ]hire\b|\bwithin a reasonable\b|\bobtained (?:within|during|by|after)\b|"
        rf"\bor (?:[\w']+ ){{0,3}}?(?:able|ability|willing(?:ness)?|eligible|commit\w+) to (?:\w+ )?{_GET}\b|"
        r"\bor must (?:attend|complete|be (?:certified|licensed))\b|"
        rf"\bor (?:(?:must|to|in|the|currently|is|are|be) ){{0,3}}(?:process of |potential to )?"
        r"(?:obtain|acquire|attain|achieve|earn)(?:ing)?\b"
    ),
)
CREDENTIALS = re.compile(rf"\b{_NOUN}\b")
DEADLINE_FIRST = re.compile(
    rf"\bw(?:ith|/)in\s(?:\(?[\w-]+\)?\s){{1,4}}?(?:{_PERIOD}\W+)?(?:of|from|after|upon) "
    r"(?:\w+ )?(?:hire|employment|start\w*|appointment|date)\b[^.;]{0,40}\b(?:must|shall|will|need to|"
    r"should|to)\b"
    r"[^.;]{0,50}$"
)
"""A deadline that stands before the credential ("within thirty days of hire you must hold")."""
DEADLINE_NEXT = re.compile(
    r"\W*(?:(?:this |it |the [\w-]+ )?(?:must|can|to|may|shall|will) be (?:obtained|acquired|completed|"
    r"earned)|must obtain|obtained within|required within|\(?or (?:must )?(?:be )?(?:able|willing) to "
    r"(?:obtain|acquire|attain|achieve|earn)\b)"
)
"""How the clause behind the one with the credential begins."""

ONE_OF = Cue(
    "one of several",
    re.compile(
        r"\b(?:one|any|either|some|two|three)(?: \(\d\))?(?: or more| or all)?(?: \w+)? of (?:the|these|"
        r"this)\b|\bany of\b|\(any ?(?:1|one)\b|"
        rf"\bany (?:1|one) (?:\w+ )?{_NOUN}|"
        r"\b(?:at least|minimum of) one\b(?! (?:\w+ )?(?:years?|state)\b)|\bone or more\b|\bany or all\b|"
        r"\beither\b|\bone of\b(?! (?:our|america|its))"
    ),
)
EXAMPLES = Cue(
    "examples of what counts",
    re.compile(
        r"(?:\bsuch as|\be\.?\s?g\b\.?|\bi\.?\s?e\b\.?|\blike|\bfor example|\bexamples?(?: include| are)?)"
        r"[\s:,(-]{1,3}(?:but not limited to\)?[\s:,]{1,3})?[^.;:)]{0,120}$|"
        r"\b(?:iat|iam|iasae|cssp|level (?:i{1,3}|[123]))\b[\w -]{0,34}[(:][^.;:)]{0,40}$|"
        rf"\b{_NOUN}(?: (?:is |are )?required| for [\w-]+(?: [\w-]+)?)?:?\s?\([^.;:)]{{0,40}}$"
    ),
)
"""What stands before a list of which each member would do; one example alone is what is asked for."""
EXAMPLES_LEAD = re.compile(
    rf"\b{_NOUN}\b.*\b(?:such as|like|e\.g\.|i\.e\.|examples?(?: include| are)?)\W*:\s*$"
)
INSTEAD = Cue(
    "instead of something else",
    re.compile(
        r"^\W*alternatively\b|\bin (?:lieu|place) of\b|\binstead of\b|"
        r"\bsubstitut(?:e|ed|es|ion) (?:for|of|one)\b|"
        r"\balso (?:be )?acceptable\b|\bmay (?:be )?substitute|\bcan (?:be )?substitute|"
        r"\b(?:will|may|can|are) (?:also )?be (?:considered|accepted)\b|"
        r"\bevidence of having (?:\w+ )?passed\b|\bare considered to (?:have|meet)\b"
    ),
)
OR_BEFORE = Cue(
    "or, behind something else",
    re.compile(
        rf"\b{_STUDY}\b[^.;]{{0,60}}?[\s,;/(]+(?:and/)?or\s+(?:(?!(?:{_STUDY}|and|with|plus|fields?|"
        rf"disciplines?|"
        rf"areas?|related)\b)[\w'/():-]+(?:\s+|(?<=/))){{0,4}}$|"
        r"(?:^|[\s,;/(])(?<!valid )(?<!active )(?<!current )(?:and/)?or\s+(?:(?:an?|the|valid|current|"
        r"active|equivalent|"
        rf"possess\w*|hold\w*|have|has|be|state|as|in|for|registered|{_NOUN})\s+){{0,4}}$|^\W*or\b[^.;]{{0,60}}$|"
        rf"\b{_NOUN}\)?,? or\s+(?:(?!(?:other|similar|equivalent|higher|better|greater|and|with)\b)"
        r"[\w/.-]+\s+){0,5}$|"
        rf"\bor (?:[\w-]+ ){{0,3}}{_NOUN},? (?:such as|like|e g) +$"
    ),
)
OR_AFTER = Cue(
    "or something else",
    re.compile(
        rf"^(?:\(s\))?[\s),\"]{{0,4}}(?:{_TAIL}[(/]?(?:and/)?or(?:\s+|$)(?P<rest>[^.;]*)|"
        rf"{_TAIL}(?:and|with|plus) (?:\w+ ){{0,5}}experience,? or (?:an? )?(?=[\w']+ degree|degree|"
        rf"bachelor|master|associate|diploma))"
    ),
)
# What stands behind "or" is the credential by another name or level, and no other way in.
SAME_KIND = re.compile(
    r"(?:an? |any |the )?(?:\w+ )?(?:similar|equivalent|comparable|other|higher|better|greater|related|above|"
    rf"relevant)\b(?![ ,(]+(?:\w+ ){{0,2}}{_STUDY}\b)(?![^.;]*\bor\b[^.;]*\b{_STUDY}\b)|"
    r"(?:certif\w+|licen[sc]\w+|credentials?|registration|permit)\b(?! \w+ )|"
    r"(?:class |level |type |tier )?(?:[a-z]|[ivx]{1,3}|\d|[a-z]{2,4}-?\d{2,4})\b(?!\+)|(?:be )?required\b|"
    r"preferred\b"
)
DEGREE_OR = re.compile(
    r"\b(?:degree|diploma|bachelor'?s?|master'?s?|associate'?s?)\b[^.;]{0,60}\bor (?:an? )?$"
)
"""A degree that the credential stands beside, which no benefit is."""
DESCRIBED = re.compile(
    r"\W*(?:exam\w*|certif\w*|licen[sc]e)? ?(?:is|are) (?:not )?"
    r"(?:administered|given|awarded|issued|granted) by\b"
)
"""Words that tell what a credential is and ask for none."""
ALL_MUST = re.compile(
    r"\b(?:all|each|every) (?:candidates?|applicants?|appointees?|employees?|persons?)\b(?: \w+){0,2} must\b|"
    r"\b(?:candidates?|applicants?) must also\b"
)
"""Where numbered ways to qualify end, and what all need begins."""
NONE = re.compile(r"[\s):,.-]*(?:etc\W*)?(?:none\b|n/a\b|not (?:required|applicable)\W*$)")
"""What follows where a form names credentials as examples only and asks for none."""
LIST_LEAD = re.compile(
    r"\b(?:one|any|either|some|all|two|three)\b[\w ,/()]{0,25} (?:of (?:the|these) )?(?:following|these|"
    r"below)\b"
    r"[\w ,/()]{0,50}:?"
)
"""What introduces a list of which one member is enough, wherever its line ends."""
OTHER_THINGS = re.compile(
    r"\b(?:software|fields?|disciplines?|areas?|languages?|tools?|majors?|technolog\w+|packages?|"
    r"platforms?|products?|"
    r"skills?|systems?|industries|clouds?|modules?)\b(?!.*\b(?:certif|licen[sc]))"
)
"""What a list is of that no credential belongs to; one further down is no member of it."""
AT_LARGE = re.compile(
    r"\W*(?:[\w-]+ ){0,3}(?:certifications?|licen[sc]es?|credentials?)(?:[/ ]\w+)? (?:is|are|would be|not)\b"
)
"""A sentence on credentials at large, whose softness holds for those that the next ones name."""
HELD_OR = re.compile(r"\b(?:have|hold|possess)\w* or (?:\w+ ){1,3}$|\b(?:have|hold|possess)\w*,? or\b")
MEMBERS = r"(?:[A-Z][A-Z0-9+.-]{1,9}|[A-Z][A-Z0-9+.-]{1,9} [a-z]*certif[a-z]*)"
LIST_GOES_ON = re.compile(
    rf"(?:,\s{MEMBERS}){{1,8}},?\s(?:and/)?or\s(?:an?\s)?[A-Z]|"
    rf"(?:,\s[A-Z][^,.;\n]{{1,60}}){{0,8}},?\sand/or\s[A-Z]"
)
"""More members behind a name, as written, the last after "or" (";, CISM or CISA")."""
_NUMBER = r"(?<![\w.$-])\(?(?:\d|[a-h]|i{1,3}|iv|v)[.)]\s"
OR_ROUTE = re.compile(rf"\bor[\s:,]{{1,6}}{_NUMBER}")
ROUTE = re.compile(rf"(?P<or>\bor[\s:,]{{1,6}})?{_NUMBER}")
"""The number of one of several ways to qualify, with the "or" before it."""
