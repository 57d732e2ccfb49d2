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
SHOWN = 60
"""Most values that are named where another is asked for."""

ROWS_AT_ONCE = 500_000
"""Months are judged together up to so many postings: few months cost one pass, many stay within memory."""

READINGS = ("whole_word", "reviewed", "explicit_ai", "text_only")
"""Readings of "AI-related" beside the brief's, as the marts name their columns."""

POSTINGS_SQL = """
    with named as (
        select mentions.credential_set_id,
            list(mentions.credential_id order by mentions.credential_id)
                filter (where mentions.is_counted) as credentials,
            list(credentials.field) filter (where mentions.is_counted) as fields,
            bool_or(mentions.is_counted and credentials.is_ai_related) as is_matched,
            bool_or(mentions.is_counted and credentials.is_ai_related_whole_word) as is_whole_word,
            bool_or(mentions.is_counted and credentials.is_ai_related_reviewed) as is_reviewed,
            bool_or(mentions.is_counted and credentials.is_explicit_ai) as is_explicit_ai,
            bool_or(credentials.is_ai_related) and not is_matched as is_text_only
        from intermediate.int_mentions_resolved as mentions
        inner join intermediate.int_credentials_matched as credentials using (credential_id)
        group by mentions.credential_set_id
    ),
    employers as (
        select distinct delivered_name, posted_month
        from intermediate.int_employers_totalled
        where employer_id = $employer
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
        and ($employer is null or (lake.employer_name, teamed.posted_month) in (from employers))
        and ($credential is null or list_contains(named.credentials, $credential))
        and ($field is null or list_contains(named.fields, $field))
        and (not $matched or named.is_matched)
        and case $reading
            when 'whole_word' then named.is_whole_word
            when 'reviewed' then named.is_reviewed
            when 'explicit_ai' then named.is_explicit_ai
            when 'text_only' then named.is_text_only
            else true
        end
    order by lake.posted_date, lake.posting_id
"""


@dataclass(frozen=True)
class Wanted:
    """Which postings: those that the marts count under the same values; None asks for all.

    `period` is a year `YYYY` or a month `YYYY-MM`, `occupation` a SOC or O*NET code, `company` a big-tech
    company or `all` of them, `employer` an id of `employers__largest`, `field` that of a credential they
    name; `matched` asks for postings with an AI-related credential alone, `reading` for those that have one
    by one of READINGS.
    """

    definition: str
    team: str = "all"
    period: str | None = None
    occupation: str | None = None
    company: str | None = None
    credential: str | None = None
    matched: bool = False
    employer: str | None = None
    field: str | None = None
    reading: str | None = None


def postings_behind(home: Home, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Rows of COLUMNS, one per posting that counts, by month, day and id.

    `credentials` are the ids that count for the posting. Raises CredscopeError where there is no release, its
    build is gone, or it knows no such definition, team, company, employer, field or reading.
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
        "employer": "select distinct employer_id from intermediate.int_employers_totalled",
        "field": "select distinct field from rules.credentials where field is not null",
        "reading": f"select unnest({list(READINGS)})",
    }
    with duckdb.connect(str(build), read_only=True) as connection:
        for name, query in known.items():
            asked = getattr(wanted, name)
            if asked is None:
                continue
            values = sorted(row[0] for row in connection.execute(query).fetchall())
            if asked not in values:
                known_ones = ", ".join(values[:SHOWN]) + (" …" if len(values) > SHOWN else "")
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
