"""Which credentials a text names: the catalogue's names and short forms, found in one pass over the text.

What the text says about them is decided in `status`; names outside the catalogue in `unnamed`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ahocorasick_rs import AhoCorasick, MatchKind

from credscope.reading.mention import Mention
from credscope.reading.sections import Layout
from credscope.reading.status import STRENGTH, status
from credscope.reading.text import spellings
from credscope.reading.unnamed import find_unnamed
from credscope.rules import Credential, Rules

# A short form needs a word for credentials near it, or a status word right beside it ("CPA preferred").
_BESIDE_AFTER = re.compile(
    r"^[\s(,-]{0,3}(?:(?:or|and|/) (?:an? )?(?:mba|master'?s|cma|equivalent|higher)\W{1,3})?(?:(?:is|are|"
    r"highly|strongly|status|would be|a|an|also)\s){0,3}"
    r"(?:prefer|plus\b|desir|required\b|bonus|candidate|nice to have|advantage|eligible|ideal)"
)
_BESIDE_BEFORE = re.compile(
    r"(?:prefer(?:red|ably|ence)?:?|\bwith (?:an?|your|their)|\bhave (?:an?|your)|\bbe an?|\bactive|"
    r"\bvalid|\bcurrent|\bhold(?:s|ing)? (?:an?|your)|\bpossess(?:es)? an?|\bmba,? or|"
    r"\btowards? (?:an?|your|their)|\bobtain(?:ing)? (?:an?|your|their)?|\breceive (?:an?|your|their)|"
    r"\bqualified)\s?$"
)
_NO_CUE = re.compile(
    r"^(?:\s?(?:#|id\b|no\.|number\b)|[.-][a-z])|^\s?(?:firm|fund|firms|funds|backed|portfolio|player|"
    r"players|students?|teacher|class|rate|cost)\b"
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
    r"cpr|first aid|card\b|osha|bar\b|badge|abet|\d|\+"
)
_CUE_WINDOW = 90
# A text that names more is no posting; its first mentions are read and the rest left.
_MOST_MENTIONS = 400
# "CPA, CIA" is a list of two credentials, whoever wrote it down as one name.
_PAIR = re.compile(r"[A-Z+]{2,7}(?:, ?|/| or )[A-Z+]{2,7}\b")
_BRACKETS = re.compile(r"(?: [A-Z][a-z]+)?\s?\([A-Z][A-Za-z./+-]{1,11}\)")
_FAMILY_LEAD = re.compile(
    r"^s?\)?[\s(,:-]*(?:\(?s\)?)?\W{0,3}(?:such as|like|e\.?\s?g\.?|i\.?e\.?|including|especially|in|"
    r"preferably)?[\s:,.(-]*$"
)
_SEPARATOR = re.compile(
    r"^[\s,;:/&()\[\]*|+\u2022-]*(?:(?:and/or|or|and|either|an?|the|current|equivalent|certifications?|"
    r"certificates?|certified|licen[sc]ed?|"
    r"licen[sc]ure|credentials?|e\.g\.|i\.e\.|\([a-z0-9 .-]{1,12}\)|levels?|associate|"
    r"[a-z]{2,12})[\s,;:/&()\[\]*|-]*){0,4}$"
)


class CredentialReader:
    """Finds the credentials of a catalogue; built once per rules, used for every text."""

    def __init__(self, rules: Rules) -> None:
        self._entries: list[list[tuple[Credential, str | None]]] = []
        index: dict[str, int] = {}
        for credential in rules.credentials:
            bare = re.sub(r"\s*\([^()]*\)$", "", credential.name)
            plain = " " in bare and bare not in credential.short_forms
            names = [*credential.aliases, *([bare] if plain else [])]
            forms: list[tuple[str, str | None]] = [
                (low, None) for alias in names if not _PAIR.match(alias) for low in spellings(alias)
            ]
            forms += [(short.lower(), short) for short in credential.short_forms]
            for low, short in forms:
                if len(low) < 2:
                    continue
                at = index.setdefault(low, len(index))
                if at == len(self._entries):
                    self._entries.append([])
                self._entries[at].append((credential, short))
        patterns = list(index)
        self._index = index
        self._patterns = patterns
        self._search = AhoCorasick(patterns, matchkind=MatchKind.Standard) if patterns else None

    def find(self, text: str, low: str, layout: Layout) -> list[Mention]:
        """Every mention of a credential, in order, without overlaps."""
        if self._search is None:
            return []
        found = []
        for at, start, end in self._search.find_matches_as_indexes(low, overlapping=True):
            whole = _word_end(text, start, end)
            if whole is None:
                continue
            end = whole
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
        chosen = chosen[:_MOST_MENTIONS]
        known = [
            _with_short_form(text, low, mention, chosen) for mention in self._cued(text, low, layout, chosen)
        ]
        mentions = known + find_unnamed(text, low, layout, known, self._alias)
        return _without_families(low, sorted(mentions, key=lambda m: m.start)[:_MOST_MENTIONS])

    def _alias(self, name: str) -> Credential | None:
        """The entry that has `name` (lower case) as an unambiguous name."""
        at = self._index.get(name)
        return None if at is None else next((c for c, short in self._entries[at] if short is None), None)

    def _cued(self, text: str, low: str, layout: Layout, mentions: list[Mention]) -> list[Mention]:
        """`mentions` without the short forms that nothing near them makes a credential."""
        kept = []
        for number, mention in enumerate(mentions):
            if mention.end - mention.start <= 6 and _NO_CUE.match(low[mention.end : mention.end + 12]):
                continue
            if _introduces_title(text, low, mention) or _abbreviates_other(text, low, mention):
                continue
            if not mention.weak:
                kept.append(mention)
                continue
            first, last = layout.clause(mention.start)
            before = low[max(first, mention.start - _CUE_WINDOW) : mention.start]
            after = low[mention.end : min(last, mention.end + _CUE_WINDOW)]
            if _NO_CUE.match(after):
                continue
            if text[mention.start - 1 : mention.start] == "-" or (
                mention.end - mention.start <= 3
                and _NAME_GOES_ON.match(text, mention.end)
                and not _STRONG_CUE.search(before[-30:])
            ):
                continue
            alone = low[first:last].strip(" \n-*.,;:()") == low[mention.start : mention.end]
            if alone or self._sibling(low, mentions, number) or _STRONG_CUE.search(after[:40]):
                kept.append(mention)
            elif _SKILL.search(before) or _SKILL_AFTER.match(after):
                continue
            elif (
                _STRONG_CUE.search(before)
                or _STRONG_CUE.search(after)
                or _BESIDE_AFTER.match(after)
                or _BESIDE_BEFORE.search(before)
            ):
                kept.append(mention)
        return kept

    @staticmethod
    def _sibling(low: str, mentions: list[Mention], number: int) -> bool:
        for a, b in ((number - 1, number), (number, number + 1)):
            if a >= 0 and b < len(mentions) and mentions[b].start - mentions[a].end <= 12:
                gap = low[mentions[a].end : mentions[b].start]
                if _SEPARATOR.match(gap) and "\n" not in gap:
                    return True
        return False


def _ambiguous(pattern: str, surface: str) -> bool:
    """Whether a name says too little by itself: three letters, a short form in small letters, plain words."""
    if len(pattern) <= 5 and pattern.isalpha():
        return len(pattern) <= 4 or not surface.rstrip("s").isupper()
    return surface.islower() and not _OWN_CUE.search(surface)


def _introduces_title(text: str, low: str, mention: Mention) -> bool:
    """Whether "Vendor Certified" goes on into a title that the catalogue does not hold."""
    if not low[mention.start : mention.end].endswith("certified"):
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
    if _OWN_CUE.search(" ".join(words)):
        return False
    initials = "".join(word[0] for word in words)
    plural = letters + words[-1][-1] if words else letters
    return initials.endswith(letters) or ((initials + "s").endswith(plural) and surface.lower() == plural)


def _without_families(low: str, mentions: list[Mention]) -> list[Mention]:
    """`mentions` without families that only introduce their members ("AWS certifications such as ...")."""
    kept = []
    for number, mention in enumerate(mentions):
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        family = "(unspecified)" in mention.name or (
            mention.credential is None and mention.name.endswith("certification")
        )
        if family and following is not None and following.start - mention.end <= 24:
            gap = low[mention.end : following.start]
            if len(gap.strip()) > 0 and _FAMILY_LEAD.match(gap) and "," not in gap[:1]:
                continue
        kept.append(mention)
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
    short = re.search(r"\(([A-Z][A-Z0-9+-]{1,9})\)", mention.name) or re.match(
        r"([A-Z][A-Z0-9+-]{2,9})\b", mention.name
    )
    if short:
        return short.group(1).lower()
    capitals = re.findall(r"\b[A-Z](?=[a-z])", mention.name)
    return "".join(capitals).lower() if len(capitals) >= 4 else mention.name.lower()


def _word_end(text: str, start: int, end: int) -> int | None:
    """End of the whole word or words at `start`..`end`, a plural s included; None inside a longer word.

    A capital glued to a small letter is a lost line break and counts as a boundary.
    """
    if start and text[start - 1].isalnum() and not (text[start - 1].islower() and text[start].isupper()):
        return None
    if (
        start
        and text[start - 1] in "-_.@"
        and start > 1
        and text[start - 2].isalnum()
        and text[start - 1] != "-"
    ):
        return None
    if end >= len(text):
        return end
    following = text[end]
    if not following.isalnum() and not (following == "+" and text[end - 1] not in ")."):
        return end
    if following in "sS" and (end + 1 >= len(text) or not text[end + 1].isalnum()):
        return end + 1
    if text[end - 1].islower() and following.isupper():
        return end
    if not text[end - 1].isalnum() and following.isupper():
        return end
    if (
        end - start >= 3
        and text[end - 1].isupper()
        and text[end : end + 2].istitle()
        and text[end + 1 : end + 2].islower()
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
                and layout.clause(before.start) == layout.clause(mention.start)
            ):
                grouped[-1].append(number)
                continue
        grouped.append([number])
    return grouped


def judged(low: str, mentions: list[Mention], layout: Layout) -> list[tuple[Mention, str]]:
    """Each credential once, at its first span, with the strongest status that any of its mentions has."""
    best: dict[str, tuple[Mention, str]] = {}
    for members in groups(low, mentions, layout):
        spans = [(mentions[m].start, mentions[m].end) for m in members]
        for position, member in enumerate(members):
            mention = mentions[member]
            verdict = status(layout, spans, position)
            key = _key(mention)
            held = best.get(key)
            if held is None:
                best[key] = (mention, verdict)
            elif STRENGTH[verdict] > STRENGTH[held[1]]:
                best[key] = (held[0], verdict)
    return list(best.values())
