"""`credscope review`: what a person should look at next, by postings concerned times doubt.

Titles that the coder is not sure of, credential names without an entry in the catalogue and employers without
one in a seed; what to do about them is a row of a seed, decided by hand.
"""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import duckdb

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.rules import Rules
from credscope.spreadsheet import safe_cell
from credscope.unresolved import unresolved_employers

_COLUMNS = (
    "what", "posting_count", "doubt", "example_posting_id", "seed", "value", "proposal", "reason", "added_on",
)  # fmt: skip
_TITLES = """
    select
        'doubtful_title' as what, count(distinct postings.posting_id) as n,
        avg(1 - coalesce(readings.soc_probability, 0)) as doubt, min(postings.posting_id) as example,
        'rules/title_overrides.csv' as seed, lower(trim(postings.title)) as value,
        coalesce(mode(coalesce(readings.soc_code, readings.soc_runner_up)), '') as proposal
    from read_parquet($postings, union_by_name = true) as postings
    inner join read_parquet($readings, union_by_name = true) as readings using (delivery_id, row_number)
    where postings.occupation_code is null
    group by all
    having doubt > $least_doubt
"""
_READ_NAMES = """
    select
        'uncatalogued_name' as what, count(distinct posting_id) as n, 1.0 as doubt,
        min(posting_id) as example, 'rules/credential_overrides.csv' as seed, mention.name as value,
        '' as proposal
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
        'delivered_name' as what, count(distinct posting_id) as n, 1.0 as doubt, min(posting_id) as example,
        'rules/credentials.csv' as seed, name as value, '' as proposal
    from mentions semi join unknown using (name)
    group by all
"""


def review(home: Home, output: Path) -> int:
    """Write the CSV `output`: doubtful titles and unknown names, by postings times doubt, largest first.

    Columns: what (doubtful_title, uncatalogued_name read from text, delivered_name, unresolved_employer),
    posting_count, doubt (1 less the mean probability of a title's occupation; 1 for a credential; see
    `unresolved` for an employer), example_posting_id, seed (where the answer belongs), and what its row
    needs: value, proposal (SOC-2018 code that the coder or, where `credscope reference fetch` was run,
    O*NET's list leans to; group or kind of an employer), reason (blank) and added_on (this month). A title is
    doubtful where its probability is below the threshold occupation_title_decides; an employer is listed
    from review_employer_posting_count postings on. Returns the number of rows. Raises CredscopeError where
    nothing was taken in yet.
    """
    postings = sorted(str(path) for path in home.postings.glob("*/*.parquet"))
    readings = sorted(str(path) for path in home.readings.glob("*/*.parquet"))
    if not postings:
        raise CredscopeError(
            f"{home.root} holds no postings yet: take a delivery in with `credscope ingest`."
        )
    rules = Rules.load(home=home)
    known = sorted({form.lower() for c in rules.credentials for form in (*c.aliases, *c.short_forms)})
    least_doubt = 1 - rules.threshold("occupation_title_decides")
    with duckdb.connect() as connection:
        rows = connection.execute(_DELIVERED_NAMES, {"postings": postings, "known": known}).fetchall()
        least_postings = rules.threshold("review_employer_posting_count")
        rows += unresolved_employers(connection, postings, least_postings)
        if readings:
            both = {"postings": postings, "readings": readings, "least_doubt": least_doubt}
            rows += connection.execute(_TITLES, both).fetchall()
            rows += connection.execute(_READ_NAMES, {"readings": readings}).fetchall()
    rows.sort(key=lambda row: (-row[1] * row[2], row[0], row[5]))
    _write(output, rows, rules.listed_titles)
    return len(rows)


def _write(
    output: Path, rows: list[tuple[str, int, float, str, str, str, str]], listed: dict[str, str]
) -> None:
    output = Path(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    temporary = output.with_name(f".{output.name}.{os.getpid()}.tmp")
    month = f"{date.today():%Y-%m}"
    with temporary.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for what, count, doubt, example, seed, value, proposal in rows:
            if what == "doubtful_title":
                proposal = listed.get(value, proposal)
            row = (what, count, f"{doubt:.2f}", example, seed, value, proposal, "", month)
            writer.writerow([safe_cell(cell) for cell in row])
    os.replace(temporary, output)
