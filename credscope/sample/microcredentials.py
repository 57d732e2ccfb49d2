"""Microcredentials as they were planted: postings that name one, and what claims and programmes follow.

Counted from rows as they are made. Which credentials the sample names stands in `mentions`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from credscope.sample.occupations import TEAMS
from credscope.sample.plan import AI
from credscope.sample.published import rows as seed_rows
from credscope.sample.records import Rows, World

Record = dict[str, Any]
Group = tuple[str, str]


@dataclass
class Microcredentials:
    """Running counts of distinct postings: `named[group][team, year]`, a group as (level, member), and
    `by_code[credential][code]` for the credentials that programmes lead to."""

    world: World
    named: dict[Group, np.ndarray] = field(default_factory=dict)
    by_code: dict[str, np.ndarray] = field(default_factory=dict)
    _flags: dict[Group, np.ndarray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        issuers = {row["credential_id"]: row["issuer"] for row in seed_rows("rules/credentials")}
        ids = self.world.catalogue.ids
        for row in seed_rows("rules/microcredentials"):
            name = row["credential_id"]
            if name not in ids:
                continue
            issuer = "".join(c if c.isalnum() else "_" for c in issuers[name].lower())
            kind = row["microcredential_kind"]
            for group in (("all", "all"), ("kind", kind), ("issuer", issuer), ("credential", name)):
                self._flags.setdefault(group, np.zeros(len(ids), dtype=bool))[ids.index(name)] = True
        shape = (len(TEAMS), len(self.world.plan.years))
        self.named = {group: np.zeros(shape, dtype=np.int64) for group in self._flags}
        self._programmes = seed_rows("reference/programmes")
        codes = len(self.world.codes)
        self.by_code = {row["credential_id"]: np.zeros(codes, dtype=np.int64) for row in self._programmes}

    def add(self, rows: Rows) -> None:
        """Count a stretch of rows."""
        for group, flag in self._flags.items():
            teams = rows.team[rows.named(flag) & (rows.kind == AI)]
            self.named[group][:, rows.month // 12] += np.bincount(teams, minlength=len(TEAMS))
        for credential, counts in self.by_code.items():
            if ("credential", credential) in self._flags:
                named = rows.named(self._flags["credential", credential]) & (rows.kind == AI)
                counts += np.bincount(rows.code[named], minlength=len(counts))

    def claims(self, postings: int) -> list[Record]:
        """Rows of microcredentials__claims, with the measures that follow from `postings`, all of them."""
        named = int(self.named["all", "all"].sum())
        badges = int(self.named["kind", "digital_badge"].sum())
        measured = {"named_share_percent": round(100 * named / postings, 6) if postings else None}
        measured["badge_share_percent"] = round(100 * badges / named, 6) if named else None
        found = []
        for row in seed_rows("published/microcredential_claims"):
            claim: Record = {"claim_id": row["claim_id"], "published_value": float(row["published_value"])}
            if row["measure_id"] in measured:
                claim["measured_value"] = measured[row["measure_id"]]
            found.append(claim)
        return found

    def programmes(self, postings: np.ndarray) -> list[Record]:
        """Rows of microcredentials__programmes; `postings` are all AI postings by code."""
        occupations = [code[:7] for code in self.world.codes]
        found = []
        for row in self._programmes:
            for soc in sorted(set(occupations)):
                own = np.array([occupation == soc for occupation in occupations])
                if whole := int(postings[own].sum()):
                    found.append(
                        {"programme_id": row["programme_id"], "soc_code": soc, "posting_count": whole,
                         "matched_posting_count": int(self.by_code[row["credential_id"]][own].sum())}
                    )  # fmt: skip
        return found

    def rows(self, postings: np.ndarray) -> list[Record]:
        """Rows of microcredentials__demand; `postings` are all AI postings by team and year."""
        found = []
        for (level, member), counts in self.named.items():
            for team, part in (*((t, slice(i, i + 1)) for i, t in enumerate(TEAMS)), ("all", slice(None))):
                for year, of, whole in zip(
                    self.world.plan.years, counts[part].sum(axis=0), postings[part].sum(axis=0), strict=True
                ):
                    if whole and (of or level == "all"):
                        found.append(
                            {"team": team, "posted_year": year, "grouping_level": level,
                             "member_id": member, "posting_count": int(whole),
                             "matched_posting_count": int(of)}
                        )  # fmt: skip
        return found
