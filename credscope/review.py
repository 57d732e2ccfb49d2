"""`credscope review`: what a person should look at next, largest first.

Titles without an occupation and credential names without an entry in the catalogue; what to do about them is
a change of a seed, made by hand.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import duckdb

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.reference import titles
from credscope.rules import Rules

_COLUMNS = ("what", "value", "posting_count", "example_posting_id", "seed", "proposal")
_TITLES = """
    select
        'uncoded_title' as what, lower(trim(postings.title)) as value,
        count(distinct postings.posting_id) as n,
        min(postings.posting_id) as example, 'rules/title_occupations.csv' as seed
    from read_parquet($postings, union_by_name = true) as postings
    inner join read_parquet($readings, union_by_name = true) as readings using (delivery_id, row_number)
    where readings.soc_code is null and postings.occupation_code is null
    group by all
"""
_READ_NAMES = """
    select
        'uncatalogued_name' as what, mention.name as value, count(distinct posting_id) as n,
        min(posting_id) as example, 'rules/credentials.csv' as seed
    from (
        select posting_id, unnest(credentials) as mention from read_parquet($readings, union_by_name = true)
    )
    where mention.credential_id is null
    group by all
"""
# Names are few and mentions are many: a name is looked up once, and postings are counted for unknown ones.
_DELIVERED_NAMES = """
    with mentions as not materialized (
        select posting_id, unnest(credential_names) as name
        from read_parquet($postings, union_by_name = true)
    ),
    names as materialized (select distinct name from mentions),
    unknown as materialized (
        select name from names where lower(trim(name)) not in (select unnest($known::varchar[]))
    )
    select
        'delivered_name' as what, name as value, count(distinct posting_id) as n, min(posting_id) as example,
        'rules/credentials.csv' as seed
    from mentions semi join unknown using (name)
    group by all
"""


def review(home: Home, output: Path) -> int:
    """Write the CSV `output`: uncoded titles and uncatalogued names, by postings, largest first.

    Columns: what (uncoded_title, uncatalogued_name read from text, delivered_name), value, posting_count,
    example_posting_id, seed (where the answer belongs), proposal (SOC-2018 code of a title that O*NET lists,
    where `credscope reference fetch` was run). Returns the number of rows. Raises CredscopeError
    where nothing was taken in yet.
    """
    postings = sorted(str(path) for path in home.postings.glob("*/*.parquet"))
    readings = sorted(str(path) for path in home.readings.glob("*/*.parquet"))
    if not postings:
        raise CredscopeError(
            f"{home.root} holds no postings yet: take a delivery in with `credscope ingest`."
        )
    rules = Rules.load()
    known = sorted({form.lower() for c in rules.credentials for form in (*c.aliases, *c.short_forms)})
    with duckdb.connect() as connection:
        rows = connection.execute(_DELIVERED_NAMES, {"postings": postings, "known": known}).fetchall()
        if readings:
            rows += connection.execute(_TITLES, {"postings": postings, "readings": readings}).fetchall()
            rows += connection.execute(_READ_NAMES, {"readings": readings}).fetchall()
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    proposals = titles(home)
    output = Path(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    temporary = output.with_name(f".{output.name}.{os.getpid()}.tmp")
    with temporary.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(
            (*row, proposals.get(row[1], "") if row[0] == "uncoded_title" else "") for row in rows
        )
    os.replace(temporary, output)
    return len(rows)
