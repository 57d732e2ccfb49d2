"""What the change of the share is made of: the teams' own shares, and the mix of teams."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.model import TEAM, Column, Exhibit, parts, solid
from report.release import ALL, Release, Row

MART = "trends__decomposition"
PARTS = (
    Column("base_matched_share", "Share before", "share"),
    Column("matched_share", "Share", "share"),
    Column("matched_share", "95 % interval", "interval"),
    Column("matched_share_change", "Change, points", "points"),
    Column("within_team_change", "Within teams", "points"),
    Column("mix_change", "Mix of teams", "points"),
)
NOTE = (
    "In percentage points. Within teams: each team's own share changed. Mix of teams: teams with a larger or "
    "smaller share gained or lost weight. Both are taken at the mean of the two years and add up to the "
    "change."
)


def year_changes(release: Release, definition: str) -> list[Row]:
    """The change of all AI postings against the year before, in order."""
    rows = release.rows(MART, definition, compared_with="previous_year", team=ALL)
    return sorted(rows, key=lambda row: row["posted_year"])


def team_changes(release: Release, definition: str) -> list[Row]:
    """Every team's part in the change from the first year to the last."""
    rows = release.rows(MART, definition, compared_with="first_year")
    last = max((row["posted_year"] for row in rows), default=None)
    rows = [
        {**row, "team_name": release.team_name(row["team"]), "is_total": row["team"] == ALL}
        for row in rows
        if row["posted_year"] == last
    ]
    return sorted(rows, key=lambda row: release.team_order(row["team"]))


def _split(row: Row) -> str:
    if row["within_team_change"] is None:
        return "this definition does not tell teams apart, so that the change cannot be split"
    within, mix = (labels.points(row[key]) for key in ("within_team_change", "mix_change"))
    return f"{within} within teams and {mix} by the mix of teams"


def _changed(row: Row) -> str:
    return (
        f"From {row['base_year']} to {row['posted_year']} the share changed by "
        f"{labels.points(row['matched_share_change'])} points: {_split(row)}."
    )


def year_sentence(rows: list[Row]) -> str:
    """The latest change in words, and the warning that a part of a year is compared with a whole one."""
    last = (solid(rows) or rows)[-1]
    aside = " One of the two years is not whole, so that seasons differ, too." if last["is_partial"] else ""
    return _changed(last) + aside


def team_sentence(rows: list[Row]) -> str:
    """The whole change in words, and the team whose own share moved it most."""
    whole, teams = rows[-1], [row for row in parts(rows) if row["within_team_change"] is not None]
    if not teams:
        return _changed(whole)
    most = max(teams, key=lambda row: abs(row["within_team_change"]))
    return (
        f"{_changed(whole)} {most['team_name']} moved it most by its own share "
        f"({labels.points(most['within_team_change'])} points)."
    )


def exhibits() -> tuple[Exhibit, Exhibit]:
    """Year by year, and by team since the first year."""
    year = Column("posted_year", "Year")
    return (
        Exhibit(
            "mix-by-year", "", "What the yearly change is made of", MART, (year, *PARTS), year_changes,
            year_sentence, charts.parts_by_year("Change of the share against the year before, in two parts"),
            ("posted_year", "within_team_change", "mix_change", "matched_share_change"),
            note=NOTE, folded=True,
        ),
        Exhibit(
            "mix-by-team", "", "Each team's part since the first year", MART, (TEAM, *PARTS), team_changes,
            team_sentence, note=NOTE,
        ),
    )  # fmt: skip
