"""Reading postings: credentials, education and occupation from title and description.

The order of the steps and what one failure does to a batch belong here; the steps have a module each.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

import pyarrow as pa

from credscope.contract import READING_FIELDS
from credscope.reading.credentials import CredentialReader, judged
from credscope.reading.education import read_education
from credscope.reading.generic import asks_generically
from credscope.reading.occupation import OccupationCoder
from credscope.reading.sections import Layout
from credscope.reading.text import fold, lower
from credscope.rules import Rules

LOG = logging.getLogger(__name__)
SCANNED_CHARACTERS = 100_000
"""Longest part of a description that is read, three times the longest of 90,000 real postings."""

_NOTHING: dict[str, Any] = {
    "credentials": [], "generic_credential": False, "min_education": "none_stated",
    "preferred_education": None, "degree_substitutable": None,
}  # fmt: skip


@lru_cache(maxsize=2)
def _reader(rules: Rules) -> CredentialReader:
    return CredentialReader(rules)


@lru_cache(maxsize=2)
def _coder(rules: Rules) -> OccupationCoder:
    return OccupationCoder(rules)


def read_text(description: str | None, rules: Rules) -> dict[str, Any]:
    """Credentials and education of one description, as the columns of a reading.

    Spans are character positions in `description`. Text beyond SCANNED_CHARACTERS is not read.
    """
    if not description:
        return dict(_NOTHING)
    text = fold(description[:SCANNED_CHARACTERS])
    low = lower(text)
    layout = Layout(text, low)
    mentions = _reader(rules).find(text, low, layout)
    education = read_education(text, low, layout)
    return {
        "credentials": [
            {
                "surface": description[m.start : m.end],
                "credential_id": m.credential.credential_id if m.credential else None,
                "name": m.name, "kind": m.kind, "status": verdict, "start": m.start, "end": m.end,
            }
            for m, verdict in judged(low, mentions, layout)
        ],
        "generic_credential": asks_generically(low, mentions, layout),
        "min_education": education.minimum,
        "preferred_education": education.preferred,
        "degree_substitutable": education.degree_substitutable,
    }  # fmt: skip


def read_postings(table: pa.Table, rules: Rules) -> pa.Table:
    """`table` with the READING columns appended, row for row.

    Needs the columns title and description (strings, nulls allowed). A row that cannot be read comes out with
    nothing found and a warning in the log; it never stops the batch.
    """
    descriptions = table["description"].to_pylist()
    coder = _coder(rules)
    codes = [coder.code(title) for title in table["title"].to_pylist()]
    rows = []
    for number, description in enumerate(descriptions):
        try:
            rows.append(read_text(description, rules))
        except Exception:
            LOG.warning("row %s could not be read and counts as naming nothing", number, exc_info=True)
            rows.append(dict(_NOTHING))
    columns: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in _NOTHING}
    columns["soc_code"] = [code.soc_code for code in codes]
    columns["soc_probability"] = [code.probability for code in codes]
    columns["soc_runner_up"] = [code.runner_up for code in codes]
    for field in READING_FIELDS:
        table = table.append_column(field, pa.array(columns[field.name], type=field.type))
    return table
