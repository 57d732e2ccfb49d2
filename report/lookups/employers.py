"""The employers with the most AI postings: what they ask for, and by year where they are one of the six."""

from __future__ import annotations

from report import charts, labels
from report.exhibits import readings
from report.exhibits.model import DEMAND_COLUMNS, DEMAND_KEYS, Column, Exhibit, highest
from report.lookups.model import Lookup
from report.release import Release, Row

MART = "employers__largest"
EMPLOYER = Column("employer_name", "Employer", lookup=("employer", "employer_id"))
SHOWN = 100
"""Ranks with a place on the page: the table holds more, which would make a third of the report."""
KINDS = (("is_staffing", "staffing agency"), ("is_aggregator", "job board"), ("is_group", "group"))


def members(release: Release, definition: str) -> list[Row]:
    rows = [row for row in release.rows(MART, definition) if row["employer_rank"] <= SHOWN]
    rows.sort(key=lambda row: row["employer_rank"])
    return [
        {**row, "kind": ", ".join(name for key, name in KINDS if row.get(key)) or "employer"} for row in rows
    ]


def members_sentence(rows: list[Row]) -> str:
    """Who has the most postings, and whose share is largest."""
    first, high = rows[0], highest(rows)
    return (
        f"{labels.plural(len(rows), 'employer')} with the most AI postings. {first['employer_name']} has "
        f"{labels.count(first['posting_count'])}; the largest share that names an AI-related credential is "
        f"{high['employer_name']}'s ({labels.share(high['matched_share'])})."
    )


def strict(release: Release, definition: str) -> list[Row]:
    return [row for member in members(release, definition) for row in readings.readings_of(member)]


def strict_sentence(rows: list[Row]) -> str:
    first = rows[0]
    return (
        f"{first['employer_name']} ({first['kind']}) is number {first['employer_rank']} by AI postings: "
        f"{labels.count(first['matched_posting_count'])} of {labels.count(first['posting_count'])} "
        f"({labels.share(first['matched_share'])}) name an AI-related credential."
    )


def by_year(release: Release, definition: str) -> list[Row]:
    """The years of the six companies that are among the largest employers, found by their group's name."""
    ids = {row["employer_name"]: row["employer_id"] for row in release.rows(MART, definition)}
    rows = [row for row in release.rows("big_tech__by_year", definition) if row["company"] in ids]
    rows = [{**row, "employer_id": ids[row["company"]]} for row in rows]
    return sorted(rows, key=lambda row: (row["company"], row["posted_year"]))


def by_year_sentence(rows: list[Row]) -> str:
    high = highest(rows)
    return f"The largest share is that of {high['posted_year']} ({labels.share(high['matched_share'])})."


def lookup(release: Release) -> Lookup:
    listed = Exhibit(
        "employers", "", "Employers", MART,
        (Column("employer_rank", "Rank"), EMPLOYER, Column("kind", "Kind"), *DEMAND_COLUMNS), members,
        members_sentence, is_wide=True,
        note=f"The first {SHOWN}; the table holds more. Postings that name no employer are in no row; a "
        "staffing agency's own name hides its client's.",
    )  # fmt: skip
    stricter = Exhibit(
        "employer-readings", "", "AI postings with a credential", MART, readings.COLUMNS, strict,
        strict_sentence, readings.chart(), readings.CHART_KEYS,
    )  # fmt: skip
    years = Exhibit(
        "employer-years", "", "By year", "big_tech__by_year",
        (Column("posted_year", "Year"), *DEMAND_COLUMNS), by_year, by_year_sentence,
        charts.columns_by_year("Postings with an AI-related credential per year, share above"),
        ("posted_year", *DEMAND_KEYS), note="Years are counted for the six companies only.", folded=True,
    )  # fmt: skip
    return Lookup(
        "employer", "Employers", "employer", "The employers with the most AI postings, each in its group.",
        "employer_id", "employer_name", listed, (stricter, years),
    )  # fmt: skip
