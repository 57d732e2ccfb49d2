"""Where the clauses of a posting begin, with or without line breaks.

Which clause is a heading is decided in `headings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from credscope.reading.headings import RUN_IN
from credscope.reading.text import matches

LONGEST = 4000
"""Characters of the longest clause, above any of 15,000 real texts; what runs on is cut, for a clause is
looked through once for every credential in it."""

# A clause ends at a line break, a bullet, a full stop before a capital or digit, a semicolon, a wide gap, and
# where a lost line break glues a capital to a small letter ("experienceMust"). Each pattern begins with one
# character class, which lets the engine skip to the few places that matter.
_STOP = re.compile(
    r"[\n.!?;:\u2022\u25cf\u25aa\u25e6\u00b7\u25a0\u25a1\u27a2\u2713\u2714\u00a2*-](?:"
    r"(?<=\n)\n*"
    r"|(?<=[.!?])(?<![\s.(/][A-Za-z]\.)(?<!e\.g\.)(?<!i\.e\.)(?<!etc\.)(?<!vs\.)[.!?]*[\"')\]]?"
    r"(?=\s+[\"'(\[]?[A-Z0-9\u2022*-])"
    r"|(?<=[a-z0-9)\]][.!?:;])(?=[A-Z][a-z])"
    r"|(?<=[A-Za-z]{3}[.!?:;])(?=[A-Z][A-Za-z])(?!JS|NET|AI|IO)"
    r"|(?<=[A-Za-z]{2}[.;])(?=[0-9]{1,2}\+? ?(?:-|to |years|yrs))"
    r"|(?<=[;\u2022\u25cf\u25aa\u25a0\u27a2])(?<!ifications are a plus;)(?<!ifications preferred;)"
    r"|(?<=\s[\u25e6\u00b7\u25a1\u2713\u2714*])(?=\s)"
    r"|(?<=\s\s-)(?=\s?[A-Z])"
    r"|(?<=\u00e2\u20ac\u00a2)"
    r")"
)
_GAP = re.compile(r"  (?<!   ) *(?=[A-Z(0-9])")
# Most capitals follow a blank, which the first look back tells at once.
_GLUED = re.compile(
    r"[A-Z0-9](?:(?<=[a-z).][A-Z0-9])(?:(?<=[a-z]{3}[A-Z])(?=[a-zA-Z])|(?<=[a-z]\)[A-Z])"
    r"|(?<=[\s.;]Or[A-Z])(?=[a-z])|(?<=[a-z]{4}A)(?= (?:[a-z]|Bachelor|Master|Degree|High))"
    r"|(?<=[A-Z]\)[A-Z])(?=[a-z]{2})"
    r"|(?<=[a-z][0-9])(?=[0-9]?\+?(?: ?- ?[0-9]+\+?)? years?\b)"
    r"|(?<=[a-z.]P)(?=referred)|(?<=[a-z.]R)(?=equired)|(?<=[a-z.]D)(?=esired))"
    r"|(?<=(?:plus|rred|ired)[A-Z])(?=[0-9-])"
    r"|(?<=[A-Z]{4})(?=[a-z]{3})|(?<=[A-Z]-[A-Z]{2})(?=[a-z]{3})|(?<=[\s.;]OR[A-Z])(?=[a-z]))"
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
        "NumPy", "SciPy", "MapReduce", "MicroStrategy", "TikTok", "WhatsApp", "PowerApps",
        "ElasticSearch", "SageMaker", "SonarQube", "QuickSight", "MicroStation", "KubeFlow", "WebSphere",
        "DataOps", "SpringBoot", "QlikView", "PowerCenter", "OneNote", "WebLogic", "BigFix", "OpenRoads",
        "AmeriCorps", "SalesForce", "PowerBi", "InfoSphere", "ThoughtSpot", "FileNet", "HashiCorp",
        "FinOps", "DataDog", "SentinelOne", "WorkDay", "MatLab", "LabVIEW", "ForgeRock", "CloudFront",
        "OpenText", "MedTech", "SmartSheet", "RightFax", "PagerDuty", "TestRail", "TeamCenter",
        "QlikSense", "SuccessFactor", "AirWatch", "AppDynamics", "OpenSearch", "StreamSets", "GoLang",
        "ZoomInfo", "ServiceMax", "OutSystems", "BeyondTrust", "LogRhythm", "AutoDesk", "BluePrism",
        "PenTest", "CompTia", "OpenAI", "ArchiMate", "AgilePM", "SysOps", "DevNet", "CyberOps", "DataStax",
        "EpicCare", "CloudOps", "GitOps", "OpenTelemetry", "InterSystems", "HealthShare", "CommScope",
        "BlackLine", "ArcSight", "NetScaler", "NextGen", "DataCamp", "MicroBachelors", "CloudSuite",
        "CloudBees", "CircleCI", "MathWorks", "OneStream", "OneTrust", "GoldenGate", "NetWare", "SysML",
        "OffSec", "PowerBI", "RedHat", "SecurID", "BusinessObjects", "NetWeaver", "VeloCloud", "SonicWall",
        "UltiPro", "InterQual", "NetBackup", "RealPage", "ActiveCampaign", "BigCommerce", "AccessData",
        "FranklinCovey", "GenAI", "ChatGPT", "PennDOT", "MassDOT", "DelDOT", "PingFederate", "ProAdvisor",
        "IdentityIQ", "IdentityNow", "OmniStudio", "TestOut", "SuiteFoundation", "SuiteCloud", "WorkKeys",
        "ShoreTel", "MikroTik", "WorldatWork", "HackerRank", "TryHackMe", "SafeLand", "SmartForms",
    ]
)  # fmt: skip
# The letters around such a capital, with the names that hold them and where: no other place is looked up.
_INNER: dict[str, list[tuple[str, int]]] = {}
for _name in sorted(_INNER_CAPITAL):
    for _at in range(1, len(_name)):
        if _name[_at].isupper():
            _INNER.setdefault(_name[_at - 1 : _at + 2], []).append((_name, _at))


def clause_starts(text: str, headings: list[int]) -> list[int]:
    """Positions in `text` (folded) at which a clause begins, in order; the first is 0.

    `headings` are the positions of RUN_IN_LEADS.
    """
    starts = {0}
    starts.update([found.end() for found in _STOP.finditer(text)])
    if "  " in text:
        starts.update([found.end() for found in _GAP.finditer(text)])
    starts.update([found.start() for found in matches(RUN_IN, text, headings)])
    for found in _GLUED.finditer(text):
        at = found.start()
        if text[at - 1 : at + 2] not in _INNER or not _inside_name(text, at):
            starts.add(at)
    starts.discard(len(text))
    ordered = sorted(starts)
    if len(text) <= LONGEST or all(
        after - before <= LONGEST for before, after in pairwise([*ordered, len(text)])
    ):
        return ordered
    return [cut for first, last in pairwise([*ordered, len(text)]) for cut in _cuts(text, first, last)]


def _cuts(text: str, first: int, last: int) -> Iterator[int]:
    """Where the parts of a clause begin that is longer than any sentence."""
    while True:
        yield first
        if last - first <= LONGEST:
            return
        blank = text.rfind(" ", first + LONGEST // 2, first + LONGEST)
        first = first + LONGEST if blank < 0 else blank + 1


def _inside_name(text: str, at: int) -> bool:
    """Whether the capital at `at` is the inner one of a name, whatever is glued to the name's front."""
    for name, offset in _INNER.get(text[at - 1 : at + 2], ()):
        start = at - offset
        if start >= 0 and text.startswith(name, start):
            behind = text[start + len(name) : start + len(name) + 2]
            if not behind[:1].islower() or (behind[:1] == "s" and not behind[1:].isalpha()):
                return True
    return False
