"""Every occupation of a team: its postings, what it consists of at the finer level, stricter readings."""

from __future__ import annotations

from report import charts, labels
from report.exhibits import readings
from report.exhibits.demand import named
from report.exhibits.model import (
    DEMAND_COLUMNS,
    DEMAND_KEYS,
    OCCUPATION,
    TEAM,
    Column,
    Exhibit,
    highest,
)
from report.lookups.model import Lookup
from report.release import ALL, Release, Row


def members(release: Release, definition: str) -> list[Row]:
    """Every occupation once, as the team `all` has it, in order of rank."""
    rows = release.rows("occupations__top_by_team", definition, team=ALL)
    return sorted(rows, key=lambda row: row["occupation_rank"])


def members_sentence(rows: list[Row]) -> str:
    high = highest(rows)
    return (
        f"{labels.plural(len(rows), 'occupation')}; the largest share that names an AI-related credential is "
        f"that of {high['occupation_title']} ({labels.share(high['matched_share'])})."
    )


def by_team(release: Release, definition: str) -> list[Row]:
    return named(release, release.rows("occupations__top_by_team", definition))


def by_team_sentence(rows: list[Row]) -> str:
    """Which place the occupation has in its team."""
    whole = rows[-1]
    words = (
        f"{labels.count(whole['matched_posting_count'])} of {labels.count(whole['posting_count'])} AI "
        f"postings of this occupation ({labels.share(whole['matched_share'])}) name an AI-related credential"
    )
    own = [row for row in rows if row["team"] != ALL]
    places = [f"place {row['occupation_rank']} in {row['team_name']}" for row in own]
    return f"{words}: {labels.listed(places)}." if places else f"{words}."


def details(release: Release, definition: str) -> list[Row]:
    rows = [row for row in release.rows("occupations__detail", definition, team=ALL) if row["detail_share"]]
    rows = [{**row, "value_label": labels.share(row["detail_share"])} for row in rows]
    return sorted(rows, key=lambda row: (-row["detail_share"], row["onet_code"] or ""))


def details_sentence(rows: list[Row]) -> str:
    first = rows[0]
    return (
        f"At the finer level {labels.share(first['detail_share'])} of the postings are "
        f"{first['detail_title'] or 'without a detail'}."
    )


def strict(release: Release, definition: str) -> list[Row]:
    return [row for member in members(release, definition) for row in readings.readings_of(member)]


def lookup(release: Release) -> Lookup:
    mart = "occupations__top_by_team"
    listed = Exhibit(
        "occupations", "", "Occupations", mart, (Column("soc_code", "SOC 2018"), OCCUPATION, *DEMAND_COLUMNS),
        members, members_sentence, is_wide=True,
    )  # fmt: skip
    teams = Exhibit(
        "occupation-teams", "", "In its team", mart,
        (TEAM, Column("occupation_rank", "Place"), *DEMAND_COLUMNS), by_team, by_team_sentence,
    )  # fmt: skip
    detail = Exhibit(
        "occupation-details", "", "What it consists of", "occupations__detail",
        (
            Column("onet_code", "O*NET"), Column("detail_title", "Detail"),
            Column("matched_posting_count", "With a credential", "count"),
            Column("detail_share", "Of the occupation's postings", "share"),
        ),
        details, details_sentence,
        charts.bars("Share of the occupation's postings per detail", "detail_title", "detail_share",
                    {"detail_share": ("Of the postings", "share")}),
        ("detail_title", "value_label", "detail_share"), folded=True,
    )  # fmt: skip
    stricter = Exhibit(
        "occupation-readings", "", "Stricter readings", mart, readings.COLUMNS, strict,
        readings.readings_sentence, readings.chart(), ("reading", "value_label", *DEMAND_KEYS), folded=True,
    )  # fmt: skip
    return Lookup(
        "occupation", "Occupations", "occupation", "Every occupation of a team, by SOC 2018.", "soc_code",
        "occupation_title", listed, (teams, detail, stricter),
    )  # fmt: skip
