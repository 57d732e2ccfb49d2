"""Every figure that the brief prints, beside what this release measures."""

from __future__ import annotations

from report import labels
from report.exhibits.model import Column, Exhibit, Page
from report.published import MART
from report.release import Release, Row

SHARE_MEASURE = "matched_share_percent"


def published(release: Release, definition: str) -> list[Row]:
    """Every published cell with `exhibit_name`, `measure` and `member` in words, tables before prose."""
    rows = []
    for row in release.rows(MART, definition):
        measure, _, member = row["cell"].rpartition("|")
        measure, _, team = measure.partition("|")
        members = [part for part in (team, member) if part]
        rows.append(
            {
                **row,
                "exhibit_name": _exhibit_name(row["exhibit"]),
                "measure": labels.words(measure),
                "member": " · ".join(_member(release, part) for part in members),
                "is_share": measure.startswith(SHARE_MEASURE),
            }
        )
    return sorted(rows, key=lambda row: (not row["exhibit"].startswith("table_"), row["exhibit_name"]))


def _exhibit_name(exhibit: str) -> str:
    if exhibit.startswith("table_"):
        return f"Table {exhibit.removeprefix('table_').upper()}"
    return {"prose": "Text", "slip": "Slip in print"}.get(exhibit, exhibit)


def _member(release: Release, member: str) -> str:
    is_team = any(row["team"] == member for row in release.marts.get("demand__by_team", []))
    return release.team_name(member) if is_team else member.replace("_", " ")


def _scaled(release: Release) -> tuple[Column, ...]:
    """The column of the published figures at the sample's size; none where no row has such a figure."""
    key = "scaled_published_value"
    held = any(row.get(key) is not None for row in release.rows(MART))
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


def page(release: Release) -> Page:
    """Published against measured. Scaled figures are shown of a sample only: elsewhere there are none."""
    scaled = _scaled(release)
    columns = (
        Column("exhibit_name", "Exhibit"), Column("measure", "Figure"), Column("member", "Of"),
        Column("published_value", "Published", "number"), *scaled,
        Column("measured_value", "Measured", "number"), Column("difference", "Difference", "number"),
        Column("note", "Note"),
    )  # fmt: skip
    note = "Shares in per cent, as printed. A difference is measured less published."
    if scaled:
        note += " Scaled is a published count times the size of the sample."
    return Page(
        "published",
        "Published figures",
        "The brief's printed figures beside what this release measures, its slips of the pen included.",
        (
            Exhibit(
                "replication", "", "Published and measured", MART, columns, published, published_sentence,
                is_wide=True, note=note,
            ),
        ),
    )  # fmt: skip
