"""Demand by year, month and team (Figures 1 and 2, Tables 1, 2 and A1)."""

from __future__ import annotations

from report import charts, labels, published
from report.exhibits import keywords
from report.exhibits import readings as strict
from report.exhibits.model import (
    DEMAND_COLUMNS,
    DEMAND_KEYS,
    PRINTED_SHARE,
    TEAM,
    Column,
    Exhibit,
    Page,
    highest,
    lowest,
    parts,
    solid,
    with_total,
)
from report.release import ALL, Release, Row


def span(rows: list[Row]) -> str:
    """`In 2020` or `From 2010 to 2020`."""
    years = [row["posted_year"] for row in rows]
    return f"In {years[0]}" if min(years) == max(years) else f"From {min(years)} to {max(years)}"


def years(release: Release, definition: str) -> list[Row]:
    """Every year with its printed share, marked by the printed count where that compares, and the total."""
    rows = sorted(release.rows("demand__by_year", definition), key=lambda row: row["posted_year"])
    rows = published.with_printed_year(release, definition, "table_a1", rows)
    return with_total(rows, "posted_year", "Total")


def year_shares(release: Release, definition: str) -> list[Row]:
    """Every year, marked by its printed share."""
    rows = sorted(release.rows("demand__by_year", definition), key=lambda row: row["posted_year"])
    return published.with_share(release, definition, "table_a1", rows, "posted_year")


def by_year_sentence(rows: list[Row]) -> str:
    """What Figure 1 shows in words."""
    single, whole = parts(rows), rows[-1]
    first = (
        f"{span(single)}, {labels.count(whole['matched_posting_count'])} of "
        f"{labels.count(whole['posting_count'])} AI postings ({labels.share(whole['matched_share'])}) "
        "name at least one AI-related credential."
    )
    low, high = lowest(single), highest(single)
    if low is high:
        return first
    return (
        f"{first} The yearly share lies between {labels.share(low['matched_share'])} ({low['posted_year']}) "
        f"and {labels.share(high['matched_share'])} ({high['posted_year']})."
    )


def year_shares_sentence(rows: list[Row]) -> str:
    """How far the measured shares are from the printed ones, in the years that have both."""
    both = [row for row in rows if row["mark_value"] is not None and row["matched_share"] is not None]
    if not both:
        return "The brief prints no share for any of these years."
    gaps = {row["posted_year"]: abs(row["matched_share"] - row["mark_value"]) for row in both}
    year = max(gaps, key=lambda one: gaps[one])
    return (
        f"{labels.plural(len(both), 'year has', 'years have')} a printed share. Measured and printed are "
        f"furthest apart in {year}: {gaps[year] * 100:.1f} percentage points."
    )


def months(release: Release, definition: str) -> list[Row]:
    rows = sorted(release.rows("demand__by_month", definition), key=lambda row: row["posted_month"])
    return [{**row, "month_label": labels.month(row["posted_month"])} for row in rows]


def by_month_sentence(rows: list[Row]) -> str:
    last, high = rows[-1], highest(rows)
    words = (
        f"The latest month is {labels.month(last['posted_month'])}: "
        f"{labels.count(last['matched_posting_count'])} of "
        f"{labels.count(last['posting_count'])} AI postings ({labels.share(last['matched_share'])})"
    )
    if high is last:
        return f"{words}, the highest share of any month."
    highest_month = f"{labels.share(high['matched_share'])} in {labels.month(high['posted_month'])}"
    return f"{words}. The highest monthly share is {highest_month}."


def named(release: Release, rows: list[Row]) -> list[Row]:
    """Rows with `team_name` and `value_label`, in the release's order of teams."""
    return sorted(
        (
            {
                **row,
                "team_name": release.team_name(row["team"]),
                "value_label": labels.marked(labels.share(row["matched_share"]), row),
            }
            for row in rows
        ),
        key=lambda row: release.team_order(row["team"]),
    )


def teams(release: Release, definition: str) -> list[Row]:
    rows = published.with_share(
        release, definition, "table_2", release.rows("demand__by_team", definition), "team"
    )
    return [{**row, "is_total": row["team"] == ALL} for row in named(release, rows)]


