"""What the sample asks for: how firmly credentials are asked for, and the education beside them.

Counted from the sample's own records and from what its texts were made to say, in the shape of the marts
of requirements and degrees under cset_2021. Nothing here looks at files or at the warehouse; shares are left
out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from credscope.sample.margins import COMPANIES
from credscope.sample.occupations import TEAMS
from credscope.sample.plan import AI
from credscope.sample.published import rows as seed_rows
from credscope.sample.records import Rows, World
from credscope.sample.said import STATUSES, Said

Record = dict[str, Any]
UNSTATED = len(STATUSES)
EDUCATION = ("none_stated", "high_school", "associate", "bachelor", "master", "doctorate")
"""Levels by number, one more than the degree of `Tables.details`, where -1 is none."""

ASSOCIATE, BACHELOR = EDUCATION.index("associate"), EDUCATION.index("bachelor")
READINGS = {"any_mention": UNSTATED, "required_or_obtain": 1, "required": 0}
"""The least firm status that meets a reading, by number."""

_FORM = (UNSTATED + 1, len(EDUCATION), 3)
"""Firmest status, education, and what may replace the degree: 0 nothing says, 1 nothing may, 2 something."""


@dataclass
class Asked:
    """Running counts over distinct AI postings: mentions[year, team, status] of AI-related credentials;
    everyone[year, team, company, education]; matched[year, team, company, *form] and codes[code, *form] of
    those that name such a credential; coded[code, education] of all."""

    world: World
    mentions: np.ndarray = field(init=False)
    everyone: np.ndarray = field(init=False)
    matched: np.ndarray = field(init=False)
    codes: np.ndarray = field(init=False)
    coded: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        groups = (len(self.world.plan.years), len(TEAMS))
        held = (*groups, len(COMPANIES) + 1)
        self.mentions = np.zeros((*groups, UNSTATED + 1), dtype=np.int64)
        self.everyone = np.zeros((*held, len(EDUCATION)), dtype=np.int64)
        self.matched = np.zeros((*held, *_FORM), dtype=np.int64)
        self.codes = np.zeros((len(self.world.codes), *_FORM), dtype=np.int64)
        self.coded = np.zeros((len(self.world.codes), len(EDUCATION)), dtype=np.int64)

    def add(self, rows: Rows, degree: np.ndarray, said: Said) -> None:
        """Count a stretch of rows with their delivered degree (-1 none) and what their texts say."""
        year = rows.month // 12
        counted = rows.kind == AI
        related = self.world.catalogue.ai_related[rows.mention_credential] & counted[rows.mention_row]
        row = rows.mention_row[related]
        status = np.where(said.status[related] < 0, UNSTATED, said.status[related])
        np.add.at(self.mentions[year], (rows.team[row], status), 1)
        firmest = np.full(len(rows), UNSTATED)
        np.minimum.at(firmest, row, status)
        named = np.zeros(len(rows), dtype=bool)
        named[row] = True
        team, company, code = rows.team, rows.company + 1, rows.code
        np.add.at(self.everyone[year], (team[counted], company[counted], degree[counted] + 1), 1)
        np.add.at(self.coded, (code[counted], degree[counted] + 1), 1)
        form = (firmest[named], degree[named] + 1, said.replaceable[named] + 1)
        np.add.at(self.matched[year], (team[named], company[named], *form), 1)
        np.add.at(self.codes, (code[named], *form), 1)

    def marts(self) -> dict[str, list[Record]]:
        """The marts of requirements and degrees, as rows of key and count columns."""
        found: dict[str, list[Record]] = {
            "requirements__by_status": [], "requirements__readings": [], "degrees__by_education": [],
            "degrees__in_lieu": [], "degrees__in_lieu_by_occupation": self._occupations(),
            "degrees__in_lieu_by_company": self._companies(),
        }  # fmt: skip
        for team, members in (*((name, [i]) for i, name in enumerate(TEAMS)), ("all", [*range(len(TEAMS))])):
            for number, year in enumerate(self.world.plan.years):
                key = {"team": team, "posted_year": year}
                everyone = self.everyone[number, members].sum(axis=(0, 1))
                matched = self.matched[number, members].sum(axis=(0, 1))
                if not everyone.sum():
                    continue
                mentions = self.mentions[number, members].sum(axis=0)
                found["requirements__by_status"] += _statuses(key, mentions)
                found["requirements__readings"] += _readings(key, int(everyone.sum()), matched)
                found["degrees__by_education"] += _levels(key, everyone, matched.sum(axis=(0, 2)))
                found["degrees__in_lieu"].append({**key, **_degrees(everyone, matched)})
        return found

    def _occupations(self) -> list[Record]:
        titles = {row["soc_code"]: row["occupation_title"] for row in seed_rows("reference/soc_2018")}
        sums: dict[tuple[str, str], tuple[np.ndarray, np.ndarray]] = {}
        for name, codes in zip(TEAMS, self.world.plan.details.values(), strict=True):
            for code in codes:
                number = self.world.codes.index(code)
                for team in (name, "all") if self.coded[number].any() else ():
                    everyone, matched = sums.get((team, code[:7]), (0, 0))
                    sums[team, code[:7]] = (everyone + self.coded[number], matched + self.codes[number])
        return [
            {"team": team, "soc_code": soc, "occupation_title": titles[soc], **_degrees(everyone, matched)}
            for (team, soc), (everyone, matched) in sums.items()
        ]

    def _companies(self) -> list[Record]:
        found = []
        everyone, matched = self.everyone.sum(axis=1)[:, 1:], self.matched.sum(axis=1)[:, 1:]
        every = [*((name, [i]) for i, name in enumerate(COMPANIES)), ("all", [*range(len(COMPANIES))])]
        for company, members in every:
            for number, year in enumerate(self.world.plan.years):
                held = everyone[number, members].sum(axis=0)
                if held.any():
                    counts = _degrees(held, matched[number, members].sum(axis=0))
                    found.append({"company": company, "posted_year": year, **counts})
        return found


def _statuses(key: Record, counts: np.ndarray) -> list[Record]:
    """One row per status, of which there is none where no credential is named."""
    total = int(counts.sum())
    stated = total - int(counts[UNSTATED])
    return [
        {**key, "status": status, "mention_count": int(count), "named_mention_count": total,
         "stated_mention_count": stated}
        for status, count in zip((*STATUSES, "unstated"), counts, strict=True) if total
    ]  # fmt: skip


def _readings(key: Record, postings: int, form: np.ndarray) -> list[Record]:
    by_status = form.sum(axis=(1, 2))
    return [
        {**key, "reading": reading, "posting_count": postings,
         "matched_posting_count": int(by_status[: least + 1].sum()),
         "named_posting_count": int(by_status.sum()), "stated_posting_count": int(by_status[:UNSTATED].sum())}
        for reading, least in READINGS.items()
    ]  # fmt: skip


def _levels(key: Record, everyone: np.ndarray, matched: np.ndarray) -> list[Record]:
    return [
        {**key, "min_education": level, "posting_count": int(postings), "matched_posting_count": int(named)}
        for level, postings, named in zip(EDUCATION, everyone, matched, strict=True)
        if postings
    ]


def _degrees(everyone: np.ndarray, form: np.ndarray) -> Record:
    """The counts of a row of degrees, from all postings by education and the matched ones by form.

    The sample's education is always known.
    """
    total, degrees, bare = int(form.sum()), form[:, ASSOCIATE:], form[:, :ASSOCIATE]
    return {
        "matched_posting_count": total,
        "known_posting_count": total,
        "degree_posting_count": int(degrees.sum()),
        "four_year_degree_posting_count": int(form[:, BACHELOR:].sum()),
        "judged_degree_posting_count": int(degrees[..., 1:].sum()),
        "in_lieu_posting_count": int(degrees[..., 2].sum()),
        "credential_only_posting_count": int(bare.sum()),
        "required_credential_only_posting_count": int(bare[: READINGS["required_or_obtain"] + 1].sum()),
        "ai_known_posting_count": int(everyone.sum()),
        "ai_degree_posting_count": int(everyone[ASSOCIATE:].sum()),
        "minimum_posting_count": int(everyone[1:].sum()),
        "four_year_minimum_posting_count": int(everyone[BACHELOR:].sum()),
    }
