"""Every team: its share by year, its credentials and its occupations."""

from __future__ import annotations

from report import charts, labels
from report.exhibits import demand, readings
from report.exhibits.certifications import MENTIONS, TIPS, mentions, top_sentence
from report.exhibits.model import (
    CREDENTIAL,
    DEMAND_COLUMNS,
    DEMAND_KEYS,
    OCCUPATION,
    PRINTED_COUNT,
    PRINTED_SHARE,
    TEAM,
    Column,
    Exhibit,
)
from report.exhibits.occupations import top_sentence as occupations_sentence
from report.lookups.model import Lookup
from report.release import ALL, Release, Row

CREDENTIALS_DRAWN = 10


def credentials(release: Release, definition: str) -> list[Row]:
    teams = [*release.teams("certifications__top_by_team"), ALL]
    return [row for team in teams for row in mentions(release, definition, team)]


def occupations(release: Release, definition: str) -> list[Row]:
    rows = demand.named(release, release.rows("occupations__top_by_team", definition))
    return sorted(
        ({**row, "detail": None, "value_label": labels.count(row["matched_posting_count"])} for row in rows),
        key=lambda row: (release.team_order(row["team"]), row["occupation_rank"]),
    )


def team_readings(release: Release, definition: str) -> list[Row]:
    return [row for team in demand.teams(release, definition) for row in readings.readings_of(team)]


def drawn(rows: list[Row]) -> list[Row]:
    return rows[:CREDENTIALS_DRAWN]


def lookup(release: Release) -> Lookup:
    members = Exhibit(
        "teams", "", "Teams", "demand__by_team", (TEAM, *DEMAND_COLUMNS, PRINTED_SHARE), demand.teams,
        demand.by_team_sentence, is_wide=True,
    )  # fmt: skip
    by_year = Exhibit(
        "team-years", "", "By year", "demand__by_team_year", (Column("posted_year", "Year"), *DEMAND_COLUMNS),
        demand.team_years, demand.by_team_year_sentence,
        charts.columns_by_year("Postings with an AI-related credential per year, share above"),
        ("posted_year", *DEMAND_KEYS), folded=True,
    )  # fmt: skip
    named = Exhibit(
        "team-credentials", "", "Credentials", "certifications__top_by_team",
        (Column("credential_rank", "Rank"), CREDENTIAL, *MENTIONS, PRINTED_COUNT), credentials, top_sentence,
        charts.bars("Mentions of credentials", "credential_name", "mention_count", TIPS),
        ("credential_name", "value_label", "mark_value", "mention_count", "mention_share"), drawn,
        folded=True,
        note="The chart shows the ten named most. A posting that names two credentials counts in two rows.",
    )  # fmt: skip
    coded = Exhibit(
        "team-occupations", "", "Occupations", "occupations__top_by_team",
        (Column("soc_code", "SOC 2018"), OCCUPATION, *DEMAND_COLUMNS), occupations, occupations_sentence,
        charts.bars("Postings with a credential per occupation", "occupation_title", "matched_posting_count"),
        ("occupation_title", "value_label", *DEMAND_KEYS), drawn, folded=True,
        note="The chart shows the first ten.",
    )  # fmt: skip
    strict = Exhibit(
        "team-readings", "", "Stricter readings", "demand__by_team", readings.COLUMNS, team_readings,
        readings.readings_sentence, readings.chart(), readings.CHART_KEYS, folded=True,
    )  # fmt: skip
    return Lookup(
        "team", "Teams", "team", "Each team's postings: by year, by credential and by occupation.", "team",
        "team_name", members, (by_year, named, coded, strict),
    )  # fmt: skip
