"""JSON-LD scripts of a web page: found, freed of what pages wrap around them, and parsed leniently."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

# What stands in a script is no markup, and what stands in a comment is no script: no parser is needed to find
# them, which would take most of the time that a page takes.
_ELEMENT = re.compile(
    r"<!--.*?-->|<script\b(?P<about>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(?P<body>.*?)</script\s*>", re.I | re.S
)
_IS_JSON_LD = re.compile(r"\btype\s*=\s*[\"']?\s*application/ld\+json", re.I)
BROKEN_SCRIPT = "JSON-LD of a page cannot be read"
_WRAPPED = re.compile(
    r"^(?:\s|<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+"
    r"|(?:\s|;|(?://\s*)?-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)+$"
)
# Texts are matched first, so that only what stands outside them is taken out.
_SURPLUS = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|//[^\n]*|,(?=\s*[}\]])', re.S)


@dataclass(frozen=True)
class Script:
    """The value of a script, or why it has none."""

    value: Any = None
    problem: str | None = None


def scripts(page: str, spoken_of: str) -> Iterator[Script]:
    """The JSON-LD scripts of a page that speak of a type; one that is no JSON comes with its problem."""
    if spoken_of not in page:
        return
    bodies = (match["body"] for match in _ELEMENT.finditer(page) if _IS_JSON_LD.search(match["about"] or ""))
    for number, said in enumerate(bodies):
        if spoken_of in said:
            try:
                yield Script(value=_parsed(said))
            except (ValueError, RecursionError):
                yield Script(problem=f"script {number}")


def canonical_address(page: str) -> str | None:
    """The address that a page gives as its own in its head."""
    head = page.partition("</head>")[0]
    if "canonical" not in head:
        return None
    node = LexborHTMLParser(head).css_first('link[rel="canonical" i]')
    return (node.attributes.get("href") or None) if node is not None else None


def _parsed(said: str) -> Any:
    """The first reading of a script that is JSON; raises ValueError where none is."""
    for reading in _readings(said):
        try:
            return json.loads(reading, strict=False)
        except ValueError:
            continue
    raise ValueError("no reading of the script is JSON")


def _readings(said: str) -> Iterator[str]:
    """A script as it is; unwrapped; without comments and trailing commas; with its entities read."""
    yield said
    bare = _WRAPPED.sub("", said)
    yield bare
    for text in (bare, html.unescape(bare)):
        yield _SURPLUS.sub(lambda match: match.group(1) or "", text)
