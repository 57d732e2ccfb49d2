"""Credentials that fixed phrases name, without a noun such as "certification" beside them.

Membership of a bar, permits of persons ("dune operator's permit") and colours of belts ("Green or Black
Belt"); lists and titles are read in `members` and `certified`.
"""

from __future__ import annotations

import re

from credscope.reading.draft import Draft
from credscope.reading.text import occurrences

# "Member in good standing of the Ohio State Bar", "admitted to the Bar of the State of Ohio".
_BAR = re.compile(
    r"\b(?:[Mm]embers?|[Mm]embership|[Aa]dmitted|[Aa]dmission|[Gg]ood standing)\b[^.;:\n]{0,40}?"
    r"\b(?:of|to|with|in|by) (?:the |an? |any )?"
    r"((?:[A-Z][A-Za-z.]* ){0,4}Bar(?![\w-]| (?:[Ss]taff|team|area|and|&|manager|[Cc]hart))"
    r"(?: of (?:the )?(?:(?:State|Commonwealth) of )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)?)"
)
_BOARD = re.compile(
    r"(?<![\w-])((?:[A-Z][a-z]+ ){0,3}[A-Z][a-z]+)(?:: ?\([A-Z]{2}\)| \([A-Z]{2,4}\))? - "
    r"((?:[A-Z][a-z]+ ){1,3}(?=Board of))Board of [A-Z]"
)
# "Licensed professional or ABC", "professional registration": of whatever profession the posting is about.
_LICENSED = re.compile(r"(?:\b[Rr]egistered|\b[Ll]icensed|(?<=[a-z])(?:Registered|Licensed)) $")
_PROFESSIONAL = re.compile(
    r"[Pp]rofessional(?= or [A-Z]| in (?:the [Ss]tate of )?[A-Z]| in (?:the |your |a )?"
    r"(?:field|discipline|area)| (?:preferred|required|desired))"
)
_REGISTRATION = re.compile(
    r"[Pp]rofessional registration"
    r"(?= (?:in (?:the |your |a )|preferred|required|desired)|,? \([a-z]\) )"
)
_BAR_NAME = "admitted to the bar"
# Permits that a person holds; of a site, a road or a building there are more.
_PERMIT = re.compile(
    r"(?:(?:[A-Z][\w'\u2019-]* (?:of )?){1,6}|"
    r"(?!(?:an?|the|or|and|valid|current|your|of|with|for|its)\b)[a-z]+ )?"
    r"\b(?:[Oo]perator|[Hh]andler|[Aa]pplicator|[Ll]earner|[Tt]eacher|[Ss]ubstitute|[Tt]eaching|"
    r"[Cc]hauffeur|[Bb]laster|[Ff]irearms?|[Ww]eapons?|[Pp]istol|[Cc]arry)"
    r"(?:['\u2019]s|s['\u2019]?)? [Pp]ermit(?![\w-]| (?:application|process|fee|request))"
)
_VALID = re.compile(r"(?:(?:A|An|The|Valid|Current|Active|Hold|Possess|Must|Have)\s+)+")
# "Zorblax (certification preferred)": the noun stands in a bracket behind the name.
_IN_BRACKET = re.compile(
    r"((?:[A-Z][\w+#.-]*|\b[a-z]+)(?: [A-Z][\w+#.-]*){0,3}) ?\("
    r"[Cc]ertifi(?:cations?|ed)(?: is)?(?: highly| strongly)? (?:a plus|preferred|desired|required)"
)
_COLOUR = re.compile(
    r"\b((?:lean )?(?:six sigma )?(?:yellow|green|master black|black))(?:, or |, | or |/| and | and/or )$"
)


def bars(draft: Draft) -> None:
    """Membership of a state's bar."""
    if "Bar" not in draft.text:
        return
    for found in _BAR.finditer(draft.text):
        draft.put(*found.span(1), draft.resolve(_BAR_NAME), found.group(1), "license")


def bracketed(draft: Draft) -> None:
    """Names of the catalogue with the noun in a bracket behind them."""
    if "(certif" not in draft.low:
        return
    for found in _IN_BRACKET.finditer(draft.text):
        words = found.group(1).lower().split()
        names = (" ".join(words[at:]) for at in range(len(words)))
        known = ((name, draft.resolve(f"{name} certification")) for name in names)
        name, credential = next(((name, held) for name, held in known if held), ("", None))
        if credential is not None:
            draft.put(found.end(1) - len(name), found.end(1), credential, name, credential.kind)


def permits(draft: Draft) -> None:
    """Permits that the law asks of persons."""
    if "permit" not in draft.low:
        return
    for found in _PERMIT.finditer(draft.text):
        start = found.start()
        lead = _VALID.match(draft.text, start, found.end())
        start = lead.end() if lead else start
        surface = draft.text[start : found.end()]
        if " " in surface:
            draft.put(start, found.end(), draft.resolve(surface.lower()), surface, "license")


def boards(draft: Draft) -> None:
    """ "Pharmacist - Ohio State Board of Pharmacy": a trade and the board of a state that licenses it."""
    if "Board of" not in draft.text:
        return
    for found in _BOARD.finditer(draft.text):
        place = found.group(2).strip().lower().removesuffix(" state")
        trade = found.group(1).lower()
        credential = draft.resolve(f"{trade} license") or draft.resolve(f"licensed {trade}")
        if place in draft.wording.places and credential is not None:
            draft.put(*found.span(1), credential, found.group(1), "license")


def professionals(draft: Draft) -> None:
    """Registration in a profession that the posting leaves to its context."""
    text = draft.text
    for at in occurrences(draft.low, "professional"):
        front = _LICENSED.search(text, max(0, at - 12), at) if text.startswith("ed ", at - 3) else None
        found = _PROFESSIONAL.match(text, at) if front else _REGISTRATION.match(text, at)
        if found:
            start = front.start() if front else at
            draft.put(start, found.end(), None, text[start : found.end()], "license")


def belts(draft: Draft) -> None:
    """ "Green or Black Belt": the colours in front of one that is a credential already."""
    for mention in [*draft.known, *draft.mentions]:
        at = mention.start
        if "belt" not in draft.low[mention.start : mention.end]:
            continue
        while colour := _COLOUR.search(draft.low, max(0, at - 40), at):
            name = f"six sigma {colour.group(1).rpartition('sigma ')[2].removeprefix('lean ')} belt"
            draft.put(*colour.span(1), draft.resolve(name), name, "certification")
            at = colour.start(1)
