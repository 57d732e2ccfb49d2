"""What was planted: counts taken from the sample's own records, in the shape of the marts under cset_2021.

Nothing here looks at files or at the warehouse. `Truth` counts rows as they are made and turns the
counts into one list of rows per mart, with the mart's key and count columns. Shares are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from credscope.sample.margins import COMPANIES
from credscope.sample.microcredentials import Microcredentials
from credscope.sample.occupations import TEAMS
from credscope.sample.plan import ABROAD, AI, BROKEN, UNCODED, UNPLACED
from credscope.sample.published import rows as seed_rows
from credscope.sample.records import Rows, World

Record = dict[str, Any]


@dataclass
class Truth:
    """Running counts over distinct postings: postings[month, team, company, matched], codes[code, matched],
    mentions[team, big tech, credential], managed[team]; short counts those with a microcredential. kinds and
    repeated count rows of every kind, copied those that copy another posting, alike those that only look so,
    both outside every team."""

    world: World
    postings: np.ndarray = field(init=False)
    codes: np.ndarray = field(init=False)
    mentions: np.ndarray = field(init=False)
    managed: np.ndarray = field(init=False)
    kinds: np.ndarray = field(init=False)
    short: Microcredentials = field(init=False)
    repeated: int = 0
    copied: int = 0
    alike: int = 0

    def __post_init__(self) -> None:
        months, credentials = len(self.world.plan.months), len(self.world.catalogue.ids)
        self.postings = np.zeros((months, len(TEAMS), len(COMPANIES) + 1, 2), dtype=np.int64)
        self.codes = np.zeros((len(self.world.codes), 2), dtype=np.int64)
        self.mentions = np.zeros((len(TEAMS), 2, credentials), dtype=np.int64)
        self.managed = np.zeros(len(TEAMS), dtype=np.int64)
        self.kinds = np.zeros(6, dtype=np.int64)
        self.short = Microcredentials(self.world)

    def add(self, rows: Rows) -> None:
        """Count a stretch of rows."""
        known = self.world.catalogue
        counted = rows.kind == AI
        matched = rows.named(known.ai_related).astype(np.int64)
        team, company = rows.team[counted], rows.company[counted] + 1
        cells = np.ravel_multi_index((team, company, matched[counted]), self.postings.shape[1:])
        self.postings[rows.month] += _count(cells, self.postings.shape[1:])
        self.codes += _count(rows.code[counted] * 2 + matched[counted], self.codes.shape)
        pairs = counted[rows.mention_row]
        row, credential = rows.mention_row[pairs], rows.mention_credential[pairs]
        shape = self.mentions.shape
        cells = np.ravel_multi_index(
            (rows.team[row], (rows.company[row] >= 0).astype(np.int64), credential), shape
        )
        self.mentions += _count(cells, shape)
        managed = rows.named(known.project_management) & counted
        self.managed += _count(rows.team[managed], self.managed.shape)
        self.kinds += _count(rows.kind, self.kinds.shape)
        self.repeated += len(rows.repeated)
        self.short.add(rows)

    def marts(self) -> dict[str, list[Record]]:
        """Every mart but replication__published, as rows of key and count columns."""
        months = self.world.plan.months
        by_month = self.postings.sum(axis=2)
        years = {year: slice(12 * i, 12 * i + 12) for i, year in enumerate(self.world.plan.years)}
        in_year = {year: by_month[part].sum(axis=0) for year, part in years.items()}
        teams = [*((name, slice(i, i + 1)) for i, name in enumerate(TEAMS)), ("all", slice(None))]
        by_team = np.stack([counts.sum(axis=1) for counts in in_year.values()], axis=1)
        return {
            "demand__by_year": [
                r for y, c in in_year.items() for r in _posting(c.sum(axis=0), posted_year=y)
            ],
            "demand__by_month": [
                r for m, c in zip(months, by_month, strict=True)
                for r in _posting(c.sum(axis=0), posted_month=f"{m}-01")
            ],
            "demand__by_team": [
                r for t, s in teams for r in _posting(by_month.sum(axis=0)[s].sum(axis=0), team=t)
            ],
            "demand__by_team_year": [
                r for t, s in teams for y, c in in_year.items()
                for r in _posting(c[s].sum(axis=0), team=t, posted_year=y)
            ],
            "trends__momentum": [
                r for t, s in teams for m, c in zip(months, by_month, strict=True)
                for r in _posting(c[s].sum(axis=0), team=t, posted_month=f"{m}-01")
            ],
            "certifications__top_by_team": [
                r for t, s in teams for r in self._top(t, self.mentions[s].sum(axis=(0, 1)))
            ],
            "occupations__top_by_team": [r for t, _ in teams for r in self._occupations(t)],
            "occupations__detail": [r for t in TEAMS for r in self._details(t)],
            "project_management__by_team": [r for t, s in teams for r in self._managed(t, s)],
            "microcredentials__demand": self.short.rows(by_team),
            "microcredentials__claims": self.short.claims(int(by_team.sum())),
            "microcredentials__programmes": self.short.programmes(self.codes.sum(axis=1)),
            "big_tech__by_year": self._big_tech(years),
            "big_tech__top_certifications": self._big_tech_top(),
            "quality__deliveries": [self._quality()],
        }  # fmt: skip

    def _top(self, team: str, counts: np.ndarray) -> list[Record]:
        known = self.world.catalogue
        named = [
            (known.ids[i], known.names[i], int(n)) for i, n in enumerate(counts) if n and known.ai_related[i]
        ]
        named.sort(key=lambda item: (-item[2], item[0]))
        return [
            {
                "team": team,
                "credential_rank": rank,
                "credential_id": i,
                "credential_name": name,
                "mention_count": n,
            }
            for rank, (i, name, n) in enumerate(named, start=1)
        ]

    def _by_code(self, team: str) -> list[tuple[str, str, int, int]]:
        """(team, O*NET-SOC code, postings, matched postings) of a team's codes, or of all teams'."""
        found = []
        for name, codes in zip(TEAMS, self.world.plan.details.values(), strict=True):
            for code in codes if team in (name, "all") else ():
                unmatched, matched = self.codes[self.world.codes.index(code)].tolist()
                found.append((name, code, unmatched + matched, matched))
        return found

    def _occupations(self, team: str) -> list[Record]:
        titles = {row["soc_code"]: row["occupation_title"] for row in seed_rows("reference/soc_2018")}
        sums: dict[str, list[int]] = {}
        for _, code, postings, matched in self._by_code(team):
            held = sums.setdefault(code[:7], [0, 0])
            held[0], held[1] = held[0] + postings, held[1] + matched
        ranked = sorted(((s, n) for s, n in sums.items() if n[0]), key=lambda item: (-item[1][1], item[0]))
        return [
            {"team": team, "occupation_rank": rank, "soc_code": soc, "occupation_title": titles[soc],
             "posting_count": n[0], "matched_posting_count": n[1]}
            for rank, (soc, n) in enumerate(ranked, start=1)
        ]  # fmt: skip

    def _details(self, team: str) -> list[Record]:
        titles = {row["onet_code"]: row["detail_title"] for row in seed_rows("reference/onet_occupations")}
        return [
            {"team": team, "soc_code": code[:7], "onet_code": code, "detail_title": titles[code],
             "matched_posting_count": matched, "posting_count": postings}
            for _, code, postings, matched in self._by_code(team) if postings
        ]  # fmt: skip

    def _managed(self, team: str, part: slice) -> list[Record]:
        known = self.world.catalogue
        postings = int(self.postings[:, part].sum())
        if not postings:
            return []
        counts = self.mentions[part].sum(axis=(0, 1))
        found = [
            (known.ids[i], known.names[i], int(n))
            for i, n in enumerate(counts)
            if n and known.project_management[i]
        ]
        found.append(("any", "Any project management certification", int(self.managed[part].sum())))
        return [
            {"team": team, "credential_id": i, "credential_name": name, "posting_count": postings,
             "matched_posting_count": n}
            for i, name, n in sorted(found)
        ]  # fmt: skip

    def _big_tech(self, years: dict[int, slice]) -> list[Record]:
        counts = self.postings[:, :, 1:].sum(axis=1)
        found = []
        for company, part in [*((c, slice(i, i + 1)) for i, c in enumerate(COMPANIES)), ("all", slice(None))]:
            for year, months in years.items():
                found.extend(
                    _posting(counts[months, part].sum(axis=(0, 1)), company=company, posted_year=year)
                )
        return found

    def _big_tech_top(self) -> list[Record]:
        return [
            {"credential_rank": r["credential_rank"], "credential_id": r["credential_id"],
             "credential_name": r["credential_name"], "matched_posting_count": r["mention_count"]}
            for r in self._top("all", self.mentions[:, 1].sum(axis=0))
        ]  # fmt: skip

    def _quality(self) -> Record:
        distinct = int(self.kinds.sum() - self.kinds[BROKEN]) + self.alike
        broken, duplicates = int(self.kinds[BROKEN]), self.repeated + self.copied
        abstained = int(self.kinds[UNCODED])
        return {
            "source": "credscope_sample", "read_count": distinct + duplicates + broken,
            "accepted_count": distinct + duplicates, "quarantined_count": broken, "restated_count": 0,
            "duplicate_count": duplicates, "coded_count": distinct - abstained,
            "abstained_count": abstained,
            "unknown_country_count": int(self.kinds[UNPLACED]), "outside_us_count": int(self.kinds[ABROAD]),
        }  # fmt: skip


def _count(cells: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    return np.bincount(cells, minlength=int(np.prod(shape))).reshape(shape)


def _posting(counts: np.ndarray, **key: Any) -> list[Record]:
    """One row of posting counts from (unmatched, matched); none where there is no posting."""
    unmatched, matched = (int(n) for n in counts)
    total = unmatched + matched
    return [{**key, "posting_count": total, "matched_posting_count": matched}] if total else []
