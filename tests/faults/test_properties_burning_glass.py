"""Generated deliveries in the Burning Glass layout: its tables joined by job_id, as CSV and as Parquet."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import make
from generating import CELLS, FULL, Shape, shapes, tries
from hypothesis import given
from hypothesis import strategies as st
from staged_properties import assert_sound, quarantine_of, rows_of, same

from credscope.home import Home
from credscope.intake import stage
from credscope.sources import detect

IDS = st.one_of(st.integers(0, 300).map(str), CELLS)
JOB = {
    "job_id": IDS,
    "retrieval_date": st.one_of(st.sampled_from(["2015-06-10", "2015-07-31", "2015-13-01", ""]), CELLS),
    "clean_job_title": st.one_of(st.sampled_from(["Network Administrator", " "]), CELLS),
    "canon_employer": CELLS,
    "canon_city": st.one_of(st.just("Dayton"), CELLS),
    "canon_state": st.one_of(st.just("Ohio"), CELLS),
    "record_country": st.one_of(st.just("USA"), CELLS),
    "occupation_code": st.one_of(st.just("15-1142.00"), CELLS),
    "canon_minimum_degree": st.one_of(st.just("Bachelor's"), CELLS),
    "canon_preferred_degree": CELLS,
    "import_time": st.just("2015-08-01 03:00:00"),
}
NAMED = {"job_id": IDS, "canon_certification": st.one_of(st.sampled_from(["CCNA", " CCNA", "PMP"]), CELLS)}
SKILL = {"job_id": IDS, "skill_cluster": CELLS}
TEXT = {"job_id": IDS, "body": CELLS, "salary_min": CELLS, "salary_max": CELLS, "salary_unit": CELLS}
HEAD = 700
"""Sound rows before the others: a file whose first 4096 bytes hold a NUL is refused as no text."""
ROWS = 8000 if FULL else 2500


def test_both_forms_join_the_same(tried: Callable[..., None]) -> None:
    """Prevents an odd id from losing or doubling a posting, or from giving it another one's credentials."""
    counted: Counter[str] = Counter()

    @tries(part=3, full=30)
    @given(shapes(JOB, ROWS), shapes(NAMED, ROWS), shapes(SKILL, ROWS), shapes(TEXT, ROWS))
    def check(job: Shape, certification: Shape, skill: Shape, text: Shape) -> None:
        sound = {name: value for name, value in make.job(1).items() if name in JOB}
        jobs = [sound] * HEAD + job.expanded()
        named = [{"job_id": "1", "canon_certification": "CCNA"}] * HEAD + certification.expanded()
        skills = [{"job_id": "1", "skill_cluster": "Networking"}] * HEAD + skill.expanded()
        texts = [dict.fromkeys(TEXT, "a text of a job")] * HEAD + text.expanded()
        counted["rows"] += 2 * sum(map(len, (jobs, named, skills, texts)))
        with tempfile.TemporaryDirectory() as folder:
            found = {
                form: staged(Path(folder), [jobs, named, skills, texts], form) for form in ("csv", "parquet")
            }
        accepted, quarantined = found["csv"]
        assert same(accepted, found["parquet"][0]) == []
        assert same(quarantined, found["parquet"][1]) == []
        held: dict[str, set[str]] = {}
        for row in named:
            if name := row["canon_certification"].strip(" "):
                held.setdefault(row["job_id"], set()).add(name)
        for row in accepted.select(["row_number", "credential_names"]).to_pylist():
            names = row["credential_names"]
            assert sorted(names) == sorted(held.get(jobs[row["row_number"]]["job_id"], ()))

    check()
    tried("a generated row of a table of Burning Glass", counted["rows"])


def staged(folder: Path, tables: list[list[dict[str, Any]]], form: str) -> tuple[Any, Any]:
    """Accepted and quarantined rows of a delivery in a form, after it was looked at by itself."""
    cells = [[{name: cell or "" for name, cell in row.items()} for row in rows] for rows in tables]
    delivery = detect(make.burning_glass(folder / form / "delivery", *cells, form=form))
    held = stage(delivery, Home(folder / form / "home"))
    assert_sound(held, delivery, len(tables[0]))
    return rows_of(held), quarantine_of(held)
