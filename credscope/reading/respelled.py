"""Other ways to write a credential's name, tried where the catalogue has none as the text writes it.

What may stand for which entry belongs to the catalogue; nothing here decides whether a span is a credential.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Words of an ask that no name begins with, whatever stands behind them ("at least one", "5", "previous").
_ASK = re.compile(
    r"^(?:(?:previous|past|prior|current|currently|active|valid|recent|existing|at least|one|any|some|an?|"
    r"the|\d{1,2}|appropriate|relevant|multiple)\s+)+"
)
_BEHIND = re.compile(r"(?:\s+(?:\d{1,2}\+?|up ?on hire|required|preferred|desired|modules?))+$")
_INSIDE = re.compile(r"\b(?:active|current|valid)\s+(?=certif|licen)")
_NOUN = r"(?:certifications?|certificates?|certified|certs?|credentials?|accreditations?|accredited)"
_BEFORE = re.compile(rf"{_NOUN} (?:in|as|on|for|with|from|by|through)(?: an?| the)? (.+)")
_AFTER = re.compile(rf"(.+?) {_NOUN}")
_AFTER_ANY = re.compile(rf"(.+?) {_NOUN} (?:in |as an? )?(.+)")
_VAGUE_END = re.compile(r"(?: (?:technolog(?:y|ies)|products?|tools?|platforms?|solutions?|applications?))$")
# Words inside a name that add nothing ("Zorblax-related certification", "Zorblax experience/certification").
_WITHIN = re.compile(
    r"[ -]related(?= )|(?: experience| training)(?: and/or|/| and| or)+(?= ?certif)|"
    r"(?<=\w) cloud platform(?= )"
)
_VERSION = re.compile(r" v?\d{1,2}(?:\.\d{1,2}|\.x)+(?= |$)")
_QUOTE = re.compile(r"'|\.com\b")
_BRACKET = re.compile(r"\s*\([^()]*\)")
# Three letters stand for too many things to say which name is meant.
_SHORT = re.compile(r"\(([a-z][a-z+-]{3,8})\)$")


def respelled(low: str) -> Iterator[str]:
    """Names that mean what `low` (lower case) means, the closest first; some are no names at all."""
    if short := _SHORT.search(low):
        yield short.group(1)
    plain = _BRACKET.sub("", low)
    plain = _WITHIN.sub(" ", plain)
    plain = _QUOTE.sub("", plain).replace(" / ", "/")
    plain = _BEHIND.sub("", _INSIDE.sub("", _ASK.sub("", plain)))
    plain = " ".join(plain.split())
    if not plain:
        return
    yield plain
    before = _BEFORE.fullmatch(plain)
    field = before.group(1) if before else None
    if field is None:
        after = _AFTER.fullmatch(plain)
        around = None if after else _AFTER_ANY.fullmatch(plain)
        field = after.group(1) if after else f"{around.group(1)} {around.group(2)}" if around else plain
    field = _ASK.sub("", field)
    yield from _named(field)
    shorter = _VAGUE_END.sub("", field)
    if shorter != field and " " in shorter:
        yield from _named(shorter)
    unversioned = _VERSION.sub("", field)
    if unversioned != field:
        yield from _named(unversioned)


def _named(field: str) -> Iterator[str]:
    yield f"{field} certification"
    yield f"certified {field}"
    yield f"{field} certified"
    if field.endswith("s") and not field.endswith("ss"):
        yield f"{field[:-1]} certification"
