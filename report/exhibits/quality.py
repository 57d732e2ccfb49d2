"""How far the numbers can be trusted: what was delivered, restated, linked, resolved and checked.

What a mart of section `quality` says in words stands in `quality_words`; here is which columns are shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from report import charts, labels
from report.exhibits import quality_words as words
from report.exhibits.model import Column, Exhibit, Page
from report.release import Release, Row

PREFIX = "quality__"
COUNTRIES_DRAWN = 8
KINDS = (
    ("_count", "count"), ("_change", "count"), ("_days", "count"), ("_yearly_min", "count"),
    ("_yearly_max", "count"), ("_share", "share"), ("_factor", "number"), ("_month", "month"),
    ("_on", "date"),
)  # fmt: skip
HEADINGS = {
    "delivery_id": "Delivery", "coded_count": "With occupation", "abstained_count": "Without",
    "outside_us_count": "Outside U.S.", "ai_posting_count": "AI postings",
    "previous_release_id": "Release before",
}  # fmt: skip
DRIFT = "quality__drift"
SHOWN = {
    DRIFT: (
        "finding", "verdict", "acknowledged_reason", "acknowledged_by", "acknowledged_on", "change_factor",
    ),
}  # fmt: skip
"""Columns of a mart that has others too, which its download holds."""
LONG = {"quality__restatements", "quality__occupation_agreement"}
CHECK_WORDS = {"passed": "Passed", "warned": "Passed with a warning", "failed": "Failed"}


def column(name: str) -> Column:
    """A column by its name, whose ending tells the kind."""
    heading = HEADINGS.get(name) or labels.words(name)
    if name.startswith("is_"):
        return Column(name, heading, "flag")
    return Column(name, heading, next((kind for end, kind in KINDS if name.endswith(end)), "text"))


@dataclass(frozen=True)
class Drawing:
    """Bars of the column `value`, a share, per `label`, of the rows that `drawn` picks."""

    label: str
    value: str
    description: str
    drawn: Callable[[list[Row]], list[Row]]


def every_reason(found: list[Row]) -> list[Row]:
    return [row for row in found if row["reason"] == "all"]


def drifting(found: list[Row]) -> list[Row]:
    """Months that warn or stop, the latest first."""
    far = [row for row in found if row["verdict"] in ("warned", "stopped")]
    return sorted(far, key=lambda row: row["posted_month"], reverse=True)


def largest(found: list[Row]) -> list[Row]:
    return sorted(found, key=lambda row: (-row["posting_count"], row["country"]))[:COUNTRIES_DRAWN]


DRAWINGS = {
    "quality__duplicates": Drawing(
        "window", "duplicate_share", "Share of rows that repeat another posting", every_reason
    ),
    "quality__places": Drawing("country", "posting_share", "Share of postings per country", largest),
}


def rows(mart: str, release: Release, definition: str) -> list[Row]:
    """Every row of a mart, with what its drawing writes beside the bars."""
    found = release.rows(mart)
    if mart == "quality__duplicates":
        found = [{**row, "window": f"Within {labels.plural(row['window_days'], 'day')}"} for row in found]
    if mart in DRAWINGS:
        found = [{**row, "value_label": labels.share(row[DRAWINGS[mart].value])} for row in found]
    return found


def checks(release: Release, definition: str) -> list[Row]:
    """How many checks of the release ended how, and the names of those that warned or failed."""
    held = release.facts.get("checks") or {}
    return [
        {
            "status": name,
            "check_count": len(held.get(status, [])),
            "names": "" if status == "passed" else ", ".join(held.get(status, [])),
        }
        for status, name in CHECK_WORDS.items()
        if held
    ]


def exhibit(release: Release, mart: str) -> Exhibit:
    """A mart of section `quality` as it is; one that this module does not know is named by its name."""
    title, sentence = words.KNOWN.get(mart, (labels.words(mart.removeprefix(PREFIX)), words.any_rows))
    held = [name for name in SHOWN.get(mart, release.columns(mart)) if name in release.columns(mart)]
    columns = sorted(map(column, held), key=lambda one: one.kind in labels.NUMERIC)
    shown = Exhibit(
        mart.removeprefix(PREFIX).replace("_", "-"), "", title, mart, tuple(columns), partial(rows, mart),
        sentence, table_rows=drifting if mart == DRIFT else list, folded=mart in LONG, is_wide=True,
        by_definition=False,
    )  # fmt: skip
    drawing = DRAWINGS.get(mart)
    if drawing is None:
        return shown
    tips = {drawing.value: ("Share", "share")}
    return replace(
        shown,
        chart=charts.bars(drawing.description, drawing.label, drawing.value, tips),
        chart_keys=(drawing.label, "value_label", drawing.value),
        chart_rows=drawing.drawn,
    )


def page(release: Release) -> Page:
    """Every mart of section `quality`, those that this release lacks included, and the checks."""
    further = [name for name in release.marts if name.startswith(PREFIX) and name not in words.KNOWN]
    checked = Exhibit(
        "checks", "", "Checks", "",
        (Column("status", "Result"), Column("check_count", "Checks", "count"), Column("names", "Which")),
        checks, words.checks, is_wide=True, by_definition=False,
    )  # fmt: skip
    return Page(
        "quality",
        "Data quality",
        "What was delivered and set aside, what repeats, what was restated, how far names, places, pay and "
        "occupations could be told, and what was checked.",
        (*(exhibit(release, mart) for mart in [*words.KNOWN, *further]), checked),
    )
