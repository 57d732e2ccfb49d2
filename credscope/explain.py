"""Why a posting counts: everything the current release decided about one posting, and on what grounds.

Takes the posting's rows from lake and readings and the decisions from the kept build of the current release;
decides nothing itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from credscope.contract import LINKS
from credscope.errors import CredscopeError
from credscope.explain_links import linked
from credscope.explain_models import Rows, replay
from credscope.freshness import build_key
from credscope.home import Home
from credscope.lake import months as lake_months
from credscope.releases import DUCKDB_FILE, newest_first

EXCERPT = 220
"""Longest stretch of text shown around a mention, in characters."""

STOPS = ("\n", ". ", "! ", "? ", "; ", "•")

COUNTRY_SQL = """
    select
        coalesce(is_country_counted, false) as is_country_counted,
        is_country_counted is null as is_unknown
    from intermediate.int_profiles_coded
"""

MENTIONS_SQL = """
    select mentions.credential_id, credentials.credential_name, mentions.found_in, mentions.status,
        mentions.is_counted, credentials.is_ai_related, credentials.is_ai_related_reviewed,
        credentials.is_ai_related_whole_word, credentials.is_explicit_ai, keywords.keyword
    from intermediate.int_profiles_coded as profiles
    inner join intermediate.int_mentions_resolved as mentions using (credential_set_id)
    inner join intermediate.int_credentials_matched as credentials using (credential_id)
    left join rules.keywords as keywords using (keyword_id)
    order by mentions.is_counted desc, credentials.is_ai_related desc, mentions.credential_id
"""

OCCUPATION_SQL = """
    select coded.soc_code, occupations.occupation_title, coded.onet_code, coded.coded_by, coded.company
    from intermediate.int_profiles_coded as coded
    left join reference.soc_2018 as occupations using (soc_code)
"""

TEAMS_SQL = """
    select definitions.definition_id, definitions.definition_name, profiles.team
    from rules.definitions as definitions
    left join intermediate.int_profiles_teamed as profiles using (definition_id)
    order by definitions.definition_rank, definitions.definition_id
