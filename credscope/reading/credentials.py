"""Which credentials a text names: the catalogue's names and short forms, found in one pass over the text.

What the text says about them is decided in `status`; names outside the catalogue in `unnamed`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from credscope.reading.ambiguity import stands_for_other
from credscope.reading.gates import is_not_the_workers, names_a_job
from credscope.reading.headings import PREFERRED, REQUIRED
from credscope.reading.mention import Mention
from credscope.reading.phrases import ROLE
from credscope.reading.sections import Layout
from credscope.reading.status import Verdict, judge, status_word
from credscope.reading.text import spellings
from credscope.reading.unnamed import find_unnamed
from credscope.reading.wording import DONE_BY, NOUN, TOPIC, verdict
from credscope.rules import Credential, Rules

# A short form needs a word for credentials near it, or a status word right beside it ("CPA preferred").
_BESIDE_AFTER = re.compile(
    r"^[\s(,-]{0,3}(?:(?:or|and|/) (?:an? )?(?:other )?(?:mba|mst|cma|equivalent|higher|"
    r"(?:advanced|graduate|master'?s)(?: degree)?(?: in [a-z]+)?)\W{1,3})?(?:(?:is|are|"
    r"highly|strongly|status|would be|a|an|also)\s){0,3}"
    r"(?:prefer|plus\b|desir|required\b|bonus|candidate|nice to have|advantage|eligible|ideal|qualified\b|"
    r"(?:or )?in progress\b)"
)
# "CPA, or other learning a plus"
_OR_OTHER = re.compile(
    r"^,? or (?:any )?other (?:[a-z-]+ ){0,2}(?:education|learning|training|qualifications?|studies)\b"
)
_BESIDE_BEFORE = re.compile(
    r"(?:prefer(?:red|ably|ence)?:?|\bwith (?:an?|your|their)|\bhave (?:an?|your)|\bbe an?|\bactive|"
    r"\bvalid|\bcurrent|\bhold(?:s|ing)? (?:an?|your)|\bpossess(?:es)? an?|\b(?:mba|mst),? or|"
    r"\btowards?(?: an?| your| their)?|\bcandidates? will have(?: an?)?|"
    r"\bobtain(?:ing)? (?:an?|your|their)?|\breceive (?:an?|your|their)|"
    r"\bqualified)\s?$"
)
_NO_CUE = re.compile(
    r"^(?:\s?(?:#|%|id\b|no\.|number\b)|[.-][a-z])|^\s?(?:firm|fund|firms|funds|backed|portfolio|player|"
    r"players|students?|teacher|class|rate|cost|offers|provides|bonus list|institute|society|association)\b"
)
_STRONG_CUE = re.compile(
    r"certif|licen[sc]|credential|accredit|\bregist|designation|\bchartered\b|\bexam\b|\bbelt\b"
)
_SKILL = re.compile(
    r"\b(?:degree|bachelor'?s?|master'?s?|major)\b[^.;]{0,50}$|\b(?:knowledge|experience|understanding|"
    r"familiar(?:ity)?|proficien\w+|using|background|exposure|working|skills?)\b[^.;,]{0,40}$"
)
_SKILL_AFTER = re.compile(
    r"^\W{0,3}(?:\w+ )?(?:framework|methodolog|principle|process|practice|best|environment|standard|"
    r"experience|tool|concept)"
)
_NAME_GOES_ON = re.compile(
    r"\s(?!Certif|Licen|Prefer|Requir|Exam|Design|Desir|Or\b|And\b|Plus|Cred|Candid|Eligib|Strong|High|"
    r"Must|Is\b)[A-Z][a-z]+"
)
_OWN_CUE = re.compile(
    r"certif|licen[sc]|credential|accredit|regist|charter|belt|permit|professional|driver|fellow|associate|"
    r"cpr|first aid|card\b|osha|bar\b|admission|admitted|badge|abet|\d|\+"
)
_HELD = re.compile(
    r"\b(?:must have|have|holds?|possess|possession of|obtain|active|current|valid) (?:an? |your )?"
    r"((?:[a-z.]+ ){1,3})$"
)
_CUE_WINDOW = 90
# The body behind a name: "(ABC) - National Board of Widget Care (NBWC)".
_BODY_OF = re.compile(
    r"\b(?:(?:national|american|international) (?:\w+ )?(?:board|council|commission|academy|registry)|"
    r"(?:board|council|commission|academy|registry) (?:of|for|on))\b"
)
# A text that names more is no posting; its first mentions are read and the rest left.
_MOST_MENTIONS = 400
# "CPA, CIA" is a list of two credentials, whoever wrote it down as one name.
_PAIR = re.compile(r"[A-Z+]{2,7}(?:, ?|/| or )[A-Z+]{2,7}\b|.*\bSeries \d+(?:, ?|/| or | and | & )\d")
_RANGE = re.compile(r"\d/\d")
# Few letters, some of them small ("ChFC"): found as they are written alone.
_MIXED = re.compile(r"(?=.{2,5}$)[A-Z]+[a-z]+[A-Z]+[A-Za-z]*|(?=.{3,5}$)[A-Z]{2,}[a-rt-z]+")
_CATEGORY = re.compile(r"(?:iat|iam) level")
_CATEGORY_BEFORE = re.compile(r"(?:dod[dim]? )?(?:\b8[15][47]0(?:\.01)?(?:-?m)? )?\b(?:iat|iam) ?/ ?$")
# "API 510", which is written "API510" too.
_NUMBERED = re.compile(r"[a-z]{3,5} \d{3}")
_BRACKETS = re.compile(
    r"(?: [A-Z][a-z]+)?\s?\((?!Requir|Prefer|Desir|Option|Plus|Mandat)[A-Z][A-Za-z./+-]{1,11}\)"
)
_FAMILY_LEAD = re.compile(
    r"^(?:\(?s\)|s)?[\s,-]{0,3}(?:\(|:|-|such as|like|e\.?\s?g\.?|i\.?e\.?|including|especially|in|"
    r"preferably)"
    r"[\s:,.(-]{0,3}(?:such as|like|e\.?\s?g\.?|i\.?e\.?|including|especially|preferably)?[\s:,.(-]{0,3}$"
)
# "Zorblax certification in one of the following modules: ".
_OF_THESE = re.compile(
    r"s? (?:in|for) (?:at least )?(?:one|any|two|all)(?: or more)? of the following[\w ]{0,24}: ?"
)
_LONGEST_LEAD = 64
_STATUS_LEAD = re.compile(
    r"(?:\(s\)|s)?,? (?:(?:is|are) )?(?:an? )?(?:highly |strongly )?(?:preferred|required|desired|plus) ?\("
)
_SEPARATOR = re.compile(
    r"^[\s,;:/&()\[\]*|+\u2022-]*(?:(?:and/or|or|and|either|an?|the|current|equivalent|certifications?|"
    r"certificates?|certified|licen[sc]ed?|"
    r"licen[sc]ure|credentials?|e\.g\.|i\.e\.|\([a-z0-9 .-]{1,12}\)|levels?|associate|"
    r"[a-z]{2,12})[\s,;:/&()\[\]*|-]*){0,4}$"
)


# "CPA/CMI a plus": other short forms between this one and the word about all of them.
_OTHER_FORMS = re.compile(
    r"^(?:\W{1,3}(?:(?:and/or|or|and) )?(?!an? |is |are |pref|plus|desir|requ)[a-z+-]{2,6}){1,3}(?=\W)"
)
# "A leading provider of widget certification".
_PROVIDER = re.compile(r"\bproviders? of (?:[\w-]+ ){0,2}$")
# "Certification and Accreditation" is done to systems.
# "- Jane Doe, PhD, RN": who has signed a line of praise.
_SIGNED = re.compile(
    r"[\"'\u201d\u2019\u2013\u2014-] ?[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+, "
    r"(?:PhD|Ph\.D\.?|MD|M\.D\.|EdD|DNP|MSN|RN)(?:,? [A-Z][A-Za-z.-]{1,6})*,? $"
)
# "TLC licenses about 100,000 drivers".
_VERB = re.compile(r" (?:about|over|more than|nearly|all|an? (?!plus|must|bonus|nice|requir|prefer))")
_PROCESS = re.compile(r" (?:and|&) accreditation\b")
_ASKED = re.compile(
    r"certif|licen[sc]|credential|designation|prefer|requir|\bplus\b|desir|qualified|must have|hold|possess"
)
_BESIDE_MBA = re.compile(
    r"^\W{0,3}(?:or |and |and/or )?(?:an? )?mba\b|^\W{0,2}or (?:an )?(?:equivalent|\w{2,5} eligible)\b"
)
_SUBJECT = re.compile(r"^ (?:should|will|is responsible|must|works|works with|serves)\b")
_FIRMS = re.compile(r"(?:[ ,]+[a-z&]+){0,5} (?:firms?|practices?)\b")
_LAST_NOUN = re.compile(
    r" (?:certifications?|certificates?|certified|licen[sc]es?|credentials?|designations?)$", re.I
)
# What brackets behind it list the members of ("security certification (A, B)"), and no short form.
_INTRODUCES = re.compile(
    r"(?:certifications?|certified|licen[sc]es?|credentials?|level i{1,3}(?: or (?:higher|above))?)$"
)
_LEVEL = re.compile(r"level i{1,3}(?: or (?:higher|above))?$")
_WORD_BEFORE = re.compile(r"([A-Z][\w+#-]*) $")
_ONE_WORD = re.compile(r"[A-Z][a-z]+ [Cc]ertifi[a-z]+")
_OWN_NOUN = re.compile(r"certif|licen|regist|credential|\)$")
_FIELD_NOUN = re.compile(r"\b(?:certifications?|certificates?|certified|credentials?)\b(?: in\b)?")

# Between a credential and the body that awards it, and between two such bodies.
_AWARDED_BY = re.compile(r" (?:(?:issued|awarded|offered) )?(?:by|from|through) (?:either )?(?:the )?")
_NEXT_BODY = re.compile(r"(?:,|/| or| and|, or| and/or) ?(?:the )?")
# Words between two names that make no list of them ("certified as A with a commitment to complete B").
_PROSE = re.compile(r"\b(?:to|with|of|for|by|within|if|when|while)\b")


class CredentialReader:
    """Finds the credentials of a catalogue; built once per rules, used for every text.

    `names` are to be searched for in small letters and `shorts` as they are written (see `anchors`).
    """

    def __init__(self, rules: Rules) -> None:
        self._wording = rules.wording
        self._entries: list[list[tuple[Credential, str | None]]] = []
        index: dict[str, int] = {}
        for credential in rules.credentials:
            bare = re.sub(r"\s*\([^()]*\)$", "", credential.name)
            plain = " " in bare and bare not in credential.short_forms
            names = [*credential.aliases, *([bare] if plain else [])]
            forms: list[tuple[str, str | None]] = [
                (low, alias if _MIXED.fullmatch(alias) else None)
                for alias in names
                if not _PAIR.match(alias) or _RANGE.search(bare)
                for low in spellings(alias)
            ]
            forms += [(short.lower(), short) for short in credential.short_forms]
            forms += [(f"{low[:-1]} +", None) for low, _ in forms if low.endswith("+")]
            forms += [(low.replace(" ", ""), None) for low, _ in forms if _NUMBERED.fullmatch(low)]
            for low, short in forms:
                if len(low) < 2:
                    continue
                at = index.setdefault(low, len(index))
                if at == len(self._entries):
                    self._entries.append([])
                self._entries[at].append((credential, short))
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
            elif _goes_beyond(low, mention, chosen[-1]) or self._of_vendor(low, mention, chosen[-1]):
                chosen[-1] = replace(mention, start=chosen[-1].start)
        chosen = chosen[:_MOST_MENTIONS]
        known = [
            _with_short_form(text, low, mention, chosen) for mention in self._cued(text, low, layout, chosen)
        ]
        known = _both_categories(low, _joined(text, low, known))
        others = find_unnamed(text, low, layout, known, self._alias, self._wording)
        known = [m for m in known if not any(o.start <= m.start and m.end <= o.end for o in others)]
        mentions = [m for m in known + others if not is_not_the_workers(low, m.start, m.end)]
        mentions = sorted(mentions, key=lambda m: m.start)[:_MOST_MENTIONS]
        return _without_families(low, _without_bodies(low, mentions))

    def _of_vendor(self, low: str, mention: Mention, shorter: Mention) -> bool:
        """Whether a vendor before a name made a shorter one of it ("Zorblax ZCNA Voice")."""
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
            if mention.end - mention.start <= 6 and _NO_CUE.match(low[mention.end : mention.end + 12]):
                continue
            before = low[max(0, mention.start - 50) : mention.start]
            if _introduces_title(text, low, mention) or _abbreviates_other(text, low, mention):
                continue
            if low.find(")none", mention.end, mention.end + 40) > 0 and "(ex" in before:
                continue
            if mention.weak and _SIGNED.search(text, max(0, mention.start - 70), mention.start):
                continue
            if _VERB.match(low, mention.end) and low.endswith(" licenses", 0, mention.end):
                continue
            if _PROCESS.match(low, mention.end) and low.endswith("certification", 0, mention.end):
                continue
            if _people(text, low[mention.start : mention.end], mention.end):
                continue
            if (" by " in before and DONE_BY.search(before)) or (
                "provider" in before and _PROVIDER.search(before)
            ):
                continue
            if self._field(text, low, mention) or _FIRMS.match(low, mention.end, mention.end + 60):
                continue
            weak = mention.weak or self._only_fields(low[mention.start : mention.end], mention)
            if not weak or self._called_for(text, low, layout, mentions, number):
                kept.append(mention)
        return kept

    def _field(self, text: str, low: str, mention: Mention) -> bool:
        """Whether a name of the catalogue is a field of work and a noun, which asks for any of that field.

        A field that names one is none if a vendor or the like stands before it ("Zorblax business analyst").
        """
        surface = low[mention.start : mention.end]
        words = re.findall(r"[\w+#']+", surface)
        if mention.kind == "license":
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

    def _only_fields(self, surface: str, mention: Mention) -> bool:
        """Whether a name is made of fields of work and says nothing by itself ("computer applications")."""
        if mention.kind == "license" or _OWN_CUE.search(surface):
            return False
        return verdict(surface.split(), self._wording) == TOPIC

    def _called_for(self, text: str, low: str, layout: Layout, mentions: list[Mention], number: int) -> bool:
        """Whether anything near a short form says that it stands for the credential."""
        mention = mentions[number]
        start, end = mention.start, mention.end
        first, last = layout.clause(start)
        before = low[max(first, start - _CUE_WINDOW) : start]
        after = low[end : min(last, end + _CUE_WINDOW)]
        if _NO_CUE.match(after) or (text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalnum()):
            return False
        strong = _STRONG_CUE.search(after[:40])
        if _SUBJECT.match(after) and before.endswith("the ") and not strong:
            return False
        asked = layout.section(start) in (REQUIRED, PREFERRED)
        listed = self._sibling(
            low, mentions, number, asked or bool(_ASKED.search(before) or _ASKED.search(after))
        )
        if _spelled_otherwise(text, low, mention) or (not listed and stands_for_other(text, low, mention)):
            return False
        alone = (
            last - first < 60
            and low[first:last].strip(" \n-*.,;:()") == low[start:end]
            and (asked or bool(_STRONG_CUE.search(low, max(0, first - _CUE_WINDOW), first)))
        )
        bullet = text[start - 1 : start] == "-" or (
            start - first < 12 and not low[first:start].strip(" \n-*.,;:()")
        )
        opens = bullet and after.startswith((", with ", " with "))
        if alone or opens or listed:
            return True
        if mention.kind == "license" and self._of_a_place(before):
            return True
        beside = _BESIDE_AFTER.match(after) or _BESIDE_AFTER.match(_OTHER_FORMS.sub("", after))
        if beside or _BESIDE_BEFORE.search(before) or _BESIDE_MBA.match(after) or _OR_OTHER.match(after):
            return True
        if end - start <= 3 and _NAME_GOES_ON.match(text, end) and not _STRONG_CUE.search(before[-30:]):
            return False
        if strong:
            return True
        cues = [cue.end() for cue in _STRONG_CUE.finditer(before)]
        skill = _SKILL.search(before)
        if (skill and not (cues and cues[-1] > skill.start())) or _SKILL_AFTER.match(after):
            return False
        return bool(cues or _STRONG_CUE.search(after))

    def _of_a_place(self, before: str) -> bool:
        """Whether a place and a verb for having it stand before a licence ("must have an Ohio PE")."""
        held = _HELD.search(before)
        if held is None:
            return False
        place = held.group(1).strip()
        return place in self._wording.places or all(w in self._wording.places for w in place.split())

    @staticmethod
    def _sibling(low: str, mentions: list[Mention], number: int, asked: bool) -> bool:
        """Whether another credential stands in the same list; two short forms need to be `asked` for."""
        for a, b in ((number - 1, number), (number, number + 1)):
            if a >= 0 and b < len(mentions) and mentions[b].start - mentions[a].end <= 12:
                gap = low[mentions[a].end : mentions[b].start]
                same = mentions[a].credential == mentions[b].credential
                sure = asked or not (mentions[a].weak and mentions[b].weak)
                if sure and not same and _SEPARATOR.match(gap) and "\n" not in gap:
                    return True
        return False


def _goes_beyond(low: str, mention: Mention, family: Mention) -> bool:
    """Whether a family's name runs into that of a member ("certification in Zorblax Certified Gardener")."""
    member = "(unspecified)" not in mention.name and "(unspecified)" in family.name
    listed = " or " in low[family.start : family.end]
    return member and not mention.weak and not listed and mention.end > family.end + 3


