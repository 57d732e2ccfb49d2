"""The postings behind a number: which ones a count of the current release counts.

A build keeps counts and no postings, so the decisions are taken again, month by month, by the models that the
build kept; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from credscope import lake
from credscope.contract import LAKE, LINKS, READING, REPEATS
from credscope.duck import parquet
from credscope.errors import CredscopeError
from credscope.explain import build_of, decisions, release_of
from credscope.explain_models import Rows
from credscope.home import Home
from credscope.progress import progress

COLUMNS = (
    "posting_id", "posted_date", "source", "title", "employer_name", "soc_code", "team", "credentials",
)  # fmt: skip
ROWS_AT_ONCE = 500_000
"""Months are judged together up to so many postings: few months cost one pass, many stay within memory."""

POSTINGS_SQL = """
    with named as (
        select mentions.credential_set_id, bool_or(credentials.is_ai_related) as is_matched,
            list(mentions.credential_id order by mentions.credential_id) as credentials
        from intermediate.int_mentions_resolved as mentions
        inner join intermediate.int_credentials_matched as credentials using (credential_id)
        where mentions.is_counted
        group by mentions.credential_set_id
    )
    select lake.posting_id, lake.posted_date, lake.source, lake.title, lake.employer_name, teamed.soc_code,
        teamed.team, coalesce(named.credentials, []) as credentials
    from intermediate.int_profiles_teamed as teamed
    inner join explained_postings as lake using (delivery_id)
    left join named using (credential_set_id)
    where teamed.definition_id = $definition
        and ($team = 'all' or teamed.team = $team)
        and ($occupation is null or $occupation in (teamed.soc_code, teamed.onet_code))
        and ($company is null or teamed.company = $company
            or ($company = 'all' and teamed.company is not null))
        and ($credential is null or list_contains(named.credentials, $credential))
        and (not $matched or named.is_matched)
    order by lake.posted_date, lake.posting_id
"""


@dataclass(frozen=True)
class Wanted:
    """Which postings: those that the marts count under the same values; None asks for all.

    `period` is a year `YYYY` or a month `YYYY-MM`, `occupation` a SOC or O*NET code, `company` a big-tech
    company or `all` of them; `matched` asks for postings with an AI-related credential alone.
    """

    definition: str
    team: str = "all"
    period: str | None = None
    occupation: str | None = None
    company: str | None = None
    credential: str | None = None
    matched: bool = False


def postings_behind(home: Home, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Rows of COLUMNS, one per posting that counts, by month, day and id.

    `credentials` are the ids that count for the posting. Raises CredscopeError where there is no release, its
    build is gone, or it knows no such definition, team or company.
    """
    release = release_of(home)
    build = build_of(home, release)
    _check(build, wanted)
    parameters = {name: getattr(wanted, name) for name in Wanted.__dataclass_fields__ if name != "period"}
    for months in progress(_batches(home, wanted.period), "months"):
        with decisions(build, _rows_of(home, months)) as decided:
            cursor = decided.execute(POSTINGS_SQL, parameters)
            while rows := cursor.fetchmany(1000):
                yield from (dict(zip(COLUMNS, row, strict=True)) for row in rows)


def _check(build: Path, wanted: Wanted) -> None:
    """Raise CredscopeError for a value that the release does not know, naming those that it knows."""
    known = {
        "definition": "select definition_id from rules.definitions order by definition_rank",
        "team": "select team from rules.teams union all select 'all'",
        "company": "select distinct company from rules.company_aliases union all select 'all'",
    }
    with duckdb.connect(str(build), read_only=True) as connection:
        for name, query in known.items():
            values = [row[0] for row in connection.execute(query).fetchall()]
            asked = getattr(wanted, name)
            if asked is not None and asked not in values:
                known_ones = ", ".join(sorted(values))
                raise CredscopeError(f"The release knows no {name} {asked!r}; it has {known_ones}.")


def _batches(home: Home, period: str | None) -> list[list[str]]:
    """Months of the lake within `period`, in order, together as ROWS_AT_ONCE allows."""
    sizes: dict[str, int] = {}
    for source, month in lake.months(home):
        if month.startswith(period or ""):
            sizes[month] = sizes.get(month, 0) + pq.read_metadata(home.posting_month(source, month)).num_rows
    batches: list[list[str]] = []
    held = 0
    for month, size in sorted(sizes.items()):
        if not batches or held + size > ROWS_AT_ONCE:
            batches.append([])
            held = 0
        batches[-1].append(month)
        held += size
    return batches


def _rows_of(home: Home, months: list[str]) -> dict[str, Rows]:
    """Rows of whole months by source of dbt, see `explain_models.replay`.

    Each row has a delivery id of its own, so that every profile is one posting and can be told from others.
    """
    held = [(source, month) for source, month in lake.months(home) if month in months]
    files = {
        "postings": ([home.posting_month(*place) for place in held], LAKE),
        "readings": ([home.reading_month(*place) for place in held], READING),
        "repeats": (
            [*home.deliveries.glob("*/repeats.parquet"), *(home.ties(*place) for place in held)], REPEATS,
        ),
        "duplicates": ([home.link_month(month) for month in months], LINKS),
    }  # fmt: skip
    own = "* replace (delivery_id || ':' || row_number as delivery_id)"
    rows: dict[str, Rows] = {}
    for name, (paths, schema) in files.items():
        present = sorted(path for path in paths if path.exists())
        rows[name] = f"select {own} from {parquet(present)}" if present else schema.empty_table()
    return rows
