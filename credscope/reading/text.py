"""Folding a text for matching without moving a single character, so that spans hold in the original.

Only character-for-character rewriting of texts belongs here, and how names are compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_FOLD = {
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\u201c": '"', "\u201d": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u200b": " ", "\ufeff": " ", "\t": " ", "\x0b": " ",
    "\x0c": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x00": " ", "\\": "/",
}  # fmt: skip


def fold(text: str) -> str:
    """`text` with typographic quotes, dashes, blanks and slashes as their plain forms; same length."""
    # One search per character is many times faster than str.translate on a long text.
    for written, plain in _FOLD.items():
        if written in text:
            text = text.replace(written, plain)
    return text


def lower(text: str) -> str:
    """Lower case of `text` in the same length, whatever the script."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def folded(name: str) -> str:
    """`name` as names are compared: small letters without accents, one blank between runs of letters, digits
    and + # &."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9+#&]+", " ", bare).strip()


def occurrences(text: str, word: str) -> list[int]:
    """Where `word` begins in `text`, in order; many times faster than a pattern for a rare word."""
    found = []
    at = text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found


def windows(text: str, positions: list[int], before: int, after: int) -> Iterator[tuple[int, int]]:
    """Stretches of `text` around `positions`, in order, apart from each other and ending between words.

    A slow pattern is searched for in these alone, where it needs a word that is known to stand there.
    """
    first = last = 0
    for at in positions:
        if at - before > last:
            if last:
                yield first, last
            first = at - before
        end = text.find(" ", at + after)
        last = len(text) if end < 0 else end
    if last:
        yield max(first, 0), last


def matches(pattern: re.Pattern[str], text: str, positions: list[int]) -> Iterator[re.Match[str]]:
    """Matches of `pattern` that begin at one of `positions`, in order and without overlaps."""
    done = 0
    for at in positions:
        found = pattern.match(text, at) if at >= done else None
        if found:
            done = found.end()
            yield found


# "pilot license": also the pilot's license.
_PERSONS_LICENSE = re.compile(r"(?<=\w)(?<!driv)(er|or|ist|ian|ant|ent|nurse|man|pilot)(?: license)$")


@lru_cache(maxsize=4096)
def spellings(alias: str) -> tuple[str, ...]:
    """Lower-case spellings of a name: apostrophe kept, dropped, moved behind the s, and wrongly decoded."""
    low = " ".join(lower(fold(alias)).split())
    found = [low]
    if "'s " in low:
        found += [low.replace("'s ", end) for end in ("s ", "s' ", " ", "\u00e2\u20ac\u2122s ")]
    if "-" in low and not any(letter.isdigit() for letter in low):
        found.append(low.replace("-", " "))
    if " & " in low:
        found.append(low.replace(" & ", " and "))
    if _PERSONS_LICENSE.search(low):
        found += [_PERSONS_LICENSE.sub(rf"\1{end} license", low) for end in ("'s", "s'", "s")]
    return tuple(dict.fromkeys(found))