def _ambiguous(pattern: str, surface: str) -> bool:
    """Whether a name says too little by itself: three letters, a short form in small letters, plain words."""
    if pattern.endswith(" +"):
        return True
    if len(pattern) <= 5 and pattern.isalpha():
        return len(pattern) <= 4 or not surface.rstrip("s").isupper()
    return names_a_job(pattern) or (surface.islower() and not _OWN_CUE.search(surface))


def _people(text: str, surface: str, end: int) -> bool:
    """Whether a name is a plural of people: a team or an offer, "free access to certified planners"."""
    plural = surface.endswith("s") and " " in surface and " for " not in surface
    return plural and bool(ROLE.search(surface[:-1])) and not text.startswith(" (", end)


def _introduces_title(text: str, low: str, mention: Mention) -> bool:
    """Whether "Vendor Certified" goes on into a title that the catalogue does not hold."""
    surface = low[mention.start : mention.end]
    family = "(unspecified)" in mention.name and surface.startswith(("certified", "licensed"))
    if not (surface.endswith("certified") or family):
        return False
    return bool(re.match(r":?\s+(?!Engineers? or|And\b)[A-Z][a-z]+", text[mention.end : mention.end + 20]))


def _abbreviates_other(text: str, low: str, mention: Mention) -> bool:
    """Whether a short form in brackets abbreviates the words before it, and those name something else."""
    surface = text[mention.start : mention.end]
    letters = surface.rstrip("s").lower()
    if not (
        surface.rstrip("s").isupper() and letters.isalpha() and text[mention.start - 1 : mention.start] == "("
    ):
        return False
    words = re.findall(r"[a-z']+", low[max(0, mention.start - 120) : mention.start])[-len(letters) - 1 :]
    if _BODY_OF.search(" ".join(words)):
        return True
    if _OWN_CUE.search(" ".join(words)):
        return False
    initials = "".join(word[0] for word in words)
    plural = letters + words[-1][-1] if words else letters
    return initials.endswith(letters) or ((initials + "s").endswith(plural) and surface.lower() == plural)


