"""Credentials that the catalogue does not hold, found by how they are written ("Certified X Y (CXY)").

The catalogue's own names are found in `credentials`; whatever is found here has no credential_id unless the
name, once complete, turns out to be an alias.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from credscope.reading.mention import Mention
from credscope.reading.sections import OFFERED, Layout
from credscope.reading.wording import (
    EMPLOYER,
    GENERIC,
    NO_CREDENTIAL,
    NO_NOUN,
    NOT_ACRONYMS,
    PLACES,
    STARTS,
    TITLE_WORDS,
)
from credscope.rules import Credential

_NOUN = re.compile(r"(certifications?|certificates?|certified|licen[sc]es?|licensure|credentials?)(?![a-z])")
_KINDS = {"certi": "certification", "licen": "license", "crede": "certification"}
_TOKEN = r"(?:[A-Z][\w+#&'/-]*(?:\.[a-z0-9]\w*)*|\d[\w./-]*|[a-z]?[A-Z]{2,}[\w+-]*)"
_LINK = r"(?:(?:of|in|for|on|and|&|to|the|-)\s+)"
_BACKWARD = re.compile(rf"((?:{_TOKEN}\s+{_LINK}?){{1,7}})(?:\(([A-Z][\w+/ -]{{1,14}})\)\s*)?$")
_FORWARD = re.compile(
    rf"\s*(?:\(s\))?\s*(?:in|from|by|as an?|on|with|as)\s+(?:the |an? "
    rf")?((?:{_TOKEN}\s*{_LINK}?){{0,6}}{_TOKEN})"
)
_LIST_LEAD = re.compile(
    r"\s*(?:\(s\))?\s*(?:\(?\s*(?:such as|like|e\.?\s?g\.?,?|i\.?e\.?[,:]?|including|include|:|ex[:.])|"
    r"from|by|\()\s*[:,]?\s*"
)
_ITEM = re.compile(
    rf"((?:{_TOKEN}\s?(?:(?:of|in|for|and)\s(?=[A-Z]))?){{1,6}}(?:\s?\([A-Z][\w+/ -]{{1,14}}\))?)\s*"
)
_ITEM_GAP = re.compile(r"\s*(?:,\s*(?:and/or|or|and)?|/|;|\bor\b|\band/or\b|\band\b|&)\s*(?:an? |the )?")
# "license as a professional engineer or registered architect", mostly in small letters.
_LICENSED_AS = re.compile(
    r"(?:licen[sc]ed?|certification|certified|registration|registered) as an? ((?:(?!or\b|and\b|in\b|by\b|"
    r"with\b|from\b|issued\b|to\b|for\b)[a-z-]+ ?){1,4})"
    r"(?:\([a-z ]{2,8}\))?"
)
_TITLE = re.compile(r"Certified|Registered|Licensed|Chartered|Accredited")
_TITLE_LEAD = re.compile(rf"(?:{_TOKEN}\s+){{0,2}}(?:Board[- ])?$")
_TITLE_REST = re.compile(
    rf"[\s:]+(?:in\s+)?(?:{_TOKEN}\s*{_LINK}?){{0,5}}{_TOKEN}(?:\s*\([A-Z][\w+/ -]{{1,14}}\))?"
)
_SIMILAR = re.compile(
    r",?\s*(?:and/or|or|and)\s+(?:an? |any )?(?:other )?(?:similar|equivalent|comparable|related|relevant|"
    r"other)(?:[ -]\w+){0,2}\s+$"
)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{2,6}\+?(?:-[A-Z]{1,4})?(?![\w])")
Resolve = Callable[[str], Credential | None]


def find_unnamed(
    text: str, low: str, layout: Layout, known: list[Mention], resolve: Resolve
) -> list[Mention]:
    """Mentions of credentials that `known`, the catalogue's mentions, does not cover.

    `resolve` gives the catalogue's entry of a lower-case name, or None.
    """
    taken = bytearray(len(text))
    for mention in known:
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    found: list[Mention] = []

    def add(start: int, end: int, noun: str) -> bool:
        start, end = _trimmed(text, start, end, titled=noun in ("titled", "licensed as"))
        if noun in ("licenses", "licences") and " " not in text[start:end].strip()[:-9]:
            return False
        if end - start < 3 or any(taken[start:end]) or not _named(text[start:end]):
            return False
        if layout.section(start) == OFFERED and noun != "titled":
            return False
        mention = _mention(text, start, end, noun, resolve)
        found.append(mention)
        taken[start:end] = b"\x01" * (end - start)
        return True

    for match in _TITLE.finditer(text):
        first, last = layout.clause(match.start())
        rest = _TITLE_REST.match(text, match.end(), last)
        if rest is None or EMPLOYER.search(low[max(first, match.start() - 90) : match.start()]):
            continue
        lead = _TITLE_LEAD.search(text, max(first, match.start() - 40), match.start())
        add(lead.start() if lead else match.start(), rest.end(), "titled")
    for match in _LICENSED_AS.finditer(low):
        add(match.start(), match.end(), "licensed as")
    for match in _NOUN.finditer(low):
        _around(text, low, layout, match, add)
    for start, end in _acronyms(text, low, layout, known + found):
        add(start, end, "certification")
    return found


def _around(
    text: str, low: str, layout: Layout, match: re.Match[str], add: Callable[[int, int, str], bool]
) -> None:
    """Names before and after the noun that `match` found."""
    noun, start, end = match.group(1), match.start(), match.end()
    if NO_NOUN.match(low, end):
        return
    first, last = layout.clause(start)
    if EMPLOYER.search(low[max(first, start - 100) : start]):
        return
    similar = _SIMILAR.search(low, max(first, start - 160), start)
    if similar:
        for a, b in _items_before(text, max(first, start - 160), similar.start()):
            add(a, b, noun)
        return
    before = _BACKWARD.search(text[max(first, start - 90) : start])
    if before and noun == "certified" and re.match(r":?\s+[A-Z][a-z]", text[end : end + 6]):
        return
    if before:
        offset = max(first, start - 90)
        if add(offset + before.start(), end, noun) and noun != "certifications":
            return
    lead = _LIST_LEAD.match(low, end, last)
    if lead:
        for a, b in _items(text, lead.end(), last):
            add(a, b, noun)
        return
    if end >= last - 2 and noun.endswith("s"):
        following = layout.neighbour(start, 1)
        if following:
            for a, b in _items(text, following[0], following[1]):
                if _ACRONYM.fullmatch(text[a:b].split(" ")[0]) and text[a:b] not in NOT_ACRONYMS:
                    add(a, b, noun)
        return
    after = _FORWARD.match(text, end, last)
    if after and add(start, after.end(1), noun):
        for a, b in _items(text, after.end(1), last, continued=True):
            add(a, b, noun)


def _items_before(text: str, first: int, end: int) -> Iterator[tuple[int, int]]:
    """The capitalised items of a list that ends at `end` ("Alpha, Beta, or similar certification")."""
    at = first
    for piece in re.split(r"(,|/|;|:|\bor\b|\band\b|\n)", text[first:end]):
        bare = piece.strip(" -*()")
        if bare and len(bare.split()) <= 4 and re.fullmatch(rf"(?:{_TOKEN}\s?)+", bare):
            start = at + piece.index(bare)
            yield start, start + len(bare)
        at += len(piece)


def _items(text: str, start: int, last: int, continued: bool = False) -> Iterator[tuple[int, int]]:
    at = start
    for _ in range(12):
        if continued:
            gap = _ITEM_GAP.match(text, at, last)
            if not gap:
                return
            at = gap.end()
        item = _ITEM.match(text, at, last)
        if not item:
            return
        yield item.start(1), item.end(1)
        at, continued = item.end(), True


def _acronyms(text: str, low: str, layout: Layout, mentions: list[Mention]) -> Iterator[tuple[int, int]]:
    """Unknown short forms that stand in one list with a credential."""
    for mention in mentions:
        first, last = layout.clause(mention.end - 1)
        at = mention.end
        if re.search(r"\bdegree|\bbachelor|\bmajor", low[max(first, mention.start - 60) : mention.start]):
            continue
        for _ in range(4):
            gap = _ITEM_GAP.match(text, at, last)
            item = _ACRONYM.match(text, gap.end(), last) if gap else None
            if not item:
                break
            if item.group() not in NOT_ACRONYMS:
                yield item.start(), item.end()
            at = item.end()


def _trimmed(text: str, start: int, end: int, titled: bool) -> tuple[int, int]:
    """The span without generic words at its beginning, but a title's own "Certified", and punctuation."""
    while start < end:
        word = re.match(r"[^\s]+\s+", text[start:end])
        if word is None:
            break
        bare = word.group().strip().lower().strip(",:;()-*")
        if titled and (bare in TITLE_WORDS or _NOUN.fullmatch(bare)):
            break
        if bare in GENERIC or bare in STARTS:
            start += word.end()
        else:
            break
    while end > start and text[end - 1] in " ,;:-/(&":
        end -= 1
    return start, end


