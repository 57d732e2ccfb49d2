"""References that were added to a home: outside/<id>.parquet with the figures, <id>.json that tells of them.

A build takes what is there when it begins; a release names each with the digest of the file that was added.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from credscope.contract import digest
from credscope.digests import digest_file
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.lock import alone
from credscope.outside import indeed, jolts, oews
from credscope.outside.figures import FIGURES, Asked, Reference

Record = dict[str, Any]
SOURCES: dict[str, Callable[[Path, Asked], Reference]] = {
    "oews": oews.read,
    "jolts": jolts.read,
    "indeed": indeed.read,
}


def add(home: Home, source: str, file: Path, asked: Asked) -> Record:
    """Read `file` as `source` publishes it and keep its figures, in place of those of the same id.

    Returns what is said of it. Raises CredscopeError for an unknown source, a file that is not of that shape,
    or where another process works on the home.
    """
    if source not in SOURCES:
        raise CredscopeError(f"{source} is not a reference that is known: {', '.join(SOURCES)} are.")
    file = file.expanduser().resolve()
    if not file.is_file():
        raise CredscopeError(f"{file} is not a file; nothing was changed.")
    reference = SOURCES[source](file, asked)
    named = {"reference_id": reference.reference_id, "source": source}
    table = pa.Table.from_pylist([named | row for row in reference.rows], FIGURES)
    periods = [row["period"] for row in reference.rows]
    with alone(home, "reference add"):
        path = _figures(home, reference.reference_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        pq.write_table(table, temporary)
        record = named | {
            "name": reference.name,
            "file": file.name,
            "sha256": digest_file(file),
            "figures_sha256": digest_file(temporary),
            "row_count": table.num_rows,
            "suppressed_count": table["figure"].null_count,
            "first_period": min(periods).isoformat(),
            "last_period": max(periods).isoformat(),
        }
        os.replace(temporary, path)
        _write(_told(home, reference.reference_id), record)
    return record


def remove(home: Home, reference_id: str) -> Record:
    """Take a reference out; what was said of it. Raises CredscopeError where there is none of that id."""
    found = {record["reference_id"]: record for record in references(home)}
    if reference_id not in found:
        raise CredscopeError(f"No reference {reference_id} was added: `credscope reference list` lists them.")
    with alone(home, "reference remove"):
        _told(home, reference_id).unlink()
        _figures(home, reference_id).unlink(missing_ok=True)
    return found[reference_id]


def references(home: Home) -> list[Record]:
    """What is said of each, in order of id. Raises CredscopeError where that cannot be read."""
    found = []
    for path in sorted(home.outside.glob("[!.]*.json")):
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            found.append({**record, "reference_id": record["reference_id"], "sha256": record["sha256"]})
        except (ValueError, KeyError, TypeError):
            raise CredscopeError(f"{path} is damaged: {_AGAIN}.") from None
    return found


def damage(home: Home) -> list[str]:
    """One line for each reference whose figures are not those that were read from its file."""
    lines = []
    for record in references(home):
        path = _figures(home, record["reference_id"])
        if not path.exists() or digest_file(path) != record["figures_sha256"]:
            lines.append(f"{path} is not what was read from {record['file']}: {_AGAIN}")
    return lines


def references_key(home: Home) -> str:
    """16 hex digits that change with every figure from outside."""
    return digest(*(json.dumps(record, sort_keys=True) for record in references(home)))


def write_figures(home: Home, path: Path) -> None:
    """Write the figures of all references to `path` for a build, schema FIGURES; no rows without any.

    Raises CredscopeError where the figures of one are damaged.
    """
    for line in damage(home):
        raise CredscopeError(f"{line}.")
    held = [pq.read_table(_figures(home, record["reference_id"])) for record in references(home)]
    pq.write_table(pa.concat_tables([FIGURES.empty_table(), *held]), path)


_AGAIN = "add the file again with `credscope reference add`, or restore a backup"


def _figures(home: Home, reference_id: str) -> Path:
    return home.outside / f"{reference_id}.parquet"


def _told(home: Home, reference_id: str) -> Path:
    return home.outside / f"{reference_id}.json"


def _write(path: Path, record: Record) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(temporary, path)