def _spelled_otherwise(text: str, low: str, mention: Mention) -> bool:
    """Whether the text spells the short form out elsewhere, as something that is no credential."""
    bracketed = f"({text[mention.start : mention.end]})"
    at = text.find(bracketed)
    if at < 0 or at + 1 == mention.start:
        return False
    return _abbreviates_other(text, low, replace(mention, start=at + 1, end=at + len(bracketed) - 1))


def _without_bodies(low: str, mentions: list[Mention]) -> list[Mention]:
    """`mentions` without the bodies that award the credential before them ("Certified X by ABC or ABD")."""
    kept: list[Mention] = []
    end, bodies = 0, False
    for mention in mentions:
        gap = low[end : mention.start]
        body = "(unspecified)" in mention.name and not _OWN_NOUN.search(low[mention.start : mention.end])
        awarded = bool(kept) and "(unspecified)" not in kept[-1].name and _AWARDED_BY.fullmatch(gap)
        bodies = body and bool(awarded or (bodies and _NEXT_BODY.fullmatch(gap)))
        end = mention.end
        if not bodies:
            kept.append(mention)
    return kept


def _without_families(low: str, mentions: list[Mention]) -> list[Mention]:
    """`mentions` without families that only introduce their members ("AWS certifications such as ...")."""
    kept: list[Mention] = []
    for number, mention in enumerate(mentions):
        if kept and kept[-1].end >= mention.end:
            continue
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        surface = low[mention.start : mention.end].rstrip("s")
        family = "(unspecified)" in mention.name or (
            mention.credential is None and surface.endswith(("certification", "certified", "cert"))
        )
        distance = following.start - mention.end if following is not None else 0
        if family and following is not None and distance <= _LONGEST_LEAD:
            gap = low[mention.end : following.start]
            if _OF_THESE.fullmatch(gap):
                continue
            if distance > 24:
                kept.append(mention)
                continue
            heading = not gap and mention.credential is None and low.startswith("s", mention.end - 1)
            lead = heading or _FAMILY_LEAD.match(gap) or _same_family(gap, mention, following)
            lead = lead or (gap == " " and _member_beside(mention, following))
            if lead and not gap.startswith(","):
                if gap.strip() == "(" and _initials(low, mention, following):
                    kept.append(replace(following, start=mention.start))
                continue
        kept.append(mention)
    return kept


