"""Whether a posting asks for credentials without naming them ("relevant certifications a plus").

Named credentials belong to `credentials`.
"""

from __future__ import annotations

import re

from credscope.reading.mention import Mention
from credscope.reading.sections import OFFERED, Layout

_NOUNS = ("certif", "licens", "licenc", "credential", "designation")
_ASK = re.compile(
    r"\b(?:(?:or|and|and/or|/|any)\s+(?:an?\s+)?(?:\w+[ -])?(?:similar|equivalent|comparable|other|related|relevant|additional|"
    r"appropriate|industry)(?:\s+(?:\w+[ -]){0,3}?)?(?:certifications?|certificates?|credentials?|licen[sc]es?|licensure|designations?))\b"
    r"|\b(?:relevant|related|applicable|appropriate|industry(?:[- ](?:recognized|standard|related|specific))?|professional|technical|"
    r"additional|other|vendor|it|security|cybersecurity|cloud|technology|product|any|various|advanced|recognized|"
    r"cyber|network(?:ing)?|accounting|project management|data|platform|analytics|finance|hr|engineering|specialized)"
    r"(?:[ /](?:or|and)[ /](?:\w+))?(?:\s+\w+)?\s+(?:certifications?(?:\(s\))?|certificates?|credentials?|licen[sc]es?|licensures?|designations?)\b"
    r"|\bcertifications? (?:in|related to|relevant to|for)\b[^.;\n]{0,60}?\b(?:preferred|a plus|desired|desirable|is nice|helpful)\b"
    r"|\bcertifications? (?:is |are )?(?:a |an |strongly |highly )?(?:preferred|plus|desired|desirable|bonus|advantage|asset)\b"
)


def asks_generically(low: str, mentions: list[Mention], layout: Layout) -> bool:
    """Whether the text asks for credentials that it does not name, in addition to or instead of named ones."""
    if not any(noun in low for noun in _NOUNS):
        return False
    for found in _ASK.finditer(low):
        if any(m.start < found.end() and found.start() < m.end for m in mentions):
            continue
        if layout.section(found.start()) in (OFFERED,):
            continue
        if "other" not in found.group() and "similar" not in found.group() and "equivalent" not in found.group():
            first, last = layout.clause(found.start())
            rest = low[found.end() : min(last, found.end() + 60)]
            if re.match(r"[\s:(,]*(?:such as|like|e\.?g|i\.?e|including|:)", rest):
                if any(found.end() <= m.start < found.end() + 80 for m in mentions):
                    continue
        return True
    return False


