"""Whether vendors that certify ask for their own credentials, and how often others ask for them."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.model import Column, Exhibit, Page, solid
from report.release import Release, Row

MART = "vendors__own_credentials"
NAMED = {"any": "Any credential", "ai_related": "An AI-related one"}


def vendors(release: Release, definition: str) -> list[Row]:
    """Both kinds of naming for every vendor, its largest own share first."""
    rows = [{**row, "named_words": NAMED[row["named"]]} for row in release.rows(MART, definition)]
    return sorted(rows, key=lambda row: (row["named"] != "any", -(row["own_share"] or 0), row["vendor"]))


def sides(rows: list[Row]) -> list[Row]:
    """Two bars for every vendor that hires here: its own postings, and everybody else's."""
    drawn = []
    for row in rows:
        if row["named"] == "any" and row["posting_count"]:
            for who, part in (("its own postings", "own"), ("all others", "others_own")):
                value = row[f"{part}_share"]
                drawn.append(
                    {"label": f"{row['vendor']}: {who}", "value": value, "value_label": labels.share(value),
                     "own_posting_count": row[f"{part}_posting_count"],
                     "is_thin": row["is_thin"] and part == "own"}
                )  # fmt: skip
    return drawn


def sentence(rows: list[Row]) -> str:
    hiring = [row for row in rows if row["named"] == "any" and row["posting_count"]]
    if not hiring:
        return "No AI posting of these vendors names a credential in this release."
    enough = solid(hiring)
    if not enough:
        return "No vendor has enough AI postings with a credential to be compared."
    more = [row for row in enough if row["own_share"] > (row["others_own_share"] or 0)]
    first = max(enough, key=lambda row: row["own_share"])
    return (
        f"{first['vendor']} asks for its own most: {labels.count(first['own_posting_count'])} of "
        f"{labels.count(first['posting_count'])} of its AI postings with a credential "
        f"({labels.share(first['own_share'])}) name one of its own, against "
        f"{labels.share(first['others_own_share'])} of all others'. Of "
        f"{labels.plural(len(enough), 'vendor')} with enough postings, {len(more)} "
        f"{'names its' if len(more) == 1 else 'name their'} own more often than others do."
    )


def page(release: Release) -> Page:
    """Do Amazon, Google, Microsoft and others ask for what they certify?"""
    return Page(
        "own-credentials",
        "Their own credentials",
        "Whether vendors that certify skills ask for their own credentials when they hire, with the "
        "companies and issuers that were theirs in the month of the posting.",
        (
            Exhibit(
                "own-credentials", "", "Naming one's own", MART,
                (
                    Column("vendor", "Vendor"), Column("named_words", "Of the postings that name"),
                    Column("posting_count", "Its postings", "count"),
                    Column("own_posting_count", "Naming its own", "count"),
                    Column("own_share", "Share", "share"),
                    Column("own_share", "95 % interval", "interval"),
                    Column("others_posting_count", "Others' postings", "count"),
                    Column("others_own_posting_count", "Naming the vendor's", "count"),
                    Column("others_own_share", "Share", "share"),
                    Column("others_own_share", "95 % interval", "interval"),
                ),
                vendors, sentence,
                charts.bars("Share of postings with a credential that name the vendor's own", "label",
                            "value", {"own_posting_count": ("Postings", "count"),
                                      "value": ("Share", "share")}),
                ("label", "value", "value_label", "own_posting_count"), sides,
                note="An own credential is one that the vendor or a company it owned awards, with a keyword "
                "in its name or without. What a vendor certifies is part of what it sells: its own postings "
                "say little about the worth of a credential elsewhere.",
                is_wide=True,
            ),
        ),
    )  # fmt: skip
