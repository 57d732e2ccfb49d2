"""The brief's tables as the sample needs them, read from the published seeds; no figure is written here."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from credscope.errors import CredscopeError
from credscope.home import SEEDS
from credscope.sample.occupations import TEAMS


@dataclass(frozen=True)
class Published:
    """Counts of the brief; arrays run over `years` or the four teams, columns are all and matched."""

    years: tuple[int, ...]
    by_year: np.ndarray
    by_team: np.ndarray
    big_tech_by_year: np.ndarray
    top_mentions: dict[str, dict[str, int]]
    big_tech_top: dict[str, int]


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a seed, `name` without ending; raises CredscopeError where the file is missing."""
    path = SEEDS / f"{name}.csv"
    if not path.exists():
        raise CredscopeError(f"{path} is missing: the sample needs it; restore it from the checkout.")
    return list(_read(path))


@lru_cache(maxsize=32)
def _read(path: Path) -> tuple[dict[str, str], ...]:
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def _counts(table: list[dict[str, str]]) -> np.ndarray:
    return np.array([[int(row["posting_count"]), int(row["matched_posting_count"])] for row in table])


def load() -> Published:
    """The published tables; raises CredscopeError where a seed is missing."""
    by_year = sorted(rows("published/table_a1_by_year"), key=lambda row: row["posted_year"])
    teams = {row["team"]: row for row in rows("published/table_2_by_team")}
    big_tech = sorted(rows("published/table_a2_big_tech_by_year"), key=lambda row: row["posted_year"])
    top: dict[str, dict[str, int]] = {team: {} for team in TEAMS}
    for row in rows("published/table_3_4_top_certifications"):
        top[row["team"]][row["credential_id"]] = int(row["mention_count"])
    return Published(
        years=tuple(int(row["posted_year"]) for row in by_year),
        by_year=_counts(by_year),
        by_team=_counts([teams[team] for team in TEAMS]),
        big_tech_by_year=_counts(big_tech),
        top_mentions=top,
        big_tech_top={
            row["credential_id"]: int(row["matched_posting_count"])
            for row in rows("published/table_5_big_tech_certifications")
        },
    )
