"""Where the clauses and sections of a posting begin and end, with or without line breaks.

What a clause says about a credential is decided in `status`; here is only where it lies and which heading
stands over it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

REQUIRED, PREFERRED, OFFERED, OTHER = "required", "preferred", "offered", "other"

# A clause ends at a line break, a bullet, a full stop before a capital or digit, a semicolon, a wide gap, and
# where a lost line break glues a capital to a small letter ("experienceMust"). Each pattern begins with one
# character class, which lets the engine skip to the few places that matter.
_STOP = re.compile(
    r"[\n.!?;:\u2022\u25cf\u25aa\u25e6\u00b7\u25a0\u25a1\u27a2\u2713\u2714*-](?:"
    r"(?<=\n)\n*"
    r"|(?<=[.!?])(?<![\s.(/][A-Za-z]\.)(?<!e\.g\.)(?<!i\.e\.)(?<!etc\.)(?<!vs\.)[.!?]*[\"')\]]?"
    r"(?=\s+[\"'(\[]?[A-Z0-9\u2022*-])"
    r"|(?<=[a-z0-9)\]][.!?:;])(?=[A-Z][a-z])"
    r"|(?<=[;\u2022\u25cf\u25aa\u25a0\u27a2])"
    r"|(?<=\s[\u25e6\u00b7\u25a1\u2713\u2714*])(?=\s)"
    r"|(?<=\s\s-)(?=\s?[A-Z])"
    r")"
)
_GAP = re.compile(r" (?<!  ) +(?=[A-Z(\d])")
_GLUED = re.compile(
    r"[A-Z\d](?:(?<=[a-z]{3}[A-Z])(?=[a-z]|[A-Z])|(?<=[a-z]\)[A-Z])|(?<=[A-Z]{3}[A-Z])(?=[a-z]{3})"
    r"|(?<=[a-z]\d)(?=\d?\+? years)|(?<=[a-z.]P)(?=referred)|(?<=[a-z.]R)(?=equired)|(?<=[a-z.]D)(?=esired))"
)
# A heading in title case that nothing separates from the text before it.
_RUN_IN = re.compile(
    r"(?:Preferred|Desired|Required|Minimum|Basic|Additional|Bonus|Ideal|Nice|Education|Certification|What "
    r"You|Who You|Job|Key|About)"
    r"(?: (?:Job|[Tt]o|Professional|Technical|Work|&|[Aa]nd|Skills|Education|[Ww]ill|[Ll]l|Required))*[ -]"
    r"(?:Qualifications?|Skills|Requirements?|Experience|Education|Haves?|Certifications?|Attributes|"
    r"Knowledge|Are|Bring|Need|Be Doing|Do|"
    r"Responsibilities|Duties|Description|Us|You)\b"
)
# Names written with a capital inside, which are no lost line break.
_INNER_CAPITAL = frozenset(
    [
        "JavaScript", "TypeScript", "PowerPoint", "PowerShell", "SharePoint", "ServiceNow", "LinkedIn",
        "YouTube", "GitHub", "GitLab", "MongoDB", "DevOps", "SecOps", "MLOps", "PostgreSQL", "DynamoDB",
        "HubSpot", "SolarWinds", "SuccessFactors", "QuickBooks", "OneDrive", "DocuSign", "WordPress",
        "BitBucket", "CloudFormation", "CloudWatch", "FedRAMP", "NetSuite", "PeopleSoft", "ServSafe",
        "SnowPro", "SyteLine", "VisualForce", "AutoCAD", "SolidWorks", "PolicyCenter", "InsuranceSuite",
        "BillingCenter", "ClaimCenter", "NetApp", "FireEye", "CyberArk", "SailPoint", "CrowdStrike",
        "DevSecOps", "JavaBeans", "TensorFlow", "PyTorch", "BigQuery", "ScrumMaster", "FileMaker",
        "CompTIA", "MuleSoft", "DataStage", "DataBricks", "OpenShift", "SnapLogic", "HireVue",
        "BrightEdge", "OnBase", "WorkFlow", "ProScrum", "FinTech", "HealthCare", "HazMat", "BioTech",
        "PayPal", "MySQL", "NoSQL", "SQLite", "GraphQL", "MicroMasters", "ArcGIS", "LexisNexis",
        "MasterCard", "UiPath", "PhD", "CareerSource", "RingCentral", "JetBrains", "OpenStack",
        "InDesign", "WebEx", "TeamCity",
    ]
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")

_NOUN = (
    r"(?:educations?|educational|experiences?|skills?|skill ?sets?|qualifications?|requirements?|"
    r"certifications?|certificates?|"
    r"licen[sc]es?|licensure|knowledge|training|credentials?|attributes|competenc(?:y|ies)|abilit(?:y|ies)|"
    r"background|"
    r"registrations?|degrees?|criteria|assets|characteristics)"
)
_SOFT = (
    r"(?:preferred|preferable|preferably|desired|desirable|desires|ideal|ideally|bonus|optional|"
    r"recommended|advantageous|"
    r"nice[- ]to[- ]haves?|pluses|a plus|plus|preferences?|asset|beneficial)"
)
_SOFT_PHRASE = re.compile(
    r"nice[- ]to[- ]have|stand out|set you apart|bonus (?:points|if|skills)|love to see|we'd also|also "
    r"(?:look|like|love)|even better|"
    r"good to have|not required|great if you|extra (?:credit|points)|brownie points|who would excel|would "
    r"be (?:a )?(?:nice|plus|great)|"
    r"icing on the cake|helpful to have|ideal candidate will also|plus if|selective placement|quality ranking"
)
_GLUE = (
    r"(?:[\s/&,|+-]|and|or|the|our|your|additional|other|some|any|highly|strongly|job|key|work|"
    r"professional|technical|special)"
)
_PREFERRED_HEAD = re.compile(
    rf"{_GLUE}*{_SOFT}(?:{_GLUE}|{_NOUN}|candidate|profile|traits)*|(?:{_GLUE}|{_NOUN})+[\s(-]*{_SOFT}\)?"
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
    r"(?:(?:minimum|basic|required|key|job|position|essential|mandatory|core|special|general|technical|"
    r"other|additional|candidate|role|"
    r"your|our|the|educational?|experience|skills|knowledge|selection|hiring|eligibility|certification|"
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
_LEAD = re.compile(r"[^A-Za-z]*")
NEUTRAL = "neutral"
_FULL = (
    (PREFERRED, _PREFERRED_HEAD),
    (OFFERED, _OFFERED_HEAD),
    (OTHER, _OTHER_HEAD),
    (REQUIRED, _REQUIRED_HEAD),
    (NEUTRAL, _NEUTRAL_HEAD),
)
_SOFT_WORD = re.compile(rf"\b{_SOFT}\b")
_HARD_WORD = re.compile(
    r"\b(?:required|minimum|mandatory|must|basic|essential|necessary|requirements?|qualifications)\b"
)
_NOUN_WORD = re.compile(rf"\b{_NOUN}\b")
_LONG_HEAD, _SHORT_LINE = 110, 64
_INLINE = re.compile(
    r"((?:[A-Z][a-z]+[\s/&]+(?:and\s|to\s)?){0,3}(?:Qualifications?|Requirements?|Skills|Experience|Haves?|"
    r"Certifications?|Responsibilities|Benefits|"
    r"Duties|Education|Summary|Description|Required|Preferred))\s+(?=[A-Z0-9][\w']*\s)"
)


@dataclass(frozen=True)
class Section:
    """A stretch of text under one heading: `kind` is required, preferred, offered or other."""

    start: int
    kind: str


class Layout:
    """Clauses and sections of one text.

    `text` is folded, `low` its lower case of equal length (see `reading.text`).
    """

    def __init__(self, text: str, low: str) -> None:
        self.text, self.low = text, low
        self._starts = self._clause_starts()
        self._sections: list[Section] | None = None

    def _clause_starts(self) -> list[int]:
        text = self.text
        starts = {0}
        starts.update(found.end() for found in _STOP.finditer(text))
        if "  " in text:
            starts.update(found.end() for found in _GAP.finditer(text))
        starts.update(found.start() for found in _RUN_IN.finditer(text))
        for found in _GLUED.finditer(text):
            at = found.start()
            if not self._inside_name(at):
                starts.add(at)
        starts.discard(len(text))
        return sorted(starts)

    def _inside_name(self, at: int) -> bool:
        text = self.text
        left = at
        while left > 0 and at - left < 20 and text[left - 1].isalpha():
            left -= 1
        word = _WORD.match(text, left)
        return word is not None and (
            word.group() in _INNER_CAPITAL or word.group().rstrip("s") in _INNER_CAPITAL
        )

    def clause(self, at: int) -> tuple[int, int]:
        """Start and end of the clause around position `at`."""
        index = bisect_right(self._starts, at) - 1
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        return self._starts[index], end

    def neighbour(self, at: int, step: int) -> tuple[int, int] | None:
        """The clause `step` places after (or before) the one around `at`; None beyond the text."""
        index = bisect_right(self._starts, at) - 1 + step
        return self.clause(self._starts[index]) if 0 <= index < len(self._starts) else None

    def section(self, at: int) -> str:
        """Kind of the section that `at` lies in; `other` before the first heading."""
        if self._sections is None:
            self._sections = self._all_sections()
            self._section_starts = [section.start for section in self._sections]
        index = bisect_right(self._section_starts, at) - 1
        return self._sections[index].kind if index >= 0 else OTHER

    def lead(self, at: int) -> str:
        """The clause ending in a colon that introduces the list around `at`, in lower case, or nothing."""
        index = bisect_right(self._starts, at) - 1
        for back in range(1, 9):
            if index < back or at - self._starts[index - back] > 700:
                break
            first, end = self._starts[index - back], self._starts[index - back + 1]
            if end - first > 160 and back > 1:
                break
            clause = self.low[first:end].rstrip()
            if clause.endswith(":"):
                return clause
        return ""

    def _all_sections(self) -> list[Section]:
        """Sections in order; a noun such as `Certifications` stays with what is required or preferred."""
        sections: list[Section] = []
        for start in self._starts:
            kind = self._heading(start)
            if kind is None:
                continue
            if kind == NEUTRAL:
                held = sections[-1].kind if sections else OTHER
                begins_anew = self.low.startswith("education", self._after_lead(start))
                kind = PREFERRED if held == PREFERRED and not begins_anew else REQUIRED
            sections.append(Section(start, kind))
        return sections

    def _after_lead(self, start: int) -> int:
        """Where the words begin behind the bullets and numbers at `start`."""
        lead = _LEAD.match(self.text, start)
        return lead.end() if lead else start

    def _heading(self, start: int) -> str | None:
        """Kind of the heading that the clause at `start` begins with, None where it is no heading."""
        first, end = self.clause(start)
        lead = _LEAD.match(self.text, first, min(end, first + 12))
        at = lead.end() if lead else first
        clause = self.low[at : min(end, at + _LONG_HEAD + 2)].rstrip()
        if len(clause) < 3:
            return None
        colon = clause.find(":")
        upper = self.text[at].isupper()
        if 0 < colon <= _LONG_HEAD:
            head = clause[:colon].strip(" -*()[]")
            for kind, pattern in _FULL:
                if pattern.fullmatch(head):
                    return kind
            return self._colon_heading(head, ended=colon == len(clause) - 1)
        if not upper or len(clause) > _SHORT_LINE or clause.endswith((".", ",")):
            return self._inline_heading(at, end) if upper else None
        head = clause.strip(" -*()[]!?")
        for kind, pattern in _FULL:
            if pattern.fullmatch(head):
                return kind
        return PREFERRED if _SOFT_PHRASE.search(head) else self._inline_heading(at, end)

    @staticmethod
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
        return NEUTRAL if ended and _NOUN_WORD.search(head) and len(head.split()) <= 6 else None

    def _inline_heading(self, at: int, end: int) -> str | None:
        """Kind of a title-case heading that runs on into its text ("Preferred Skills Experience with")."""
        found = _INLINE.match(self.text, at, min(end, at + 60))
        if found is None:
            return None
        head = found.group(1).lower()
        for kind, pattern in _FULL:
            if kind != NEUTRAL and pattern.fullmatch(head):
                return kind
        return None
