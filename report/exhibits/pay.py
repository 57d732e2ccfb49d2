"""Posted pay with and without an AI-related credential."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.model import TEAM, Column, Exhibit, Page, solid
from report.release import ALL, Release, Row

MART = "pay__premium"
WHY = {
    "no_pay": "none of these postings posts pay",
    "too_few_postings": "too few postings with pay can be compared",
    "too_few_employers": "too few employers post pay of both kinds",
    "nothing_to_compare": "no employer posts pay both with and without a credential for like jobs",
}
NOTE = (
    "Only postings that post plausible pay in dollars, and for the premium only employers that do so both "
    "with and without a credential. Held equal: employer, occupation, state and year. Not held equal: "
    "seniority, hours, skills, and who chooses to post pay. It is what is offered, not what is earned."
)
WITHOUT = (
    "Raw medians hold nothing equal: teams that pay more may ask more often. Where the two shares that post "
    "pay differ, the two sides are selected differently."
)


def teams(release: Release, definition: str) -> list[Row]:
    """Every team with its premium and interval in words, the mart's order of teams."""
    rows = [
        {
            **row,
            "team_name": release.team_name(row["team"]),
            "is_total": row["team"] == ALL,
            "interval": interval(row),
            "value_label": labels.marked(percent(row["premium"]), row),
            "why_not": WHY.get(row["not_estimated_reason"] or "", ""),
            "unmatched_paid_share": _rest(row),
        }
        for row in release.rows(MART, definition)
    ]
    return sorted(rows, key=lambda row: release.team_order(row["team"]))


def percent(value: float | None) -> str:
    """A fraction of pay as per cent with its sign."""
    return "–" if value is None else f"{value:+.1%}"


def interval(row: Row) -> str:
    if row["premium"] is None:
        return "–"
    return f"{percent(row['premium_low'])} to {percent(row['premium_high'])}"


def _rest(row: Row) -> float | None:
    """The share of postings without a credential that post pay."""
    rest = row["posting_count"] - row["matched_posting_count"]
    return (row["paid_posting_count"] - row["matched_paid_posting_count"]) / rest if rest else None


def told(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["premium"] is not None]


def premium_sentence(rows: list[Row]) -> str:
    """The premium of all AI postings with its interval, or why there is none."""
    whole = rows[-1]
    if whole["premium"] is None:
        return f"No premium can be told: {whole['why_not']}."
    direction = "more" if whole["premium"] >= 0 else "less"
    sure = whole["premium_low"] > 0 or whole["premium_high"] < 0
    words = (
        f"With an AI-related credential a posting offers {abs(whole['premium']):.1%} {direction} than one "
        f"without from the same employer, occupation, state and year (95 % interval {whole['interval']}; "
        f"{labels.plural(whole['compared_posting_count'], 'posting')} of "
        f"{labels.plural(whole['compared_employer_count'], 'employer')})."
    )
    return words if sure else f"{words} The interval holds zero: no difference can be told."


def selection_sentence(rows: list[Row]) -> str:
    """How many postings post pay on either side, and the raw medians."""
    whole = (solid(rows) or rows)[-1]
    words = (
        f"{labels.share(whole['paid_share'])} of {labels.team_postings(whole)} post pay: "
        f"{labels.share(whole['matched_paid_share'])} of those with a credential and "
        f"{labels.share(whole['unmatched_paid_share'])} of the others."
    )
    if whole["median_premium"] is None:
        return words
    return (
        f"{words} Half of them offer more than ${whole['matched_median_pay']:,.0f} a year with a credential, "
        f"${whole['unmatched_median_pay']:,.0f} without."
    )


PREMIUM = (
    TEAM,
    Column("value_label", "Premium", "text"),
    Column("interval", "95 % interval"),
    Column("compared_posting_count", "Compared", "count"),
    Column("compared_matched_posting_count", "With a credential", "count"),
    Column("compared_employer_count", "Employers", "count"),
    Column("why_not", "Why none"),
)
SELECTION = (
    TEAM,
    Column("paid_posting_count", "With pay", "count"),
    Column("paid_share", "Post pay", "share"),
    Column("paid_share", "95 % interval", "interval"),
    Column("matched_paid_share", "With a credential", "share"),
    Column("matched_paid_share", "95 % interval", "interval"),
    Column("unmatched_paid_share", "Without", "share"),
    Column("matched_median_pay", "Median with, $", "count"),
    Column("unmatched_median_pay", "Median without, $", "count"),
)


def page(release: Release) -> Page:
    """What a credential is worth in posted pay, and of how many postings that can be said."""
    return Page(
        "pay",
        "Pay",
        "Whether postings that name an AI-related credential offer more, and how far posted pay can tell.",
        (
            Exhibit(
                "premium", "", "Pay with a credential against pay without", MART, PREMIUM, teams,
                premium_sentence, charts.intervals("Premium and its 95 % interval per team"),
                ("team_name", "value_label", "premium", "premium_low", "premium_high"), told, note=NOTE,
                is_wide=True,
            ),
            Exhibit(
                "pay-posted", "", "How many postings post pay, and raw medians", MART, SELECTION, teams,
                selection_sentence, note=WITHOUT, is_wide=True,
            ),
        ),
    )  # fmt: skip
