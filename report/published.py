"""The brief's printed figures as reference marks, from the mart `replication__published`.

A share compares with any delivery. A count compares only at the size of the brief, or of a sample of it: the
mart then has the printed count scaled to that size.
"""

from __future__ import annotations

from report.release import Release, Row

MART = "replication__published"
MARK = "mark_value"
PRINTED = "printed_value"


def with_share(release: Release, definition: str, exhibit: str, rows: list[Row], key: str) -> list[Row]:
    """Rows with the share printed for their `key`: as fraction in `printed_value` and in `mark_value`."""
    cells = _cells(release, definition, exhibit)
    marked = []
    for row in rows:
        value = cells.get(f"matched_share_percent|{row.get(key)}", {}).get("published_value")
        share = None if value is None else round(value / 100, 6)
        marked.append({**row, PRINTED: share, MARK: share})
    return marked


def with_count(
    release: Release, definition: str, exhibit: str, rows: list[Row], key: str, measure: str
) -> list[Row]:
    """Rows with the count printed for `measure` and their `key` (`measure` may name a team behind a bar).

    `printed_value` is the count as printed, `mark_value` that count at this release's size, or None.
    """
    cells = _cells(release, definition, exhibit)
    marked = []
    for row in rows:
        cell = cells.get(f"{measure}|{row.get(key)}", {})
        printed, scaled = cell.get("published_value"), cell.get("scaled_published_value")
        marked.append({**row, PRINTED: printed, MARK: scaled})
    return marked


def with_printed_year(release: Release, definition: str, exhibit: str, rows: list[Row]) -> list[Row]:
    """Rows of years with the printed share in `printed_value` and the printed count in `mark_value`."""
    counts = with_count(release, definition, exhibit, rows, "posted_year", "matched_posting_count")
    shares = with_share(release, definition, exhibit, rows, "posted_year")
    return [{**count, PRINTED: share[PRINTED]} for count, share in zip(counts, shares, strict=True)]


def _cells(release: Release, definition: str, exhibit: str) -> dict[str, Row]:
    return {row["cell"]: row for row in release.rows(MART, definition, exhibit=exhibit)}
