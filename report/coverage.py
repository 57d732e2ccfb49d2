"""What a number covers, in words: which postings are counted, and which are on neither side of a share."""

from __future__ import annotations

from report import labels
from report.exhibits.model import parts, total
from report.release import ALL, Release, Row


def coverage(release: Release, definition: str) -> str:
    """The postings that stand behind every number under `definition`, and those left out."""
    whole = next(iter(release.rows("demand__by_team", definition, team=ALL)), None)
    if whole is None:
        return ""
    uncoded = total(release.rows("demand__by_year", definition), "uncoded_posting_count")
    deliveries = release.rows("quality__deliveries")
    outside, unknown = (total(deliveries, f"{key}_count") for key in ("outside_us", "unknown_country"))
    words = f"Coverage: {labels.plural(whole['posting_count'], 'AI posting')}"
    left_out = [
        (uncoded, "without a known occupation"),
        (outside, "outside the United States"),
        (unknown, "of unknown country"),
    ]
    named = [f"{labels.count(number)} {which}" for number, which in left_out if number]
    return f"{words}; left out: {labels.listed(named)}." if named else f"{words}; none left out."


def thin(rows: list[Row]) -> str:
    """How many of the rows are thin cells; empty where none is."""
    cells = parts(rows)
    found = [row for row in cells if row.get("is_thin")]
    reasons = sorted({row["thin_reason"] for row in found if row.get("thin_reason")})
    why = f": {labels.listed(reasons)}" if reasons else ""
    return f"{len(found)} of {labels.plural(len(cells), 'row')} thin (†){why}." if found else ""
