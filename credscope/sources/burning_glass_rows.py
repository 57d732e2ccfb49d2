"""Candidate rows of a Burning Glass folder: its tables joined by job_id, slice by slice of table job.

Rows of the other tables are looked for only in files whose job_ids overlap a slice's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from credscope.duck import connect, quoted
from credscope.sources.candidates import CANDIDATE, SLICE_BYTES, SLICE_ROWS, Candidates, Slice
from credscope.sources.plain_tables import Piece, PlainTable, Span

FEW_ROWS = 25_000
LEAST_ROWS = 10_000
_DAY = "retrieval_date"
_LISTS = {"certification": "canon_certification", "skill": "skill_cluster"}
_OF_JOB = {
    "source_posting_id": "job_id", "title": "clean_job_title", "employer_name": "canon_employer",
    "city": "canon_city", "state": "canon_state", "country": "record_country",
    "occupation_code": "occupation_code", "min_education": "canon_minimum_degree",
    "preferred_education": "canon_preferred_degree",
}  # fmt: skip
_OF_TEXT = {
    "description": "body", "salary_min": "salary_min", "salary_max": "salary_max",
    "salary_unit": "salary_unit",
}  # fmt: skip
_PLACE = ("canon_city", "canon_state", "record_country")


def candidates(tables: dict[str, PlainTable], scheme: str, workspace: Path) -> Candidates:
    """All of the delivery; `scheme` is that of its occupation codes."""
    with connect(workspace / "spill") as connection:
        return _Joined(tables, scheme, connection).candidates()


@dataclass
class _Joined:
    tables: dict[str, PlainTable]
    scheme: str
    connection: duckdb.DuckDBPyConnection

    @property
    def job(self) -> PlainTable:
        return self.tables["job"]

    @property
    def others(self) -> list[str]:
        return [name for name in self.tables if name != "job"]

    @property
    def _dated(self) -> pa.DataType | None:
        kind = self.job.types[_DAY] or pa.null()
        return kind if pa.types.is_temporal(kind) else None

    @property
    def kind(self) -> str:
        """The SQL type that job_id is compared in."""
        kinds = [table.types["job_id"] for table in self.tables.values()]
        return "bigint" if all(pa.types.is_signed_integer(kind or pa.null()) for kind in kinds) else "varchar"

    def candidates(self) -> Candidates:
        pieces = self._pieces()
        spans = [self._span("job", piece) for piece in pieces]
        held = {name: self._files(name) for name in self.others}
        apart = _apart(spans)
        slices = [self._slice(piece, span, held, apart) for piece, span in zip(pieces, spans, strict=True)]
        values = dict.fromkeys(CANDIDATE.names, self._of_job(self.job.whole))
        values["location_text"] = self._places()
        if "posting_text" in self.tables:
            texts = self.tables["posting_text"]
            values |= dict.fromkeys([*_OF_TEXT, "salary_currency"], texts.scan(_told(texts), texts.whole))
        strays = {} if apart else {name: self._strays(name) for name in self.others}

        def notes(belonging: dict[str, int]) -> list[str]:
            rows = {name: self.tables[name].whole.rows for name in self.others}
            lost = strays or {name: rows[name] - belonging[name] for name in self.others}
            return [
                f"{count} rows of table {name} belong to no row of table job"
                for name, count in lost.items() if count
            ]  # fmt: skip

        exact = frozenset() if self.job.is_text("job_id") else frozenset({"source_posting_id"})
        return Candidates(slices, values, self._constants(), self._dated, exact, notes)

    def _pieces(self) -> list[Piece]:
        """Table job in slices: one file each, small ones together, large ones in parts."""
        most = self._most_rows()
        pieces: list[Piece] = []
        start = held = 0
        for number, rows in enumerate([*self.job.rows, 0]):
            if held and (rows > most or held >= min(FEW_ROWS, most) or number == len(self.job.rows)):
                pieces.append(Piece(range(start, number), held))
                start, held = number, 0
            if rows > most:
                alone = range(number, number + 1)
                pieces += [
                    Piece(alone, min(most, rows - first), (first, first + most - 1))
                    for first in range(0, rows, most)
                ]
                start = number + 1
            else:
                held += rows
        return pieces

    def _most_rows(self) -> int:
        """Rows of a slice, so that its texts have a bounded size."""
        if "posting_text" not in self.tables:
            return SLICE_ROWS
        weight = sum(_weight(path, "body") for path in self.tables["posting_text"].paths)
        return max(LEAST_ROWS, min(SLICE_ROWS, self.job.whole.rows * SLICE_BYTES // max(weight, 1)))

    def _span(self, name: str, piece: Piece) -> Span:
        return self.tables[name].span("job_id", self.kind, piece, self.connection)

    def _files(self, name: str) -> list[Span]:
        table = self.tables[name]
        return [
            self._span(name, Piece(range(number, number + 1), rows)) for number, rows in enumerate(table.rows)
        ]

    def _slice(self, piece: Piece, span: Span, held: dict[str, list[Span]], apart: bool) -> Slice:
        query = self._of_job(piece)
        own = _select(self._named([]), query)
        keys = self.job.scan(f"job_id::{self.kind} as job_id", piece)
        numbered = self.job.scan(f"job_id::{self.kind} as job_id, row_number", piece)
        before, belonging = [], {}
        # Found once: asked anew of every file, a slice of many small files would not fit into memory.
        few = f"job_id::{self.kind} in (select job_id from few_jobs)"
        before_few = [
            "create or replace temp table few_jobs as "
            f"select job_id from ({numbered}) join few using (row_number)"
        ]
        for name in self.others:
            make = f"create or replace temp table {name} as"
            before.append(f"{make} {self._held(name, span, held[name])}")
            before_few.append(f"{make} {self._held(name, span, held[name], few)}")
            query = f"select q.*, o.found as {name} from ({query}) as q left join {name} as o using (job_id)"
            if apart:
                belonging[name] = (
                    f"select coalesce(sum(row_count), 0)::bigint from {name} "
                    f"semi join ({keys}) using (job_id)"
                )
        named = _select(self._named(self.others), query)
        return Slice(piece.rows, named, own, tuple(before), tuple(before_few), belonging)

    def _held(self, name: str, span: Span, files: list[Span], kept: str = "true") -> str:
        """What a table has to say about the job_ids of `span`, rows `kept`: job_id, found, row_count."""
        table = self.tables[name]
        near = [
            number for number, other in enumerate(files)
            if span is not None and other is not None and other[0] <= span[1] and span[0] <= other[1]
        ]  # fmt: skip
        key = f"job_id::{self.kind}"
        parts = []
        for run in _runs(near):
            assert span is not None
            low, high = (quoted(str(end)) if self.kind == "varchar" else str(end) for end in span)
            meant = f"{key} between {low} and {high} and {kept}"
            piece = Piece(run, sum(table.rows[number] for number in run))
            told = _told(table) if name == "posting_text" else f"trim({table.text(_LISTS[name])}) as name"
            parts.append(table.scan(f"{key} as job_id, row_number, {told}", piece, meant))
        rows = " union all ".join(parts)
        if name == "posting_text":
            columns = (*_OF_TEXT, "salary_currency")
            found = f"struct_pack({', '.join(f'{column} := {column}' for column in columns)})"
            empty = f"select null::{self.kind} as job_id, null::bigint as row_number" + "".join(
                f", null::varchar as {column}" for column in columns
            )
            return (
                f"select job_id, {found} as found, count(*) over (partition by job_id) as row_count "
                f"from ({rows or empty + ' where false'}) "
                "qualify row_number() over (partition by job_id order by row_number) = 1"
            )
        empty = f"select null::{self.kind} as job_id, null::varchar as name where false"
        return (
            "select job_id, list(distinct name order by name) filter (where name <> '') as found, "
            f"count(*) as row_count from ({rows or empty}) group by job_id"
        )

    def _of_job(self, piece: Piece) -> str:
        columns = {name: self.job.text(column) for name, column in _OF_JOB.items()}
        columns |= {
            "row_number": "row_number",
            "problem": self.job.text("problem"),
            "job_id": f"job_id::{self.kind}",
            "posted_date": self.job.text(_DAY) if self._dated is None else _DAY,
            "location_text": _location(self.job.text("canon_city"), self.job.text("canon_state")),
        }
        return self.job.scan(", ".join(f"{sql} as {name}" for name, sql in columns.items()), piece)

    def _named(self, others: list[str]) -> dict[str, str]:
        """SQL for every candidate column, over rows of table job with what `others` have found."""
        columns = dict.fromkeys(CANDIDATE.names, "null::varchar") | {
            name: name for name in (*_OF_JOB, "row_number", "problem", "posted_date", "location_text")
        }
        columns["posted_date_basis"] = "'stated'"
        columns["occupation_scheme"] = f"if(trim(occupation_code) <> '', {quoted(self.scheme)}, null)"
        for name, column in (("certification", "credential_names"), ("skill", "skill_clusters")):
            columns[column] = f"coalesce({name}, []::varchar[])" if name in others else "null::varchar[]"
        if "posting_text" in others:
            columns |= {name: f"posting_text.{name}" for name in (*_OF_TEXT, "salary_currency")}
        return columns

    def _constants(self) -> dict[str, str | None]:
        missing = [name for name, column in _OF_JOB.items() if self.job.types[column] is None]
        if "posting_text" not in self.tables:
            missing += [*_OF_TEXT, "salary_currency"]
        if "problem" not in self.job.types:
            missing.append("problem")
        never = ("employer_is_staffing", "is_remote", "valid_through", "url", "pay")
        nothing = dict.fromkeys([*missing, *never])
        return {**nothing, "posted_date_basis": "stated", "occupation_scheme": self.scheme}

    def _places(self) -> str:
        city, state, country = (self.job.text(column) for column in _PLACE)
        read = self.job.scan(f"{city} as city, {state} as state, {country} as country", self.job.whole)
        return (
            f"select *, {_location('city', 'state')} as location_text from (select distinct * from ({read}))"
        )

    def _strays(self, name: str) -> int:
        """How many rows of a table belong to no row of table job."""
        rows, keys = (
            table.scan(f"job_id::{self.kind} as job_id", table.whole)
            for table in (self.tables[name], self.job)
        )
        count = self.connection.execute(f"select count(*) from ({rows}) anti join ({keys}) using (job_id)")
        return int(count.fetchall()[0][0])


def _runs(numbers: list[int]) -> list[range]:
    """Ascending numbers as runs without a gap: files read in one go, since each reading takes memory."""
    starts = [place for place, number in enumerate(numbers) if not place or number > numbers[place - 1] + 1]
    return [range(numbers[start], numbers[end - 1] + 1) for start, end in pairwise([*starts, len(numbers)])]


def _apart(spans: list[Span]) -> bool:
    """Whether no job_id can stand in two slices."""
    known = sorted(span for span in spans if span is not None)
    return all(before[1] < after[0] for before, after in pairwise(known))


def _select(columns: dict[str, str], query: str) -> str:
    return f"select {', '.join(f'{sql} as {name}' for name, sql in columns.items())} from ({query})"


def _told(texts: PlainTable) -> str:
    columns = {name: texts.text(column) for name, column in _OF_TEXT.items()}
    columns["salary_currency"] = f"if(trim({columns['salary_min']}) <> '', 'USD', null)"
    return ", ".join(f"{sql} as {name}" for name, sql in columns.items())


def _location(city: str, state: str) -> str:
    return f"nullif(concat_ws(', ', nullif(trim({city}), ''), nullif(trim({state}), '')), '')"


def _weight(path: Path, column: str) -> int:
    """Bytes of a column of a Parquet file before compression."""
    metadata = pq.read_metadata(path)
    columns = [
        metadata.row_group(group).column(place)
        for group in range(metadata.num_row_groups)
        for place in range(metadata.num_columns)
    ]
    return sum(found.total_uncompressed_size for found in columns if found.path_in_schema == column)
