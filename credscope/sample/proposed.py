"""The keyword list that the titles of programmes propose, and what was planted of it; shaped like the mart.

Phrases are found here once more from the seeds and counted in what postings name; nothing of the warehouse is
used. Which postings name what stands in `beyond`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from credscope.sample.named_sets import Named
from credscope.sample.published import rows as seed_rows

Record = dict[str, Any]
WHOLE_LIST = "any"


@dataclass(frozen=True)
class Candidate:
    """A keyword of Table 1 or a proposed phrase, and in how many programmes' titles it begins a word."""

    keyword_id: str
    phrase: str
    in_list: bool
    ai: int
    other: int
    is_proposed: bool = False

    @property
    def verdict(self) -> str:
        if not self.in_list:
            return "would be added"
        return "kept" if self.is_proposed else "would be dropped"


def plain(title: str) -> str:
    """Lower case without accents, all signs but + # & as one blank."""
    bare = "".join(c for c in unicodedata.normalize("NFD", title.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9+#&]+", " ", bare).strip()


def titles() -> list[tuple[bool, set[str]]]:
    """Of every programme whether it is about AI, and its titles."""
    about = {row["programme_id"] for row in seed_rows("rules/ai_programmes")}
    credentials = {row["credential_id"]: row for row in seed_rows("rules/credentials")}
    programmes = seed_rows("reference/programmes")
    found = []
    for row in seed_rows("rules/microcredentials"):
        facts = credentials[row["credential_id"]]
        explicit, name = facts["explicit_ai_extended"] == "true", plain(facts["credential_name"])
        own = [one for one in programmes if one["credential_id"] == row["credential_id"]]
        found += [(explicit or p["programme_id"] in about, {name, plain(p["programme_name"])}) for p in own]
        found += [(explicit, {name})] * (not own)
    return found


def keyword_list() -> list[Candidate]:
    """The keywords of Table 1 and the phrases that the titles propose."""
    limits = {row["threshold_id"]: float(row["threshold_value"]) for row in seed_rows("rules/thresholds")}
    programmes = titles()
    listed = {row["keyword"].lower(): row["keyword_id"] for row in seed_rows("rules/keywords")}
    phrases = _phrases((t for _, own in programmes for t in own), int(limits["keyword_phrase_words"]))
    sizes = [sum(about for about, _ in programmes), sum(not about for about, _ in programmes)]
    found = []
    for phrase in sorted(phrases | set(listed)):
        users = [about for about, own in programmes if any(f" {phrase}" in f" {title}" for title in own)]
        ai, other = sum(users), len(users) - sum(users)
        name = listed.get(phrase) or re.sub(r"[^a-z0-9]+", "_", phrase).strip("_")
        enough = ai >= limits["keyword_least_programmes"]
        clear = _keyness(ai, other, *sizes) >= limits["keyword_least_keyness"]
        found.append(Candidate(name, phrase, phrase in listed, ai, other, enough and clear))
    return [one for one in found if one.in_list or (one.is_proposed and not _is_part(one, found))]


def _phrases(every: Iterable[str], longest: int) -> set[str]:
    stop = {row["word"] for row in seed_rows("rules/title_stop_words")}
    found = set()
    for title in every:
        words = title.split()
        for start in range(len(words)):
            for end in range(start + 1, min(start + longest, len(words)) + 1):
                if stop.isdisjoint(words[start:end]):
                    found.add(" ".join(words[start:end]))
    return found


def _keyness(ai: int, other: int, ai_size: int, other_size: int) -> float:
    """Dunning's log-likelihood ratio, negative where programmes about AI use the phrase less."""
    share = (ai + other) / (ai_size + other_size)
    ratio = 0.0
    for used, size in ((ai, ai_size), (other, other_size)):
        for observed, expected in ((used, size * share), (size - used, size * (1 - share))):
            ratio += 2 * observed * math.log(observed / expected) if observed else 0.0
    return ratio if ai * other_size >= other * ai_size else -ratio


def _is_part(one: Candidate, every: list[Candidate]) -> bool:
    """Whether a longer phrase stands in just as many titles."""
    return any(
        f" {one.phrase}" in f" {other.phrase}" and (one.ai, one.other) == (other.ai, other.other)
        for other in every
        if other is not one
    )


def proposals(
    teamed: Iterable[tuple[str, Named]],
    names: list[str],
    related: list[bool],
    lost: dict[tuple[str, str], int],
) -> list[Record]:
    """Rows of sensitivity__keywords_proposed from the postings of each team.

    `names` are those of the credentials, in lower case, `related` whether Table 1 matches them; `lost` counts
    by team and keyword of Table 1 the postings that only it matches.
    """
    candidates = keyword_list()
    counts: Counter[tuple[str, str, str]] = Counter()
    postings: Counter[str] = Counter()
    holding = [[one for one in candidates if one.phrase in name] for name in names]
    whole = [{one for one in held if f" {plain(one.phrase)} " in f" {plain(name)} "}
             for held, name in zip(holding, names, strict=True)]  # fmt: skip
    for team, group in teamed:
        postings[team] += group.postings
        is_new = not any(related[i] for i in group.credentials)
        held = {one for i in group.credentials for one in holding[i]}
        alone = {one for i in group.credentials for one in whole[i]}
        counts[team, WHOLE_LIST, "headline"] += group.postings * (not is_new)
        for key, own in ({one.keyword_id: {one} for one in held} | {WHOLE_LIST: _proposed(held)}).items():
            counts[team, key, "matched"] += group.postings * bool(own)
            counts[team, key, "added"] += group.postings * (is_new and bool(own))
            counts[team, key, "whole"] += group.postings * (is_new and not own.isdisjoint(alone))
    found = []
    for team, of in postings.items():
        headline = counts[team, WHOLE_LIST, "headline"]
        rest = headline - counts[team, WHOLE_LIST, "matched"] + counts[team, WHOLE_LIST, "added"]
        shown = [(one.keyword_id, one.verdict, one.ai, one.other,
                  lost[team, one.keyword_id] if one.in_list else None) for one in candidates]  # fmt: skip
        found += [
            {"team": team, "keyword_id": key, "verdict": verdict, "ai_programme_count": ai,
             "other_programme_count": other, "posting_count": of, "headline_posting_count": headline,
             "matched_posting_count": counts[team, key, "matched"],
             "added_posting_count": counts[team, key, "added"],
             "added_whole_word_posting_count": counts[team, key, "whole"], "lost_posting_count": loss}
            for key, verdict, ai, other, loss in [*shown, (WHOLE_LIST, "whole list", None, None, rest)]
        ]  # fmt: skip
    return found


def _proposed(held: set[Candidate]) -> set[Candidate]:
    return {one for one in held if one.is_proposed}
