"""The benchmark of titles: what is compared, with a stand-in for the peer that nobody must install."""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.titles import agreement, distinct, run

TITLES = ["Data Scientist", "Registered Nurse", "Zzyx"]


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """An importable `sockit.title` with `body` as its search, in the interpreter that runs the tests."""
    package = folder / "sockit"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "title.py").write_text(
        f"def clean(title):\n    return title\n\ndef search(title):\n    {body}\n\n"
        "def sort(found):\n    return found\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.setenv("SOCKIT_PYTHON", sys.executable)


def test_both_are_measured_on_the_same_titles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when the ratio is not that of the two speeds, or an abstention counts as disagreement."""
    stand_in(tmp_path, monkeypatch, "return [] if title == 'Zzyx' else [{'soc': '15-2051'}]")
    said = run(TITLES, repeats=1)
    assert said["title_count"] == 3
    assert (said["same_code_share"], said["same_minor_group_share"]) == (0.5, 0.5)
    assert said["abstained_share"] == said["sockit_abstained_share"] == pytest.approx(1 / 3, abs=1e-3)
    by_hand = said["titles_per_second"] / said["sockit_titles_per_second"]
    assert said["ratio"] == pytest.approx(by_hand, abs=0.01)


def test_a_peer_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when a broken peer looks like a slow one."""
    stand_in(tmp_path, monkeypatch, "raise RuntimeError('no data')")
    with pytest.raises(RuntimeError, match="sockit failed"):
        run(TITLES, repeats=1)


def test_without_the_peer_our_figures_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when the benchmark needs what most developers may not install."""
    monkeypatch.delenv("SOCKIT_PYTHON", raising=False)
    said = run(distinct([]), repeats=1)
    assert said["titles_per_second"] > 0 and "ratio" not in said


def test_titles_are_taken_once(tmp_path: Path) -> None:
    """Fails when frequent titles, answered from memory, make the coder look fast."""
    file = tmp_path / "titles.parquet"
    pq.write_table(pa.table({"title": ["Nurse", " Nurse ", None, "Two\nlines", ""]}), file)
    assert distinct([file]) == ["Nurse", "Two lines"]
    assert agreement(["15-2051", None], [None, "15-2051"])["same_code_share"] == 0.0
