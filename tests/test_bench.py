"""The benchmark's own arithmetic: a wrong ratio, or a peer that is believed unseen, would be published."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from benchmarks import contest, floors, results, stage, tables
from benchmarks.agreement import compare
from benchmarks.growth import exponent
from benchmarks.measure import measure
from benchmarks.peers import rules
from benchmarks.samples import copied, months, part
from credscope.home import PROJECT_ROOT

MART = {"demand__by_team": (["team"], ["posting_count", "matched_share"])}


def test_the_exponent_is_that_of_the_growth() -> None:
    """An exponent fitted on anything but logarithms would call a quadratic stage linear."""
    assert exponent([(10, 3.0), (100, 30.0), (1000, 300.0)]) == pytest.approx(1)
    assert exponent([(10, 1.0), (100, 100.0)]) == pytest.approx(2)
    assert exponent([(10, 4.0), (1000, 4.0)]) == pytest.approx(0)
    assert exponent([(10, 4.0), (10, 5.0)]) is None


def write_mart(folder: Path, *rows: tuple[str, str, int, float | None]) -> Path:
    folder.mkdir()
    values = ", ".join(f"('{a}', '{b}', {c}, {'null' if d is None else d}::double)" for a, b, c, d in rows)
    duckdb.sql(
        f"copy (from (values {values}) as t(definition_id, team, posting_count, matched_share)) "
        f"to '{folder}/demand__by_team.parquet' (format parquet)"
    )
    return folder


def test_a_peer_that_differs_is_seen(tmp_path: Path) -> None:
    """A peer that counts one posting more, or has other rows, would pass as faster instead of as wrong."""
    released = write_mart(tmp_path / "released", ("d", "all", 10, 0.5), ("d", "product", 4, None))
    same = write_mart(tmp_path / "same", ("d", "product", 4, None), ("d", "all", 10, 0.5 + 5e-10))
    assert compare(released, same, marts=MART) == []
    other = write_mart(tmp_path / "other", ("d", "all", 11, 0.51), ("d", "commercial", 4, None))
    found = {(one.key, one.column): (one.released, one.peer) for one in compare(released, other, marts=MART)}
    assert found == {
        ("d all", "posting_count"): (10, 11),
        ("d all", "matched_share"): (0.5, 0.51),
        ("d commercial", "posting_count"): (None, 4),
        ("d product", "posting_count"): (4, None),
    }
    unknown = write_mart(tmp_path / "unknown", ("d", "all", 10, None), ("d", "product", 4, None))
    assert [one.column for one in compare(released, unknown, marts=MART)] == ["matched_share"]


def test_time_within_steps_counts_once() -> None:
    """Models that dbt runs side by side would be counted twice, and gaps between them as work."""
    assert stage.busy([(0, 2), (1, 3), (5, 6), (5.5, 5.7)]) == 4
    assert stage.busy([]) == 0


def test_the_build_is_whatever_no_other_stage_makes() -> None:
    """A new model outside every stage would never be measured."""
    every = ["deliveries", "postings", "readings", "main/demand__by_year", "rules/teams", "release"]
    keys = [SimpleNamespace(name=name, to_user_string=lambda name=name: name) for name in every]
    chosen = {one: [key.name for key in stage.selected(one, keys)] for one in stage.STAGES}
    assert sorted(name for names in chosen.values() for name in names) == sorted(every)
    assert chosen["build"] == ["main/demand__by_year", "rules/teams"]


def test_a_command_is_measured_with_its_children() -> None:
    """Memory and time of dbt or of Spark's JVM, which are children, would be missing."""
    child = "x = bytearray(60_000_000); import time; time.sleep(0.5); sum(range(10**6))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('{{\"a\": 1}}')"
    cost = measure([sys.executable, "-c", code])
    assert cost.error is None and cost.said == {"a": 1}
    assert cost.seconds > 0.5 and cost.cpu_seconds > 0 and cost.peak_bytes > 60_000_000
    assert "code 3" in (measure([sys.executable, "-c", "raise SystemExit(3)"]).error or "")


def test_a_peer_that_needs_too_much_memory_is_stopped() -> None:
    """A peer larger than the machine would take it down instead of being reported."""
    greedy = "x = bytearray(200_000_000)\nimport time\nwhile True: time.sleep(1)"
    cost = measure([sys.executable, "-c", greedy], memory_limit=100_000_000)
    assert "needs more" in (cost.error or "")


