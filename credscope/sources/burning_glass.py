"""The Burning Glass layout: a folder with tables job, certification, skill and posting_text, keyed by job_id.

Each table is one file (`job.csv`, `job.parquet`) or a folder of files (`job/2010-01.parquet`).
`layout.json` beside them may name source, occupation_scheme, delivered_on and kind. Column meanings are
those of the layout; what a row must look like to be accepted is decided in `credscope.intake`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from credscope.contract import OCCUPATION_SCHEMES
from credscope.dates import read_date
from credscope.duck import connect, quoted
from credscope.errors import CredscopeError
from credscope.sources.files import BATCH_ROWS, RowFile, is_table_name, open_rows, trouble
from credscope.sources.table import CANDIDATE

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
        days = [
            day for file in self.tables["job"] for batch in file.read(["import_time"])
            for value in batch["import_time"].unique().to_pylist() if value and (day := read_date(value))
        ]  # fmt: skip
        return max(days, default=None)

    def candidates(self, workspace: Path) -> Iterator[pa.Table]:
        """Candidate rows (`table.CANDIDATE`): one per row of table job, numbered in file-name order."""
        workspace.mkdir(parents=True, exist_ok=True)
        for table, files in self.tables.items():
            _write_plain(table, files, workspace / f"{table}.parquet")
        with connect(workspace / "spill") as connection:
            for table in self.tables:
                plain = quoted(workspace / f"{table}.parquet")
                connection.execute(f"create view {table} as from read_parquet({plain})")
            self.notes.extend(_orphans(connection, [table for table in self.tables if table != "job"]))
            rows = connection.execute(_query(self.tables), [self.occupation_scheme])
            for batch in rows.to_arrow_reader(BATCH_ROWS):
                yield pa.Table.from_batches([batch]).select(CANDIDATE.names).cast(CANDIDATE)


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
        with trouble(layout):
            said = json.loads(layout.read_text(encoding="utf-8"))
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


def _write_plain(table: str, files: list[RowFile], output: Path) -> None:
    """Every row of a table as one Parquet file of text columns, with its number and its problem.

    A broken row of table job is quarantined later; elsewhere it would silently take something from a posting,
    so that the delivery is refused.
    """
    columns = list(TABLES[table])
    schema = pa.schema([(name, pa.string()) for name in [*columns, "problem"]] + [("row_number", pa.int64())])
    start = 0
    with pq.ParquetWriter(output, schema, compression="zstd") as writer:
        for file in files:
            for raw in file.read(columns):
                if table != "job" and raw["problem"].null_count < raw.num_rows:
                    broken = next(i for i, problem in enumerate(raw["problem"].to_pylist()) if problem)
                    raise CredscopeError(
                        f"{file.path.name} is broken at row {start + broken} of table {table}: "
                        f"{raw['problem'][broken].as_py()}."
                    )
                numbers = pa.array(range(start, start + raw.num_rows), pa.int64())
                writer.write_table(raw.append_column("row_number", numbers).cast(schema))
                start += raw.num_rows


def _shown(root: Path, path: Path) -> str:
    return str(path.relative_to(root.parent))


def _orphans(connection: duckdb.DuckDBPyConnection, tables: list[str]) -> list[str]:
    notes = []
    for table in tables:
        count = connection.execute(f"select count(*) from {table} anti join job using (job_id)").fetchall()[
            0
        ][0]
        if count:
            notes.append(f"{count} rows of table {table} belong to no row of table job")
    return notes


def _query(tables: Collection[str]) -> str:
    """One row per row of table job; a table that is not delivered gives nulls, a delivered one []."""
    names = "coalesce({}.names, []::varchar[])"
    certifications = names.format("certified") if "certification" in tables else "null::varchar[]"
    skills = names.format("skilled") if "skill" in tables else "null::varchar[]"
    joins = ""
    if "certification" in tables:
        joins += _JOIN_NAMES.format(table="certification", column="canon_certification", alias="certified")
    if "skill" in tables:
        joins += _JOIN_NAMES.format(table="skill", column="skill_cluster", alias="skilled")
    text = "null::varchar"
    if "posting_text" in tables:
        text = "posting_text.{}"
        joins += _JOIN_TEXT
    salary_min = text.format("salary_min")
    return f"""
        select
            job.row_number, job.problem, job.job_id as source_posting_id, job.retrieval_date as posted_date,
            'stated' as posted_date_basis, null::varchar as valid_through, job.clean_job_title as title,
            job.canon_employer as employer_name,
            nullif(concat_ws(', ', nullif(trim(job.canon_city), ''), nullif(trim(job.canon_state), '')), '')
                as location_text,
            job.canon_city as city, job.canon_state as state, job.record_country as country,
            {text.format("body")} as description, job.occupation_code,
            if(trim(job.occupation_code) <> '', ?, null) as occupation_scheme,
            {certifications} as credential_names, {skills} as skill_clusters,
            job.canon_minimum_degree as min_education, job.canon_preferred_degree as preferred_education,
            {salary_min} as salary_min, {text.format("salary_max")} as salary_max,
            {text.format("salary_unit")} as salary_unit,
            if(trim({salary_min}) <> '', 'USD', null) as salary_currency,
            null::varchar as url, null::varchar as pay
        from job {joins}
    """


_JOIN_NAMES = """
    left join (
        select job_id, list(distinct trim({column}) order by trim({column})) as names
        from {table}
        where trim({column}) <> '' and job_id is not null
        group by job_id
    ) as {alias} using (job_id)
"""
_JOIN_TEXT = """
    left join (
        from posting_text
        semi join (select min(row_number) as row_number from posting_text group by job_id) using (row_number)
    ) as posting_text using (job_id)
"""
