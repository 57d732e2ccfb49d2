"""Credentials that can no longer be earned: how long postings go on naming them."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.model import CREDENTIAL, Column, Exhibit, Page, ratio, total
from report.release import Release, Row

MART = "retirement__still_asked"
DRAWN = 5


def retired(release: Release, definition: str) -> list[Row]:
    """Every credential whose retirement lies within the postings: the months before and since, summed."""
    groups: dict[str, list[Row]] = {}
    for row in release.rows(MART, definition):
        groups.setdefault(row["credential_id"], []).append(row)
    rows = []
    for own in groups.values():
        before = [row for row in own if row["months_since_retired"] < 0]
        since = [row for row in own if row["months_since_retired"] > 0]
        if since:
            share = ratio(total(since, "mention_count"), total(since, "posting_count"))
            rows.append(
                {
                    **own[0], "since_share": share, "value_label": labels.share(share),
                    "before_share": ratio(total(before, "mention_count"), total(before, "posting_count")),
                    "before_count": total(before, "mention_count"),
                    "since_count": total(since, "mention_count"),
                    "month_count": max(row["months_since_retired"] for row in since),
                    "heir_count": total(since, "successor_mention_count") if own[0]["successor_id"] else None,
                    "is_thin": all(row["is_thin"] for row in since),
                }
            )  # fmt: skip
    return sorted(rows, key=lambda row: (-row["since_count"], row["credential_id"]))


def retired_sentence(rows: list[Row]) -> str:
    first = rows[0]
    still = [row for row in rows if row["since_count"]]
    if not still:
        return "No credential that was retired within these years is named in a posting since."
    words = (
        f"{labels.plural(len(rows), 'credential')} of those that these postings name "
        f"{'was' if len(rows) == 1 else 'were'} retired while they ran; {len(still)} "
        f"{'is' if len(still) == 1 else 'are'} still named since. Most often {first['credential_name']}: "
        f"{labels.plural(first['since_count'], 'posting')} in the "
        f"{labels.plural(first['month_count'], 'month')} after {labels.month(first['retired_on'])}, "
        f"{labels.share(first['since_share'])} of the AI postings, against "
        f"{labels.share(first['before_share'])} in the year before"
    )
    if first["heir_count"] is None:
        return f"{words}; it has no successor."
    return f"{words}; its successor, {first['successor_name']}, has {labels.count(first['heir_count'])}."


def months(release: Release, definition: str) -> list[Row]:
    """The months of the credentials that are named most since their retirement."""
    chosen = [row["credential_id"] for row in retired(release, definition)[:DRAWN] if row["since_count"]]
    rows = [row for row in release.rows(MART, definition) if row["credential_id"] in chosen]
    return sorted(rows, key=lambda row: (chosen.index(row["credential_id"]), row["months_since_retired"]))


def months_sentence(rows: list[Row]) -> str:
    named = [row for row in rows if row["mention_count"] and row["months_since_retired"] > 0]
    last = max(named, key=lambda row: row["months_since_retired"])
    return (
        f"The longest after its retirement {last['credential_name']} is named: in "
        f"{labels.month(last['posted_month'])}, {labels.plural(last['months_since_retired'], 'month')} on."
    )


def page(release: Release) -> Page:
    """Do employers ask for what nobody can earn any more?"""
    return Page(
        "retirement",
        "After retirement",
        "Credentials that were retired, by the months since, and the credentials that took their place.",
        (
            Exhibit(
                "still-asked", "", "Retired and still asked for", MART,
                (
                    CREDENTIAL, Column("retired_on", "Retired", "month"),
                    Column("month_count", "Months since", "count"),
                    Column("before_count", "Postings in the year before", "count"),
                    Column("before_share", "Share", "share"),
                    Column("since_count", "Postings since", "count"),
                    Column("since_share", "Share", "share"), Column("successor_name", "Successor"),
                    Column("heir_count", "Its postings since", "count"),
                ),
                retired, retired_sentence,
                charts.bars("Share of AI postings since the retirement that name a credential",
                            "credential_name", "since_share",
                            {"since_count": ("Postings since", "count"), "since_share": ("Share", "share"),
                             "before_share": ("Share in the year before", "share")}),
                ("credential_name", "value_label", "since_share", "since_count", "before_share"),
                lambda rows: rows[:DRAWN * 2],
                note="Shares are of all AI postings of those months. Who earned a credential before keeps "
                "it, so that asking for it is not always a mistake. Only retirements that the catalogue "
                "dates.",
                is_wide=True,
            ),
            Exhibit(
                "since-retirement", "", "Month by month", MART,
                (
                    CREDENTIAL, Column("months_since_retired", "Months since", "count"),
                    Column("posted_month", "Month", "month"), Column("mention_count", "Postings", "count"),
                    Column("required_mention_count", "Required", "count"),
                    Column("posting_count", "AI postings", "count"),
                    Column("mention_share", "Share", "share"),
                    Column("mention_share", "95 % interval", "interval"),
                    Column("successor_mention_count", "Successor's postings", "count"),
                ),
                months, months_sentence,
                charts.lines_since("Share of AI postings by months since a credential was retired"),
                ("credential_name", "months_since_retired", "mention_count", "mention_share"), folded=True,
                note="Month 0 is the one in which the credential was retired.",
            ),
        ),
    )  # fmt: skip
