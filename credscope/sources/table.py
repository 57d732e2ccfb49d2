"""Tables described by a mapping: from a file's own columns to candidate rows of the posting contract.

Candidate rows are strings (and lists of strings) under the contract's names; what they must look like to be
accepted is decided in `credscope.intake`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from credscope.distinct import per_distinct
from credscope.sources.candidates import CANDIDATE
from credscope.sources.files import RowFile
from credscope.sources.mapping import LISTS, TARGETS, Mapping
from credscope.text import from_html

_NULL = pa.scalar(None, pa.string())
_STRINGS = pa.list_(pa.string())


def candidates(files: list[RowFile], mapping: Mapping) -> Iterator[pa.Table]:
    """Candidate rows (schema CANDIDATE) of `files` in order, numbered from 0 across all of them."""
    columns = mapping.source_columns()
    start = 0
    for file in files:
        for raw in file.read(columns):
            yield candidate_table(raw, mapping, set(file.columns), start)
            start += raw.num_rows


def constants(mapping: Mapping) -> dict[str, str | None]:
    """The columns that say the same in every row, because the mapping says so or says nothing."""
    silent = [name for name in TARGETS if name not in mapping.columns and name not in LISTS]
    stated = {name: value for name, value in mapping.constants.items() if name not in LISTS}
    return dict.fromkeys(silent) | stated


def candidate_table(raw: pa.Table, mapping: Mapping, held: set[str], start: int) -> pa.Table:
    """`raw` under the contract's names; `held` are the file's columns, `start` its first row number."""
    rows = raw.num_rows
    cells = {name: _cell(raw, name, mapping) for name in raw.column_names if name != "problem"}
    arrays: dict[str, pa.Array] = {
        "row_number": pa.array(range(start, start + rows), pa.int64()),
        "problem": raw["problem"].combine_chunks(),
    }
    for target in TARGETS:
        spec = mapping.columns.get(target)
        if target in LISTS:
            arrays[target] = _list(raw, spec, mapping, mapping.separators.get(target), held)
            continue
        values = pa.nulls(rows, pa.string()) if spec is None else _value(spec, cells)
        if target in mapping.constants:
            values = pa.repeat(pa.scalar(mapping.constants[target], pa.string()), rows)
        arrays[target] = values
    return pa.table([_flat(arrays[name]) for name in CANDIDATE.names], schema=CANDIDATE)


def _flat(values: Any) -> pa.Array:
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values


def _cell(raw: pa.Table, name: str, mapping: Mapping) -> pa.Array:
    """A source column as strings, its blanks as null."""
    values = _flat(raw[name])
    if not pa.types.is_string(values.type):
        values = pa.array([None if v is None else json.dumps(v) for v in values.to_pylist()], pa.string())
    blank = pc.is_in(pc.utf8_trim_whitespace(values), pa.array(["", *mapping.blanks], pa.string()))
    return pc.if_else(blank, _NULL, values)


def _value(spec: Any, cells: dict[str, pa.Array]) -> pa.Array:
    if isinstance(spec, str):
        return cells[spec]
    if isinstance(spec, list):
        return pc.coalesce(*(cells[name] for name in spec))
    values = _headed(spec["headed"], cells) if "headed" in spec else _value(spec["from"], cells)
    if "extract" in spec:
        pattern = re.compile(spec["extract"])
        values = per_distinct(values, lambda text: _found(pattern, text), pa.string())
    if "values" in spec:
        known = {str(key).lower(): str(value) for key, value in spec["values"].items()}
        values = per_distinct(values, lambda text: known.get(text.strip().lower(), text), pa.string())
    return values


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return None if match is None else match.group(1 if pattern.groups else 0)


def _headed(parts: list[Any], cells: dict[str, pa.Array]) -> pa.Array:
    """Several columns as one text, each under its heading line, with an empty line between them."""
    texts = []
    for part in parts:
        heading, spec = next(iter(part.items())) if isinstance(part, dict) else (None, part)
        text = from_html(_flat(_value(spec, cells)))
        text = text if heading is None else pc.binary_join_element_wise(heading, text, "\n")
        texts.append(pc.fill_null(pc.binary_join_element_wise(text, "\n\n", ""), ""))
    joined = pc.utf8_rtrim_whitespace(pc.binary_join_element_wise(*texts, ""))
    return pc.if_else(pc.equal(joined, ""), _NULL, joined)


def _list(raw: pa.Table, spec: Any, mapping: Mapping, separator: str | None, held: set[str]) -> pa.Array:
    """A list column: null without such a field, [] where it names none; duplicates and blanks are dropped."""
    if spec is None or spec not in held:
        return pa.nulls(raw.num_rows, _STRINGS)
    values = [
        [name for name in _names(value, separator) if name not in mapping.blanks]
        for value in raw[spec].to_pylist()
    ]
    return pa.array(values, _STRINGS)


def _names(value: list[str | None] | str | None, separator: str | None) -> list[str]:
    """Names in a list, in a JSON list written as text, or in text with a separator."""
    names: list[Any] = value if isinstance(value, list) else []
    if isinstance(value, str):
        names = value.split(separator) if separator else [value]
        if value.lstrip().startswith("["):
            try:
                names = json.loads(value)
            except (ValueError, RecursionError):
                names = [value]
    return list(dict.fromkeys(str(name).strip() for name in names if name is not None and str(name).strip()))
