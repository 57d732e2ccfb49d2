"""Reading postings: credentials, education and occupation from title and description.

The order of the steps and what one failure does to a batch belong here; the steps have a module each.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pyarrow as pa

from credscope.contract import READING_FIELDS
from credscope.reading.anchors import Scanner
from credscope.reading.credentials import CredentialReader
from credscope.reading.education import read_education
from credscope.reading.education_terms import LEVEL_CAPITALS, LEVEL_WORDS
from credscope.reading.generic import asks_generically
from credscope.reading.headings import RUN_IN_LEADS
from credscope.reading.judged import judged
from credscope.reading.occupation import OccupationCoder
from credscope.reading.overrides import overridden
from credscope.reading.sections import Layout
from credscope.reading.text import fold, lower
from credscope.reading.wording import NOUN_STEMS
from credscope.rules import Rules

LOG = logging.getLogger(__name__)
READ_FROM = ("title", "employer_name", "description")
"""Columns that the reading of a posting depends on; postings that agree in them read alike."""
SCANNED_CHARACTERS = 100_000
"""Longest part of a description that is read, three times the longest of 90,000 real postings."""

_CODED_BY = ("title", "description", "employer_name")
_NOTHING: dict[str, Any] = {
    "credentials": [], "generic_credential": False, "min_education": "none_stated",
    "preferred_education": None, "degree_substitutable": None, "education_evidence": [],
}  # fmt: skip


@lru_cache(maxsize=2)
def _reader(rules: Rules) -> CredentialReader:
    return CredentialReader(rules)


@lru_cache(maxsize=2)
def _scanner(rules: Rules) -> Scanner:
    names, short_forms = catalogue_words(rules).values()
    return Scanner(names, short_forms, NOUN_STEMS, LEVEL_WORDS, LEVEL_CAPITALS, RUN_IN_LEADS)


@lru_cache(maxsize=2)
def _coder(rules: Rules) -> OccupationCoder:
    return OccupationCoder(rules)


def catalogue_words(rules: Rules) -> dict[str, list[str]]:
    """What the catalogue is found by: `names` in small letters, found in any, `short_forms` as written."""
    reader = _reader(rules)
    return {"names": [*reader.names], "short_forms": [*reader.shorts]}


def read_text(description: str | None, rules: Rules) -> dict[str, Any]:
    """Credentials and education of one description, as the columns of a reading.

    Spans are character positions in `description`. Text beyond SCANNED_CHARACTERS is not read.
    """
    if not description:
        return dict(_NOTHING)
    text = fold(description[:SCANNED_CHARACTERS])
    low = lower(text)
    layout = Layout(text, low, _scanner(rules).anchors(text, low))
    mentions = _reader(rules).find(text, low, layout)
    education = read_education(text, low, layout)
    return {
        "credentials": [
            {
                "surface": description[m.start : m.end],
                "credential_id": m.credential.credential_id if m.credential else None,
                "name": m.name, "kind": m.kind, "status": verdict, "start": m.start, "end": m.end,
            }
            for m, verdict in overridden(judged(low, mentions, layout), description, rules)
        ],
        "generic_credential": asks_generically(low, mentions, layout, rules.wording),
        "min_education": education.minimum,
        "preferred_education": education.preferred,
        "degree_substitutable": education.degree_substitutable,
        "education_evidence": [
            {"says": says, "start": start, "end": end} for says, start, end in education.evidence
        ],
    }  # fmt: skip


def read_descriptions(descriptions: pa.Array, rules: Rules) -> pa.Table:
    """Credentials and education of every text of a string array, as the columns of a reading.

    A text that cannot be read comes out with nothing found and a warning in the log; it stops no batch.
    """
    columns: dict[str, list[Any]] = {name: [] for name in _NOTHING}
    for read in _each([descriptions], lambda text: read_text(text, rules), _NOTHING):
        for name, value in read.items():
            columns[name].append(value)
    fields = [field for field in READING_FIELDS if field.name in _NOTHING]
    return pa.table([pa.array(columns[field.name], field.type) for field in fields], pa.schema(fields))


def read_postings(table: pa.Table, rules: Rules) -> pa.Table:
    """`table` with the READING columns appended, row for row.

    Needs the columns title and description (strings, nulls allowed); employer_name is used where there is
    one. A row that cannot be read comes out with nothing found; it stops no batch.
    """
    coder = _coder(rules)
    given = [table[name] if name in table.column_names else pa.nulls(table.num_rows) for name in _CODED_BY]
    codes = list(_each(given, coder.code, coder.code(None)))
    read = read_descriptions(table["description"], rules)
    found = {
        "soc_code": [code.soc_code for code in codes],
        "soc_probability": [code.probability for code in codes],
        "soc_runner_up": [code.runner_up for code in codes],
    }
    for field in READING_FIELDS:
        values = read[field.name] if field.name in _NOTHING else pa.array(found[field.name], field.type)
        table = table.append_column(field, values)
    return table


def _each(columns: list[pa.Array], read: Callable[..., Any], nothing: Any) -> Iterator[Any]:
    """`read` of every row of `columns`, `nothing` for one that fails."""
    for number, row in enumerate(zip(*(column.to_pylist() for column in columns), strict=True)):
        try:
            yield read(*row)
        except Exception:
            LOG.warning("row %s could not be read and counts as naming nothing", number, exc_info=True)
            yield nothing