def test_every_peer_has_a_script_of_its_own(tmp_path: Path) -> None:
    """Fails when a tuned peer is run under the name of the straightforward one, or one has no script."""
    scripts = {Path(contest.command(peer, tmp_path, tmp_path)[1]) for peer in contest.PEERS}
    assert len(scripts) == len(contest.PEERS) == 4
    assert all(script.is_file() for script in scripts)


def test_peers_follow_the_seeds() -> None:
    """A rule that the peers read otherwise than the warehouse would make every comparison fail."""
    assert rules.normalise_employer("The Amazon.com, Inc.") == "amazon com"
    assert rules.normalise_employer("Apple Bank Company Ltd") == "apple bank"
    assert [company for company, *_ in rules.owners("GITHUB Inc")] == ["Microsoft"]
    assert rules.owners("Amazonia") == []
    assert rules.occupation("onet_soc_2019", "15-1299.08") == ("15-1299", "15-1299.08")
    assert rules.occupation("soc_2010", "11-9199")[0] is None
    assert rules.occupation(None, "15-1299") == (None, None)
    assert rules.credential("   ") is None
    assert rules.credential("Certified Ice Carver") == "uncatalogued:certified_ice_carver"
    assert rules.described(["Certified Ice Engineer"]) == {
        "uncatalogued:certified_ice_engineer": ("Certified Ice Engineer", True, False)
    }
    assert rules.is_explicit_ai("Machine Learning Engineer") and not rules.is_explicit_ai("Data Engineer")


def test_a_month_is_a_delivery_of_its_own(tmp_path: Path) -> None:
    """A history that already holds the new month would make that month look free."""
    whole = tmp_path / "whole"
    for table in ("job", "skill"):
        (whole / table).mkdir(parents=True)
        for month in ("2020-11", "2020-12"):
            (whole / table / f"{month}.parquet").write_text(f"{table} {month}")
    (whole / "layout.json").write_text(json.dumps({"delivered_on": "2021-06-30", "layout": "burning_glass"}))
    assert months(whole) == ["2020-11", "2020-12"]
    one = part(whole, ["2020-12"], tmp_path / "one", days_later=31)
    assert sorted(str(file.relative_to(one)) for file in one.rglob("*.parquet")) == [
        "job/2020-12.parquet",
        "skill/2020-12.parquet",
    ]
    assert json.loads((one / "layout.json").read_text())["delivered_on"] == "2021-07-31"
    (one / "state.db").write_text("before")
    twin = copied(one, tmp_path / "twin")
    (twin / "state.db").write_text("after")
    assert (one / "state.db").read_text() == "before"


def test_tables_land_between_the_marks(tmp_path: Path) -> None:
    """Writing the page anew would eat what people wrote around the tables, or stack them up."""
    page = tmp_path / "page.md"
    page.write_text(f"before\n{results.BEGIN}\nold\n{results.END}\nafter\n")
    figures = {
        "seconds": 2.0,
        "inside_seconds": 1.0,
        "cpu_seconds": 3.0,
        "peak_bytes": 2e9,
        "read_bytes": None,
    }
    record = {
        "machine": {"processor": "P", "cores": 2, "memory_bytes": 2**34, "python": "3.11", "revision": None,
                    "date": "2026-01-01"},
        "scale": 0.5, "rows": 100, "generated": figures,
        "stages": [{"stage": name, "rows": 100, **figures} for name in stage.STAGES],
        "floors": {"build": {"kind": "scan", **figures, "seconds": 0.5}},
        "peers": [
            {"peer": "pandas", **figures, "work_seconds": 5.0},
            {"peer": "spark", "missing": "no Java"},
        ],
    }  # fmt: skip
    results.save(tmp_path / "results", "scale", record)
    for _ in range(2):
        results.write_page(tmp_path / "results", page)
    text = page.read_text()
    assert text.startswith("before\n") and text.endswith("after\n") and "old" not in text
    assert text.count("### Scale 0.5") == 1
    assert "| build | 100 | 4.0 | 2.0 |" in text
    assert "| pandas | 1.0 | 5.0 | 1.0 |" in text and "no Java" in text


def test_growth_needs_two_sizes() -> None:
    """One size alone would be printed as an exponent."""
    assert "n/a" in tables.growth([{"rows": 1, "stages": []}])


def test_the_floor_reads_what_the_build_reads() -> None:
    """A floor over fewer columns than the build reads would flatter nobody and mislead all."""
    staged = (PROJECT_ROOT / "dbt_project" / "models" / "staging" / "stg_postings.sql").read_text()
    assert set(re.findall(r"^ {8}(\w+),?$", staged, flags=re.MULTILINE)) == set(floors.BUILD_COLUMNS)
