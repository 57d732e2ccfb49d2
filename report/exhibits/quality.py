"""How far the numbers can be trusted: published against measured, and what each delivery brought."""

from __future__ import annotations

from report import labels
from report.exhibits.model import Column, Exhibit, Section, ratio, total
from report.release import Release, Row

COUNTS = (
    ("read_count", "Rows read"), ("accepted_count", "Accepted"), ("quarantined_count", "Quarantined"),
    ("restated_count", "Restated"), ("duplicate_count", "Duplicates"), ("coded_count", "With occupation"),
    ("abstained_count", "Without"), ("outside_us_count", "Outside U.S."),
    ("unknown_country_count", "Country unknown"),
)  # fmt: skip
SHARE_MEASURE = "matched_share_percent"


def published(release: Release, definition: str) -> list[Row]:
    """Every published cell with `exhibit_name`, `measure` and `member` in words, tables before prose."""
    rows = []
    for row in release.rows("replication__published", definition):
        measure, _, member = row["cell"].rpartition("|")
        rows.append({**row, "exhibit_name": _exhibit_name(row["exhibit"]), "measure": _words(measure),
                     "member": " · ".join(_member(part) for part in member.split("|")),
                     "is_share": measure.startswith(SHARE_MEASURE)})  # fmt: skip
    return sorted(rows, key=lambda row: (not row["exhibit"].startswith("table_"), row["exhibit_name"]))


def _exhibit_name(exhibit: str) -> str:
    if exhibit.startswith("table_"):
        return f"Table {exhibit.removeprefix('table_').upper()}"
    return {"prose": "Text", "slip": "Slip in print"}.get(exhibit, exhibit)


def _words(name: str) -> str:
    """A column name as words; shares are printed in per cent."""
    return name.replace("|", ", ").replace("_", " ").removesuffix(" count").capitalize()


def _member(member: str) -> str:
    return labels.team_name(member) if member in labels.TEAM_NAMES else member


def _scaled(release: Release) -> tuple[Column, ...]:
    """The column of the published figures at the sample's size; none where no row has such a figure."""
    key = "scaled_published_value"
    held = any(row.get(key) is not None for row in release.rows("replication__published"))
    return (Column(key, "Scaled", "number"),) if held else ()


def published_sentence(rows: list[Row]) -> str:
    """How many printed figures there are, how many were measured, and how many agree as printed."""
    printed = [row for row in rows if row["published_value"] is not None]
    measured = [row for row in printed if row["measured_value"] is not None]
    shares = [row for row in measured if row["is_share"]]
    words = (
        f"{len(measured)} of {labels.plural(len(printed), 'printed figure')} have a measured counterpart; "
        f"{_equal(measured)} agree as printed"
    )
    if shares:
        words += f", among them {_equal(shares)} of {len(shares)} shares"
    return f"{words}. Counts agree only on the brief's own postings; shares compare with any delivery."


def _equal(rows: list[Row]) -> int:
    return sum(not row["difference"] for row in rows)


def deliveries(release: Release, definition: str) -> list[Row]:
    return release.rows("quality__deliveries")


def deliveries_sentence(rows: list[Row]) -> str:
    read, kept = total(rows, "read_count"), total(rows, "accepted_count")
    coded, abstained = total(rows, "coded_count"), total(rows, "abstained_count")
    return (
        f"{labels.plural(len(rows), 'delivery', 'deliveries')} brought {labels.plural(read, 'row')}: "
        f"{labels.count(kept)} accepted and {labels.count(total(rows, 'quarantined_count'))} quarantined "
        f"({labels.share(ratio(total(rows, 'quarantined_count'), read))}). An occupation is known for "
        f"{labels.share(ratio(coded, coded + abstained))} of the postings; the others are in no team."
    )


def section(release: Release) -> Section:
    """Replication and data quality. Scaled figures are shown of a sample only: elsewhere there are none."""
    scaled = _scaled(release)
    return Section(
        "quality",
        "Replication and quality",
        "The brief's printed figures beside what this release measures, and the deliveries behind it.",
        (
            Exhibit(
                "replication", "", "Published and measured", "replication__published",
                (
                    Column("exhibit_name", "Exhibit"), Column("measure", "Figure"), Column("member", "Of"),
                    Column("published_value", "Published", "number"), *scaled,
                    Column("measured_value", "Measured", "number"),
                    Column("difference", "Difference", "number"), Column("note", "Note"),
                ),
                published, published_sentence, folded=True, is_wide=True,
                note="Shares in per cent, as printed. A difference is measured less published."
                + (" Scaled is a published count times the size of the sample." if scaled else ""),
            ),
            Exhibit(
                "deliveries", "", "Deliveries", "quality__deliveries",
                (
                    Column("source", "Source"), Column("delivered_on", "Delivered", "date"),
                    *(Column(key, name, "count") for key, name in COUNTS),
                ),
                deliveries, deliveries_sentence, is_wide=True, by_definition=False,
            ),
        ),
    )  # fmt: skip
