"""`credscope accuracy`: how good the reading is against labelled postings, printed and kept under the home.

The figures themselves are defined in `measures`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from credscope.contract import READING_FIELDS
from credscope.digests import digest_file
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.measures import (
    Row,
    confusion,
    credential_figures,
    flag_figures,
    occupation_figures,
    paired,
    ratio,
)
from credscope.reading import read_postings
from credscope.rules import Rules

_LABEL_FIELDS = (
    "id", "credentials", "generic_credential", "min_education", "degree_substitutable", "soc2018",
    "soc_sure", "team",
)  # fmt: skip


def accuracy(labels: Path, home: Home, definition: str = "cset_2021_broad") -> str:
    """Read the postings beside `labels` and compare; returns the table to print.

    `labels` is a JSON Lines file with one labelled posting per line; `postings.parquet` beside it holds their
    id, title, employer_name and description. The figures, with confusion tables and rule version, go to
    accuracy/<digest of the labels>.json under the home. Raises CredscopeError where a file or field is
    missing.
    """
    rules = Rules.load()
    rows = _rows(Path(labels), rules, definition)
    figures = _figures(rows)
    kept: dict[str, Any] = {
        "labels_sha256": digest_file(Path(labels)), "rules_version": rules.version,
        "definition_id": definition,
        "posting_count": len(rows), "figures": figures,
        "status_confusion": _status_confusion(rows),
        "education_confusion": confusion(rows, "min_education", "min_education"),
        "team_confusion": confusion([r for r in rows if r[0]["soc_sure"] == "high"], "team", "team"),
    }  # fmt: skip
    target = home.root / "accuracy" / f"{kept['labels_sha256'][:16]}.json"
    _keep(target, kept)
    return f"{_table(len(rows), figures)}\nkept in {target}"


def _rows(labels: Path, rules: Rules, definition: str) -> list[tuple[Row, Row]]:
    """(label, reading) of every labelled posting."""
    beside = labels.parent / "postings.parquet"
    for path in (labels, beside):
        if not path.is_file():
            raise CredscopeError(
                f"{path} is missing: labels need a labels file with postings.parquet beside it."
            )
    labelled = []
    for number, line in enumerate(labels.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            label = json.loads(line)
        except json.JSONDecodeError:
            raise CredscopeError(f"{labels.name}: line {number} is no JSON object.") from None
        if lacking := [field for field in _LABEL_FIELDS if field not in label]:
            raise CredscopeError(f"{labels.name}: line {number} lacks {', '.join(lacking)}.")
        labelled.append(label)
    table = pq.read_table(beside)
    if absent_columns := {"id", "title", "employer_name", "description"} - set(table.column_names):
        raise CredscopeError(f"{beside.name} lacks the column {', '.join(sorted(absent_columns))}.")
    readings = _readings(table, rules, definition)
    if absent := [label["id"] for label in labelled if label["id"] not in readings]:
        raise CredscopeError(f"{beside.name} lacks {len(absent)} labelled postings, {absent[0]} among them.")
    return [(label, readings[label["id"]]) for label in labelled]


def _readings(table: pa.Table, rules: Rules, definition: str) -> dict[str, Row]:
    read = read_postings(table.select(["id", "title", "employer_name", "description"]), rules)
    rows = read.select(["id", *(field.name for field in READING_FIELDS)]).to_pylist()
    return {row["id"]: row | {"team": rules.team(row["soc_code"], definition)} for row in rows}


def _figures(rows: list[tuple[Row, Row]]) -> dict[str, dict[str, float]]:
    same = sum(label["min_education"] == reading["min_education"] for label, reading in rows)
    return {
        "credentials": credential_figures(rows),
        "generic_credential": flag_figures(rows, "generic_credential"),
        "education": {"min_education_accuracy": ratio(same, len(rows))},
        "degree_substitutable": flag_figures(rows, "degree_substitutable"),
        "occupation": occupation_figures(rows),
    }


def _status_confusion(rows: list[tuple[Row, Row]]) -> dict[str, dict[str, int]]:
    pairs = [pair for label, reading in rows for pair in paired(label["credentials"], reading["credentials"])]
    return confusion(pairs, "status", "status")


def _table(postings: int, figures: dict[str, dict[str, float]]) -> str:
    lines = [f"{postings} labelled postings"]
    for section, values in figures.items():
        for name, value in values.items():
            shown = f"{int(value)}" if name.endswith("_count") else f"{value:.3f}"
            lines.append(f"{section:<22}{name:<26}{shown:>8}")
    return "\n".join(lines)


def _keep(target: Path, kept: dict[str, Any]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    temporary.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    os.replace(temporary, target)
