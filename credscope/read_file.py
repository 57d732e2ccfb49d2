"""`credscope read`: any table with a title and a description, one row out per row in, in order.

Nothing is stored in a warehouse here; what is read from a text is decided in `reading`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from credscope.contract import READING_FIELDS, digest
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.once import mapped_once
from credscope.progress import progress
from credscope.reading import READ_FROM, read_postings
from credscope.rules import Rules
from credscope.sources import mapping as mappings
from credscope.sources.files import RowFile, open_rows
from credscope.sources.respelled import fitted
from credscope.sources.table import candidate_table
from credscope.text import from_html

OUTPUT = pa.schema(
    [
        pa.field("row_number", pa.int64(), nullable=False),
        pa.field("posting_id", pa.string(), nullable=False),
        *READING_FIELDS,
        pa.field("team", pa.string()),
    ]
)
_READ_TOGETHER = 500
_PARALLEL_BYTES = 4 << 20
# Usual names of the two columns that are needed, letters and digits only, the best first.
_TITLES = (
    "title", "jobtitle", "positiontitle", "businesstitle", "cleanjobtitle", "postingtitle", "titleraw",
    "titlename", "position", "role", "header", "name", "job",
)  # fmt: skip
_DESCRIPTIONS = (
    "description", "jobdescription", "positionformatteddescription", "fulldescription", "jobdesc", "desc",
    "body", "jobbody", "postingtext", "text", "descriptiontext", "details", "jobdetails", "summary",
    "jobsummary", "content",
)  # fmt: skip
_OTHERS = {
    "employer_name": ("employername", "company", "companyname", "employer", "organization", "agency"),
    "location_text": ("locationtext", "location", "joblocation", "place"),
    "posted_date": ("posteddate", "dateposted", "postingdate", "postdate", "retrievaldate", "date"),
}  # fmt: skip


def read_file(
    path: Path,
    output: Path,
    id_column: str | None = None,
    definition: str | None = None,
    home: Home | None = None,
) -> int:
    """Read the table at `path` and write `output` (Parquet, schema OUTPUT); returns the number of rows.

    CSV, TSV, JSON Lines or Parquet, gzipped or not. Columns are found by the shipped mappings, else by their
    usual names. `posting_id` is the cell of `id_column`, else a hash of title, employer, place, date and
    text. `definition` is a definition by occupation; without it the default one assigns the teams. Titles
    that were fetched into `home` are used. Spans are positions in the description, after HTML in it was
    turned to text. Raises CredscopeError where the file, a column or the definition is not to be had;
    `output` is then left as it was.
    """
    rules = Rules.load(home=home)
    rules.team(None, definition)
    path, output = Path(path), Path(output)
    if not path.is_file():
        raise CredscopeError(f"There is no file {path}.")
    file = open_rows(path)
    if id_column is not None and id_column not in file.columns:
        raise CredscopeError(f"{path.name} has no column {id_column}; it has: {', '.join(file.columns)}.")
    mapping = _mapping(file)
    tables = _tables(fitted(file, mapping), mapping, id_column)
    large = path.stat().st_size > _PARALLEL_BYTES
    read = mapped_once(_read, tables, rules, READ_FROM, parallel=large)
    if large:
        read = progress(read, f"reading {path.name}", _portions(file))
    output.parent.mkdir(parents=True, exist_ok=True)
    temporary = output.with_name(f".{output.name}.{os.getpid()}.tmp")
    rows = 0
    try:
        with pq.ParquetWriter(temporary, OUTPUT, compression="zstd") as writer:
            for table in read:
                teams = [rules.team(code, definition) for code in table["soc_code"].to_pylist()]
                table = table.append_column("team", pa.array(teams, pa.string()))
                writer.write_table(table.select(OUTPUT.names).cast(OUTPUT))
                rows += table.num_rows
        os.replace(temporary, output)
    finally:
        temporary.unlink(missing_ok=True)
    return rows


def _portions(file: RowFile) -> int | None:
    return None if file.row_count is None else -(-file.row_count // _READ_TOGETHER)


def _read(table: pa.Table, rules: Rules) -> pa.Table:
    text = from_html(table["description"].combine_chunks())
    table = table.set_column(table.schema.get_field_index("description"), "description", text)
    return read_postings(table, rules).select([field.name for field in READING_FIELDS])


def _mapping(file: RowFile) -> mappings.Mapping:
    """The shipped mapping of the file's columns, else one made of the columns with usual names."""
    try:
        return mappings.recognise(file.columns, file.path.name)
    except CredscopeError:
        pass
    names = {re.sub(r"[^a-z0-9]", "", column.lower()): column for column in reversed(file.columns)}
    columns: dict[str, str] = {}
    for target, usual in (("title", _TITLES), ("description", _DESCRIPTIONS), *_OTHERS.items()):
        column = next((names[name] for name in usual if name in names), None)
        if column is not None and column not in columns.values():
            columns[target] = column
    for needed in ("title", "description"):
        if needed not in columns:
            raise CredscopeError(
                f"{file.path.name} has no column for the {needed} (its columns: {', '.join(file.columns)}): "
                f"rename the right one to {needed}."
            )
    return mappings.Mapping(name="usual", source="", recognise=(), columns=columns)


def _tables(file: RowFile, mapping: mappings.Mapping, id_column: str | None) -> Iterator[pa.Table]:
    """Portions of the file under the contract's names, with row_number and posting_id, every row kept."""
    wanted = mapping.source_columns()
    if id_column is not None and id_column not in wanted:
        wanted.append(id_column)
    start = 0
    for raw in file.read(wanted):
        table = candidate_table(raw, mapping, set(file.columns), start)
        ids = _own_ids(raw, id_column) if id_column is not None else _hashes(table)
        portion = table.select(["row_number", *READ_FROM]).append_column(
            "posting_id", pa.array(ids, pa.string())
        )
        start += raw.num_rows
        for offset in range(0, portion.num_rows, _READ_TOGETHER):
            yield portion.slice(offset, _READ_TOGETHER)


def _own_ids(raw: pa.Table, id_column: str) -> list[str]:
    return ["" if value is None else str(value) for value in raw[id_column].to_pylist()]


def _hashes(table: pa.Table) -> list[str]:
    """The contract's hash of what tells postings apart that have no id of their own."""
    columns = ("title", "employer_name", "location_text", "posted_date", "description")
    return [digest(None, *row) for row in zip(*(table[name].to_pylist() for name in columns), strict=True)]
