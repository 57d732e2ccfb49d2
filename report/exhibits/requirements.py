"""How firmly postings ask for the AI-related credentials that they name."""

from __future__ import annotations

from typing import Any

from report import charts, labels
from report.exhibits.demand import span
from report.exhibits.model import Column, Exhibit, Page, highest, lowest, parts, ratio, total
from report.release import ALL, Release, Row

ANY, FIRM, STRICT = "any_mention", "required_or_obtain", "required"
READINGS = {
    ANY: "Named at all (the brief's reading)",
    FIRM: "Required or to be obtained",
    STRICT: "Required",
}
STATUSES = {
    "required": "Required", "obtain": "To be obtained once hired", "preferred": "Preferred",
    "alternative": "In place of something else", "mentioned": "Only mentioned",
    "unstated": "Named by a field, no text says how",
}  # fmt: skip
COUNTS = ("posting_count", "matched_posting_count", "named_posting_count", "stated_posting_count")
SHARES = (
    Column("matched_posting_count", "Postings", "count"), Column("posting_count", "AI postings", "count"),
    Column("matched_share", "Share", "share"),
)  # fmt: skip
INTERVAL = Column("matched_share", "95 % interval", "interval")
KEYS = ("posting_count", "matched_posting_count", "matched_share")


def summed(rows: list[Row], **key: Any) -> Row:
    """The counts of rows of one reading together, with their share of all AI postings."""
    counts = {name: total(rows, name) for name in COUNTS}
    share = ratio(counts["matched_posting_count"], counts["posting_count"])
    return {**counts, **key, "matched_share": share, "value_label": labels.share(share)}


def readings(release: Release, definition: str) -> list[Row]:
    """All years under each reading, the widest first."""
    found = []
    for reading, name in READINGS.items():
        rows = release.rows("requirements__readings", definition, team=ALL, reading=reading)
        if rows:
            years = [row["posted_year"] for row in rows]
            found.append(summed(rows, reading=name, posted_year=min(years), last_year=max(years)))
    return found


def readings_sentence(rows: list[Row]) -> str:
    """The headline under each reading, and of how many postings a text tells how firmly they ask."""
    named, firm, strict = rows
    words = (
        f"{span([named, {**named, 'posted_year': named['last_year']}])}, "
        f"{labels.share(named['matched_share'])} of AI postings name an AI-related credential; "
        f"{labels.share(firm['matched_share'])} require one or ask to obtain one once hired, and "
        f"{labels.share(strict['matched_share'])} require one from the start"
    )
    stated = named["stated_posting_count"]
    if not stated:
        return f"{words}. No text says how firmly any of them is asked for."
    covered = ratio(stated, named["named_posting_count"])
    held = ratio(firm["matched_posting_count"], stated)
    return (
        f"{words}. Of the postings that name one, {labels.share(covered)} have a text that says how firmly; "
        f"{labels.share(held)} of these ({labels.count(firm['matched_posting_count'])} of "
        f"{labels.count(stated)}) require it or ask to obtain it."
    )


def reading_years(release: Release, definition: str) -> list[Row]:
    rows = [
        {**row, "reading": READINGS[row["reading"]]}
        for row in release.rows("requirements__readings", definition, team=ALL)
    ]
    return sorted(rows, key=lambda row: (row["reading_rank"], row["posted_year"]))


def reading_years_sentence(rows: list[Row]) -> str:
    strict = [row for row in rows if row["reading"] == READINGS[STRICT]]
    low, high = lowest(strict), highest(strict)
    if low is high:
        return f"{labels.share(high['matched_share'])} of AI postings require one in {high['posted_year']}."
    return (
        f"The share that requires one lies between {labels.share(low['matched_share'])} "
        f"({low['posted_year']}) and {labels.share(high['matched_share'])} ({high['posted_year']})."
    )


def teams(release: Release, definition: str) -> list[Row]:
    """Each team over all years under the reading `required or to be obtained`."""
    found = []
    for team in [*release.teams("requirements__readings"), ALL]:
        rows = release.rows("requirements__readings", definition, team=team, reading=FIRM)
        if rows:
            row = summed(rows, team=team, team_name=release.team_name(team), is_total=team == ALL)
            of_stated = ratio(row["matched_posting_count"], row["stated_posting_count"])
            found.append({**row, "of_stated_share": of_stated})
    return found