def by_team_sentence(rows: list[Row]) -> str:
    single, whole = parts(rows), rows[-1]
    overall = (
        f"{labels.share(whole['matched_share'])} of all AI postings name an AI-related credential"
        if whole.get("is_total")
        else "Shares differ by team"
    )
    if not single:
        return f"{overall}; this definition does not tell teams apart."
    if len(single) == 1:
        return f"{overall}; all of them are {single[0]['team_name']} postings."
    high, low = highest(single), lowest(single)
    largest = highest(single, "matched_posting_count")
    printed = whole.get("printed_value")
    if printed is not None:
        overall += f" (the brief prints {labels.share(printed)} for its own)"
    return (
        f"{overall}: most often in {high['team_name']} ({labels.share(high['matched_share'])}), least often "
        f"in {low['team_name']} ({labels.share(low['matched_share'])}). {largest['team_name']} has the most "
        f"such postings ({labels.count(largest['matched_posting_count'])})."
    )


def team_years(release: Release, definition: str) -> list[Row]:
    rows = named(release, release.rows("demand__by_team_year", definition))
    return sorted(rows, key=lambda row: (release.team_order(row["team"]), row["posted_year"]))


def by_team_year_sentence(rows: list[Row]) -> str:
    """Which team leads, in how many years, and within which bounds."""
    single = [row for row in rows if row["team"] != ALL] or rows
    single = solid(single) or single
    years_shown = sorted({row["posted_year"] for row in single})
    leaders = [highest([row for row in single if row["posted_year"] == year]) for year in years_shown]
    names = [row["team_name"] for row in leaders]
    leader = max(sorted(set(names)), key=names.count)
    own = [row for row in single if row["team_name"] == leader]
    low, high = (labels.share(bound["matched_share"]) for bound in (lowest(own), highest(own)))
    bounds = f"between {low} and {high}" if low != high else f"at {low}"
    if len({row["team_name"] for row in single}) == 1:
        return f"The share of {leader} lies {bounds}."
    often = (
        "every year" if names.count(leader) == len(names) else f"{names.count(leader)} of {len(names)} years"
    )
    return f"{leader} has the largest share in {often}, {bounds}."


def figure_1() -> Exhibit:
    """Figure 1 and its table, which the first page shows too."""
    return Exhibit(
        "figure-1", "Figure 1 · Table A1", "AI postings that name an AI-related credential, by year",
        "demand__by_year", (Column("posted_year", "Year"), *DEMAND_COLUMNS, PRINTED_SHARE), years,
        by_year_sentence,
        charts.columns_by_year("Postings with an AI-related credential per year, share above"),
        ("posted_year", "mark_value", *DEMAND_KEYS), parts,
        note="Columns: distinct postings. Above each: their share of all AI postings of the year.",
        folded=True,
    )  # fmt: skip


def page(release: Release) -> Page:
    """Demand for AI-related credentials in AI postings."""
    order = [release.team_name(team) for team in [*release.teams("demand__by_team_year"), ALL]]
    return Page(
        "demand",
        "Demand",
        "How many AI postings name at least one AI-related credential.",
        (
            figure_1(),
            Exhibit(
                "year-shares", "", "The share by year, measured and printed", "demand__by_year",
                (Column("posted_year", "Year"), *DEMAND_COLUMNS, PRINTED_SHARE), year_shares,
                year_shares_sentence,
                charts.shares_by_year("Share of AI postings with a credential per year, and as printed"),
                ("posted_year", "mark_value", *DEMAND_KEYS), folded=True,
                note="The brief's shares are of Burning Glass postings; other sources need not agree.",
            ),
            Exhibit(
                "by-month", "", "The same by month", "demand__by_month",
                (Column("posted_month", "Month", "month"), *DEMAND_COLUMNS), months, by_month_sentence,
                charts.line_by_month("Share of AI postings with an AI-related credential per month"),
                ("posted_month", "month_label", *DEMAND_KEYS),
                note="Share of the AI postings of each month.", folded=True,
            ),
            Exhibit(
                "table-2", "Table 2", "By team", "demand__by_team", (TEAM, *DEMAND_COLUMNS, PRINTED_SHARE),
                teams, by_team_sentence,
                charts.bars("Share of AI postings with a credential per team", "team_name", "matched_share"),
                ("team_name", "value_label", "mark_value", *DEMAND_KEYS), parts,
            ),
            Exhibit(
                "figure-2", "Figure 2", "Share by team and year", "demand__by_team_year",
                (TEAM, Column("posted_year", "Year"), *DEMAND_COLUMNS), team_years, by_team_year_sentence,
                charts.lines_by_team("Share of AI postings with a credential per team and year", order),
                ("team_name", "posted_year", *DEMAND_KEYS), folded=True,
            ),
            strict.exhibit(),
            keywords.exhibit(),
        ),
    )  # fmt: skip
