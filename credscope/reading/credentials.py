"""Which credentials a text names: the catalogue's names and short forms, found in one pass over the text.

Whether a short form is meant is decided in `called_for`, what belongs together in `families`, what the text
says about a credential in `judged`; names outside the catalogue are found in `unnamed`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from credscope.reading.called_for import NO_CUE, OWN_CUE, abbreviates_other, called_for, spelled_before
from credscope.reading.completed import Completed
from credscope.reading.families import (
    both_categories,
    furthered,
    goes_beyond,
    joined,
    with_short_form,
    within_family,
    without_bodies,
    without_families,
)
from credscope.reading.gates import is_not_the_workers, names_a_job
from credscope.reading.identified import Identified
from credscope.reading.levels import further_levels
from credscope.reading.mention import Mention
from credscope.reading.sections import Layout
from credscope.reading.shared import Shared
from credscope.reading.text import spellings
from credscope.reading.titles import abbreviated, official, people, titles
from credscope.reading.unnamed import find_unnamed
from credscope.reading.wording import BODY_WORD, DONE_BY, NOUN, TOPIC, verdict
from credscope.rules import Credential, Rules

# A text that names more is no posting; its first mentions are read and the rest left.
_MOST_MENTIONS = 400
# "CPA, CIA" is a list of two credentials, whoever wrote it down as one name.
_PAIR = re.compile(r"[A-Z+]{2,7}(?:, ?|/| or )[A-Z+]{2,7}\b|.*\bSeries \d+(?:, ?|/| or | and | & )\d")
_RANGE = re.compile(r"\d/\d")
# Few letters, some of them small ("ChFC"): found as they are written alone.
_MIXED = re.compile(r"(?=.{2,5}$)[A-Z]+[a-z]+[A-Z]+[A-Za-z]*|(?=.{3,5}$)[A-Z]{2,}[a-rt-z]+")
# "API 510", which is written "API510" too.
_NUMBERED = re.compile(r"[a-z]{3,5} \d{3}")
_STOPPED = re.compile(r"(?:[a-z]\.){3,5}")
# "A leading provider of widget certification".
_PROVIDER = re.compile(r"\bproviders? of (?:[\w-]+ ){0,2}$")
# "- Jane Doe, PhD, RN": who has signed a line of praise.
_SIGNED = re.compile(
    r"[\"'\u201d\u2019\u2013\u2014-] ?[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+, "
    r"(?:PhD|Ph\.D\.?|MD|M\.D\.|EdD|DNP|MSN|RN)(?:,? [A-Z][A-Za-z.-]{1,6})*,? $"
)
# The next item of a list whose line break is lost ("CPA4-6+ years").
_YEARS = re.compile(r"\d{1,2}\+?(?: ?- ?\d{1,2}\+?)? years?\b")
# "TLC licenses about 100,000 drivers".
_VERB = re.compile(r" (?:about|over|more than|nearly|all|an? (?!plus|must|bonus|nice|requir|prefer))")
# "Certification and Accreditation" is done to systems.
_PROCESS = re.compile(r" (?:and|&) accreditation\b")
_FIRMS = re.compile(r"(?:[ ,]+[a-z&]+){0,5} (?:firms?|practices?)\b")
_WORD_BEFORE = re.compile(r"([A-Z][\w+#-]*) $")
_FIELD_NOUN = re.compile(r"\b(?:certifications?|certificates?|certified|credentials?)\b(?: in\b)?")


class CredentialReader:
    """Finds the credentials of a catalogue; built once per rules, used for every text.

    `names` are to be searched for in small letters and `shorts` as they are written (see `anchors`).
    """

    def __init__(self, rules: Rules) -> None:
        self._wording = rules.wording
        self._shared = Shared(rules.credentials)
        self._identified = Identified(rules.credentials)
        self._completed = Completed(rules.credentials)
        self._entries: list[list[tuple[Credential, str | None]]] = []
        index: dict[str, int] = {}
        for credential in rules.credentials:
            bare = re.sub(r"\s*\([^()]*\)", "", credential.name)
            plain = " " in bare and bare not in credential.short_forms
            names = [*credential.aliases, *([bare] if plain else [])]
            forms: list[tuple[str, str | None]] = [
                (low, alias if _MIXED.fullmatch(alias) else None)
                for alias in names
                if not _PAIR.match(alias) or _RANGE.search(bare)
                for low in spellings(alias)
            ]
            forms += [
                (short.lower(), written) for short in credential.short_forms for written in _cases(short)
            ]
            # "P.L.A", whose last stop is lost.
            forms += [(low[:-1], short and short[:-1]) for low, short in forms if _STOPPED.fullmatch(low)]
            forms += [(f"{low[:-1]} +", None) for low, _ in forms if low.endswith("+")]
            forms += [(low.replace(" ", ""), None) for low, _ in forms if _NUMBERED.fullmatch(low)]
            for low, short in forms:
                if len(low) < 2:
                    continue
                at = index.setdefault(low, len(index))
                if at == len(self._entries):
                    self._entries.append([])
                self._entries[at].append((credential, short))
        for title, at in titles(index):
            if "(unspecified)" not in self._entries[at][0][0].name and title not in index:
                index[title] = len(self._entries)
                self._entries.append([(self._entries[at][0][0], None)])
        self._index = index
        self._patterns = list(index)
        self.names: dict[str, int] = {}
        self.shorts: dict[str, int] = {}
        for at, entries in enumerate(self._entries):
            written = {short: at for _, short in entries if short is not None}
            if len(written) == len(entries):
                self.shorts.update(written)
            else:
                self.names[self._patterns[at]] = at
        self._numbers = [*self.names.values()], [*self.shorts.values()]

    def find(self, text: str, low: str, layout: Layout) -> list[Mention]:
        """Every mention of a credential, in order, without overlaps."""
        found = []
        names, shorts = self._numbers
        hits = [(names[number], start, end) for number, start, end in layout.anchors.names]
        hits += [(shorts[number], start, end) for number, start, end in layout.anchors.shorts]
        for at, start, end in hits:
            whole = _word_end(text, start, end)
            if whole is None:
                continue
            end = whole
            if text.startswith("a ", start) or (text[end - 2 : end] == " +" and text[start].islower()):
                continue
            for credential, short in self._entries[at]:
                if short is None or text[start : start + len(short)] == short:
                    weak = short is not None or _ambiguous(self._patterns[at], text[start:end])
                    found.append(Mention(start, end, credential, credential.name, credential.kind, weak))
                    break
        found.sort(key=lambda m: (m.start, -m.end, m.weak))
        chosen: list[Mention] = []
        for mention in found:
            if not chosen or mention.start >= chosen[-1].end:
                chosen.append(mention)
            elif goes_beyond(low, mention, chosen[-1]) or self._of_vendor(low, mention, chosen[-1]):
                chosen[-1] = replace(mention, start=chosen[-1].start)
        chosen = chosen[:_MOST_MENTIONS]
        known = [
            with_short_form(text, low, mention, chosen) for mention in self._cued(text, low, layout, chosen)
        ]
        known = furthered(text, both_categories(low, joined(text, low, known)), self._alias)
        known = further_levels(low, known, self._alias)
        others = find_unnamed(text, low, layout, known, self._alias, self._wording)
        known = [m for m in known if not any(o.start <= m.start and m.end <= o.end for o in others)]
        mentions = [m for m in known + others if not is_not_the_workers(low, m.start, m.end)]
        mentions = sorted(mentions, key=lambda m: m.start)[:_MOST_MENTIONS]
        mentions = within_family(low, mentions, self._alias)
        mentions = without_families(low, without_bodies(low, mentions))
        mentions = self._completed.settled(low, self._identified.settled(text, mentions))
        return self._shared.settled(text, low, mentions)

    def _of_vendor(self, low: str, mention: Mention, shorter: Mention) -> bool:
        """Whether a vendor before a name made a shorter one of it ("Zorblax ZCNA Voice")."""
        if NOUN.fullmatch(low[shorter.end : mention.end].strip()):
            return False
        vendor = low[shorter.start : mention.start].strip() in self._wording.vendors
        member = "(unspecified)" not in mention.name and mention.credential != shorter.credential
        return vendor and member and not mention.weak and mention.end > shorter.end + 3

    def _alias(self, name: str) -> Credential | None:
        """The entry that has `name` (lower case) as an unambiguous name."""
        at = self._index.get(name)
        return None if at is None else next((c for c, short in self._entries[at] if short is None), None)

    def _cued(self, text: str, low: str, layout: Layout, mentions: list[Mention]) -> list[Mention]:
        """`mentions` without fields of work ("security certification") and uncalled-for short forms."""
        kept = []
        for number, mention in enumerate(mentions):
            if mention.end - mention.start <= 6 and NO_CUE.match(low[mention.end : mention.end + 12]):
                continue
            before = low[max(0, mention.start - 50) : mention.start]
            if _introduces_title(text, low, mention) or abbreviates_other(text, low, mention):
                continue
            if low.find(")none", mention.end, mention.end + 40) > 0 and "(ex" in before:
                continue
            if mention.weak and _SIGNED.search(text, max(0, mention.start - 70), mention.start):
                continue
            if _VERB.match(low, mention.end) and low.endswith(" licenses", 0, mention.end):
                continue
            if _PROCESS.match(low, mention.end) and low.endswith("certification", 0, mention.end):
                continue
            if people(text, low[mention.start : mention.end], mention.end):
                continue
            if (" by " in before and DONE_BY.search(before)) or (
                "provider" in before and _PROVIDER.search(before)
            ):
                continue
            if self._field(text, low, mention) or _FIRMS.match(low, mention.end, mention.end + 60):
                continue
            weak = mention.weak or self._only_fields(low, mention)
            weak = weak and not (abbreviated(text, mention) or spelled_before(low, mention))
            if not weak or called_for(text, low, layout, mentions, number, self._wording):
                kept.append(mention)
        return kept

    def _field(self, text: str, low: str, mention: Mention) -> bool:
        """Whether a name of the catalogue is a field of work and a noun, which asks for any of that field.

        A field that names one is none if a vendor or the like stands before it ("Zorblax business analyst").
        """
        surface = low[mention.start : mention.end]
        words = re.findall(r"[\w+#']+", surface)
        title = len(words) > 2 and words[0] == "certified" and "(unspecified)" not in mention.name
        if mention.kind == "license" or title or official(text, mention):
            return False
        if BODY_WORD.search(text, mention.start, mention.end):
            return False
        if verdict(words, self._wording) != TOPIC:
            front = _WORD_BEFORE.search(text, max(0, mention.start - 20), mention.start)
            return front is not None and self._longer(front.group(1).lower(), words)
        name = _FIELD_NOUN.sub("", surface).strip()
        return name != surface and self._alias(name) is None

    def _longer(self, front: str, words: list[str]) -> bool:
        """Whether a name of nothing but fields goes on to the left."""
        wording = self._wording
        rest = [word for word in words if not NOUN.fullmatch(word)]
        known = front in wording.generic or front in wording.topics or front in wording.places
        return not known and not NOUN.match(front) and all(word in wording.topics for word in rest)

    def _only_fields(self, low: str, mention: Mention) -> bool:
        """Whether a name is made of fields of work and says nothing by itself ("computer applications")."""
        surface = low[mention.start : mention.end]
        if mention.kind == "license" or OWN_CUE.search(surface):
            return False
        return verdict(surface.split(), self._wording) == TOPIC


def _cases(short: str) -> set[str]:
    """How a short form is written: as it stands, and one of title-case words also as in a sentence."""
    return {short, short.capitalize()} if short.istitle() and " " in short else {short}


def _ambiguous(pattern: str, surface: str) -> bool:
    """Whether a name says too little by itself: three letters, a short form in small letters, plain words."""
    if pattern.endswith(" +"):
        return True
    if len(pattern) <= 5 and pattern.isalpha():
        return len(pattern) <= 4 or not surface.rstrip("s").isupper()
    return names_a_job(pattern) or (surface.islower() and not OWN_CUE.search(surface))


def _introduces_title(text: str, low: str, mention: Mention) -> bool:
    """Whether "Vendor Certified" goes on into a title that the catalogue does not hold."""
    surface = low[mention.start : mention.end]
    family = "(unspecified)" in mention.name and surface.startswith(("certified", "licensed"))
    if not (surface.endswith("certified") or family):
        return False
    return bool(re.match(r":? +(?!Engineers? or|And\b)[A-Z][a-z]+", text[mention.end : mention.end + 20]))


def _word_end(text: str, start: int, end: int) -> int | None:
    """End of the whole word or words at `start`..`end`, a plural s included; None inside a longer word.

    A capital glued to a small letter is a lost line break and counts as a boundary.
    """
    if start and text[start - 1].isalnum():
        # One small letter before capitals belongs to them ("vRA").
        glued = text[start - 1].islower() and text[start].isupper() and text[max(0, start - 2)].isalnum()
        # A number ends where a word in title case begins ("2008Widget Professional").
        glued = glued or (text[start - 1].isdigit() and text[start : start + 3].istitle() and end - start > 9)
        if not (glued and start > 1):
            return None
    # A full stop between a small letter and a capital ends a sentence whose blank is lost.
    sentence = (
        text[start - 1] == "."
        and text[max(0, start - 4) : start - 1].lower() != "www"
        and text[start - 2].islower()
        and text[start].isupper()
    )
    if start > 1 and text[start - 1] in "_.@" and text[start - 2].isalnum() and not sentence:
        return None
    if end >= len(text):
        return end
    following = text[end]
    if following.isdigit() and _YEARS.match(text, end):
        return end
    if not following.isalnum() and not (following == "+" and text[end - 1] not in ")."):
        return end
    if following == "s" and (end + 1 >= len(text) or not text[end + 1].isalnum()):
        # A level has no plural: "Zorb is" is no "Zorb I".
        return None if text[end - 2 : end].lower() == " i" else end + 1
    if text[end - 1].islower() and following.isupper():
        return end
    if not text[end - 1].isalnum() and following.isupper():
        return end
    if (
        end - start >= 3
        and text[end - 1].isupper()
        and text[end].isupper()
        and text[end + 1 : end + 3].islower()
        and text[end + 1 : end + 3].isalpha()
        and len(text) > end + 2
    ):
        return end
    return None