def teams_sentence(rows: list[Row]) -> str:
    single = parts(rows) or rows
    high = highest(single)
    return (
        f"{labels.share(high['matched_share'])} of {labels.team_postings(high)} require an AI-related "
        f"credential or ask to obtain one: {labels.count(high['matched_posting_count'])} of the "
        f"{labels.count(high['named_posting_count'])} that name one"
        + (", more than in any other team." if len(single) > 1 else ".")
    )


def statuses(release: Release, definition: str) -> list[Row]:
    """Mentions of all years by status."""
    found = []
    held = release.rows("requirements__by_status", definition, team=ALL)
    for status, name in STATUSES.items():
        rows = [row for row in held if row["status"] == status]
        count, named = total(rows, "mention_count"), total(rows, "named_mention_count")
        stated = total(rows, "stated_mention_count") if status != "unstated" else 0
        if named:
            share = ratio(count, named)
            found.append(
                {
                    "status": name, "mention_count": count, "mention_share": share,
                    "of_stated_share": ratio(count, stated), "named_mention_count": named,
                    "value_label": labels.share(share),
                }
            )  # fmt: skip
    return found


def statuses_sentence(rows: list[Row]) -> str:
    first, unstated = max(rows[:-1], key=lambda row: row["mention_count"]), rows[-1]
    if not first["mention_count"]:
        return f"No text speaks of the {labels.plural(unstated['mention_count'], 'mention')}."
    by_status = {row["status"]: row for row in rows}
    preferred, required = by_status[STATUSES["preferred"]], by_status[STATUSES["required"]]
    return (
        f"Of {labels.plural(first['named_mention_count'], 'mention')}, "
        f"{labels.share(required['mention_share'])} require the credential and "
        f"{labels.share(preferred['mention_share'])} prefer it; "
        f"{labels.share(unstated['mention_share'])} are named by a field while no text says how."
    )


def page(release: Release) -> Page:
    """Named, preferred or required."""
    return Page(
        "requirements",
        "Required or preferred",
        "The brief counts every posting that lists a credential. How many of them insist on it?",
        (
            Exhibit(
                "requirement-readings", "", "The headline under three readings", "requirements__readings",
                (Column("reading", "Reading"), *SHARES), readings, readings_sentence,
                charts.bars("Share of AI postings under each reading", "reading", "matched_share"),
                ("reading", "value_label", *KEYS),
                note="The firmest mention of a posting decides. A credential that a field names while no "
                "text says how meets the widest reading only, so the other two are lower bounds.",
            ),
            Exhibit(
                "requirement-years", "", "The three readings by year", "requirements__readings",
                (Column("reading", "Reading"), Column("posted_year", "Year"), *SHARES, INTERVAL),
                reading_years, reading_years_sentence,
                charts.lines("Share of AI postings under each reading per year", "reading",
                             [*READINGS.values()], {"reading": ("Reading", "text"), **charts.DEMAND}),
                ("reading", "posted_year", *KEYS), folded=True,
            ),
            Exhibit(
                "requirement-teams", "", "Required or to be obtained, by team", "requirements__readings",
                (
                    Column("team_name", "Team", lookup=("team", "team")), *SHARES,
                    Column("named_posting_count", "Name one at all", "count"),
                    Column("of_stated_share", "Of those with a known status", "share"),
                ),
                teams, teams_sentence,
                charts.bars("Share of AI postings that require a credential per team", "team_name",
                            "matched_share"),
                ("team_name", "value_label", *KEYS), parts,
            ),
            Exhibit(
                "requirement-statuses", "", "Mentions by how firmly they ask", "requirements__by_status",
                (
                    Column("status", "Status"), Column("mention_count", "Mentions", "count"),
                    Column("mention_share", "Of all mentions", "share"),
                    Column("of_stated_share", "Of those with a status", "share"),
                ),
                statuses, statuses_sentence,
                charts.bars("Mentions of AI-related credentials per status", "status", "mention_share",
                            {"mention_count": ("Mentions", "count"), "mention_share": ("Share", "share")}),
                ("status", "value_label", "mention_count", "mention_share"),
                note="Mentions: a posting that names two credentials counts twice. How often a status is "
                "read rightly is measured in the documentation's page on accuracy.",
            ),
        ),
    )  # fmt: skip
