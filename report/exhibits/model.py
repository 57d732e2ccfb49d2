"""What an exhibit is: rows of one mart, a table, perhaps a chart, and a sentence written from the rows.

The exhibits themselves stand in the modules beside this one, one module per page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from report import labels
from report.release import NEUTRAL, Release, Row

NO_MATCH = "None of these AI postings names such a credential."
THIN_ASIDE = " Thin cells (†) are left out of the comparison."
NO_ROWS = "This release holds no rows for this exhibit under the chosen definition."
NO_MART = "This release has no table {mart}; it was made before that table was."


@dataclass(frozen=True)
class Column:
    """A table column: the row's key, its heading and its kind (a key of `labels.FORMATS`).

    An `interval` is that of the share `key`. `lookup` names the page of a look-up and the row's key there,
    for cells that lead to it.
    """

    key: str
    heading: str
    kind: str = "text"
    lookup: tuple[str, str] | None = None

    @property
    def style(self) -> str:
        """Class of the column's cells in the page."""
        return "num" if self.kind in labels.NUMERIC else self.kind

    def cell(self, row: Row) -> str:
        if self.kind == "interval":
            return labels.interval(row.get(f"{self.key}_low"), row.get(f"{self.key}_high"))
        return labels.FORMATS[self.kind](row.get(self.key))


@dataclass(frozen=True)
class Exhibit:
    """One exhibit.

    `number` is the brief's, empty beyond it. `rows` gives a definition's rows (of all definitions where
    `by_definition` is false); `sentence` is called with at least one row. `chart` is a Vega-Lite
    specification, `chart_keys` the row keys it draws; rows with a `mark_value` get a mark of the printed
    figure. `table_rows` picks the rows that the table shows; the sentence is written from all of them.
    `folded` puts the table behind a summary line, for figures whose table is the appendix; `is_wide` gives
    the exhibit the page's whole width; `no_rows` is said where there are none.
    """

    anchor: str
    number: str
    title: str
    mart: str
    columns: tuple[Column, ...]
    rows: Callable[[Release, str], list[Row]]
    sentence: Callable[[list[Row]], str]
    chart: dict[str, Any] | None = None
    chart_keys: tuple[str, ...] = ()
    chart_rows: Callable[[list[Row]], list[Row]] = list
    table_rows: Callable[[list[Row]], list[Row]] = list
    note: str = ""
    folded: bool = False
    is_wide: bool = False
    by_definition: bool = True
    no_rows: str = NO_ROWS

    def words(self, rows: list[Row]) -> str:
        """The sentence for `rows`: of their own where there is something to compare."""
        if not rows:
            return self.no_rows
        nothing = all(row.get("matched_posting_count") == 0 for row in rows)
        if nothing:
            return NO_MATCH
        compares = any(column.key == "matched_share" for column in self.columns)
        aside = compares and 0 < len(solid(parts(rows))) < len(parts(rows))
        return self.sentence(rows) + (THIN_ASIDE if aside else "")

    def keys(self, release: Release) -> list[str]:
        """The definitions this exhibit is written for; one neutral key where it does not depend on them."""
        return [row["definition_id"] for row in release.definitions] if self.by_definition else [NEUTRAL]


@dataclass(frozen=True)
class Page:
    """One page of exhibits: `name` is its file's stem, `lead` an introductory sentence."""

    name: str
    title: str
    lead: str
    exhibits: tuple[Exhibit, ...]


COUNTED_COLUMNS = (
    Column("matched_posting_count", "With a credential", "count"),
    Column("posting_count", "AI postings", "count"),
    Column("matched_share", "Share", "share"),
)
DEMAND_COLUMNS = (*COUNTED_COLUMNS, Column("matched_share", "95 % interval", "interval"))
"""For rows of a mart as they are; what a page sums itself has no interval."""
DEMAND_KEYS = ("posting_count", "matched_posting_count", "matched_share")
PRINTED_SHARE = Column("printed_value", "Printed in the brief", "share")
PRINTED_COUNT = Column("printed_value", "Printed in the brief", "count")
TEAM = Column("team_name", "Team", lookup=("team", "team"))
CREDENTIAL = Column("credential_name", "Credential", lookup=("credential", "credential_id"))
OCCUPATION = Column("occupation_title", "Occupation", lookup=("occupation", "soc_code"))


def ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def total(rows: list[Row], key: str) -> int:
    return sum(row.get(key) or 0 for row in rows)


def with_total(rows: list[Row], key: str, name: str) -> list[Row]:
    """The rows and one of their sums, named `name` in column `key`; none for no rows."""
    if not rows:
        return []
    matched, postings = total(rows, "matched_posting_count"), total(rows, "posting_count")
    whole = {"matched_posting_count": matched, "posting_count": postings}
    return [*rows, {key: name, **whole, "matched_share": ratio(matched, postings), "is_total": True}]


def parts(rows: list[Row]) -> list[Row]:
    """The rows without their total."""
    return [row for row in rows if not row.get("is_total")]


def solid(rows: list[Row]) -> list[Row]:
    """The rows that are no thin cells."""
    return [row for row in rows if not row.get("is_thin")]


def highest(rows: list[Row], key: str = "matched_share") -> Row:
    """The row with the largest `key`, the first of equals; thin cells only where there are no others."""
    return max(solid(rows) or rows, key=lambda row: row.get(key) or 0)


def lowest(rows: list[Row], key: str = "matched_share") -> Row:
    """The row with the smallest `key`, as `highest`."""
    return min(solid(rows) or rows, key=lambda row: row.get(key) or 0)
