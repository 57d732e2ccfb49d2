"""How one posting is linked with others by its text, for `explain`. What a link is: see `duplicates`."""

from __future__ import annotations

from typing import Any

import duckdb

from credscope.home import Home

LINKS_SQL = """
    select links.*, reasons.is_left_out and links.days_apart <= thresholds.threshold_value as is_left_out
    from read_parquet(?) as links
    inner join rules.duplicate_reasons as reasons on links.reason = reasons.reason_id
    cross join rules.thresholds as thresholds
    where ? in (links.posting_id, links.duplicate_of) and thresholds.threshold_id = 'duplicate_window_days'
    order by links.posting_id
"""


def linked(
    home: Home, posting_id: str, decisions: duckdb.DuckDBPyConnection
) -> tuple[dict[str, Any] | None, list[str]]:
    """The link of a posting and whether it is left out for it, and the ids of postings linked to it."""
    files = [str(path) for path in home.duplicates.glob("*.parquet")]
    if not files:
        return None, []
    found = decisions.execute(LINKS_SQL, [files, posting_id]).to_arrow_table().to_pylist()
    own = next((link for link in found if link["posting_id"] == posting_id), None)
    return own, [link["posting_id"] for link in found if link["posting_id"] != posting_id]
