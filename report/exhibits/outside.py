"""The page against the outside: mixes of occupations, the share weighted to jobs, and trends by month."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.model import Column, Exhibit, Page, solid
from report.release import Release, Row

MART = "benchmarks__external"
ADD = (
    "No figures from outside were added that this definition can be laid beside: credscope reference add "
    "takes a file of OEWS, JOLTS or the Indeed Hiring Lab's AI tracker, and the next refresh compares."
)
RAW, WEIGHTED = "As posted", "Weighted to jobs"
EVEN = 0.005
"""Ratios closer to each other than this read the same."""

MIX_NOTE = (
    "Postings are openings that were advertised and OEWS counts jobs that are held: where people change jobs "
    "often there are more postings to a job. Shares are of the definition's occupations whose jobs are "
    "published."
)
WEIGHT_NOTE = (
    "Each occupation keeps its own share, and counts by its jobs instead of its postings. What differs "
    "within an occupation, as between employers that advertise and those that do not, stays."
)
TREND_NOTE = (
    "Against JOLTS a month's share of all common months is compared; postings do not tell their industry, so "
    "that every industry stands beside the same postings. Against the Indeed Hiring Lab the share of AI "
    "postings among all postings is compared, each by its own definition of AI. Levels of two series that "
    "both grow correlate whatever moves them; changes from month to month do not."
)


def mix(release: Release, definition: str) -> list[Row]:
    """Occupations in the latest year whose jobs are published, the most jobs first."""
    rows = release.rows(MART, definition, group_kind="occupation")
    last = max((row["posted_period"] for row in rows), default=None)
    held = [row for row in rows if row["posted_period"] == last and row["outside_value"] is not None]
    return sorted(held, key=lambda row: (-row["outside_value"], row["group_id"]))


def mix_sentence(rows: list[Row]) -> str:
    """The year, and the occupations that postings have most and least of beside their jobs."""
    known = [row for row in solid(rows) if row["share_ratio"] is not None]
    years = f"{rows[0]['posted_period'].year} (jobs of {rows[0]['outside_period'].year})"
    if len(known) < 2:
        return f"In {years} too few occupations have enough postings to be laid beside their jobs."
    most, least = (found(known, key=lambda row: row["share_ratio"]) for found in (max, min))
    if most["share_ratio"] - least["share_ratio"] < EVEN:
        return f"In {years} every occupation has the share of postings that it has of jobs."
    return (
        f"In {years}, {most['group_name']} have {most['share_ratio']:.2f} times the share of postings that "
        f"they have of jobs, {least['group_name']} {least['share_ratio']:.2f} times."
    )


def weighted(release: Release, definition: str) -> list[Row]:
    """Every year with its share as posted and as weighted, in order."""
    rows = release.rows(MART, definition, group_kind="all")
    return [
        {**row, "posted_year": row["posted_period"].year, "outside_year": row["outside_period"].year}
        for row in sorted(rows, key=lambda row: row["posted_period"])
    ]


def weighted_sentence(rows: list[Row]) -> str:
    """The latest year as posted and as weighted."""
    last = (solid(rows) or rows)[-1]
    if last["reweighted_matched_share"] is None:
        return f"In {last['posted_year']} no occupation with postings has jobs that are published."
    return (
        f"In {last['posted_year']}, {labels.share(last['matched_share'])} of AI postings name such a "
        f"credential; with the mix of jobs of {last['outside_year']} it would be "
        f"{labels.share(last['reweighted_matched_share'])} (95 % interval "
        f"{labels.interval(last['reweighted_matched_share_low'], last['reweighted_matched_share_high'])})."
    )


def both(rows: list[Row]) -> list[Row]:
    """Two rows for each year, to be drawn as two lines."""
    return [
        {**row, "series": name, "drawn_share": row[key]}
        for name, key in ((RAW, "matched_share"), (WEIGHTED, "reweighted_matched_share"))
        for row in rows
    ]


def trends(release: Release, definition: str) -> list[Row]:
    """The latest month of every series, with what is said of the whole series."""
    latest: dict[tuple[str, str], Row] = {}
    for row in release.rows(MART, definition):
        if row["common_month_count"] is not None:
            key = (row["outside_source"], row["group_id"])
            if key not in latest or row["posted_period"] > latest[key]["posted_period"]:
                latest[key] = row
    return [latest[key] for key in sorted(latest, key=lambda key: (key[0] != "jolts", key))]


def trends_sentence(rows: list[Row]) -> str:
    """How closely the first series is followed, or why that is not said."""
    first = rows[0]
    if first["change_correlation"] is None:
        return (
            f"{first['group_name']} and the postings have "
            f"{labels.plural(first['common_month_count'], 'month')} in common, too few or too even to say "
            "how closely they move."
        )
    return (
        f"Over {first['common_month_count']} months the postings and {first['group_name']} have a "
        f"correlation of {first['level_correlation']:.2f} in their levels and "
        f"{first['change_correlation']:.2f} in their changes from month to month."
    )


MIX = (
    Column("group_name", "Occupation", lookup=("occupation", "group_id")),
    Column("posting_count", "Postings", "count"),
    Column("posting_share", "Share of postings", "share"),
    Column("posting_share", "95 % interval", "interval"),
    Column("outside_value", "Jobs", "count"),
    Column("outside_share", "Share of jobs", "share"),
    Column("share_ratio", "Ratio", "number"),
)
YEARS = (
    Column("posted_year", "Year"),
    Column("outside_year", "Jobs of"),
    Column("posting_count", "Postings", "count"),
    Column("matched_share", RAW, "share"),
    Column("matched_share", "95 % interval", "interval"),
    Column("reweighted_matched_share", WEIGHTED, "share"),
    Column("reweighted_matched_share", "95 % interval", "interval"),
    Column("reweighted_outside_share", "Jobs covered", "share"),
)
TRENDS = (
    Column("outside_source", "Source"),
    Column("group_name", "Series"),
    Column("common_month_count", "Common months", "count"),
    Column("level_correlation", "Correlation of levels", "number"),
    Column("change_correlation", "of changes", "number"),
    Column("posted_period", "Last month", "month"),
    Column("posting_share", "Ours", "share"),
    Column("outside_share", "Theirs", "share"),
)


def page(release: Release) -> Page:
    """Whether postings are like the labour market that they are taken for."""
    return Page(
        "outside",
        "Against the outside",
        "The postings beside official jobs and openings and beside another collection of postings, where "
        "such figures were added.",
        (
            Exhibit(
                "outside-mix", "", "Occupations in postings and in jobs", MART, MIX, mix, mix_sentence,
                note=MIX_NOTE, is_wide=True, no_rows=ADD,
            ),
            Exhibit(
                "outside-weighted", "", "The share with the mix of jobs", MART, YEARS, weighted,
                weighted_sentence,
                charts.lines(
                    "Share of AI postings with a credential per year, as posted and weighted to jobs",
                    "series", [RAW, WEIGHTED], {"drawn_share": ("Share", "share")}, "drawn_share",
                ),
                ("posted_year", "series", "drawn_share"), both, note=WEIGHT_NOTE, is_wide=True, no_rows=ADD,
            ),
            Exhibit(
                "outside-trend", "", "Months beside openings and other postings", MART, TRENDS, trends,
                trends_sentence, note=TREND_NOTE, is_wide=True, no_rows=ADD,
            ),
        ),
    )  # fmt: skip
