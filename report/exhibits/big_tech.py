"""Facebook, Amazon, Apple, Netflix, Google and Microsoft (Figure 7, Tables A2 and 5)."""

from __future__ import annotations

from report import charts, labels, published
from report.exhibits.demand import span
from report.exhibits.model import (
    COUNTED_COLUMNS,
    CREDENTIAL,
    DEMAND_COLUMNS,
    DEMAND_KEYS,
    PRINTED_COUNT,
    PRINTED_SHARE,
    Column,
    Exhibit,
    Page,
    highest,
    parts,
    ratio,
    total,
    with_total,
)
from report.release import ALL, Release, Row

RANKS_SHOWN = 5


def years(release: Release, definition: str) -> list[Row]:
    rows = release.rows("big_tech__by_year", definition, company=ALL)
    rows = sorted(rows, key=lambda row: row["posted_year"])
    rows = published.with_printed_year(release, definition, "table_a2", rows)
    return with_total(rows, "posted_year", "Total")


def years_sentence(rows: list[Row]) -> str:
    single, whole = parts(rows), rows[-1]
    words = (
        f"{span(single)}, {labels.count(whole['matched_posting_count'])} of "
        f"{labels.count(whole['posting_count'])} AI postings of the six companies "
        f"({labels.share(whole['matched_share'])}) name an AI-related credential"
    )
    if len(single) == 1:
        return f"{words}."
    above = sum((row["matched_share"] or 0) > 0.02 for row in single)
    return f"{words}; the share is above 2% in {above} of {len(single)} years."


def companies(release: Release, definition: str) -> list[Row]:
    """Each company over all years."""
    found: dict[str, list[Row]] = {}
    for row in release.rows("big_tech__by_year", definition):
        found.setdefault(row["company"], []).append(row)
    rows = []
    for company, own in found.items():
        matched, postings = total(own, "matched_posting_count"), total(own, "posting_count")
        value = ratio(matched, postings)
        rows.append(
            {
                "company": company, "company_name": labels.company_name(company), "posting_count": postings,
                "matched_posting_count": matched, "matched_share": value, "value_label": labels.share(value),
                "is_total": company == ALL,
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row["is_total"], -row["matched_posting_count"], row["company"]))


def companies_sentence(rows: list[Row]) -> str:
    single = [row for row in parts(rows) if row["posting_count"]]
    if not single:
        return "No AI posting of the six companies is in this release."
    high = highest(single)
    most = max(single, key=lambda row: row["posting_count"])
    return (
        f"{most['company_name']} has the most AI postings ({labels.count(most['posting_count'])}); the "
        f"largest share with an AI-related credential is {high['company_name']}'s "
        f"({labels.share(high['matched_share'])})."
    )


def top(release: Release, definition: str) -> list[Row]:
    rows = sorted(
        release.rows("big_tech__top_certifications", definition), key=lambda row: row["credential_rank"]
    )
    rows = published.with_count(
        release, definition, "table_5", rows, "credential_id", "matched_posting_count"
    )
    return [{**row, "value_label": labels.count(row["matched_posting_count"])} for row in rows[:RANKS_SHOWN]]


def top_sentence(rows: list[Row]) -> str:
    first = rows[0]
    found = labels.plural(first["matched_posting_count"], "posting")
    words = f"{first['credential_name']} leads with {found}"
    if len(rows) > 1:
        second = rows[1]
        words += f", before {second['credential_name']} ({labels.count(second['matched_posting_count'])})"
    return f"{words}."


def page(release: Release) -> Page:
    """What the six large companies ask for."""
    return Page(
        "big-tech",
        "Big tech",
        "Facebook, Amazon, Apple, Netflix, Google and Microsoft, with their subsidiaries from the day each "
        "was theirs.",
        (
            Exhibit(
                "figure-7", "Figure 7 · Table A2", "AI postings of the six companies, by year",
                "big_tech__by_year", (Column("posted_year", "Year"), *DEMAND_COLUMNS, PRINTED_SHARE), years,
                years_sentence,
                charts.columns_by_year("Postings of the six companies with a credential, share above"),
                ("posted_year", "mark_value", *DEMAND_KEYS), parts, folded=True,
            ),
            Exhibit(
                "companies", "", "The six companies one by one", "big_tech__by_year",
                (Column("company_name", "Company"), *COUNTED_COLUMNS), companies, companies_sentence,
                charts.bars("Share of AI postings with a credential per company", "company_name",
                            "matched_share"),
                ("company_name", "value_label", *DEMAND_KEYS), parts, folded=True,
            ),
            Exhibit(
                "table-5", "Table 5", "Top credentials of the six companies", "big_tech__top_certifications",
                (
                    Column("credential_rank", "Rank"), CREDENTIAL,
                    Column("matched_posting_count", "Postings", "count"), PRINTED_COUNT,
                ),
                top, top_sentence,
                charts.bars("Postings of the six companies per credential", "credential_name",
                            "matched_posting_count", {"matched_posting_count": ("Postings", "count")}),
                ("credential_name", "value_label", "mark_value", "matched_posting_count"),
                note="One posting can name several credentials; the rows do not add up to a whole.",
                folded=True,
            ),
        ),
    )  # fmt: skip
