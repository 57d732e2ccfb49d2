"""Pathways: what occupations ask for, and what goes along with a credential that one holds already."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.model import CREDENTIAL, OCCUPATION, Column, Exhibit, Page, solid
from report.exhibits.pay import percent
from report.release import Release, Row

MART = "pathways__next_credential"
NOTHING = "none"
ADVISED = "advised"
OCCUPATIONS_SHOWN = 5
CREDENTIALS_SHOWN = 5
STEPS_SHOWN = 10
REQUIRED = Column("required_share", "Required", "share")
PROGRAMME = Column("programme_name", "Cheapest programme listed")


def asked(release: Release, definition: str) -> list[Row]:
    """What can be earned of what the AI occupations with the most postings name most."""
    rows = release.rows(MART, held_credential_id=NOTHING, is_ai_occupation=True, advice=ADVISED)
    sizes = {row["soc_code"]: row["posting_count"] for row in rows}
    largest = sorted(sizes, key=lambda soc: (-sizes[soc], soc))[:OCCUPATIONS_SHOWN]
    shown = []
    for soc in largest:
        own = sorted((row for row in rows if row["soc_code"] == soc), key=lambda row: row["credential_rank"])
        shown += own[:CREDENTIALS_SHOWN]
    return [{**row, "pay_words": percent(row["pay_difference"])} for row in shown]


def asked_sentence(rows: list[Row]) -> str:
    """The credential named in the largest share of an occupation's postings."""
    high = max(solid(rows) or rows, key=lambda row: row["matched_share"])
    words = (
        f"Of these, {high['occupation_title']} ask most often for {high['credential_name']}: "
        f"{labels.share(high['matched_share'])} of {labels.plural(high['posting_count'], 'posting')}"
    )
    if high["required_share"] is None:
        return f"{words}; no text says how firmly."
    return f"{words}, required in {labels.share(high['required_share'])} of those whose text says how firmly."


def steps(release: Release, definition: str) -> list[Row]:
    """The steps from a held credential that AI occupations name together most often, thin ones aside."""
    rows = [
        {
            **row,
            "step": f"{row['held_credential_name']} → {row['credential_name']} ({row['occupation_title']})",
            "value_label": labels.share(row["co_demand_share"]),
        }
        for row in solid(release.rows(MART, is_ai_occupation=True, advice=ADVISED))
        if row["held_credential_id"] != NOTHING
    ]
    rows.sort(
        key=lambda row: (
            -row["co_demand_share"], row["soc_code"], row["held_credential_id"], row["credential_id"]
        )
    )  # fmt: skip
    return rows[:STEPS_SHOWN]


def steps_sentence(rows: list[Row]) -> str:
    first = rows[0]
    return (
        f"Of {labels.plural(first['held_posting_count'], 'posting')} for {first['occupation_title']} that "
        f"name {first['held_credential_name']}, {labels.share(first['co_demand_share'])} name "
        f"{first['credential_name']} too, {first['lift']:.1f} times as often as all of the occupation."
    )


def page(release: Release) -> Page:
    """Which credential could be next?"""
    return Page(
        "pathways",
        "Next credential",
        "What the occupations ask for, and which credentials they name together. For one person's "
        "credentials, hours and budget, ask credscope advise.",
        (
            Exhibit(
                "asked-by-occupation", "", "What can be earned of what occupations name most", MART,
                (
                    OCCUPATION, CREDENTIAL, Column("matched_posting_count", "Postings", "count"),
                    Column("matched_share", "Share", "share"),
                    Column("matched_share", "95 % interval", "interval"), REQUIRED,
                    Column("pay_words", "Pay difference"), Column("paid_posting_count", "With pay", "count"),
                    PROGRAMME,
                ),
                asked, asked_sentence, is_wide=True, by_definition=False,
                note="Of every posting of the occupation, whatever definition. The five AI occupations with "
                "the most postings; retired credentials, families and accreditations are left out. The "
                "difference of pay is that of postings with and without, no effect of earning it.",
            ),
            Exhibit(
                "steps", "", "What goes along with a credential that one holds", MART,
                (
                    OCCUPATION, Column("held_credential_name", "Held"), CREDENTIAL,
                    Column("both_posting_count", "Both", "count"),
                    Column("held_posting_count", "Name the held one", "count"),
                    Column("co_demand_share", "Share", "share"),
                    Column("co_demand_share", "95 % interval", "interval"), Column("lift", "Lift", "number"),
                    REQUIRED, PROGRAMME,
                ),
                steps, steps_sentence,
                charts.bars("Share of postings naming a held credential that name the next one too", "step",
                            "co_demand_share",
                            {"both_posting_count": ("Both", "count"), "co_demand_share": ("Share", "share"),
                             "held_posting_count": ("Name the held one", "count")}),
                ("step", "value_label", "co_demand_share", "both_posting_count", "held_posting_count"),
                is_wide=True, folded=True, by_definition=False,
                note="Named together is not needed together: a posting may list alternatives. Fewer than 30 "
                "postings that name the held credential are left out.",
            ),
        ),
    )  # fmt: skip