"""

BASES = {
    "code": "delivered code",
    "code_and_title": "delivered code, ambiguous, decided by the title",
    "title": "read from the title",
}


def explain(home: Home, posting_id: str) -> str:
    """Why `posting_id` counts or does not, as lines for people. Raises as `facts` does."""
    from credscope.explain_words import lines

    return "\n".join(lines(facts(home, posting_id)))


def facts(home: Home, posting_id: str) -> dict[str, Any]:
    """All that the current release holds about one posting.

    Keys: posting (what was delivered), duplicates (delivery:row of the rows with its id), link (the posting
    that it repeats by its text, as contract.LINKS has it, and is_left_out; None for none; all else is told as
    if there were none), copies (ids of postings that repeat it so), occupation
    (soc_code, occupation_title, onet_code, basis, delivered code, the title's reading), employer_group, teams
    (one row per definition, team null where it is no AI posting there), mentions (each with `spans`: surface,
    start, end, status and the sentence around it), education (min_education, preferred_education and
    degree_substitutable as read, with `spans`: says, surface, start, end and the sentence), matched (whether
    it counts as matched), release (its record).

    Raises CredscopeError where there is no release, its build is gone, or it does not hold the posting.
    """
    release = release_of(home)
    build = build_of(home, release)
    rows = _on_disk(home, posting_id)
    known = {delivery["delivery_id"] for delivery in release.get("deliveries", [])}
    if not rows["postings"].num_rows or rows["postings"]["delivery_id"][0].as_py() not in known:
        raise CredscopeError(_not_found(home, release, posting_id))
    with decisions(build, rows) as decided:
        (country,) = _rows(decided, COUNTRY_SQL)
        mentions = _rows(decided, MENTIONS_SQL)
        (occupation,) = _rows(decided, OCCUPATION_SQL)
        teams = _rows(decided, TEAMS_SQL)
        link, copies = linked(home, posting_id, decided)
    repeats = {_place(row) for row in rows["repeats"].to_pylist()}
    held = rows["postings"].to_pylist()
    (lake,) = (row for row in held if _place(row) not in repeats)
    read = rows["readings"].to_pylist()
    reading: dict[str, Any] = next((row for row in read if _place(row) == _place(lake)), {})
    text = lake.get("description") or ""
    for mention in mentions:
        mention["spans"] = [
            {**span, "sentence": sentence_around(text, span["start"], span["end"])}
            for span in reading.get("credentials") or []
            if span["credential_id"] == mention["credential_id"]
        ]
    return {
        "posting": {**lake, **country},
        "duplicates": [f"{row['delivery_id']}:{row['row_number']}" for row in held if row is not lake],
        "link": link,
        "copies": copies,
        "occupation": {
            **occupation,
            "basis": BASES.get(str(occupation.get("coded_by"))),
            "delivered_code": lake.get("occupation_code"),
            "delivered_scheme": lake.get("occupation_scheme"),
            "read_soc_code": reading.get("soc_code"),
            "read_probability": reading.get("soc_probability"),
            "read_runner_up": reading.get("soc_runner_up"),
        },
        "employer_group": occupation.get("company"),
        "teams": teams,
        "mentions": mentions,
        "education": _education(text, reading),
        "matched": any(mention["is_counted"] and mention["is_ai_related"] for mention in mentions),
        "release": release,
    }


def _place(row: dict[str, Any]) -> tuple[str, int]:
    """The row of a delivery that a row is or is about."""
    return row["delivery_id"], row["row_number"]


def _education(text: str, reading: dict[str, Any]) -> dict[str, Any]:
    """What was read about education and where `text` says so; all null where the posting was not read."""
    names = ("min_education", "preferred_education", "degree_substitutable")
    return {name: reading.get(name) for name in names} | {
        "spans": [
            {
                **span,
                "surface": text[span["start"] : span["end"]],
                "sentence": sentence_around(text, span["start"], span["end"]),
            }
            for span in reading.get("education_evidence") or []
        ]
    }


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence or line of `text` that holds [start, end), in one line, at most EXCERPT characters."""
    left = max((text.rfind(stop, 0, start) + len(stop) for stop in STOPS if stop in text[:start]), default=0)
    ends = [at + len(stop.rstrip()) for stop in STOPS if (at := text.find(stop, end)) >= 0]
    right = min(ends, default=len(text))
    room = max((EXCERPT - (end - start)) // 2, 0)
    cut_left, cut_right = max(left, start - room), min(right, end + room)
    words = " ".join(text[cut_left:cut_right].split())
    return f"{'…' if cut_left > left else ''}{words}{'…' if cut_right < right else ''}"


def release_of(home: Home) -> dict[str, Any]:
    """The record of the current release; raises CredscopeError where there is none."""
    return json.loads((home.released() / "release.json").read_text(encoding="utf-8"))


def build_of(home: Home, release: dict[str, Any]) -> Path:
    """The kept build of a release; raises CredscopeError where it is gone."""
    build = home.root / str(release.get("build_file", ""))
    if not build.is_file():
        raise CredscopeError(
            f"The build behind release {release.get('release_id')} is not kept any more ({build}): "
            f"{_way_to_a_build(home, release)}."
        )
    return build


def _way_to_a_build(home: Home, release: dict[str, Any]) -> str:
    """The command after which there is a build to ask again."""
    if release.get("build_key") == build_key(home):
        _, month = lake_months(home)[-1]
        return f"`credscope refresh --month {month}` makes it again"
    kept = next((one for one in newest_first(home) if (home.builds / one / DUCKDB_FILE).is_file()), None)
    if kept is not None:
        return f"`credscope releases rollback {kept}` returns to a release whose build is kept"
    return "`credscope refresh` makes a release of what the home holds now"


def decisions(build: Path, rows: Mapping[str, Rows]) -> duckdb.DuckDBPyConnection:
    """The decisions of a build taken again for `rows`, as `explain_models.replay` does.

    Raises CredscopeError where the build keeps none.
    """
    try:
        return replay(build, rows)
    except duckdb.CatalogException as error:
        raise CredscopeError(
            f"The build {build} keeps no decisions for single postings: run `credscope refresh`."
        ) from error


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, *values: Any) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, list(values))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _on_disk(home: Home, posting_id: str) -> dict[str, pa.Table]:
    """Rows of one posting by source of dbt: postings, readings of them, and which of them repeat it."""
    with duckdb.connect() as connection:
        postings = _parquet(connection, [f"{home.postings}/*/*.parquet"], posting_id)
        found = {"postings": postings}
        if postings.num_rows:
            source = postings["source"][0].as_py()
            deliveries = sorted(set(postings["delivery_id"].to_pylist()))
            found["readings"] = _parquet(connection, [f"{home.readings / source}/*.parquet"], posting_id)
            repeats = [str(home.deliveries / one / "repeats.parquet") for one in deliveries]
            months = sorted({f"{day:%Y-%m}" for day in postings["posted_date"].to_pylist()})
            ties = [str(file) for month in months if (file := home.ties(source, month)).exists()]
            found["repeats"] = _parquet(connection, [*repeats, *ties], posting_id)
            found["duplicates"] = LINKS.empty_table()
        return found


def _parquet(connection: duckdb.DuckDBPyConnection, paths: list[str], posting_id: str) -> pa.Table:
    return connection.execute(
        "select * from read_parquet(?) where posting_id = ? order by delivery_id, row_number",
        [paths, posting_id],
    ).to_arrow_table()


def _not_found(home: Home, release: dict[str, Any], posting_id: str) -> str:
    """One sentence on an unknown id, with ids that begin alike or a way to list them."""
    near = duckdb.execute(
        "select distinct posting_id from read_parquet(?) "
        "where starts_with(posting_id, ?) order by posting_id limit 3",
        [f"{home.postings}/*/*.parquet", posting_id[:4]],
    ).fetchall()
    listing = f"select posting_id, title from '{home.postings}/*/*.parquet'"
    alike = f" Ids that begin alike: {', '.join(row[0] for row in near)}." if near and posting_id else ""
    return (
        f"Release {release.get('release_id')} holds no posting {posting_id!r}.{alike} "
        f'List ids with DuckDB: "{listing}"; a delivery taken in since needs `credscope refresh`.'
    )
