"""Employers that no seed knows, for `credscope review`: the largest, with the group they may belong to.

A proposal follows from the first words of a name ("Invented Bank Mortgage" after "Invented Bank") and is for
a person to judge; the warehouse matches whole names only.
"""

from __future__ import annotations

import csv

import duckdb
import pyarrow as pa

from credscope.employers import employer_key_sql, employer_keys
from credscope.home import SEEDS

_PLAIN_DOUBT = 0.1
_SQL = f"""
    with names as (
        select employer_name, count(distinct posting_id) as n, min(posting_id) as example
        from read_parquet($postings, union_by_name = true)
        where employer_name is not null
        group by employer_name
    ),
    employers as (
        select
            {employer_key_sql("employer_name")} as employer_key, sum(n)::bigint as n, min(example) as example,
            min({{'less': -n, 'name': employer_name}}).name as value
        from names group by 1 having sum(n) >= $least
    ),
    unknown as (select * from employers anti join known using (employer_key)),
    nearest as (
        select unknown.employer_key, arg_max(known, length(known.employer_key)) as known
        from unknown join known on starts_with(unknown.employer_key, known.employer_key || ' ')
        group by 1
    )
    select
        'unresolved_employer' as what, n, if(known is null, {_PLAIN_DOUBT}, 1.0) as doubt, example,
        coalesce(known.seed, 'rules/employer_groups.csv') as seed, value,
        coalesce(known.proposal, '') as proposal
    from unknown left join nearest using (employer_key)
"""


def unresolved_employers(
    connection: duckdb.DuckDBPyConnection, postings: list[str], least: float
) -> list[tuple[str, int, float, str, str, str, str]]:
    """Rows of the review: employers with `least` postings or more whose name stands in no seed.

    A name that begins with a known one is proposed for what that one means and comes with doubt 1; the others
    are most likely employers of their own.
    """
    known = [
        (row["employer_name"], f"rules/{seed}.csv", row[proposal])
        for seed, proposal in (
            ("company_aliases", "company"),
            ("employer_groups", "employer_group"),
            ("staffing_agencies", "kind"),
        )
        for row in _rows(seed)
    ]
    names, seeds, proposals = zip(*known, strict=True)
    table = pa.table({"employer_key": employer_keys(names), "seed": seeds, "proposal": proposals})
    connection.register("known", table)
    return connection.execute(_SQL, {"postings": postings, "least": least}).fetchall()


def _rows(seed: str) -> list[dict[str, str]]:
    with (SEEDS / "rules" / f"{seed}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
