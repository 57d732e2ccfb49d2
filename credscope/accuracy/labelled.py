"""Labelled postings from disk: what a labels file must hold, checked line by line before it is used.

What is made of the labels belongs to the measures beside this module.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from credscope.contract import EDUCATION_LEVELS, KINDS, STATUSES
from credscope.digests import digest_file
from credscope.errors import CredscopeError

Row = dict[str, Any]
TEAMS = ("technical_1", "technical_2", "product", "commercial", "none")
_ALLOWED: dict[str, tuple[Any, ...]] = {
    "generic_credential": (True, False),
    "min_education": EDUCATION_LEVELS,
    "preferred_education": (None, *EDUCATION_LEVELS),
    "degree_substitutable": (True, False, None),
    "soc_sure": ("high", "medium", "low"),
    "team": TEAMS,
}
_FIELDS = ("id", "credentials", "soc2018", *_ALLOWED)
_ALLOWED_OF_CREDENTIAL = {"kind": KINDS, "status": STATUSES}
_COLUMNS = ("id", "title", "employer_name", "description")


@dataclass(frozen=True)
class Labelled:
    """Labels in the order of their file, and their postings in the same order.

    `rows` are the labels as dictionaries; `postings` has the columns id, title, employer_name, description.
    `sha256` is that of the labels file, `ids_sha256` that of the file that chose among them, if one did;
    `dated_on` is the day (UTC, YYYY-MM-DD) on which the labels file was last written.
    """

    path: Path
    rows: list[Row]
    postings: pa.Table
    sha256: str
    dated_on: str
    ids_path: Path | None = None
    ids_sha256: str | None = None

    @property
    def heading(self) -> str:
        """Short name of what is measured: the folder of the labels, and the file that chose among them."""
        folder = self.path.resolve().parent.name
        return f"{folder}, {self.ids_path.stem}" if self.ids_path else folder


def labelled(path: Path, ids: Path | None = None) -> Labelled:
    """The labels at `path` (JSON Lines) with the postings of `postings.parquet` beside it.

    `ids` names a file with one id per line: only these are kept. Raises CredscopeError naming file, line and
    field where something is missing or has a value that no label can have.
    """
    rows = read_labels(path)
    if ids is not None:
        rows = _chosen(rows, path, ids)
    stamp = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    return Labelled(
        path, rows, _postings(path.parent / "postings.parquet", rows), digest_file(path),
        stamp.date().isoformat(), ids, digest_file(ids) if ids is not None else None,
    )  # fmt: skip


def read_labels(path: Path) -> list[Row]:
    """The labels at `path` alone, checked; raises CredscopeError as `labelled` does."""
    if not path.is_file():
        raise CredscopeError(f"There is no labels file {path}.")
    rows: list[Row] = []
    seen: set[str] = set()
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError:
        raise CredscopeError(f"{path.name} is no text in UTF-8: labels are JSON Lines.") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            label = json.loads(line)
        except json.JSONDecodeError:
            label = None
        if not isinstance(label, dict):
            raise CredscopeError(f"{path.name}: line {number} is no JSON object.")
        if fault := _fault(label):
            raise CredscopeError(f"{path.name}: line {number} {fault}.")
        if label["id"] in seen:
            raise CredscopeError(f"{path.name}: line {number} labels {label['id']} a second time.")
        seen.add(label["id"])
        rows.append(label)
    if not rows:
        raise CredscopeError(f"{path.name} holds no label.")
    return rows


def _fault(label: Row) -> str | None:
    """What is wrong with a label, as the end of a sentence; None where nothing is."""
    if lacking := [field for field in _FIELDS if field not in label]:
        return f"lacks {', '.join(lacking)}"
    if not isinstance(label["id"], str) or not label["id"]:
        return "has an id that is no text"
    if fault := _unknown(label, _ALLOWED):
        return fault
    if not isinstance(label["soc2018"], str):
        return "has a soc2018 that is no code"
    if not isinstance(label["credentials"], list):
        return "has credentials that are no list"
    for at, credential in enumerate(label["credentials"], start=1):
        held = credential if isinstance(credential, dict) else {}
        for field in ("surface", "name"):
            if not isinstance(held.get(field), str) or not held[field].strip():
                return f"has no {field} in credential {at}"
        if fault := _unknown(held, _ALLOWED_OF_CREDENTIAL):
            return f"{fault} in credential {at}"
    return None


def _unknown(held: Row, allowed: dict[str, tuple[Any, ...]]) -> str | None:
    for field, values in allowed.items():
        # Not `in` alone: 1 == True, and a list could not be compared by a set.
        value = held.get(field)
        if not any(value is each or (isinstance(each, str) and value == each) for each in values):
            said = ", ".join(str(json.dumps(each)).strip('"') for each in values)
            return f"has {field} {json.dumps(value)}, which is none of {said}"
    return None


def _chosen(rows: list[Row], path: Path, ids: Path) -> list[Row]:
    if not ids.is_file():
        raise CredscopeError(f"There is no file of ids {ids}.")
    wanted = {line.strip() for line in ids.read_text(encoding="utf-8").splitlines() if line.strip()}
    known = {row["id"] for row in rows}
    if foreign := sorted(wanted - known):
        raise CredscopeError(
            f"{ids.name}: {len(foreign)} ids have no label in {path.name}, {foreign[0]} among them."
        )
    if not wanted:
        raise CredscopeError(f"{ids.name} holds no id.")
    return [row for row in rows if row["id"] in wanted]


def _postings(path: Path, rows: list[Row]) -> pa.Table:
    if not path.is_file():
        raise CredscopeError(f"{path} is missing: labels need their postings beside them.")
    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError):
        raise CredscopeError(f"{path} is no Parquet file.") from None
    if lacking := [column for column in _COLUMNS if column not in table.column_names]:
        raise CredscopeError(f"{path.name} lacks the column {', '.join(lacking)}.")
    at = {posting: number for number, posting in enumerate(table["id"].to_pylist())}
    if absent := [row["id"] for row in rows if row["id"] not in at]:
        raise CredscopeError(f"{path.name} lacks {len(absent)} labelled postings, {absent[0]} among them.")
    chosen = table.select(_COLUMNS).take([at[row["id"]] for row in rows])
    return chosen.cast(pa.schema([(column, pa.string()) for column in _COLUMNS]))
