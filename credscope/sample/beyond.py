"""What was planted beyond the brief: keywords, kinds of credentials, vendors, retirements; shaped like marts.

Counted from the sets of credentials that postings name (`named_sets`) and the facts that seeds state of
single credentials; shares are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from credscope.sample.mentions import UNCATALOGUED
from credscope.sample.named_sets import Named
from credscope.sample.occupations import TEAMS
from credscope.sample.proposed import proposals
from credscope.sample.published import rows as seed_rows
from credscope.sample.records import World

Record = dict[str, Any]
Kept = Callable[[dict[str, str], date], bool]
ALL_TEAMS, ANY, AI_RELATED = "all", "any", "ai_related"
EXPLICIT: dict[str, str] = {"explicit_ai": "explicit_ai", "explicit_ai_extended": "explicit_ai_extended"}
KEPT: dict[str, Kept] = {
    "every_kind": lambda facts, month: True,
    "without_government_mandated": lambda facts, month: facts.get("is_government_mandated") != "true",
    "without_licenses": lambda facts, month: facts.get("kind") != "license",
    "without_accreditations": lambda facts, month: facts.get("kind") != "accreditation",
    "without_retired": lambda facts, month: not retired_before(facts, month),
}


def retired_before(facts: dict[str, str], month: date) -> bool:
    """Whether a credential could not be earned any more when a month began."""
    return bool(facts.get("retired_on")) and date.fromisoformat(facts["retired_on"]) < month


class Beyond:
    """The marts beyond the brief under one definition, from what postings name."""

    def __init__(self, world: World, named: Iterable[Named], definition: str) -> None:
        self._named, self._definition = list(named), definition
        self._ids, self._names = world.catalogue.ids, world.catalogue.names
        self._ai_related = world.catalogue.ai_related.tolist()
        self._months = [date.fromisoformat(f"{month}-01") for month in world.plan.months]
        facts = {row["credential_id"]: row for row in seed_rows("rules/credentials")}
        self._facts = [facts.get(name, {}) for name in self._ids]
        self._successors = {row["credential_id"]: row["successor_id"] for row in facts.values()}
        self._keywords = {row["keyword_id"]: row["keyword"].lower() for row in seed_rows("rules/keywords")}
        self._holds = [
            {key for key, word in self._keywords.items() if word in self._words(i)}
            for i in range(len(self._ids))
        ]

    def marts(self) -> dict[str, list[Record]]:
        """Every mart beyond the brief, as rows of key and count columns."""
        return {
            "sensitivity__definitions": self._definitions(),
            "sensitivity__keywords": self._by_keyword(),
            "sensitivity__keywords_proposed": self._by_proposal(),
            "sensitivity__keyword_readings": self._by_reading(),
            "sensitivity__credential_kinds": self._by_kind(),
            "vendors__own_credentials": self._by_vendor(),
            "retirement__still_asked": self._by_retirement(),
        }

    def _words(self, credential: int) -> str:
        """Where keywords are looked for: the name, or the words of an id that no catalogue knows."""
        name = self._ids[credential]
        if name in UNCATALOGUED:
            return name.partition(":")[2].replace("_", " ")
        return self._names[credential].lower()

    def _teamed(self) -> Iterator[tuple[str, Named]]:
        """Every group under its team and once more under all."""
        for one in self._named:
            yield TEAMS[one.team], one
            yield ALL_TEAMS, one

    def _is_matched(self, one: Named) -> bool:
        return any(self._ai_related[i] for i in one.credentials)

    def _totals(self) -> tuple[Counter[str], Counter[str]]:
        """AI postings and matched ones by team."""
        postings: Counter[str] = Counter()
        matched: Counter[str] = Counter()
        for team, one in self._teamed():
            postings[team] += one.postings
            matched[team] += one.postings * self._is_matched(one)
        return postings, matched

    def _definitions(self) -> list[Record]:
        postings, matched = self._totals()
        return [
            {"definition_id": self._definition, "posting_count": postings[ALL_TEAMS],
             "matched_posting_count": matched[ALL_TEAMS]}
        ]  # fmt: skip

    def _by_keyword(self) -> list[Record]:
        postings, headline = self._totals()
        matched: Counter[tuple[str, str]] = Counter()
        lost: Counter[tuple[str, str]] = Counter()
        for team, one in self._teamed():
            keys = set().union(*(self._holds[i] for i in one.credentials))
            for key in keys:
                matched[team, key] += one.postings
                lost[team, key] += one.postings * (len(keys) == 1)
        return [
            {"team": team, "keyword_id": key, "posting_count": count,
             "headline_posting_count": headline[team],
             "matched_posting_count": matched[team, key], "lost_posting_count": lost[team, key]}
            for team, count in postings.items() for key in self._keywords
        ]  # fmt: skip

    def _by_proposal(self) -> list[Record]:
        lost = {(row["team"], row["keyword_id"]): row["lost_posting_count"] for row in self._by_keyword()}
        return proposals(
            self._teamed(), [self._words(i) for i in range(len(self._ids))], self._ai_related, lost
        )

    def _by_reading(self) -> list[Record]:
        reviewed = {row["credential_id"] for row in seed_rows("rules/keyword_false_positives")}
        left_out = {
            "substring": [False] * len(self._ids),
            "reviewed": [name in reviewed for name in self._ids],
            "whole_word": [not self._is_whole_word(i) for i in range(len(self._ids))],
        }
        counts: Counter[tuple[str, str, str]] = Counter()
        for team, one in self._teamed():
            for reading, out in left_out.items():
                named = [i for i in one.credentials if self._ai_related[i]]
                counts[team, reading, ANY] += one.postings * any(not out[i] for i in named)
                for i in named:
                    if out[i]:
                        counts[team, reading, self._ids[i]] += one.postings
        return [
            {"team": team, "reading": reading, "credential_id": name, "matched_posting_count": count}
            for (team, reading, name), count in counts.items()
        ]

    def _is_whole_word(self, credential: int) -> bool:
        words = self._words(credential)
        return any(re.search(rf"\b{re.escape(word)}\b", words) for word in self._keywords.values())

    def _by_kind(self) -> list[Record]:
        matched: Counter[tuple[str, int, str]] = Counter()
        groups: Counter[tuple[str, int]] = Counter()
        for team, one in self._teamed():
            month = self._months[one.month]
            groups[team, month.year] += one.postings
            for reading, kept in KEPT.items():
                found = any(self._ai_related[i] and kept(self._facts[i], month) for i in one.credentials)
                matched[team, month.year, reading] += one.postings * found
            for reading, flag in EXPLICIT.items():
                found = any(self._facts[i].get(flag) == "true" for i in one.credentials)
                matched[team, month.year, reading] += one.postings * found
        return [
            {"team": team, "posted_year": year, "reading": reading, "posting_count": count,
             "matched_posting_count": matched[team, year, reading]}
            for (team, year), count in groups.items() for reading in (*KEPT, *EXPLICIT)
        ]  # fmt: skip

    def _by_vendor(self) -> list[Record]:
        counts: Counter[tuple[str, str, bool, str]] = Counter()
        vendors = [row["vendor"] for row in seed_rows("rules/vendors")]
        issuers = {row["issuer"]: row for row in seed_rows("rules/vendor_issuers")}
        for one in self._named:
            owners = {self._owner(i, self._months[one.month], issuers) for i in one.credentials}
            groups = [ANY] * bool(one.credentials) + [AI_RELATED] * self._is_matched(one)
            for vendor in vendors:
                for named in groups:
                    counts[vendor, named, one.vendor == vendor, "all"] += one.postings
                    counts[vendor, named, one.vendor == vendor, "own"] += one.postings * (vendor in owners)
        return [
            {"vendor": vendor, "named": named, "posting_count": counts[vendor, named, True, "all"],
             "own_posting_count": counts[vendor, named, True, "own"],
             "others_posting_count": counts[vendor, named, False, "all"],
             "others_own_posting_count": counts[vendor, named, False, "own"]}
            for vendor in vendors for named in (ANY, AI_RELATED)
        ]  # fmt: skip

    def _owner(self, credential: int, month: date, issuers: dict[str, dict[str, str]]) -> str:
        """The vendor whose own a credential is in a month, empty for none."""
        row = issuers.get(self._facts[credential].get("issuer", ""))
        since = date.fromisoformat(row["valid_from"] or "0001-01-01") if row else date.max
        return row["vendor"] if row and since <= month else ""

    def _by_retirement(self) -> list[Record]:
        postings: Counter[date] = Counter()
        mentions: Counter[tuple[str, date]] = Counter()
        for one in self._named:
            postings[self._months[one.month]] += one.postings
            for i in one.credentials:
                mentions[self._ids[i], self._months[one.month]] += one.postings
        retired = {
            name: date.fromisoformat(facts["retired_on"])
            for name, facts in zip(self._ids, self._facts, strict=True)
            if facts.get("retired_on") and any(mentions[name, month] for month in postings)
        }
        before = {row["threshold_id"]: row["threshold_value"] for row in seed_rows("rules/thresholds")}
        first = -int(before["retirement_months_before"])
        found = []
        for name, last in retired.items():
            heir = self._successors[name]
            for month, count in postings.items():
                since = (month.year - last.year) * 12 + month.month - last.month
                if since >= first:
                    found.append(
                        {"credential_id": name, "months_since_retired": since, "posted_month": str(month),
                         "posting_count": count, "mention_count": mentions[name, month],
                         "successor_id": heir or None,
                         "successor_mention_count": mentions[heir, month] if heir else None}
                    )  # fmt: skip
        return found
