"""What a badge is worth: the entry of the catalogue that its achievement names, and the demand for it.

A match is by name alone, as for names that deliveries bring; whether the badge holds is decided before.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from credscope.badges.document import Document
from credscope.rules import NOT_A_CREDENTIAL, Credential, Rules, normalised

_COUNTED = {
    "certifications__top_by_team": """
        select mention_count, mention_share from {mart}
        where definition_id = $definition and team = 'all' and credential_id = $credential
    """,
    "microcredentials__demand": """
        select named.found, named.found / sum(posting_count) from {mart}, (
            select sum(matched_posting_count) as found from {mart}
            where definition_id = $definition and team = 'all' and grouping_level = 'credential'
                and member_id = $credential
        ) as named
        where definition_id = $definition and team = 'all' and grouping_level = 'all' and named.found > 0
        group by named.found
    """,
    "project_management__by_team": """
        select matched_posting_count, matched_share from {mart}
        where definition_id = $definition and team = 'all' and credential_id = $credential
    """,
}
"""Marts of a release that count postings by credential; the first that has the credential speaks."""


@dataclass(frozen=True)
class Demand:
    """How many AI postings of a release name a credential, of how many; `mart` says where that stands."""

    mention_count: int
    mention_share: float
    mart: str


def entry_of(name: str, rules: Rules) -> Credential | None:
    """The entry of the catalogue that `name` means, by the rules for names that deliveries bring.

    First what a person decided, then names before aliases before short forms, then what is left when the noun
    at the end and brackets are set aside.
    """
    from credscope.reading.identified import Identified
    from credscope.reading.text import folded

    known = {credential.credential_id: credential for credential in rules.credentials}
    decided = rules.credential_overrides.get(normalised(name))
    if decided is not None:
        return None if decided == NOT_A_CREDENTIAL else known[decided]
    wanted = folded(name)
    written = (lambda c: (c.name,), lambda c: c.aliases, lambda c: c.short_forms)
    for spelled in written:
        meant = [c for c in rules.credentials if wanted in map(folded, spelled(c))]
        if meant:
            return min(meant, key=lambda credential: credential.credential_id)
    return Identified(rules.credentials).named(name)


def demand_for(credential_id: str, release: Path, definition: str) -> Demand | None:
    """Demand over all teams and years in the release at `release`; None where none of its marts has it."""
    import duckdb

    from credscope.duck import parquet

    for mart, query in _COUNTED.items():
        path = release / "marts" / f"{mart}.parquet"
        if not path.exists():
            continue
        wanted = {"definition": definition, "credential": credential_id}
        row = duckdb.sql(query.format(mart=parquet([path])), params=wanted).fetchone()
        if row is not None:
            return Demand(int(row[0]), float(row[1]), mart)
    return None


def achievement_name(achievement: Document) -> str:
    """The name of an achievement, blank where a credential has none."""
    return str(achievement.get("name", "")).strip()
