"""Names of credentials that say nothing of the worker: colleagues, papers of identity, bare names of jobs.

All texts come in small letters.
"""

from __future__ import annotations

import re

from credscope.reading.phrases import ROLE

# Jobs of every office; "professional" and the like are what only a credential makes of somebody, and trades
# are named with the state or body that certifies them ("ZDOT Paving Technician").
_JOB = re.compile(
    r".* (?:engineer|architect|administrator|developer|consultant|analyst|manager|specialist|technologist|"
    r"officer|scientist|director|designer|therapist|assistant|auditor|planner|adjuster|agent|broker|advisor|"
    r"trainer|tester|programmer|instructor|counselor)s?"
)
_CALLED_A_CREDENTIAL = re.compile(
    r"certif|licen[sc]|credential|accredit|regist|charter|qualified|designat|commission|journey|"
    r"professional|master|fellow|enrolled|advanced|expert|associate|\blevel\b|\bsnowpro\b|\d|\+|\("
)
_PRACTITIONERS = ("physicians", "surgeons", "dentists", "lawyers", "veterinarians")
_SHORT_FORM_BEHIND = re.compile(r" \([a-z. -]+\)$")
_COLLEAGUES = re.compile(r"(?:rbt|bcba|bcaba|rn|lpn)s?")
# Whose work the posting's worker serves, checks or answers to.
_WITH_OTHERS = re.compile(
    r"\b(?:supervis(?:es?|ing|ion)|oversee(?:s|ing)?|mentor(?:s|ing)?|train(?:s|ing)?|coach(?:es|ing)?|"
    r"assist(?:s|ing)?|(?<!life )support(?:s|ing)?|interview(?:s|ing)?(?: and select)?|"
    r"(?:collaborat(?:es?|ing)|work(?:s|ing)?|consult(?:s|ing)?|partner(?:s|ing)?|coordinat(?:es?|ing)|"
    r"interact(?:s|ing)?)(?: closely| directly)? with|"
    r"(?:provid(?:es?|ing)|serv(?:es?|ing) as an? (?:consultant|resource|mentor) to|oversight of))"
    r"(?: (?:for|of|to|and|our|all|other|your|new|supervise|train|support))*(?P<one> (?:the|an?|our|your))? "
    r"(?:(?:rbt|bcba|bcaba|rn|lpn)s(?:,|/| and|, and) ?)*(?:board )?"
    r"(?:registered behaviou?r(?:al)? technicians? \()?$"
)
_ANSWERS_TO = re.compile(
    r"\b(?:under (?:the )?(?:\w+ )?(?:supervision|direction|guidance|oversight) of|supervised by|"
    r"(?:developed|designed|created|written|led) by|reports to|reporting to|responsible to)"
    r" (?:an? |the |our |your )?(?:[\w-]+,? ?-?){0,2}$"
)
_GROUP = re.compile(r"^ (?:staff|teams?|students?|on (?:the |your )?team)\b")
_PROGRAM = re.compile(r"^ programs?\b")
_OTHERS = re.compile(
    r"^ (?:experts|partners?|compan(?:y|ies)|organi[sz]ations?|staff|facilit(?:y|ies)|vendors?)\b"
)
_PAPERS = re.compile(
    r"(?<!valid )social security|establish(?:es|ing)? identity|birth certificate|\bnever (?:ask|request)"
)
# A form's field for skills: "Required Widget Tools: Zorb, Blix".
_LABEL = re.compile(r"\b(?:required|preferred) (?:other )?$")
# The rule that suppliers are measured by: "Maturity Model Certification (CMMC)".
_MODEL = re.compile(r"\bmaturity model certification \($")
# The test of a security clearance, "TS/SCI with polygraph", before the next heading.
_CLEARANCE = re.compile(r"(?:\bts|\bsci|\bsecret|clearance|scope|\bci|\bfs)\b(?: \w+)? $")
# What a maker of medicines pays to physicians it has to tell.
_TOLD = re.compile(r"sunshine act|transfers? of value")
# Who has signed up for an exam holds nothing yet.
_SIGNED_UP = re.compile(r"\bregist(?:ration|ered) for (?:the )?$")
_NUMBER = re.compile(
    r"^ (?:numbers?|systems?|issuance|information|modernization|renewals?|records?|data|holders?)\b|"
    r"^ issued to (?:persons|people|those)\b"
)
_REACH = 140


def names_a_job(name: str) -> bool:
    """Whether `name` is what a job is called too ("Widget Cloud Architect") and needs a word beside it."""
    return bool(_JOB.fullmatch(name)) and not _CALLED_A_CREDENTIAL.search(name)


def is_not_the_workers(low: str, start: int, end: int) -> bool:
    """Whether the credential that `low` names at `start`..`end` belongs to somebody or something else.

    A driver's licence among the papers of a warning or of a proof of identity is one that nobody asks for.
    """
    name = _SHORT_FORM_BEHIND.sub("", low[start:end])
    before, after = low[max(0, start - _REACH) : start], low[end : end + _REACH]
    if "driv" in name:
        return bool(_NUMBER.match(after) or _PAPERS.search(before.rpartition("\n")[2]))
    if name.endswith(("certified", "accredited")):
        return bool(_OTHERS.match(after))
    if after.startswith(":") and _LABEL.search(before) and not _CALLED_A_CREDENTIAL.search(name):
        return True
    if name == "cmmc" and _MODEL.search(before):
        return True
    if name.startswith("polygraph") and _CLEARANCE.search(before):
        return True
    if "physician" in name and _TOLD.search(before):
        return True
    if name.endswith(_PRACTITIONERS) or (name.endswith("exam") and _SIGNED_UP.search(before)):
        return True
    if not ROLE.search(name.removesuffix("s")) and not _COLLEAGUES.fullmatch(name):
        return False
    if _GROUP.match(after) or _ANSWERS_TO.search(before):
        return True
    if _PROGRAM.match(after) and "certif" not in name:
        return True
    beside = _WITH_OTHERS.search(before)
    return beside is not None and (name.endswith("s") or beside["one"] is not None)
