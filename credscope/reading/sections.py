"""Where the clauses and sections of a posting begin and end, with or without line breaks.

What a clause says about a credential is decided in `status`; here is only where it lies and which heading
stands over it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

REQUIRED, PREFERRED, OFFERED, OTHER = "required", "preferred", "offered", "other"

# A clause ends at a line break, a bullet, a full stop before a capital or digit, a semicolon, and where a
# lost line break glues a capital to a small letter ("experienceMust").
_BREAK = re.compile(
    r"\n+"
    r"|[.!?]+[\"')\]]?(?=\s+[\"'(\[]?[A-Z0-9\u2022*\-])(?<![\s.(][A-Za-z]\.)(?<!e\.g\.)(?<!i\.e\.)(?<!etc\.)(?<!vs\.)"
    r"|(?<=[a-z0-9)\]])[.!?:;](?=[A-Z][a-z])"
    r"|;"
    r"|\s[\u2022\u25cf\u25aa\u25e6\u00b7\u25a0\u25a1\u27a2\u2713\u2714*]+(?=\s)|[\u2022\u25cf\u25aa\u25a0\u27a2]"
    r"|\s-(?=\s?[A-Z])(?<=\s\s-)"
    r"|\s{2,}(?=[A-Z(\d])"
    r"|(?<=[a-z]{3})(?=[A-Z][a-z])|(?<=[a-z]{3})(?=[A-Z]{2,})|(?<=[a-z])(?=\d\+? years)"
    r"|(?<=[a-z]\))(?=[A-Z])|(?<=[A-Z]{3})(?=[A-Z][a-z]{3})|(?<=[a-z])(?=Preferred|Required|Desired)"
)
# Names written with a capital inside, which are no lost line break.
_INNER_CAPITAL = frozenset(
    "JavaScript|TypeScript|PowerPoint|PowerShell|SharePoint|ServiceNow|LinkedIn|YouTube|GitHub|GitLab|MongoDB|"
    "DevOps|SecOps|MLOps|PostgreSQL|DynamoDB|HubSpot|SolarWinds|SuccessFactors|QuickBooks|OneDrive|DocuSign|"
    "WordPress|BitBucket|CloudFormation|CloudWatch|FedRAMP|NetSuite|PeopleSoft|ServSafe|SnowPro|SyteLine|"
    "VisualForce|AutoCAD|SolidWorks|PolicyCenter|InsuranceSuite|BillingCenter|ClaimCenter|NetApp|FireEye|"
    "CyberArk|SailPoint|CrowdStrike|DevSecOps|JavaBeans|TensorFlow|PyTorch|BigQuery|ScrumMaster|FileMaker|"
    "CompTIA|MuleSoft|DataStage|DataBricks|OpenShift|SnapLogic|HireVue|BrightEdge|OnBase|WorkFlow|ProScrum|"
    "FinTech|HealthCare|HazMat|BioTech|PayPal|MySQL|NoSQL|SQLite|GraphQL|MicroMasters|ArcGIS|LexisNexis|"
    "MasterCard|UiPath|PhD|CareerSource|RingCentral|JetBrains|OpenStack|InDesign|WebEx|TeamCity".split("|")
)
_WORD = re.compile(r"[A-Za-z]+")

_HEADINGS = (
    (PREFERRED, r"(?:(?:highly |strongly )?(?:preferred|desired|desirable|ideal|bonus|optional|recommended|"
                r"additional preferred)\b(?! (?:start|salary|location|to))|nice[- ]to[- ]haves?\b|pluses\b|"
                r"a plus\b|good to have|would be (?:a )?(?:nice|plus|great)|what (?:will|would) set you apart|"
                r"(?:you'll |how to )?(?:really )?stand(?:s)? out|"
                r"extra (?:credit|points)|brownie points|even better|bonus points|preference[s]?\b|"
                r"what else|who would excel)"),
    (OFFERED, r"(?:benefits?\b|perks\b|what we offer|we offer|why (?:work|join)|compensation\b|our benefits|"
              r"what's in it for you|what you'll (?:get|receive)|additional information|salary\b|pay\b|"
              r"equal (?:employment )?opportunity|eeo\b|about (?:us|the company|our)|who we are|company overview|"
              r"physical (?:demands|requirements)|work(?:ing)? (?:environment|conditions)|how to apply|to apply)"),
    (REQUIRED, r"(?:(?:minimum|basic|required|key|job|position|essential|mandatory|core|other|special|general|"
               r"technical|education(?:al)?|desired)?\s?/?(?:and )?(?:qualifications?|requirements?|"
               r"qualification requirements)\b|must[- ]haves?\b|required\b|requires\b|what you(?:'ll)? (?:need|bring)|"
               r"what we(?:'re| are)? (?:require|need|looking for|look for)|who you are|you (?:have|bring|are)\b|"
               r"skills\b|experience\b|education\b|certifications?\b|certificates\b|licen[sc]es?\b|licensure\b|"
               r"knowledge\b|credentials\b|training\b|about you\b|your (?:profile|background|experience|skills)|"
               r"what (?:skills|qualifications)|ideal candidate|you (?:will )?(?:need|should have)|eligibility|"
               r"candidate(?:s)? (?:must|should|will)|the (?:ideal|successful) candidate)"),
    (OTHER, r"(?:(?:key |primary |essential |principal |main |job )?(?:responsibilities|duties|functions|"
            r"accountabilities|tasks)\b|what you(?:'ll| will) (?:do|be doing)|the role\b|job (?:description|summary|"
            r"overview|purpose)|position (?:summary|overview|description)|description\b|summary\b|overview\b|"
            r"your (?:role|impact)|day[- ]to[- ]day|in this role|about the (?:role|job|position|team)|the team\b|"
            r"our team)"),
)  # fmt: skip
_HEADING = tuple((kind, re.compile(pattern)) for kind, pattern in _HEADINGS)
_LEAD = re.compile(r"[\s\W\d]*(?:(?:the|our|your|its|some|any|and|additional|other|we'd|if you have)\s+){0,2}")
_SOFT = _HEADING[0][1]


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
        text, starts = self.text, [0]
        for found in _BREAK.finditer(text):
            at = found.end()
            if found.start() == at and self._inside_name(at):
                continue
            if at < len(text):
                starts.append(at)
        return starts

    def _inside_name(self, at: int) -> bool:
        text = self.text
        left = at
        while left > 0 and at - left < 20 and text[left - 1].isalpha():
            left -= 1
        word = _WORD.match(text, left)
        return bool(word) and (word.group() in _INNER_CAPITAL or word.group().rstrip("s") in _INNER_CAPITAL)

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
            self._sections = [
                Section(start, kind) for start in self._starts if (kind := self._heading(start)) is not None
            ]
            self._section_starts = [section.start for section in self._sections]
        index = bisect_right(self._section_starts, at) - 1
        return self._sections[index].kind if index >= 0 else OTHER

    def _heading(self, start: int) -> str | None:
        """Kind of the heading that the clause at `start` begins with, None where it is no heading."""
        first, end = self.clause(start)
        clause = self.low[first : min(end, first + 160)]
        stripped = clause.strip()
        if len(stripped) < 3:
            return None
        lead = _LEAD.match(clause)
        offset = lead.end() if lead else 0
        begins = self.text[first + offset : first + offset + 1]
        colon = clause.find(":")
        short = end - first <= 60 and not stripped.endswith((".", ","))
        head = clause[: colon if 0 <= colon <= 90 else 60 if short else 0]
        for kind, pattern in _HEADING:
            if head and (found := pattern.search(head)) and (begins.isupper() or colon >= 0):
                if kind == REQUIRED and short and colon < 0 and found.start() > offset + 25:
                    continue
                if kind == REQUIRED and _SOFT.search(head):
                    return PREFERRED
                if colon < 0 and len(head.split()) > 6:
                    continue
                return kind
        for kind, pattern in _HEADING:
            found = pattern.match(clause, offset)
            if found and begins.isupper() and self._capital_follows(first + found.end()):
                return kind
        return None

    def _capital_follows(self, at: int) -> bool:
        """Whether a title-case heading of at most three further words is followed by a new beginning."""
        rest = self.text[at : at + 60]
        return bool(re.match(r"(?:\s(?:[A-Z][a-z]+|and|&|/)){0,3}\s*(?:[:(]|\s[A-Z][a-z]+\s[a-z])", rest))
