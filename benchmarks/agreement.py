"""Whether a peer's marts are the release's: counts and names equal, shares to 1e-9; else the cells."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

SHARE_TOLERANCE = 1e-9

DEMAND = ["posting_count", "matched_posting_count", "matched_share"]
MARTS: dict[str, tuple[list[str], list[str]]] = {
    "demand__by_year": (["posted_year"], DEMAND),
    "demand__by_month": (["posted_month"], DEMAND),
    "demand__by_team": (["team"], DEMAND),
    "demand__by_team_year": (["team", "posted_year"], DEMAND),
    "certifications__top_by_team": (
        ["team", "credential_id"],
        ["credential_rank", "credential_name", "mention_count", "mention_share"],
    ),
    "occupations__top_by_team": (
        ["team", "soc_code"],
        ["occupation_rank", "occupation_title", *DEMAND],
    ),
    "occupations__detail": (
        ["team", "soc_code", "onet_code"],
        ["detail_title", "matched_posting_count", "detail_share"],
    ),
    "project_management__by_team": (["team", "credential_id"], ["credential_name", *DEMAND]),
    "big_tech__by_year": (["company", "posted_year"], DEMAND),
    "big_tech__top_certifications": (
        ["credential_id"],
        ["credential_rank", "credential_name", "matched_posting_count"],
    ),
}
"""Grain within a definition and compared columns of every mart that the peers make."""


class Difference(NamedTuple):
    """A cell that two sets of marts do not share; None where the row is missing."""

    mart: str
    key: str
    column: str
    released: Any
    peer: Any

    def __str__(self) -> str:
        return f"{self.mart} {self.key} {self.column}: released {self.released}, peer {self.peer}"


def compare(
    released: Path,
    peer: Path,
    limit: int = 5,
    marts: Mapping[str, tuple[list[str], list[str]]] = MARTS,
) -> list[Difference]:
    """The first differing cells, `limit` per mart at most; empty where all marts agree.

    Both folders hold `<mart>.parquet`, a file or, as Spark writes it, a folder of files.
    """
    differences: list[Difference] = []
    with duckdb.connect() as connection:
        for mart, (grain, columns) in marts.items():
            connection.execute(_pairs(_parquet(released, mart), _parquet(peer, mart), grain, columns))
            for column in columns:
                rows = connection.execute(
                    f"select key, released.{column}, peer.{column} from pairs "
                    f"where {_differ(column)} order by key limit {limit}"
                ).fetchall()
                differences += [Difference(mart, key, column, ours, theirs) for key, ours, theirs in rows]
    return differences


def _parquet(folder: Path, mart: str) -> str:
    path = folder / f"{mart}.parquet"
    return f"{path}/*.parquet" if path.is_dir() else str(path)


def _pairs(released: str, peer: str, grain: list[str], columns: list[str]) -> str:
    dated = [f"{name}::date as {name}" if name == "posted_month" else name for name in grain]
    read = f"select definition_id, {', '.join([*dated, *columns])} from read_parquet"
    key = " || ' ' || ".join(f"{name}::varchar" for name in ["definition_id", *grain])
    return (
        f"create or replace temp table pairs as select coalesce(ours.key, theirs.key) as key, "
        f"ours as released, theirs as peer "
        f"from (select *, {key} as key from ({read}('{released}'))) as ours "
        f"full join (select *, {key} as key from ({read}('{peer}'))) as theirs on ours.key = theirs.key"
    )


def _differ(column: str) -> str:
    ours, theirs = f"released.{column}", f"peer.{column}"
    if column.endswith("_share"):
        missing = f"({ours} is null) <> ({theirs} is null)"
        return f"({missing} or abs({ours} - {theirs}) > {SHARE_TOLERANCE})"
    return f"{ours} is distinct from {theirs}"
