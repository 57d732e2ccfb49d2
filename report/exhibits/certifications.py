"""The credentials named most often per team, and project management (Tables 3 and 4)."""

from __future__ import annotations

from functools import partial

from report import charts, labels
from report.exhibits.model import DEMAND_COLUMNS, DEMAND_KEYS, Column, Exhibit, Section, highest, listed
from report.release import Release, Row

TABLES = {"technical_1": "Table 3", "technical_2": "Table 3", "product": "Table 4", "commercial": "Table 4"}
RANKS_SHOWN = 10


def top(team: str, release: Release, definition: str) -> list[Row]:
    rows = release.rows("certifications__top_by_team", definition, team=team)
    rows = [row for row in rows if row["mention_count"]]
    rows = sorted(rows, key=lambda row: row["credential_rank"])[:RANKS_SHOWN]
    return [{**row, "value_label": labels.count(row["mention_count"])} for row in rows]


def top_sentence(team: str, rows: list[Row]) -> str:
    first, others = rows[0], [row["credential_name"] for row in rows[1:3]]
    words = (
        f"{first['credential_name']} leads with {labels.plural(first['mention_count'], 'mention')}, in "
        f"{labels.share(first['mention_share'])} of {labels.team_postings(team)}"
    )
    return f"{words}; {listed(others)} follow{'s' if len(others) == 1 else ''}." if others else f"{words}."


def top_exhibit(team: str) -> Exhibit:
    name = labels.team_name(team)
    return Exhibit(
        f"certifications-{team.replace('_', '-')}", TABLES.get(team, ""), f"Top credentials · {name}",
        "certifications__top_by_team",
        (
            Column("credential_rank", "Rank"), Column("credential_name", "Credential"),
            Column("mention_count", "Mentions", "count"),
            Column("mention_share", "Of the team's postings", "share"),
        ),
        partial(top, team), partial(top_sentence, team),
        charts.bars(f"Mentions of credentials, {name}", "credential_name", "mention_count",
                    {"mention_count": ("Mentions", "count"), "mention_share": ("Of postings", "share")}),
        ("credential_name", "value_label", "mention_count", "mention_share"),
        note="Mentions: a posting that names two credentials counts in two rows.", folded=True,
    )  # fmt: skip


def project_management(release: Release, definition: str) -> list[Row]:
    """Any credential of the field per team, then the three named most in each team."""
    rows = [row for row in release.rows("project_management__by_team", definition) if row["posting_count"]]
    chosen: list[Row] = []
    for team in sorted({row["team"] for row in rows}, key=labels.team_order):
        own = [row for row in rows if row["team"] == team]
        single = [row for row in own if row["credential_id"] != "any" and row["matched_posting_count"]]
        single.sort(key=lambda row: (-row["matched_posting_count"], row["credential_id"]))
        chosen += [row for row in own if row["credential_id"] == "any"] + single[:3]
    return [
        {**row, "team_name": labels.team_name(row["team"]),
         "value_label": labels.marked(labels.share(row["matched_share"]), row),
         "credential_name": "Any of the field" if row["credential_id"] == "any" else row["credential_name"]}
        for row in chosen
    ]  # fmt: skip


def project_management_chart_rows(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["credential_id"] == "any"]


def project_management_sentence(rows: list[Row]) -> str:
    """The team with the largest share of project management credentials, and its first credential."""
    anyone = project_management_chart_rows(rows) or rows
    single = [row for row in anyone if row["team"] != labels.ALL] or anyone
    high = highest(single)
    words = (
        f"{labels.share(high['matched_share'])} of {labels.team_postings(high['team'])} name at least one "
        "project management credential"
    )
    named = [row for row in rows if row["team"] == high["team"] and row["credential_id"] != "any"]
    if named:
        words += f"; {named[0]['credential_name']} alone stands in {labels.share(named[0]['matched_share'])}"
    return f"{words}."


def section(release: Release) -> Section:
    """Which credentials are named."""
    found = {row["team"] for row in release.marts.get("certifications__top_by_team", [])} | set(TABLES)
    return Section(
        "credentials",
        "Credentials",
        "Which AI-related credentials are named, ten per team. These count mentions; every other exhibit "
        "counts distinct postings.",
        (
            *(top_exhibit(team) for team in sorted(found, key=labels.team_order)),
            Exhibit(
                "project-management", "", "Project management credentials", "project_management__by_team",
                (Column("team_name", "Team"), Column("credential_name", "Credential"), *DEMAND_COLUMNS),
                project_management, project_management_sentence,
                charts.bars("Share of postings with any project management credential per team", "team_name",
                            "matched_share"),
                ("team_name", "value_label", *DEMAND_KEYS),
                project_management_chart_rows,
                note="They hold no AI keyword and are in none of the other exhibits.", folded=True,
            ),
        ),
    )  # fmt: skip
