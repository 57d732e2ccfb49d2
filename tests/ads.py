"""Ads for tests of linking: texts made of sentences that no two jobs share, taken in as a person would."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import duckdb
from taking import take

from credscope.duplicates.links import link_months, put_in_place, stale_months
from credscope.duplicates.rules import Rules
from credscope.home import Home

SYLLABLES = (
    "ba",
    "ne",
    "lo",
    "tri",
    "ku",
    "san",
    "del",
    "fi",
    "mor",
    "pex",
    "gu",
    "hal",
    "vi",
    "wot",
    "jes",
    "cru",
)


def text(job: int, sentences: int = 12) -> str:
    """A text of its own for every `job`: of two jobs no two sentences are alike."""
    chance = Random(job)
    words = [["".join(chance.choices(SYLLABLES, k=3)) for _ in range(12)] for _ in range(sentences)]
    return "\n".join(f"- {' '.join(line).capitalize()}." for line in words)


def ad(number: str, day: str, **said: Any) -> dict[str, Any]:
    """One row of a delivery with the contract's columns; `said` sets or overrides columns."""
    return {
        "id": number, "posted_date": day, "title": "Night Clerk", "employer_name": "Bramble Works Inc.",
        "city": "Reno", "state": "NV", "country": "US", "description": text(1),
    } | said  # fmt: skip


def deliver(home: Home, folder: Path, source: str, ads: list[dict[str, Any]]) -> dict[str, Any]:
    """Take `ads` in as one delivery of `source`; its manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{source}.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in ads), encoding="utf-8")
    return take(path, home, source=source)


def link_all(home: Home, rules: Rules | None = None) -> list[str]:
    """Link every month that is out of date, without the gate; the months."""
    rules = rules or Rules.load()
    months = stale_months(home, rules)
    for month, _ in link_months(home, months, rules, home.staging / "links"):
        put_in_place(home, month, home.staging / "links")
    return months


def linked(home: Home) -> dict[str, tuple[str, str, int]]:
    """(own id of the original, reason, days apart) by the own id of every linked ad."""
    found = duckdb.sql(f"""
        select here.source_posting_id, there.source_posting_id, link.reason, link.days_apart
        from read_parquet('{home.duplicates}/*.parquet') as link
        join read_parquet('{home.postings}/*/*.parquet') as here using (delivery_id, row_number)
        join read_parquet('{home.postings}/*/*.parquet') as there
            on link.duplicate_of_delivery_id = there.delivery_id
            and link.duplicate_of_row_number = there.row_number
    """).fetchall()
    return {number: (original, reason, days) for number, original, reason, days in found}
