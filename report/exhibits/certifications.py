"""The credentials named most often per team, and project management (Tables 3 and 4)."""

from __future__ import annotations

from functools import partial

from report import charts, labels, published
from report.exhibits.demand import named
from report.exhibits.model import (
    CREDENTIAL,
    DEMAND_COLUMNS,
    DEMAND_KEYS,
    PRINTED_COUNT,
    TEAM,
    Column,
    Exhibit,
    Page,
    highest,
)
from report.release import ALL, Release, Row

TABLES = {"technical_1": "Table 3", "technical_2": "Table 3", "product": "Table 4", "commercial": "Table 4"}
RANKS_SHOWN = 10
MENTIONS = (
    Column("mention_count", "Mentions", "count"), Column("mention_share", "Of the team's postings", "share"),
    Column("mention_share", "95 % interval", "interval"),
)  # fmt: skip
TIPS = {"mention_count": ("Mentions", "count"), "mention_share": ("Of postings", "share")}


def mentions(release: Release, definition: str, team: str) -> list[Row]:
    """Every credential of `team` that is mentioned, in order of rank, with the brief's printed count."""
    rows = [
        {**row, "team_name": release.team_name(team), "value_label": labels.count(row["mention_count"])}
        for row in release.rows("certifications__top_by_team", definition, team=team)
        if row["mention_count"]
    ]
    table = TABLES.get(team, "").lower().replace(" ", "_")
    rows = published.with_count(release, definition, table, rows, "credential_id", f"mention_count|{team}")
    return sorted(rows, key=lambda row: row["credential_rank"])


def top(team: str, release: Release, definition: str) -> list[Row]:
    return mentions(release, definition, team)[:RANKS_SHOWN]


def top_sentence(rows: list[Row]) -> str:
    first, others = rows[0], [row["credential_name"] for row in rows[1:3]]
    words = (
        f"{first['credential_name']} leads with {labels.plural(first['mention_count'], 'mention')}, in "
        f"{labels.share(first['mention_share'])} of {labels.team_postings(first)}"
    )
    if not others:
        return f"{words}."
    return f"{words}; {labels.listed(others)} follow{'s' if len(others) == 1 else ''}."


def top_exhibit(release: Release, team: str) -> Exhibit:
    name = release.team_name(team)
    return Exhibit(
        f"certifications-{team.replace('_', '-')}", TABLES.get(team, ""), f"Top credentials · {name}",
        "certifications__top_by_team",
        (Column("credential_rank", "Rank"), CREDENTIAL, *MENTIONS, PRINTED_COUNT),
        partial(top, team), top_sentence,
        charts.bars(f"Mentions of credentials, {name}", "credential_name", "mention_count", TIPS),
        ("credential_name", "value_label", "mark_value", "mention_count", "mention_share"),
        note="Mentions: a posting that names two credentials counts in two rows.", folded=True,
    )  # fmt: skip


def project_management(release: Release, definition: str) -> list[Row]:
    """Any credential of the field per team, then the three named most in each team."""
    rows = named(release, release.rows("project_management__by_team", definition))
    rows = [row for row in rows if row["posting_count"]]
    chosen: list[Row] = []
    for team in dict.fromkeys(row["team"] for row in rows):
        own = [row for row in rows if row["team"] == team]
        single = [row for row in own if row["credential_id"] != "any" and row["matched_posting_count"]]
        single.sort(key=lambda row: (-row["matched_posting_count"], row["credential_id"]))
        anyone = [row for row in own if row["credential_id"] == "any"]
        chosen += [{**row, "credential_name": "Any of the field"} for row in anyone] + single[:3]
    return chosen


def project_management_chart_rows(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["credential_id"] == "any"]


def project_management_sentence(rows: list[Row]) -> str:
    """The team with the largest share of project management credentials, and its first credential."""
    anyone = project_management_chart_rows(rows) or rows
    single = [row for row in anyone if row["team"] != ALL] or anyone
    high = highest(single)
    words = (
        f"{labels.share(high['matched_share'])} of {labels.team_postings(high)} name at least one "
        "project management credential"
    )
    named = [row for row in rows if row["team"] == high["team"] and row["credential_id"] != "any"]
    if named:
        words += f"; {named[0]['credential_name']} alone stands in {labels.share(named[0]['matched_share'])}"
    return f"{words}."


def page(release: Release) -> Page:
    """Which credentials are named."""
    teams = release.teams("certifications__top_by_team") or list(TABLES)
    return Page(
        "credentials",
        "Credentials",
        "Which AI-related credentials are named, ten per team. These count mentions; every other exhibit "
        "counts distinct postings.",
        (
            *(top_exhibit(release, team) for team in [*teams, ALL]),
            Exhibit(
                "project-management", "", "Project management credentials", "project_management__by_team",
                (TEAM, CREDENTIAL, *DEMAND_COLUMNS), project_management, project_management_sentence,
                charts.bars("Share of postings with any project management credential per team", "team_name",
                            "matched_share"),
                ("team_name", "value_label", *DEMAND_KEYS),
                project_management_chart_rows,
                note="They hold no AI keyword and are in none of the other exhibits.", folded=True,
            ),
        ),
    )  # fmt: skip
