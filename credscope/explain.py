"""Why a posting counts: everything the current release decided about one posting, and on what grounds.

Reads the kept build of the current release, the lake and the readings; decides nothing itself.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from credscope.errors import CredscopeError
from credscope.home import Home

EXCERPT = 220
"""Longest stretch of text shown around a mention, in characters."""

STOPS = ("\n", ". ", "! ", "? ", "; ", "•")

POSTING_SQL = """
    select posting_id, row_id, source_name, delivery_id, posted_date, posted_month,
        coalesce(is_in_united_states, false) as is_in_united_states, is_in_united_states is null as is_unknown
    from intermediate.int_postings_linked where posting_id = ? order by duplicate_of is not null, row_id
"""

MENTIONS_SQL = """
    select mentions.credential_id, credentials.credential_name, mentions.found_in, mentions.status,
        mentions.is_counted, credentials.is_ai_related, credentials.is_ai_related_reviewed,
        credentials.is_ai_related_whole_word, credentials.is_explicit_ai, keywords.keyword
    from intermediate.int_mentions_resolved as mentions
    inner join intermediate.int_credentials_matched as credentials using (credential_id)
    left join rules.keywords as keywords using (keyword_id)
    where mentions.row_id = ?
    order by mentions.is_counted desc, credentials.is_ai_related desc, mentions.credential_id
"""

OCCUPATION_SQL = """
    select coded.soc_code, occupations.occupation_title, coded.onet_code, coded.coded_by, owned.company
    from intermediate.int_postings_coded as coded
    left join intermediate.int_postings_owned as owned using (row_id)
    left join reference.soc_2018 as occupations on coded.soc_code = occupations.soc_code
    where coded.row_id = ?
"""

TEAMS_SQL = """
    select definitions.definition_id, definitions.definition_name, postings.team
    from rules.definitions as definitions
    left join (select definition_id, team from intermediate.int_postings_teamed where row_id = ?) as postings
        using (definition_id)
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

    Keys: posting (what was delivered), duplicates (row_ids linked to it), occupation (soc_code,
    occupation_title, onet_code, basis, delivered code, the title's reading), employer_group, teams (one row
    per definition, team null where it is no AI posting there), mentions (each with `spans`: surface,
    start, end, status and the sentence around it), matched (whether it counts as matched), release (its
    record).

    Raises CredscopeError where there is no release, its build is gone, or it does not hold the posting.
    """
    release = _release(home)
    with duckdb.connect(str(_build(home, release)), read_only=True) as build:
        found = _rows(build, POSTING_SQL, posting_id)
        if not found:
            raise CredscopeError(_not_found(home, build, release, posting_id))
        representative = found[0]
        row_id = representative["row_id"]
        mentions = _rows(build, MENTIONS_SQL, row_id)
        occupation = (_rows(build, OCCUPATION_SQL, row_id) or [{}])[0]
        teams = _rows(build, TEAMS_SQL, row_id)
    lake, reading = _on_disk(home, representative)
    text = lake.get("description") or ""
    for mention in mentions:
        mention["spans"] = [
            {**span, "sentence": sentence_around(text, span["start"], span["end"])}
            for span in reading.get("credentials") or []
            if span["credential_id"] == mention["credential_id"]
        ]
    return {
        "posting": {**lake, **representative},
        "duplicates": [row["row_id"] for row in found[1:]],
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
        "matched": any(mention["is_counted"] and mention["is_ai_related"] for mention in mentions),
        "release": release,
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


def _release(home: Home) -> dict[str, Any]:
    path = home.current / "release.json"
    if not path.exists():
        raise CredscopeError(f"{home.root} has no release yet: run `credscope refresh` first.")
    return json.loads(path.read_text(encoding="utf-8"))


def _build(home: Home, release: dict[str, Any]) -> Path:
    build = home.root / str(release.get("build_file", ""))
    if not build.is_file():
        raise CredscopeError(
            f"The build behind release {release.get('release_id')} is not kept any more ({build}): "
            "run `credscope refresh`, or return to the latest release with `credscope releases rollback`."
        )
    return build


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, *values: Any) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, list(values))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _on_disk(home: Home, posting: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The posting's row of the lake and what was read from it; empty where a file is gone."""
    month = posting["posted_month"].strftime("%Y-%m")
    files = (
        home.posting_month(posting["source_name"], month),
        home.reading_month(posting["source_name"], month),
    )
    found = []
    with duckdb.connect() as connection:
        for path in files:
            sql = "select * from read_parquet(?) where row_id = ?"
            rows = _rows(connection, sql, str(path), posting["row_id"]) if path.exists() else []
            found.append(rows[0] if rows else {})
    return found[0], found[1]


def _not_found(home: Home, build: duckdb.DuckDBPyConnection, release: dict[str, Any], posting_id: str) -> str:
    """One sentence on an unknown id, with ids that begin alike or a way to list them."""
    near = build.execute(
        "select distinct posting_id from intermediate.int_postings_linked "
        "where starts_with(posting_id, ?) order by posting_id limit 3",
        [posting_id[:4]],
    ).fetchall()
    listing = f"select posting_id, title from '{home.postings}/*/*.parquet'"
    alike = f" Ids that begin alike: {', '.join(row[0] for row in near)}." if near and posting_id else ""
    return (
        f"Release {release.get('release_id')} holds no posting {posting_id!r}.{alike} "
        f'List ids with DuckDB: "{listing}"; a delivery taken in since needs `credscope refresh`.'
    )
