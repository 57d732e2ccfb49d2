"""Drift as the last build judged it, for people who have to decide about it.

What drifts is decided by the warehouse (`quality__drift`); what a person says to it is the business of
`acknowledging`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from credscope.duck import quoted
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.lock import is_written
from credscope.releases import DUCKDB_FILE, current

MART = "quality__drift"


@dataclass(frozen=True)
class Drift:
    """A month of a source that warns or stops by one measure.

    `month` is YYYY-MM; `value` counts rows or is a share from 0 to 1; `finding` says all of it in words.
    `reason` is why it was acknowledged, None where it was not.
    """

    source: str
    month: str
    measure: str
    value: float
    verdict: str
    finding: str
    reason: str | None

    @property
    def place(self) -> tuple[str, str, str]:
        return self.source, self.month, self.measure

    @property
    def command(self) -> str:
        """The command that lets it through."""
        return (
            f"credscope acknowledge --source {self.source} --month {self.month} --measure {self.measure} "
            '--reason "…"'
        )


def drifts(home: Home) -> list[Drift]:
    """All that warns or stops, what stops first, then the latest month first.

    It is that of the build that was not released, where there is one, else that of the current release.
    Raises CredscopeError where there is neither, or where a run is at work.
    """
    if is_written(home):
        raise CredscopeError(f"Another run is working on {home.root}: ask when it has ended.")
    with duckdb.connect() as connection:
        mart = _held(home, connection)
        rows = connection.execute(
            f"select source, posted_month, measure, measured_value, verdict, finding, acknowledged_reason "
            f"from {mart} where verdict in ('warned', 'stopped') "
            "order by verdict, posted_month desc, source, measure"
        ).fetchall()
    return [Drift(source, _month(day), *said) for source, day, *said in rows]


def _held(home: Home, connection: duckdb.DuckDBPyConnection) -> str:
    """The mart, as SQL names it."""
    if (build := _unreleased(home)) is not None:
        connection.execute(f"attach {quoted(str(build))} as build (read_only)")
        tables = connection.execute(
            "select count(*) from duckdb_tables() where database_name = 'build' and table_name = ?", [MART]
        ).fetchone()
        if tables and tables[0]:
            return f"build.main.{MART}"
    released = home.current / "marts" / f"{MART}.parquet"
    if released.exists():
        return f"read_parquet({quoted(str(released))})"
    raise CredscopeError(f"Nothing was judged yet in {home.root}: run `credscope refresh` first.")


def _unreleased(home: Home) -> Path | None:
    """The file of the build that did not become a release; None where the last one did."""
    built = home.builds.glob(f"*/{DUCKDB_FILE}")
    return next((file for file in built if file.parent.name != current(home)), None)


def _month(day: date) -> str:
    return day.strftime("%Y-%m")
