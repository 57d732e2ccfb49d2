"""The occupations whose postings name AI-related credentials most often (Figures 3 to 6)."""

from __future__ import annotations

from functools import partial

from report import charts, labels
from report.exhibits.model import DEMAND_COLUMNS, DEMAND_KEYS, OCCUPATION, Column, Exhibit, Page, highest
from report.release import Release, Row

FIGURES = {
    "technical_1": "Figure 3", "technical_2": "Figure 4", "product": "Figure 5", "commercial": "Figure 6",
}  # fmt: skip
RANKS_SHOWN = 5


def top(team: str, release: Release, definition: str) -> list[Row]:
    """The first five occupations; each carries `detail`, its largest part at the finer level, if known."""
    rows = [
        row
        for row in release.rows("occupations__top_by_team", definition, team=team)
        if row["matched_posting_count"]
    ]
    rows = sorted(rows, key=lambda row: row["occupation_rank"])[:RANKS_SHOWN]
    finer: dict[str, Row] = {}
    for row in release.rows("occupations__detail", definition, team=team):
        held = finer.get(row["soc_code"])
        if row["detail_share"] and (held is None or row["detail_share"] > held["detail_share"]):
            finer[row["soc_code"]] = row
    return [
        {
            **row,
            "value_label": labels.count(row["matched_posting_count"]),
            "detail": finer.get(row["soc_code"]),
        }
        for row in rows
    ]


def top_sentence(rows: list[Row]) -> str:
    first, high = rows[0], highest(rows)
    words = (
        f"{first['occupation_title']} come first: {labels.count(first['matched_posting_count'])} of their "
        f"{labels.count(first['posting_count'])} AI postings ({labels.share(first['matched_share'])}) "
        "name an AI-related credential."
    )
    if high is not first:
        share = labels.share(high["matched_share"])
        words += f" The largest share is that of {high['occupation_title']} ({share})."
    for row in rows:
        if row["detail"] and "All Other" in row["occupation_title"]:
            words += (
                f" {labels.share(row['detail']['detail_share'])} of “{row['occupation_title']}” are "
                f"{row['detail']['detail_title']}."
            )
    return words


def exhibit(release: Release, team: str) -> Exhibit:
    name = release.team_name(team)
    return Exhibit(
        f"occupations-{team.replace('_', '-')}", FIGURES.get(team, ""), f"Top occupations · {name}",
        "occupations__top_by_team", (Column("soc_code", "SOC 2018"), OCCUPATION, *DEMAND_COLUMNS),
        partial(top, team), top_sentence,
        charts.bars(f"Postings with an AI-related credential per occupation, {name}", "occupation_title",
                    "matched_posting_count"),
        ("occupation_title", "value_label", *DEMAND_KEYS),
        folded=True,
    )  # fmt: skip


def page(release: Release) -> Page:
    """Which occupations name them."""
    teams = release.teams("occupations__top_by_team") or list(FIGURES)
    return Page(
        "occupations",
        "Occupations",
        "The five occupations of each team with the most postings that name an AI-related credential.",
        tuple(exhibit(release, team) for team in teams),
    )
