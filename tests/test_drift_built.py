"""Drift from the files of a lake to the gate before a release: what stops, and what lets it through."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dbt_fixture import SOURCE, posting, query, run_dbt, write_home

from credscope.acknowledging import ACKNOWLEDGED
from credscope.home import Home
from orchestration.batches import mart_batch
from orchestration.expectations import Auditor, Verdict

ROWS = 120
MONTHS = [date(2019 + number // 12, number % 12 + 1, 3) for number in range(16)]
MISSING, FIVEFOLD, HALVED, LATEST = MONTHS[9], MONTHS[12], MONTHS[13], MONTHS[15]
COUNTS = {MISSING: 0, FIVEFOLD: 5 * ROWS, LATEST: ROWS // 5}
ONET = {"occupation_code": "15-1252.00", "occupation_scheme": "onet_soc_2019"}


def postings() -> list[dict[str, Any]]:
    """Sixteen months of a steady source, but for the four that are named above."""
    rows: list[dict[str, Any]] = []
    for day in MONTHS:
        for place in range(COUNTS.get(day, ROWS)):
            named = f"Works {place}" if day != HALVED or place % 2 else None
            number = len(rows)
            rows.append(
                posting(number, f"p{number}", "Engineer", posted_date=day, employer_name=named,
                        description="A text.", credential_names=["PMP"], **ONET)
            )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    scratch = tmp_path_factory.mktemp("drift")
    home = write_home(scratch / "home", postings(), [])
    return run_dbt(home, scratch, "build", "--exclude-resource-type", "unit_test")


@pytest.fixture(scope="module")
def again(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds what follows from acknowledgements: places with the value each was given for."""

    def build(**values: float) -> Path:
        scratch = tmp_path_factory.mktemp("again")
        shutil.copyfile(built, scratch / built.name)
        rows = [
            dict(
                zip(
                    ACKNOWLEDGED.names,
                    (SOURCE, *place.split("_", 1), value, "known", "P", LATEST),
                    strict=True,
                )
            )
            for place, value in values.items()
        ]
        pq.write_table(pa.Table.from_pylist(rows, ACKNOWLEDGED), scratch / "acknowledged.parquet")
        return run_dbt(
            Home(built.parent / "home"), scratch, "run", "--select", "stg_acknowledgements+",
            CREDSCOPE_ACKNOWLEDGED=str(scratch / "acknowledged.parquet"),
        )  # fmt: skip

    return build


def audited(build_file: Path) -> Verdict:
    auditor = Auditor(build_file)
    try:
        return auditor.audit("quality__drift", mart_batch("quality__drift"))
    finally:
        auditor.close()


def found(build_file: Path, verdict: str) -> list[tuple[Any, ...]]:
    return query(build_file, f"""
        select posted_month, measure, measured_value, expected_value from quality__drift
        where verdict = '{verdict}' order by all
    """)  # fmt: skip


def first(day: date) -> date:
    return day.replace(day=1)


def test_only_the_planted_months_drift(built: Path) -> None:
    """Prevents a jump, a lost column or a missing month from passing, and a steady one from stopping."""
    assert found(built, "stopped") == [
        (first(MISSING), "volume", 0, ROWS),
        (first(FIVEFOLD), "volume", 5 * ROWS, ROWS),
        (first(HALVED), "employer_share", 0.5, 1),
    ]
    assert found(built, "warned") == [(first(LATEST), "volume", ROWS // 5, ROWS)]


def test_the_gate_names_what_it_stops(built: Path) -> None:
    """Prevents a blocked release whose reason has to be looked for in tables."""
    verdict = audited(built)
    assert not verdict.passed
    assert f"(3 failing rows): {SOURCE} 2020-02, employer_share: 50.0 % against 100.0 %" in verdict.sentence
    assert verdict.examples[1] == {
        "expectation": "no_month_stopped",
        "finding": f"{SOURCE} 2020-01, volume: 600 against 120 in the months before",
        "let_through": f"credscope acknowledge --source {SOURCE} --month 2020-01 --measure volume "
        '--reason "…"',
    }


def test_what_is_acknowledged_passes(again: Callable[..., Path]) -> None:
    """Prevents a release from being blocked by what a person let through, or let through without a trace."""
    told = {"2019-10_volume": 0.0, "2020-01_volume": 5.0 * ROWS, "2020-02_employer_share": 0.5}
    build_file = again(**told)
    verdict = audited(build_file)
    assert verdict.passed and [miss.name for miss in verdict.misses] == ["no_month_warned"]
    reasons = query(build_file, "select count(*) from quality__drift where acknowledged_reason = 'known'")
    assert reasons == [(3,)]


def test_what_drifts_further_stops_again(again: Callable[..., Path]) -> None:
    """Prevents an acknowledgement of a small drift from letting any larger one through."""
    told = {"2019-10_volume": 0.0, "2020-01_volume": 4.9 * ROWS, "2020-02_employer_share": 0.51}
    verdict = audited(again(**told))
    assert [miss.count for miss in verdict.misses if miss.severity == "critical"] == [2]
