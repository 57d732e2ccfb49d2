"""The gate before the readings: a portion of months gets past it when it passes its suite, or not at all."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from credscope.contract import LAKE
from credscope.home import Home
from credscope.readings import read_month, stale_months
from credscope.rules import Rules
from orchestration import reading_gate
from orchestration.expectations import Auditor, Miss, Verdict
from orchestration.reading_gate import ReadingGate

CODED = {"title": "Data Scientist", "occupation_code": "15-2051", "occupation_scheme": "soc_2018"}
READ = CODED | {"description": "PMP required."}


def write_month(home: Home, month: str, rows: list[dict[str, str]]) -> None:
    columns = {field.name: pa.array([row.get(field.name) for row in rows], pa.string()) for field in LAKE}
    columns["delivery_id"] = pa.array([month] * len(rows))
    columns["row_number"] = pa.array(range(len(rows)), pa.int64())
    columns["posting_id"] = pa.array([f"p{number}" for number in range(len(rows))])
    path = home.posting_month("invented", month)
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns).replace_schema_metadata({b"credscope.key": month.encode()}), path)


def test_months_with_nothing_to_read_need_no_audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when years of coded postings without text wait for Great Expectations to look at no row."""
    home, rules = Home(tmp_path), Rules.load()
    for month in ("2021-03", "2021-04"):
        write_month(home, month, [CODED] * 3)
    monkeypatch.setattr(reading_gate, "Auditor", None)
    months = stale_months(home, rules)
    ((pairs, verdict),) = ReadingGate(home, rules).read(months)
    assert pairs == months and verdict.passed
    assert stale_months(home, rules) == [] and not list(home.staging.glob("*"))


def test_what_fails_leaves_the_readings_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when a reading that missed its suite takes the place of one that passed."""
    home, rules = Home(tmp_path), Rules.load()
    write_month(home, "2021-03", [READ])
    read_month(home, "invented", "2021-03", rules)
    before = home.reading_month("invented", "2021-03").read_bytes()
    write_month(home, "2021-03", [READ, READ])
    missed = Verdict("readings", (), (Miss("row_once", "critical", "a row is read once"),))
    monkeypatch.setattr(reading_gate, "audit_counts", lambda *_: missed)
    ((_, verdict),) = ReadingGate(home, rules).read([("invented", "2021-03")])
    assert not verdict.passed and home.reading_month("invented", "2021-03").read_bytes() == before


def test_what_passes_is_put_in_place_in_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when a portion is audited against the rows of another, or is lost between two of them."""
    home, rules, shared = Home(tmp_path), Rules.load(), Auditor()
    for month in ("2021-03", "2021-04", "2021-05"):
        write_month(home, month, [CODED, READ, READ])
    monkeypatch.setattr(reading_gate, "ROWS_PER_PORTION", 3)
    monkeypatch.setattr(reading_gate, "Auditor", lambda: shared)
    portions = list(ReadingGate(home, rules).read(stale_months(home, rules)))
    assert [len(pairs) for pairs, _ in portions] == [2, 1]
    assert all(verdict.misses == () and verdict.met for _, verdict in portions)
    assert stale_months(home, rules) == []
