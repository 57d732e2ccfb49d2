"""The calibrated sample: what is planted must follow the published tables, and must be what the files say.

The recount reads only the written files and the rules, never the sample's own records.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from credscope.home import SEEDS
from credscope.sample import write_sample
from credscope.sample.copies import LEFT_OUT
from credscope.sample.occupations import TEAMS

SCALE = 0.001


def seed(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("sample") / "delivery"
    write_sample(output, scale=SCALE, text=True)
    return output


@pytest.fixture(scope="module")
def planted(sample: Path) -> dict[str, Any]:
    return json.loads((sample / "planted.json").read_text())


def employer_key(name: str) -> str:
    text = re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()
    return re.sub(r"( (inc|incorporated|corp|corporation|co|company|llc|llp|lp|ltd|limited|plc))+$", "", text)


def spelling_key(name: str) -> str:
    return re.sub(r"[^a-z0-9+#&]+", " ", name.lower()).strip()


@pytest.fixture(scope="module")
def recount(sample: Path) -> duckdb.DuckDBPyConnection:
    """Tables `posting` (AI postings once, with team and company) and `named` (posting, credential once)."""
    connection = duckdb.connect()
    for table in ("job", "certification", "skill", "posting_text"):
        connection.execute(f"create view {table} as from read_parquet('{sample}/{table}/*.parquet')")
    tiers = next(r["tiers"] for r in seed("rules/definitions") if r["definition_id"] == "cset_2021").split(
        "|"
    )
    connection.execute("create table team (soc_code varchar, team varchar)")
    connection.executemany(
        "insert into team values (?, ?)",
        [(r["soc_code"], r["team"]) for r in seed("rules/occupation_teams") if r["tier"] in tiers],
    )
    aliases = {}
    for row in seed("rules/company_aliases"):
        aliases[employer_key(row["employer_name"])] = (
            row["company"], row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31",
        )  # fmt: skip
    names = [
        r[0]
        for r in connection.execute(
            "select distinct canon_employer from job where canon_employer is not null"
        ).fetchall()
    ]
    connection.execute("create table owner (name varchar, company varchar, since date, until date)")
    connection.executemany(
        "insert into owner values (?, ?, ?, ?)",
        [(name, *aliases[employer_key(name)]) for name in names if employer_key(name) in aliases],
    )
    connection.execute("""
        create table posting as
        select distinct
            job_id, retrieval_date as day, occupation_code as onet, occupation_code[:7] as soc, team, company
        from job
        join team on occupation_code[:7] = team.soc_code
        left join owner on owner.name = canon_employer and retrieval_date >= since and retrieval_date < until
        where trim(clean_job_title) <> '' and record_country in ('US', 'USA', 'United States')
            and retrieval_date between date '1990-01-01' and date '2021-07-01'
    """)
    keywords = [r["keyword"].lower() for r in seed("rules/keywords")]
    credentials = {r["credential_id"]: r for r in seed("rules/credentials")}
    spelled: dict[str, str] = {}
    for column in ("aliases", "credential_name"):
        for row in credentials.values():
            spelled.update({spelling_key(part): row["credential_id"] for part in row[column].split("|")})
    delivered = [
        r[0] for r in connection.execute("select distinct canon_certification from certification").fetchall()
    ]
    resolved = []
    for name in delivered:
        known = spelled.get(spelling_key(name))
        canonical = credentials[known]["credential_name"] if known else name
        slug = known or "uncatalogued:" + re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
        managed = bool(known) and credentials[known]["field"] == "project_management"
        resolved.append((name, slug, canonical, any(word in canonical.lower() for word in keywords), managed))
    connection.execute(
        "create table credential (name varchar, id varchar, printed varchar, ai boolean, managed boolean)"
    )
    connection.executemany("insert into credential values (?, ?, ?, ?, ?)", resolved)
    connection.execute("""
        create table named as
        select distinct posting.*, credential.id, credential.printed, ai, managed
        from posting
        join certification using (job_id)
        join credential on canon_certification = credential.name
    """)
    groups = [
        (row["credential_id"], level, member)
        for row in seed("rules/microcredentials")
        for level, member in (
            ("all", "all"), ("kind", row["microcredential_kind"]), ("credential", row["credential_id"]),
            ("issuer", re.sub(r"[^a-z0-9]+", "_", credentials[row["credential_id"]]["issuer"].lower())),
        )
    ]  # fmt: skip
    connection.execute("create table short (id varchar, grouping_level varchar, member_id varchar)")
    connection.executemany("insert into short values (?, ?, ?)", groups)
    connection.execute("""
        create table counted as
        select posting.*, job_id in (select job_id from named where ai) as matched from posting
    """)
    return connection


def rows_of(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query)
    columns = [c[0] for c in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


COUNTS = "count(*) as posting_count, count(*) filter (matched) as matched_posting_count"
TEAM_ROWS = "(select * from {0} union all select * replace ('all' as team) from {0})"
EVERY_POSTING, EVERY_MENTION = TEAM_ROWS.format("counted"), TEAM_ROWS.format("named")
COMPANY_ROWS = """(select * from counted where company is not null
    union all select * replace ('all' as company) from counted where company is not null)"""
RECOUNTS = {
    "demand__by_year": f"select year(day) as posted_year, {COUNTS} from counted group by 1",
    "demand__by_month": f"select strftime(day, '%Y-%m-01') as posted_month, {COUNTS} from counted group by 1",
    "demand__by_team": f"select team, {COUNTS} from {EVERY_POSTING} group by 1",
    "demand__by_team_year":
        f"select team, year(day) as posted_year, {COUNTS} from {EVERY_POSTING} group by 1, 2",
    "certifications__top_by_team":
        "select team, id as credential_id, printed as credential_name, count(*) as mention_count "
        f"from {EVERY_MENTION} where ai group by all",
    "occupations__top_by_team": f"select team, soc as soc_code, {COUNTS} from {EVERY_POSTING} group by 1, 2",
    "occupations__detail":
        f"select team, soc as soc_code, onet as onet_code, {COUNTS} from counted group by 1, 2, 3",
    "project_management__by_team":
        "select team, id as credential_id, count(*) as matched_posting_count "
        f"from {EVERY_MENTION} where managed group by 1, 2 union all "
        f"select team, 'any', count(distinct job_id) filter (managed) from {EVERY_MENTION} group by 1",
    "microcredentials__demand":
        "select team, year(day) as posted_year, grouping_level, member_id, "
        "count(distinct job_id) filter (id is not null) as matched_posting_count from "
        "(select team, day, grouping_level, member_id, job_id, id "
        f"from {EVERY_MENTION} join short using (id) "
        f"union all select team, day, 'all', 'all', null, null from {EVERY_POSTING}) group by all",
    "big_tech__by_year":
        f"select company, year(day) as posted_year, {COUNTS} from {COMPANY_ROWS} group by 1, 2",
    "big_tech__top_certifications":
        "select id as credential_id, count(*) as matched_posting_count from named "
        "where ai and company is not null group by 1",
}  # fmt: skip


@pytest.mark.parametrize("mart", RECOUNTS)
def test_planted_counts_are_what_the_files_hold(
    mart: str, recount: duckdb.DuckDBPyConnection, planted: dict[str, Any]
) -> None:
    """Prevents a ground truth that says what the generator meant to write and not what it wrote."""
    counted = rows_of(recount, RECOUNTS[mart])
    columns = list(counted[0])
    told = Counter(tuple(row[c] for c in columns) for row in planted[mart])
    assert told == Counter(tuple(row[c] for c in columns) for row in counted)


def test_quality_counts_are_what_the_files_hold(
    recount: duckdb.DuckDBPyConnection, planted: dict[str, Any]
) -> None:
    """Prevents duplicates, quarantined rows or abstentions that are planted but not written."""
    broken = """(trim(coalesce(clean_job_title, '')) = '' or retrieval_date is null
        or retrieval_date < '1990-01-01' or retrieval_date > '2021-07-01')"""
    counted = rows_of(recount, f"""
        select count(*) as read_count, count(*) filter (not {broken}) as accepted_count,
            count(*) filter ({broken}) as quarantined_count,
            count(*) filter (not {broken}) - count(distinct job_id) filter (not {broken}) as duplicate_count,
            count(distinct job_id) filter (not {broken} and occupation_code is not null) as coded_count,
            count(distinct job_id) filter (not {broken} and occupation_code is null) as abstained_count,
            count(distinct job_id) filter (not {broken} and record_country is null) as unknown_country_count
        from job
    """)[0]  # fmt: skip
    copied = sum(one["kind"] in LEFT_OUT for one in planted["copies"])
    counted["duplicate_count"] += copied
    counted["coded_count"] -= copied
    told = planted["quality__deliveries"][0]
    assert counted == {name: told[name] for name in counted}
    assert told["quarantined_count"] == 30 and told["abstained_count"] == 40 and told["duplicate_count"] > 400


def test_margins_are_controlled_roundings_of_the_brief(planted: dict[str, Any]) -> None:
    """Prevents a sample whose years or teams drift from Tables A1 and 2."""
    for mart, name, key in (
        ("demand__by_year", "table_a1_by_year", "posted_year"),
        ("demand__by_team", "table_2_by_team", "team"),
    ):
        told = {str(row[key]): row for row in planted[mart]}
        for row in seed(f"published/{name}"):
            for column in ("posting_count", "matched_posting_count"):
                assert abs(told[row[key]][column] - int(row[column]) * SCALE) < 1, (row[key], column)
    everything = {"posting_count": 56_102, "matched_posting_count": 1_388}
    for mart in ("demand__by_year", "demand__by_month"):
        assert {c: sum(row[c] for row in planted[mart]) for c in everything} == everything
    for team in (*TEAMS, "all"):
        by_team = next(row for row in planted["demand__by_team"] if row["team"] == team)
        years = [row for row in planted["demand__by_team_year"] if row["team"] == team]
        assert {c: sum(row[c] for row in years) for c in everything} == {c: by_team[c] for c in everything}


def test_mentions_are_controlled_roundings_of_tables_3_and_4(planted: dict[str, Any]) -> None:
    """Prevents top tens that differ from the brief's, or fillers that rise above rank 10."""
    told = {(r["team"], r["credential_id"]): r for r in planted["certifications__top_by_team"]}
    for row in seed("published/table_3_4_top_certifications"):
        found = told[row["team"], row["credential_id"]]
        assert abs(found["mention_count"] - int(row["mention_count"]) * SCALE) < 1
        least = min(
            int(r["mention_count"])
            for r in seed("published/table_3_4_top_certifications")
            if r["team"] == row["team"]
        )
        ahead = [
            r
            for r in told.values()
            if r["team"] == row["team"] and r["mention_count"] > -(-least * SCALE // 1)
        ]
        assert len(ahead) <= 10
    assert told["technical_1", "aws_certified_solutions_architect"]["credential_rank"] == 13


def test_big_tech_is_ten_times_the_scale_and_consistent(planted: dict[str, Any]) -> None:
    """Prevents big tech cells that cannot be tested, and Table 5 counts above the postings that hold them."""
    assert planted["big_tech_scale"] == pytest.approx(10 * SCALE)
    told = {r["posted_year"]: r for r in planted["big_tech__by_year"] if r["company"] == "all"}
    for row in seed("published/table_a2_big_tech_by_year"):
        for column in ("posting_count", "matched_posting_count"):
            assert abs(told[int(row["posted_year"])][column] - int(row[column]) * 10 * SCALE) < 1
    top = {r["credential_id"]: r["matched_posting_count"] for r in planted["big_tech__top_certifications"]}
    for row in seed("published/table_5_big_tech_certifications"):
        assert abs(top[row["credential_id"]] - int(row["matched_posting_count"]) * 10 * SCALE) < 1
    assert sum(top.values()) >= sum(r["matched_posting_count"] for r in told.values()) >= max(top.values())


def test_prose_figures_hold_at_printed_precision(planted: dict[str, Any]) -> None:
    """Prevents detail shares, PMP share or AWS rank that leave the brief's text at this scale."""
    differences = {
        r["cell"]: r["difference"] for r in planted["replication__published"] if r["exhibit"] == "prose"
    }
    held = [name for name in differences if name.endswith("_detail_share")]
    held += [
        "pmp_product_share",
        "project_management_product_share",
        "aws_csa_technical_1_rank",
        "aws_csa_technical_1_share",
    ]
    held += ["mcse_technical_1_share", "matched_share_total"]
    assert len(held) == 11 and {name: differences[name] for name in held} == dict.fromkeys(held, 0.0)


def test_occupations_lead_as_the_figures_say(planted: dict[str, Any]) -> None:
    """Prevents teams whose leading occupations contradict Figures 3 to 6."""
    top = {
        t: [r["soc_code"] for r in planted["occupations__top_by_team"] if r["team"] == t][:5] for t in TEAMS
    }
    assert {"15-1244", "15-1299"} <= set(top["technical_1"])
    assert (
        top["technical_2"][0] == "15-1232"
        and top["product"][0] == "11-9199"
        and "13-1199" in top["commercial"]
    )


def test_no_credential_twice_but_deliberately_doubled_rows(recount: duckdb.DuckDBPyConnection) -> None:
    """Prevents a sample without doubled rows, which catch a count of rows, or with endless sets."""
    doubled, most = recount.execute("""
        select (select count(*) from (
                select 1 from certification group by job_id, canon_certification having count(*) > 1
            )),
            (select max(n) from (select count(distinct id) as n from named where ai group by job_id))
    """).fetchone()
    assert doubled > 30 and 3 <= most <= 4


def test_subsidiaries_count_only_from_their_date(recount: duckdb.DuckDBPyConnection) -> None:
    """Prevents a sample that cannot tell dated from undated parentage, or look-alikes from the company."""
    seen = recount.execute("""
        select count(*) filter (canon_employer = 'LinkedIn' and day < '2016-12-01' and company is null),
            count(*) filter (canon_employer = 'LinkedIn' and day >= '2016-12-01' and company = 'Microsoft'),
            count(*) filter (canon_employer like 'Whole Foods%' and day < '2017-08-01' and company is null),
            count(*) filter (
                canon_employer like 'Whole Foods%' and day >= '2017-08-01' and company = 'Amazon'
            ),
            count(*) filter (canon_employer in ('Apple Bank', 'Amazonia', 'Metabolon') and company is null)
        from (select distinct job_id, canon_employer from job) join posting using (job_id)
    """).fetchone()
    assert min(seen) > 0


def test_postings_delivered_twice_may_stand_in_two_months(recount: duckdb.DuckDBPyConnection) -> None:
    """Prevents a sample whose duplicates a look at one month finds; what a mart counts stays in one month."""
    twice, in_two_months, counted = recount.execute("""
        with twice as (
            select job_id, count(distinct strftime(retrieval_date, '%Y-%m')) as months
            from job group by job_id having count(*) > 1
        )
        select count(*), count(*) filter (months > 1),
            count(*) filter (months > 1 and job_id in (select job_id from posting))
        from twice
    """).fetchone()
    assert twice > 400 and in_two_months >= 10 and counted == 0


def test_plain_sql_of_its_own_finds_every_published_figure(sample: Path) -> None:
    """Prevents a sample and marts that share one error: the check shares no code with either."""
    done = subprocess.run(
        [sys.executable, "benchmarks/replicate.py", str(sample)],
        cwd=SEEDS.parents[1],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "cells; all hold" in done.stdout


def test_published_figures_stand_beside_the_planted_ones_scaled(planted: dict[str, Any]) -> None:
    """Prevents counts of a sample beside figures a thousand times their size, or scaled shares."""
    told = {row["cell"]: row["scaled_published_value"] for row in planted["replication__published"]}
    assert told["posting_count|2010"] == pytest.approx(237.65)  # big tech, planted last, at its own scale
    assert told["mention_count|technical_1|mcse"] == pytest.approx(169.198)
    assert told["big_tech_posting_total"] == pytest.approx(6_059.32)
    assert (told["pmp_product_share"], told["aws_csa_technical_1_rank"], told["mcse_count"]) == (
        6.3,
        13,
        None,
    )


def test_texts_name_what_is_planted(recount: duckdb.DuckDBPyConnection, planted: dict[str, Any]) -> None:
    """Prevents texts that leave out a credential or hold no contact to mask and no trap."""
    reading = planted["reading"]
    texts, addresses, numbers = recount.execute("""
        select count(*), count(*) filter (body like '%@example.%'), count(*) filter (body like '%555%01%')
        from posting_text
    """).fetchone()
    copies = len(planted["copies"])
    assert 0 < texts - copies - reading["text_count"] <= 30 and addresses > 1_000 and numbers > 1_000
    assert reading["trap_posting_count"] > 1_000
    silent = recount.execute("""
        select count(*) from named join posting_text using (job_id)
        where id = 'rhce' and not regexp_matches(body, 'Red ?Hat|RHCE')
    """).fetchone()
    assert silent == (0,)
    assert set(reading["mention_count_by_status"]) == {
        "required",
        "obtain",
        "preferred",
        "alternative",
        "mentioned",
    }
