"""Names of the catalogue by how a text writes them: official titles, titles with their short form, people.

Whether a name that says too little is called for belongs to `called_for`; all of it comes together in
`credentials`.
"""

from __future__ import annotations

import re

from credscope.reading.mention import Mention
from credscope.reading.phrases import ROLE
from credscope.reading.wording import BODY_WORD

_TITLE = re.compile(r"certified ((?:[a-z&-]+ )+[a-z]+)")
_SMALL_WORDS = frozenset(("of", "in", "for", "and", "the", "on", "a", "to"))


def abbreviated(text: str, mention: Mention) -> bool:
    """Whether a title has its own short form beside it ("Widget Risk Manager (WRM)", "WRM - Widget ...")."""
    own = re.search(r"\w \(([A-Z][A-Za-z-]{1,7})\)", mention.name)
    if own is None or not ROLE.search(mention.name[: own.start() + 1].lower()):
        return False
    if mention.end - mention.start <= len(own.group(1)) + 2:
        return False
    short = re.escape(own.group(1))
    behind = re.compile(rf"[\u00ae\u2122]?(?: ?\(|,? | - |/){short}(?![A-Za-z])")
    before = text[max(0, mention.start - len(own.group(1)) - 4) : mention.start]
    inside = text[mention.start : mention.end].endswith(f"({own.group(1)})")
    return inside or bool(behind.match(text, mention.end) or re.search(rf"\b{short}(?: ?\(| - |: )$", before))


def official(text: str, mention: Mention) -> bool:
    """Whether one credential's own name stands in title case ("Certificate of Widget Knowledge")."""
    if "(unspecified)" in mention.name:
        return False
    words = re.findall(r"[A-Za-z]+", text[mention.start : mention.end])
    telling = [word for word in words if word not in _SMALL_WORDS]
    return len(telling) >= 4 and all(word[0].isupper() for word in telling)


def people(text: str, surface: str, end: int) -> bool:
    """Whether a name is a plural of people: a team or an offer, "free access to certified planners"."""
    plural = surface.endswith("s") and " " in surface and " for " not in surface
    plural = plural and not BODY_WORD.search(surface.title())
    return plural and bool(ROLE.search(surface[:-1])) and not text.startswith(" (", end)


def titles(index: dict[str, int]) -> list[tuple[str, int]]:
    """What the holder of "Certified X Y" has, "X Y certification", with the place of the entry."""
    found = [(_TITLE.fullmatch(name), at) for name, at in index.items()]
    return [
        (f"{title.group(1)} certification", at)
        for title, at in found
        if title and ROLE.search(title.group(1))
    ]
