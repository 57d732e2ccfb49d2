"""The words around a noun such as "certification": tokens, list items before it and list items behind it.

Whether an item names a credential is decided in `unnamed`, whether it asks for one at all in `generic`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from credscope.rules import Wording

CAPITAL, NUMBER, SMALL, MARK = "capital", "number", "small", "mark"
_TOKEN = re.compile(
    r"(?P<capital>(?:(?<!\w)\.)?[a-z]{0,2}(?:[A-Z]\.){2,}"
    r"|(?:(?<!\w)\.)?[a-z]{0,2}[A-Z](?:(?!(?<=\d)[A-Z][a-z]{2}|"
    r"(?<=[A-Z]{3})[A-Z][a-z]{3})[\w'+#\u00ae\u2122]|[&-](?=\w)|\.(?=[a-z\d]))*)"
    r"|(?P<number>\d(?:[\w+#]|[.-](?=\w))*)"
    r"|(?P<small>[^\W\dA-Z_](?:[\w']|[.-](?=\w))*)"
    r"|(?P<mark>[^\w\s]|\n)"
)
_LINKS = frozenset(("of", "for", "in", "the", "to", "on"))
_AND_OR = frozenset(("or", "and", ",", "/"))
# Verbs and prepositions that no name holds; a name or a list begins behind them.
_STOPS = frozenset(
    [
        "have", "has", "having", "hold", "holds", "holding", "obtain", "obtains", "obtaining",
        "maintain", "maintains", "maintaining", "possess", "possesses", "possession", "be", "is", "are",
        "must", "will", "should", "with", "without", "as", "by", "from", "at", "require", "requires",
        "include", "includes", "including", "your", "our", "their", "his", "its", "this", "that",
        "these", "those", "who", "when", "if", "can", "may", "shall", "issued", "granted", "pursuant",
        "get", "earn", "achieve", "complete", "pursue", "through", "than", "under", "via",
        "possessing", "earning", "acquiring", "acquire", "pursuing", "seeking", "seek", "receiving",
        "receive", "completing", "achieving", "attaining", "attain", "gain", "gaining", "need", "needs",
        "sponsored", "paid", "only", "list",
        "four", "five", "seven", "eight", "nine", "ten",
    ]
)  # fmt: skip
# "training or certification": two nouns of one name.
_TWIN = re.compile(
    r"(?:training|trained|licen[sc]es?|licensure|certifications?|certificates?|accreditation|registration|"
    r"credentials?|designation|experience|courses?)"
)
_STATUS = frozenset(
    [
        "preferred", "required", "desired", "plus", "highly", "strongly", "also", "ideally",
        "necessary", "needed", "recommended", "desirable", "etc", "not", "no", "bonus",
    ]
)  # fmt: skip
# "Alpha, industry recognized certifications": what stands before is another member of the sentence.
_RECOGNIZED = frozenset(("recognized", "recognised", "standard"))
# "Knowledge of Alpha and Beta certification": a name begins behind it, also where a sentence does.
_ABOUT = frozenset(("knowledge", "familiarity", "understanding", "proficiency", "exposure"))
TWINS = re.compile(
    r"\W{0,3}(?:training|trained|licen[sc]es?|licensure|certifications?|certificates?|accreditation|"
    r"registration|"
    r"credentials?|designation|experience|courses?)\W{0,3}(?:and/or|or|and|/)?\W{0,3}"
)
ROLE = re.compile(
    r"(?:engineer|architect|developer|administrator|admin|analyst|manager|consultant|specialist|"
    r"practitioner|owner|"
    r"master|coach|technician|technologist|operator|inspector|auditor|planner|examiner|assistant|nurse|"
    r"therapist|designer|professional|associate|expert|accountant|adviser|advisor|agent|broker|surveyor|"
    r"trainer|instructor|officer|investigator|assessor|appraiser|buyer|scientist|programmer|tester|lead|"
    r"leader|fellow|executive|counselor|worker|provider|handler|marketer|hygienist|paralegal|coder|tech|"
    r"dietitian|pharmacist|psychologist|interpreter|translator|electrician|plumber|welder|driver|pilot|"
    r"mechanic|controller|installer|supervisor|estimator|builder|strategist|journeyman|journeyperson|"
    r"employee|mate|captain|representative|facilitator|educator|teacher|librarian|arborist|actuary|attorney|"
    r"audiologist|pathologist|optometrist|chiropractor)$"
)
"""What the holder of a title is called, at the end of a word in lower case."""
LONGEST_ITEM, MOST_ITEMS = 8, 12


class Token(NamedTuple):
    """A word, number or mark at `start`..`end`; `low` is its lower case, `shout` says all capitals."""

    kind: str
    low: str
    start: int
    end: int
    shout: bool


@dataclass(frozen=True)
class Item:
    """One member of a list, as positions in the text, with its words in lower case.

    `capital` says whether any word is written with a capital, `shout` whether all are short forms.
    """

    start: int
    end: int
    words: tuple[str, ...]
    capital: bool
    shout: bool


@dataclass(frozen=True)
class Listed:
    """Items in the order of the text; `joined` says by which word, `lead` at which word the list ends."""

    items: tuple[Item, ...]
    joined: str = ""
    lead: str = ""


def tokens(text: str, first: int, last: int) -> list[Token]:
    """Words and marks of `text[first:last]`."""
    return [
        Token(m.lastgroup or MARK, m.group().lower(), m.start(), m.end(), m.group().isupper())
        for m in _TOKEN.finditer(text, first, last)
    ]


def before(found: list[Token], wording: Wording) -> Listed:
    """The items at the end of `found`, the last one attached to the noun that follows."""
    items: list[Item] = []
    current: list[Token] = []
    joined = lead = ""
    at = len(found) - 1
    while at >= 0 and len(items) < MOST_ITEMS and len(current) <= LONGEST_ITEM:
        token, left = found[at], found[at - 1] if at else None
        if current and token.end == current[0].start and MARK not in (token.kind, current[0].kind):
            break
        if token.low.endswith("industry") and current and current[0].low in _RECOGNIZED:
            lead = token.low
            break
        if token.low in _ABOUT and current and current[0].low in _LINKS:
            current.pop(0)
            lead = token.low
            break
        if token.low in _AND_OR:
            if not current and not items:
                twin = _twin(found, at)
                if twin is None:
                    break
                at = twin
                continue
            if _one_name(token, left, current):
                current.insert(0, token)
            else:
                if current:
                    items.append(_item(current))
                    current = []
                joined = joined if joined in ("or", "/") else token.low if token.low != "," else joined or ","
        elif token.low == ")":
            opened = _opening(found, at)
            if opened is None:
                break
            current[:0] = found[opened : at + 1]
            at = opened
        elif current and (token.low in _STATUS or _TWIN.fullmatch(token.low)) and current[0].kind == CAPITAL:
            lead = token.low
            break
        elif token.low in ("+", "&") and left is not None and left.kind == CAPITAL:  # noqa: SIM114
            current.insert(0, token)
        elif token.kind in (CAPITAL, NUMBER) and token.low not in _STOPS:
            current.insert(0, token)
        elif token.kind == SMALL and token.low in _LINKS:
            if not (current and left) or MARK in (current[0].kind, left.kind) or left.kind == SMALL:
                lead = token.low
                break
            current.insert(0, token)
        elif token.kind == SMALL and token.low not in _STOPS and wording.belongs(token.low):
            if current and current[0].kind == CAPITAL and token.low not in wording.generic:
                lead = token.low
                break
            current.insert(0, token)
        else:
            lead = token.low
            break
        at -= 1
    if current:
        items.append(_item(current))
    return Listed(tuple(reversed(items)), joined, lead)


def following(found: list[Token], at: int, wording: Wording, small: bool = False) -> Listed:
    """The items from token `at` on; with `small`, items may be in small letters whatever they say."""
    items: list[Item] = []
    current: list[Token] = []
    joined = lead = ""
    while at < len(found) and len(items) < MOST_ITEMS:
        token = found[at]
        right = found[at + 1] if at + 1 < len(found) else None
        closing = _closing(found, at) if token.low in ("(", "[") and current else None
        if closing:
            current += found[at : closing + 1]
            at = closing
        elif token.low == "and" and current and _inside_name(found, at, current[-1]):
            current.append(token)
        elif token.low in _AND_OR or token.low == ";":
            if current:
                items.append(_item(current))
                current = []
                joined = joined or token.low
            elif not items:
                break
        elif token.low in ("+", "&") and current and current[-1].kind == CAPITAL:
            current.append(token)
        elif token.kind == CAPITAL and token.low in _STATUS and current:
            lead = token.low
            break
        elif token.kind in (CAPITAL, NUMBER) and token.low not in _STOPS:
            if current and current[-1].end == token.start and current[-1].kind != MARK:
                lead = token.low
                break
            current.append(token)
        elif token.kind == SMALL and token.low in _LINKS and current and right and right.kind == CAPITAL:
            current.append(token)
        elif token.low in ("a", "an", "the") and not current:
            pass
        elif (
            token.kind == SMALL
            and token.low not in _STOPS
            and token.low not in _LINKS
            and not _TWIN.fullmatch(token.low)
            and (small or wording.belongs(token.low))
            and token.low not in _STATUS
        ):
            current.append(token)
        else:
            lead = token.low
            break
        if len(current) > LONGEST_ITEM + 3:
            return Listed(tuple(items), joined, token.low)
        at += 1
    if current:
        items.append(_item(current))
    return Listed(tuple(items), joined, lead)


def _item(found: list[Token]) -> Item:
    words = [token for token in found if token.kind != MARK]
    return Item(
        found[0].start, found[-1].end, tuple(token.low for token in words),
        any(token.kind == CAPITAL for token in words),
        all(token.shout or token.kind == NUMBER for token in words) and any(token.shout for token in words),
    )  # fmt: skip


def _twin(found: list[Token], at: int) -> int | None:
    """The token before "training or", where the noun that follows is the other half of one name."""
    joined = found[at].low
    while at > 0 and found[at - 1].low in _AND_OR:
        at -= 1
    left = found[at - 1] if at else None
    if left is None or not _TWIN.fullmatch(left.low):
        return None
    if left.low == "experience" and joined not in ("or", "/"):
        return None
    at -= 2
    while at >= 0 and found[at].low in (",", "/"):
        at -= 1
    return at


def _one_name(token: Token, left: Token | None, current: list[Token]) -> bool:
    """Whether "and" stands inside a name, between two words in title case."""
    return (
        token.low == "and"
        and not token.shout
        and left is not None
        and bool(current)
        and left.kind == current[0].kind == CAPITAL
        and not left.shout
        and not current[0].shout
        and not ROLE.search(left.low)
        and len(current) <= 3
    )


def _inside_name(found: list[Token], at: int, left: Token) -> bool:
    """Whether "and" joins two words in title case in front of a comma: "Alpha and Beta, Gamma and Delta"."""
    right = found[at + 1 : at + 4]
    if len(right) < 3 or left.kind != CAPITAL or left.shout or ROLE.search(left.low):
        return False
    comma = next((step for step, token in enumerate(right) if token.low == ","), 0)
    named = [token for token in right[:comma] if token.kind == CAPITAL and not token.shout]
    more = any(token.low in _AND_OR for token in found[at + comma + 2 : at + comma + 14])
    return 0 < comma == len(named) and more


def _opening(found: list[Token], closing: int) -> int | None:
    """Where the bracket that ends at `closing` opens, if it holds a short form."""
    for opening in range(closing - 1, max(closing - 8, -1), -1):
        if found[opening].low == "(":
            held = found[opening + 1 : closing]
            return opening if held and all(t.kind != SMALL for t in held) else None
    return None


def _closing(found: list[Token], opening: int) -> int | None:
    """Where the bracket that opens at `opening` closes, if it holds one short form."""
    for closing in range(opening + 2, min(opening + 5, len(found))):
        if found[closing].low in (")", "]"):
            held = found[opening + 1 : closing]
            short = all(t.kind in (CAPITAL, NUMBER) for t in held) and not held[0].low.isdigit()
            return closing if short else None
    return None


def word_start(text: str, at: int) -> int:
    """`at`, or where the next word begins if `at` lies inside one."""
    latest = at + 40
    while (
        0 < at < min(latest, len(text))
        and text[at - 1].isalnum()
        and text[at].isalnum()
        and not text[at].isupper()
    ):
        at += 1
    return at
