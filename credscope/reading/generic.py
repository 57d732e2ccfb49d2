"""Whether a posting asks for credentials without naming them ("relevant certifications a plus").

Named credentials belong to `credentials`.
"""

from __future__ import annotations

import re

from credscope.reading.mention import Mention
from credscope.reading.sections import OFFERED, Layout

_NO_ASK = re.compile(
    r"s?\s*(?:bonus|verif|suspend|testing|requirements?\b|process|fees?\b|and attestations|by the|"
    r"and other credentials, as)"
)
_WORK_LICENCE = re.compile(r"necessary|professional licen[sc]e|brokerage|software|other licen|any licen")
_NOUNS = ("certif", "licens", "licenc", "credential", "designation")
_ASK = re.compile(
    r"\b(?:(?:or|and|and/or|/|any)\s+(?:an?\s+)?(?:\w+[ -])?(?:similar|equivalent|comparable|other|related|"
    r"relevant|additional|"
    r"appropriate|industry)(?:\s+(?:\w+[ -]){0,3}?)?(?:certifications?|certificates?|credentials?|"
    r"licen[sc]es?|licensure|designations?))\b"
    r"|\b(?:relevant|related|applicable|appropriate|industry(?:[- ](?:recognized|standard|related|"
    r"specific))?|professional|technical|"
    r"additional|other|vendor|it|security|cybersecurity|cloud|technology|product|any|various|advanced|"
    r"recognized|"
    r"cyber|network(?:ing)?|accounting|project management|data|platform|analytics|finance|hr|engineering|"
    r"specialized)"
    r"(?:[ /](?:or|and)[ /](?:\w+))?(?:\s+\w+)?\s+(?:certifications?(?:\(s\))?|certificates?|credentials?|"
    r"licen[sc]es?|licensures?|designations?)\b"
    r"|\btraining or certification (?:on|in)\b|"
    r"\b(?:qualification|degree|diploma),? (?:or )?certifications? or\b"
    r"|\bcertifications? (?:in|related to|relevant to|for)\b[^.;\n]{0,60}?\b(?:preferred|a plus|desired|"
    r"desirable|is nice|helpful)\b"
    r"|\bcertifications? (?:is |are )?(?:a |an |strongly |highly )?(?:preferred|plus|desired|desirable|"
    r"bonus|advantage|asset)\b"
)


def asks_generically(low: str, mentions: list[Mention], layout: Layout) -> bool:
    """Whether the text asks for credentials that it does not name, besides or instead of named ones."""
    if not any(noun in low for noun in _NOUNS):
        return False
    for found in _ASK.finditer(low):
        if _NO_ASK.match(low, found.end()) or _WORK_LICENCE.search(found.group()):
            continue
        if any(m.start < found.end() and found.start() - 4 < m.end for m in mentions):
            continue
        if layout.section(found.start()) != OFFERED:
            return True
    return False
