"""The headline without licences, mandated, retired or accredited credentials, and explicit AI alone."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.model import COUNTED_COLUMNS, DEMAND_COLUMNS, DEMAND_KEYS, Column, Exhibit, ratio, total
from report.release import ALL, Release, Row

MART = "sensitivity__credential_kinds"
READING = Column("reading_name", "Credentials that count")
NOTE = (
    "A posting that names several credentials stays while one of them counts. Kinds are the catalogue's; "
    "names that it lacks count as certifications."
)


def in_order(release: Release) -> list[Row]:
    """One row of every reading, the brief's first."""
    found = {row["reading"]: row for row in release.rows(MART)}
    return sorted(found.values(), key=lambda row: row["reading_rank"])


def whole(release: Release, definition: str) -> list[Row]:
    """Every reading over all years."""
    rows = []
    for reading in in_order(release):
        own = release.rows(MART, definition, team=ALL, reading=reading["reading"])
        if own:
            matched, postings = total(own, "matched_posting_count"), total(own, "posting_count")
            share = ratio(matched, postings)
            rows.append(
                {
                    "reading": reading["reading"], "reading_name": reading["reading_name"],
                    "posting_count": postings, "matched_posting_count": matched, "matched_share": share,
                    "value_label": labels.share(share),
                }
            )  # fmt: skip
    return rows


def sentence(rows: list[Row]) -> str:
    shares = {row["reading"]: labels.share(row["matched_share"]) for row in rows}
    return (
        f"{shares['every_kind']} of these AI postings name an AI-related credential of any kind: "
        f"{shares['without_government_mandated']} without what a government mandates, "
        f"{shares['without_licenses']} without licences, {shares['without_retired']} without credentials "
        f"that nobody could earn any more, {shares['without_accreditations']} without accreditations of "
        "degrees. "
        f"{shares['explicit_ai']} name one that is explicitly about AI."
    )


def exhibit() -> Exhibit:
    """The readings over all years."""
    return Exhibit(
        "credential-kinds", "", "Without licences, and other kinds", MART, (READING, *COUNTED_COLUMNS), whole,
        sentence,
        charts.bars("Share of AI postings by credentials that count", "reading_name", "matched_share"),
        ("reading_name", "value_label", *DEMAND_KEYS), note=NOTE,
    )  # fmt: skip


def years(release: Release, definition: str) -> list[Row]:
    rows = release.rows(MART, definition, team=ALL)
    return sorted(rows, key=lambda row: (row["reading_rank"], row["posted_year"]))


def years_sentence(rows: list[Row]) -> str:
    explicit = [row for row in rows if row["reading"] == "explicit_ai"]
    named = [row for row in explicit if row["matched_posting_count"]]
    if not named:
        return "In no year does a posting name a credential that is explicitly about AI."
    first, last = named[0], named[-1]
    return (
        f"Credentials that are explicitly about AI are named in {len(named)} of "
        f"{labels.plural(len(explicit), 'year')}, first in {first['posted_year']} "
        f"({labels.plural(first['matched_posting_count'], 'posting')}), last in {last['posted_year']} "
        f"({labels.count(last['matched_posting_count'])}, {labels.share(last['matched_share'])} of the "
        "year's)."
    )


def by_year(names: list[str]) -> Exhibit:
    """The readings by year, `names` in the order of the legend."""
    return Exhibit(
        "credential-kinds-by-year", "", "The same by year", MART,
        (READING, Column("posted_year", "Year"), *DEMAND_COLUMNS), years, years_sentence,
        charts.lines(
            "Share of AI postings by credentials that count, per year", "reading_name", names,
            {"reading_name": ("Counted", "text"), **charts.DEMAND},
        ),
        ("reading_name", "posted_year", *DEMAND_KEYS), folded=True,
    )  # fmt: skip
