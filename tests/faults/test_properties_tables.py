"""Generated tables in the contract's own columns and in Lightcast's, as CSV, JSON Lines and Parquet."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import make
import pytest
from generating import CELLS, FULL, Shape, shapes, tries
from hypothesis import given
from hypothesis import strategies as st
from staged_properties import assert_sound, quarantine_of, rows_of, same
from taking import DAY

from credscope import judging
from credscope.home import Home
from credscope.intake import stage
from credscope.sources import detect

TITLES: dict[str, str | None] = {
    "Data Engineer": None, "  Network\tAdministrator ": None, "C++ & C# Developer": None,
    "": judging.BLANK_TITLE, " \u00a0 ": judging.BLANK_TITLE, "<p> </p>": judging.BLANK_TITLE,
}  # fmt: skip
DAYS: dict[str, str | None] = {
    "2021-03-05": None, "2021-06-30T23:59:59Z": None, "3/25/2021": None, "March 5, 2021": None,
    "1990-01-01": None, "2021-07-01": None, "": judging.NO_DATE, "\u3000": judging.NO_DATE,
    "soon": judging.UNREADABLE_DATE, "2021-02-30": judging.UNREADABLE_DATE,
    "0000-00-00": judging.UNREADABLE_DATE,
    "1989-12-31": judging.EARLY_DATE, "2021-07-02": judging.LATE_DATE, "9999-12-31": judging.LATE_DATE,
}  # fmt: skip
"""Cells whose verdict is known; what else hypothesis thinks of may be judged either way."""

COLUMNS = {
    "source_posting_id": st.one_of(st.none(), CELLS),
    "title": st.one_of(st.sampled_from([*TITLES]), CELLS),
    "posted_date": st.one_of(st.sampled_from([*DAYS]), CELLS),
    "employer_name": st.one_of(st.just("Invented Works, Inc."), CELLS),
    "location_text": st.one_of(
        st.sampled_from(["Springfield, IL", "Remote", "Toronto, Ontario, Canada"]), CELLS
    ),
    "state": st.one_of(st.none(), CELLS),
    "description": st.one_of(
        st.sampled_from(["<p>Security+</p> mail a@b.com", "call 212-555-0100 now"]), CELLS
    ),
    "occupation_code": st.one_of(st.just("15-1252"), CELLS),
    "credential_names": st.one_of(st.sampled_from(["CCNA|PMP", "CCNA||CCNA"]), CELLS),
    "salary_min": st.one_of(st.sampled_from(["$1,234.50", "85.000", "0", "41"]), CELLS),
    "salary_max": st.one_of(st.sampled_from(["90k", "-5", "41"]), CELLS),
}
LIGHTCAST = {
    "source_posting_id": "ID", "title": "TITLE_RAW", "posted_date": "POSTED", "employer_name": "COMPANY_NAME",
    "location_text": "CITY_NAME", "state": "STATE_NAME", "description": "BODY", "occupation_code": "ONET",
    "credential_names": "CERTIFICATIONS_NAME", "salary_min": "SALARY_FROM", "salary_max": "SALARY_TO",
}  # fmt: skip
SOUND = dict.fromkeys(COLUMNS, "") | {"title": "Data Engineer", "posted_date": "2021-03-25"}
HEAD = 200
"""Sound rows before the others: a file whose first 4096 bytes hold a NUL is refused as no text."""
FORMS = {"csv": make.write_csv, "jsonl": make.write_jsonl, "parquet": make.write_parquet}


@pytest.mark.parametrize("names", [pytest.param({}, id="contract"), pytest.param(LIGHTCAST, id="lightcast")])
def test_every_form_of_a_table_says_the_same(names: dict[str, str], tried: Callable[..., None]) -> None:
    """Prevents a cell from breaking a delivery, losing its row, or reading otherwise in another form."""
    counted: Counter[str] = Counter()

    @tries(part=3, full=16)
    @given(shapes(COLUMNS, 15_000 if FULL else 5_000))
    def check(shape: Shape) -> None:
        rows = [SOUND] * HEAD + shape.expanded()
        counted["rows"] += len(FORMS) * len(rows)
        with tempfile.TemporaryDirectory() as folder:
            found = {form: staged(Path(folder), rows, form, names) for form in FORMS}
        accepted, quarantined = found["csv"]
        for form in ("jsonl", "parquet"):
            assert same(accepted, found[form][0]) == [], form
            assert same(quarantined, found[form][1]) == [], form
        reasons = dict(zip(*quarantined.select(["row_number", "reason"]).to_pydict().values(), strict=True))
        for number, row in enumerate(rows):
            if row["title"] in TITLES and row["posted_date"] in DAYS:
                assert reasons.get(number) == (TITLES[row["title"]] or DAYS[row["posted_date"]]), row

    check()
    tried("a generated row of a table", counted["rows"])


def staged(folder: Path, rows: list[dict[str, Any]], form: str, names: dict[str, str]) -> tuple[Any, Any]:
    """Accepted and quarantined rows of a delivery in a form, after it was looked at by itself."""
    named = [{names.get(name, name): cell for name, cell in row.items()} for row in rows]
    delivery = detect(FORMS[form](folder / f"{form}.{form}", named), source="generated", delivered=DAY)
    held = stage(delivery, Home(folder / form))
    assert_sound(held, delivery, len(rows))
    return rows_of(held), quarantine_of(held)
