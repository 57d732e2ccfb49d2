"""The mentions found outside the catalogue so far: what is taken, what a span is called, whether it counts.

Where spans are looked for belongs to `certified` and `members`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from credscope.reading.headings import OFFERED
from credscope.reading.mention import Mention
from credscope.reading.phrases import ROLE
from credscope.reading.respelled import respelled
from credscope.reading.sections import Layout
from credscope.reading.wording import BODY_WORD, NAMED, NO_CREDENTIAL, NOUN, TOPIC, verdict
from credscope.rules import Credential, Wording

_KINDS = {"certificate": "certificate", "certificates": "certificate", "accredited": "accreditation"}
BRACKET = re.compile(r"\s?\(([A-Z][A-Za-z.+-]{1,9})[\u00ae\u2122]?\)")
_TWIN = re.compile(
    r"\b(?:training|experience|accreditation|licen[sc]e|licensure|courses?),? ?(?:and/or|or|and|/) ?"
)
_ROMAN = re.compile(r"(?:level )?(?:(?:i{1,3}|iv|v|or|and)\W*)+(?:cert\w*|licen\w*)?")
# "Alpha or Beta Education: ...": the heading of the next part, whose line break is lost.
_NEXT_HEADING = re.compile(r" (?:Education|Experience|Skills|Clearance|Qualifications|Requirements)$")
# What a brand ends in ("PriceFx"), unless a short word follows a lost blank.
_TAIL = re.compile(r"(?!An|As|At|Be|By|Do|Go|If|In|Is|It|My|No|Of|On|Or|So|To|Up|Us|We)[A-Z][a-z](?!\w)")
# Words of a title that most titles share.
_UNTELLING = frozenset(("certified", "professional", "registered", "licensed", "the", "and", "for"))
Resolve = Callable[[str], Credential | None]


class Draft:
    """One text, the catalogue's mentions in it (`known`) and what has been found beside them (`mentions`).

    `family` is what stands before the noun of the list being read, such as a vendor.
    """

    def __init__(
        self, text: str, low: str, layout: Layout, known: list[Mention], resolve: Resolve, wording: Wording
    ) -> None:
        self.text, self.low, self.layout, self.known = text, low, layout, known
        self.resolve, self.wording, self.family = resolve, wording, ""
        self.mentions: list[Mention] = []
        self._taken = bytearray(len(text))
        for mention in known:
            self._take(mention.start, mention.end)

    def taken(self, start: int, end: int) -> bool:
        """Whether any of `start`..`end` belongs to a mention."""
        return any(self._taken[start:end])

    def _take(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\x01" * (end - start)

    def add(
        self, start: int, end: int, noun: str, member: bool = False, titled: bool = False, trade: str = ""
    ) -> bool:
        """Whether the span, without generic words around it, became a mention."""
        start, end = self._trimmed(start, end, titled or bool(trade))
        start = self._brand(start)
        end += (
            len(tail.group()) if (tail := _TAIL.match(self.text, end)) and self.text[end - 1].islower() else 0
        )
        surface = " ".join(self.text[start:end].split())
        if end - start < (2 if member else 3) or len(surface) > 130:
            return False
        abbreviation = self._abbreviation(start, end)
        if self.taken(start, abbreviation.start if abbreviation else end):
            return False
        low = surface.lower()
        words = tuple(re.findall(r"[\w.+#'&-]+", low))
        if (
            self.text.endswith("ISO ", 0, start)
            or NO_CREDENTIAL.search(low)
            or (len(words) > 5 and surface.isupper())
            or _ROMAN.fullmatch(low)
        ):
            return False
        said = verdict(words, self.wording)
        of_vendor = member and titled and said == TOPIC
        if said != NAMED and not (trade or of_vendor or (titled and _title(low, said))):
            return False
        if self.layout.section(start) == OFFERED and not (titled or member):
            return False
        if not member:
            bracket = BRACKET.match(self.text, end)
            if bracket and bracket.group(1).lower() in self.wording.generic:
                bracket = None
            if bracket and not abbreviation and not self.taken(end, bracket.end()):
                end = bracket.end()
        short = abbreviation.credential if abbreviation else None
        short = short if short and _same(low, short) else None
        credential, name = (
            (None, surface) if of_vendor else self._identity(low, surface, noun, titled, trade, short)
        )
        if member and self.family and (credential is None or self.family in self.wording.vendors):
            credential = self.of_family(low) or credential
        if abbreviation:
            credential = credential or short
            self._taken[abbreviation.start : abbreviation.end] = bytes(abbreviation.end - abbreviation.start)
        kind = _KINDS.get(noun, "license" if noun.startswith("licen") else "certification")
        if low.startswith(("licensed", "registered")):
            kind = "license"
        self.put(start, end, credential, name, kind)
        return True

    def _brand(self, start: int) -> int:
        """Where the word begins that a capital inside it ("AlphaVault") made look like two lines."""
        text = self.text
        if not (start and text[start].isupper() and text[start - 1].islower()):
            return start
        if NOUN.match(self.low, start) or (
            text[start : start + 3].isalpha() and text[start : start + 3].isupper()
        ):
            return start
        at = start - 1
        while at > start - 12 and at and text[at].islower():
            at -= 1
        front = text[at:start].lower()
        known = front in self.wording.generic or front in self.wording.topics or NOUN.match(front)
        inside = text[at].isupper() and len(front) > 2 and not known and not self.taken(at, start)
        return at if inside and not (at and text[at - 1].isupper()) else start

    def _abbreviation(self, start: int, end: int) -> Mention | None:
        """The catalogue's short form in the bracket that ends a name of which nothing else is known."""
        if self.text[end - 1] != ")":
            return None
        inside = [m for m in self.known if start < m.start and m.end <= end]
        return inside[0] if len(inside) == 1 and inside[0].end == end - 1 and inside[0].weak else None

    def vague(self, trade: str) -> bool:
        """Whether a trade is a field of work alone ("certification as a sales analyst")."""
        known = self.resolve(trade) or self.resolve(f"certified {trade}")
        return known is None and verdict(trade.split(), self.wording) == TOPIC

    def skilled(self, words: tuple[str, ...]) -> bool:
        """Whether an item is a short form or product that mostly stands for a skill."""
        return len(words) == 1 and (words[0] in self.wording.skills or words[0] in self.wording.products)

    def meant(self, low: str, noun: str) -> Credential | None:
        """The entry that a name means in other words; a licence is asked for by its own name alone."""
        if "licen" in noun:
            return self.resolve(next(respelled(low), ""))
        return next((entry for name in respelled(low) if (entry := self.resolve(name))), None)

    def of_family(self, low: str) -> Credential | None:
        """The entry that a member of the list being read means by its short name ("Developer" of Zorblax)."""
        named = f"{self.family} {low}"
        known = self.resolve(named) or self.resolve(f"{self.family} certified {low}")
        return known or self.meant(named, "certification")

    def put(self, start: int, end: int, credential: Credential | None, name: str, kind: str) -> None:
        if self.taken(start, end):
            return
        if credential is not None:
            name, kind = credential.name, credential.kind
        self.mentions.append(Mention(start, end, credential, name, kind))
        self._take(start, end)

    def _identity(
        self, low: str, surface: str, noun: str, titled: bool, trade: str, short: Credential | None
    ) -> tuple[Credential | None, str]:
        resolve = self.resolve
        if trade:
            name = f"{trade if trade.isupper() else trade.capitalize()} {noun}"
            trade = trade.lower()
            credential = (
                resolve(f"{trade} license") or resolve(trade) or resolve(f"licensed {trade}")
                or resolve(f"registered {trade}") or resolve(f"certified {trade}")
                or (resolve(f"{trade} certification") if noun == "certification" else None)
            )  # fmt: skip
            return credential, name
        low = _TWIN.sub("", low)
        single = re.sub(r"s$", "", low)
        bare = re.sub(r"\s*\(.*$", "", low).replace("-", " ")
        places = " ".join(word for word in bare.split() if word not in self.wording.places)
        core = low.split(" in ")[-1].split(" with ")[-1].split(" from ")[-1]
        core = " ".join(
            w
            for w in re.split(r"[\s,:]+", core)
            if w not in self.wording.generic and w not in self.wording.topics
        )
        credential = (
            resolve(low) or resolve(single) or resolve(bare) or resolve(places)
            or resolve(f"{low} certification")
            or short or self.meant(low, noun)
            or (resolve(f"{core} certification") if titled and noun.startswith("certif") and core else None)
            or (resolve(f"{low} license") if "licen" in noun else None)
        )  # fmt: skip
        inside = NOUN.search(low)
        if titled or inside:
            return credential, surface
        suffix = "certification" if noun in ("certified", "certs", "cert") else noun.rstrip("s")
        return credential, f"{surface} {suffix}"

    def _trimmed(self, start: int, end: int, titled: bool) -> tuple[int, int]:
        """The span without generic words and marks around it; a title keeps its "Certified"."""
        text = self.text
        while start < end:
            word = re.match(r"[^\s]+\s+|[\s,;:.*\u2022/&-]+", text[start:end])
            if word is None:
                break
            bare = word.group().strip().lower().strip(",:;()-*/&.")
            if titled and NOUN.match(bare):
                break
            if bare and bare not in self.wording.generic:
                break
            if bare in ("professional", "advanced", "associate", "level", "board", "national", "american"):
                rest = text[start + word.end() : end].split()
                if rest and not NOUN.match(rest[0].lower()):
                    break
            start += word.end()
        heading = _NEXT_HEADING.search(text, start, end) if text.startswith(":", end) else None
        end = heading.start() if heading else end
        while end > start and text[end - 1] in " ,;:-/(&":
            end -= 1
        if text.endswith(" a", start, end):
            end -= 2
        return start, end


def _same(low: str, credential: Credential) -> bool:
    """Whether a name and the credential of its short form share a word that tells anything."""
    words = set(re.findall(r"[a-z]{3,}", low.partition("(")[0])) - _UNTELLING
    known = {word for name in credential.aliases for word in re.findall(r"[a-z]{3,}", name.lower())}
    return not words or bool(words & known)


def _title(low: str, said: str) -> bool:
    """Whether a title of nothing but words of fields is one, such as "Certified Quality Engineer"."""
    if " by " in low or BODY_WORD.search(low.title()):
        return True
    rest = re.sub(r"\s*\(.*$", "", low).split()
    if low.startswith("licen"):
        return said == TOPIC or bool(ROLE.search(rest[-1])) or low.endswith(")")
    while len(rest) > 2 and NOUN.fullmatch(rest[-1]):
        rest.pop()
    certified = next((at for at, word in enumerate(rest) if NOUN.fullmatch(word.strip(":"))), len(rest))
    held = rest[certified + 1] if rest[certified + 2 : certified + 3] == ["of"] else rest[-1]
    return said == TOPIC and len(rest) - certified > 2 and bool(ROLE.search(held) or low.endswith(")"))
