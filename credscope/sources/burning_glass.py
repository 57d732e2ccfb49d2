"""The Burning Glass layout: a folder with tables job, certification, skill and posting_text, keyed by job_id.

Each table is one file (`job.csv`, `job.parquet`) or a folder of files (`job/2010-01.parquet`).
`layout.json` beside them may name source, occupation_scheme, delivered_on, complete_months and kind. Column
meanings are those of the layout; what a row must look like to be accepted is decided in `credscope.intake`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from credscope.contract import OCCUPATION_SCHEMES
from credscope.dates import read_date
from credscope.duck import refusing
from credscope.errors import CredscopeError
from credscope.sources import burning_glass_rows
from credscope.sources.candidates import Candidates
from credscope.sources.files import RowFile, is_table_name, open_rows
from credscope.sources.json_file import whole_json
from credscope.sources.plain_tables import in_place, rewritten

LAYOUT = "burning_glass"
TABLES = {
    "job": (
        "job_id", "retrieval_date", "clean_job_title", "canon_employer", "canon_city", "canon_state",
        "record_country", "occupation_code", "canon_minimum_degree", "canon_preferred_degree", "import_time",
    ),
    "certification": ("job_id", "canon_certification"),
    "skill": ("job_id", "skill_cluster"),
    "posting_text": ("job_id", "body", "salary_min", "salary_max", "salary_unit"),
}  # fmt: skip
_NEEDED = {
    "job": ("job_id", "retrieval_date", "clean_job_title"),
    "certification": TABLES["certification"],
    "skill": TABLES["skill"],
    "posting_text": ("job_id", "body"),
}


@dataclass(frozen=True)
class BurningGlass:
    """A folder in the layout: its tables' files and what layout.json says."""

    root: Path
    tables: dict[str, list[RowFile]]
    said: dict[str, Any]
    notes: list[str] = field(default_factory=list)

    @property
    def files(self) -> list[Path]:
        found = [file.path for files in self.tables.values() for file in files]
        layout = self.root / "layout.json"
        return [*found, *([layout] if layout.exists() else [])]

    @property
    def occupation_scheme(self) -> str:
        return self.said.get("occupation_scheme", "onet_soc_2010")

    @property
    def complete_months(self) -> bool:
        """Whether layout.json says that the delivery has all postings of its months."""
        said = self.said.get("complete_months", False)
        if not isinstance(said, bool):
            raise CredscopeError(f"{self.root.name}/layout.json: complete_months must be true or false.")
        return said

    def stated_day(self) -> date | None:
        """The day that layout.json names."""
        if "delivered_on" not in self.said:
            return None
        day = read_date(str(self.said["delivered_on"]), ())
        if day is None:
            raise CredscopeError(
                f"{self.root.name}/layout.json: delivered_on must be a day such as 2021-03-31."
            )
        return day

    def latest_import(self) -> date | None:
        """The latest readable import_time of table job."""
        typed = in_place(self.tables["job"], ("import_time",), days=("import_time",))
        if typed is not None and pa.types.is_temporal(typed.types["import_time"] or pa.null()):
            with refusing(self.root.name), duckdb.connect() as connection:
                latest = typed.scan("max(import_time)::date::varchar", typed.whole)
                return read_date(connection.execute(latest).fetchall()[0][0] or "")
        days = [
            day for file in self.tables["job"] for batch in file.read(["import_time"])
            for value in batch["import_time"].unique().to_pylist() if value and (day := read_date(value))
        ]  # fmt: skip
        return max(days, default=None)

    def candidates(self, workspace: Path) -> Candidates:
        """Candidate rows: one per row of table job, numbered in file-name order."""
        tables = {
            table: in_place(files, columns, days=("retrieval_date",))
            or rewritten(table, files, columns, workspace)
            for table, files in self.tables.items()
            for columns in [tuple(name for name in TABLES[table] if name != "import_time")]
        }
        return burning_glass_rows.candidates(tables, self.occupation_scheme, workspace)


def recognised(root: Path) -> BurningGlass | None:
    """The layout in folder `root`, None where there is no table job; CredscopeError where it is broken."""
    found = {table: _table_files(root, table) for table in TABLES}
    if not found["job"]:
        return None
    tables = {table: [open_rows(path) for path in paths] for table, paths in found.items() if paths}
    for table, files in tables.items():
        for file in files:
            if lacking := [name for name in _NEEDED[table] if name not in file.columns]:
                raise CredscopeError(f"{_shown(root, file.path)} lacks the column {', '.join(lacking)}.")
    layout = root / "layout.json"
    said: Any = {}
    if layout.exists():
        said = whole_json(layout, "utf-8-sig")
        if not isinstance(said, dict):
            raise CredscopeError(f"{root.name}/layout.json must be one JSON object.")
        if said.get("occupation_scheme", "soc_2018") not in OCCUPATION_SCHEMES:
            raise CredscopeError(
                f"{root.name}/layout.json: occupation_scheme must be one of {', '.join(OCCUPATION_SCHEMES)}."
            )
    return BurningGlass(root, tables, said)


def _table_files(root: Path, table: str) -> list[Path]:
    folder = root / table
    if folder.is_dir():
        return sorted(path for path in folder.iterdir() if _is_table(path))
    return sorted(path for path in root.glob(f"{table}.*") if _is_table(path))


def _is_table(path: Path) -> bool:
    return path.is_file() and (is_table_name(path) or path.name.endswith((".txt", ".txt.gz")))


def _shown(root: Path, path: Path) -> str:
    return str(path.relative_to(root.parent))