def _named(surface: str) -> bool:
    """Whether something is left that names a credential, once generic words are taken away."""
    words = surface.split()
    if (
        NO_CREDENTIAL.search(surface.lower())
        or (len(words) > 5 and surface.isupper())
        or surface.startswith("on ")
    ):
        return False
    rest = [
        w for w in re.findall(r"[\w.+#'&/-]+", surface.lower()) if w.strip(".-'/") not in GENERIC | PLACES
    ]
    rest = [
        w
        for w in rest
        if not _NOUN.fullmatch(w) and w not in ("board", "registered", "licensed", "chartered")
    ]
    rest = [w for w in rest if not all(part in GENERIC for part in re.split(r"[-/]", w))]
    return any(len(w) > 1 and any(c.isalpha() for c in w) for w in rest) and len(surface) <= 110


def _mention(text: str, start: int, end: int, noun: str, resolve: Resolve) -> Mention:
    surface = " ".join(text[start:end].split())
    low = surface.lower()
    if noun == "licensed as":
        return _licensed_as(start, end, surface, resolve)
    credential = resolve(low) or resolve(f"{low} certification") or resolve(re.sub(r"s$", "", low))
    stem = _KINDS.get(noun[:5], "certification")
    kind = (
        "certificate"
        if noun.startswith("certificate")
        else "license"
        if low.startswith(("licensed", "registered"))
        else stem
    )
    if credential is not None:
        return Mention(start, end, credential, credential.name, credential.kind)
    complete = noun == "titled" or _NOUN.search(low)
    name = (
        surface if complete else f"{surface} {'certification' if noun == 'certified' else noun.rstrip('s')}"
    )
    return Mention(start, end, None, name, kind)


def _licensed_as(start: int, end: int, surface: str, resolve: Resolve) -> Mention:
    """ "license as a professional engineer": the trade is the name, the word before it the kind."""
    noun, _, trade = surface.lower().partition(" as ")
    trade = re.sub(r"^an? |\s*\(.*$", "", trade)
    credential = (
        resolve(trade)
        or resolve(f"{trade} license")
        or resolve(f"licensed {trade}")
        or resolve(f"certified {trade}")
    )
    if credential is not None:
        return Mention(start, end, credential, credential.name, credential.kind)
    kind = "certification" if noun.startswith("certif") else "license"
    return Mention(start, end, None, f"{trade.capitalize()} {kind}", kind)
