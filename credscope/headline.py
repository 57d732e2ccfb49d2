"""The headline of a release: postings, matched postings and share by team, as the marts hold them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from credscope.errors import CredscopeError

DEFAULT_DEFINITION = "cset_2021"


def headline(release: Path, definition: str = DEFAULT_DEFINITION) -> list[tuple[str, int, int, float | None]]:
    """Rows of team, posting count, matched count and share (0 to 1) of `release` under `definition`.

    Raises CredscopeError where the release has no such definition.
    """
    mart = release / "marts" / "demand__by_team.parquet"
    rows = duckdb.execute(
        """
        select team, posting_count, matched_posting_count, matched_share
        from read_parquet(?) where definition_id = ?
        order by team = 'all', array_position(['technical_1', 'technical_2', 'product', 'commercial'], team)
        """,
        [str(mart), definition],
    ).fetchall()
    if not rows:
        raise CredscopeError(f"The release {release.name} has no postings under the definition {definition}.")
    return rows


def render(release: Path, definition: str = DEFAULT_DEFINITION) -> str:
    """The headline as plain text, one line per team, shares in percent."""
    lines = [f"{'team':<14}{'postings':>14}{'matched':>12}{'share':>9}"]
    for team, postings, matched, share in headline(release, definition):
        percent = "–" if share is None else f"{100 * share:.1f} %"
        lines.append(f"{team:<14}{postings:>14,}{matched:>12,}{percent:>9}")
    return "\n".join(lines)