def _same_family(gap: str, mention: Mention, following: Mention) -> bool:
    """Whether a status alone stands between a family and the bracket of its members."""
    return bool(_STATUS_LEAD.fullmatch(gap)) and mention.name.split()[0] == following.name.split()[0]


def _member_beside(family: Mention, member: Mention) -> bool:
    """Whether a short form beside a vendor's family is of the same vendor ("Zorblax certification ZCNP")."""
    return member.weak and family.name.split()[0] == member.name.split()[0]


def _initials(low: str, mention: Mention, following: Mention) -> bool:
    """Whether the first word of `mention` is the initials of `following` ("CSD certification (...)")."""
    words = re.findall(r"[a-z]+", low[following.start : following.end])
    return low[mention.start : mention.end].split()[0] == "".join(word[0] for word in words)


def _joined(text: str, low: str, mentions: list[Mention]) -> list[Mention]:
    """`mentions` with those made one that are written as one name ("Zorblax Pro Benefits certification")."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if (
            last is not None
            and mention.start == last.end + 1
            and text[last.end] == " "
            and _ONE_WORD.fullmatch(text, mention.start, mention.end)
            and not _OWN_NOUN.search(low[last.start : last.end])
        ):
            kept[-1] = replace(last, end=mention.end)
        else:
            kept.append(mention)
    return kept


def _both_categories(low: str, mentions: list[Mention]) -> list[Mention]:
    """`mentions` with "IAT/IAM Level II" as one, a level of two categories of the same list."""
    kept = []
    for mention in mentions:
        level = _CATEGORY.match(low, mention.start)
        front = _CATEGORY_BEFORE.search(low, max(0, mention.start - 30), mention.start) if level else None
        kept.append(replace(mention, start=front.start()) if front else mention)
    return kept


def _with_short_form(text: str, low: str, mention: Mention, others: list[Mention]) -> Mention:
    """`mention` with the short form in brackets behind it, unless that is another credential."""
    found = _BRACKETS.match(text, mention.end)
    if found is None:
        return mention
    for other in others:
        if other.start < found.end() and mention.end < other.end and other.credential != mention.credential:
            return mention
    return replace(mention, end=found.end())


def _key(mention: Mention) -> str:
    """What makes two mentions the same credential: the entry, or the short form of a name outside it."""
    if mention.credential is not None:
        return mention.credential.credential_id
    short = re.search(r"\(([A-Z][A-Z0-9+-]{1,9})\)", mention.name)
    if short:
        return short.group(1).lower()
    bare = _LAST_NOUN.sub("", mention.name)
    capitals = re.findall(r"\b[A-Z](?=[a-z])", bare)
    spelled = re.fullmatch(r"(?:[A-Z][a-z]+|of|in|for|and|the|[ -])+", bare)
    return "".join(capitals).lower() if spelled and len(capitals) >= 4 else bare.lower()


def _word_end(text: str, start: int, end: int) -> int | None:
    """End of the whole word or words at `start`..`end`, a plural s included; None inside a longer word.

    A capital glued to a small letter is a lost line break and counts as a boundary.
    """
    if start and text[start - 1].isalnum():
        # One small letter before capitals belongs to them ("vRA").
        glued = text[start - 1].islower() and text[start].isupper() and text[max(0, start - 2)].isalnum()
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


def groups(low: str, mentions: list[Mention], layout: Layout) -> list[list[int]]:
    """Indexes of `mentions` that stand in one list of one clause, such as `PMP, CSM or CISSP`."""
    grouped: list[list[int]] = []
    for number, mention in enumerate(mentions):
        if grouped:
            before = mentions[grouped[-1][-1]]
            gap = low[before.end : mention.start]
            if (
                len(gap) <= 60
                and _SEPARATOR.match(gap)
                and not status_word(gap)
                and not (gap.strip() == ":" and _LEVEL.search(low, before.start, before.end))
                and not (
                    gap.endswith("(") and _INTRODUCES.search(low[before.start : mention.start - 1].rstrip())
                )
                and not _PROSE.search(gap)
                and not (gap.endswith("(") and status_word(low[mention.end : mention.end + 20].split(")")[0]))
                and layout.clause(before.start) == layout.clause(mention.start)
            ):
                grouped[-1].append(number)
                continue
        grouped.append([number])
    return grouped


def judged(low: str, mentions: list[Mention], layout: Layout) -> list[tuple[Mention, str]]:
    """Each credential once, at its first span, with the strongest status that any of its mentions has."""
    best: dict[str, tuple[Mention, Verdict]] = {}
    for members in groups(low, mentions, layout):
        spans = [(mentions[m].start, mentions[m].end) for m in members]
        after = members[-1] + 1
        until = mentions[after].start if after < len(mentions) else None
        for member, said in zip(members, judge(layout, spans, until), strict=True):
            mention = mentions[member]
            key = _key(mention)
            held = best.get(key)
            if held is None:
                best[key] = (mention, said)
            elif said.strength > held[1].strength:
                best[key] = (held[0], said)
    return [(mention, said.status) for mention, said in best.values()]
