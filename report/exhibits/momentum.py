"""The months of the share without their season, and the months in which its course changed."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.model import TEAM, Column, Exhibit
from report.release import ALL, Release, Row

MART = "trends__momentum"
WHY = {
    "too_few_months": "it has too few months",
    "months_missing": "months are missing in it",
    "thin_months": "half of its months or more are thin",
}
NOTE = (
    "The season is taken to be the same every year. A change is the first month of a straight line that fits "
    "better than the one before goes on; near 0 points, or a factor near 1, its direction changed and not "
    "its level. Slow drift is no change, and in fewer than three years of months none is sought."
)


def months(release: Release, definition: str) -> list[Row]:
    """Every month of all AI postings, in order, with a mark where the share's course changed."""
    rows = release.rows(MART, definition, team=ALL)
    return [
        {
            **row,
            "month_label": labels.month(row["posted_month"]),
            "change_share": row["adjusted_matched_share"] if row["share_change_size"] is not None else None,
        }
        for row in sorted(rows, key=lambda row: row["posted_month"])
    ]


def months_sentence(rows: list[Row]) -> str:
    """The latest month without its season against the year before, or why there is none."""
    last = rows[-1]
    if last["not_adjusted_reason"]:
        return f"The series is not adjusted: {WHY[last['not_adjusted_reason']]}."
    words = (
        f"Without its season the share is {labels.share(last['adjusted_matched_share'])} in "
        f"{last['month_label']} (as counted: {labels.share(last['matched_share'])})"
    )
    if len(rows) > 12:
        earlier = rows[-13]
        change = last["adjusted_matched_share"] - earlier["adjusted_matched_share"]
        words += f", {labels.points(change)} points against {earlier['month_label']}"
    return f"{words}."


def changes(release: Release, definition: str) -> list[Row]:
    """Every change of every team, the latest first."""
    rows = [
        {**row, "team_name": release.team_name(row["team"])}
        for row in release.rows(MART, definition)
        if row["share_change_size"] is not None or row["posting_change_factor"] is not None
    ]
    rows.sort(key=lambda row: release.team_order(row["team"]))
    return sorted(rows, key=lambda row: row["posted_month"], reverse=True)


def changes_sentence(rows: list[Row]) -> str:
    """How many changes there are, and the largest of the share."""
    volume = sum(row["posting_change_factor"] is not None for row in rows)
    shares = [row for row in rows if row["share_change_size"] is not None]
    words = f"Found: {labels.plural(len(shares), 'change')} of the share, {volume} of the number of postings"
    if not shares:
        return f"{words}."
    largest = max(shares, key=lambda row: abs(row["share_change_size"]))
    return (
        f"{words}; the share changed most in {labels.month(largest['posted_month'])} "
        f"({largest['team_name']}, {labels.points(largest['share_change_size'])} points)."
    )


MONTH = Column("posted_month", "Month", "month")
ADJUSTED = (
    MONTH,
    Column("adjusted_matched_share", "Without season", "share"),
    Column("matched_share", "As counted", "share"),
    Column("matched_share", "95 % interval", "interval"),
    Column("adjusted_posting_count", "Postings without season", "count"),
    Column("posting_count", "As counted", "count"),
)
CHANGES = (
    MONTH,
    TEAM,
    Column("share_change_size", "Share, points", "points"),
    Column("posting_change_factor", "Postings, factor", "number"),
)


def exhibits() -> tuple[Exhibit, Exhibit]:
    """The adjusted months of all AI postings, and the changes of every team."""
    return (
        Exhibit(
            "momentum", "", "The share by month without its season", MART, ADJUSTED,
            months, months_sentence,
            charts.adjusted_by_month("Share of AI postings with a credential per month, season taken out"),
            ("posted_month", "month_label", "matched_share", "adjusted_matched_share", "change_share"),
            note=NOTE, folded=True,
        ),
        Exhibit(
            "changes", "", "Months in which the course changed", MART, CHANGES,
            changes, changes_sentence, note=NOTE,
        ),
    )  # fmt: skip
