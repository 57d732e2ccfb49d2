"""Writing the calibrated sample: same bytes for same arguments, text where it is wanted, honest refusals.

What the files hold is the business of `test_sample`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from credscope.errors import CredscopeError
from credscope.sample import records, write, write_sample

DRAWN_ANEW = (
    "quality__deliveries", "vendors__own_credentials", "retirement__still_asked", "microcredentials__demand",
    "microcredentials__claims", "microcredentials__programmes", "degrees__by_education", "degrees__in_lieu",
    "degrees__in_lieu_by_occupation", "degrees__in_lieu_by_company", "sensitivity__keywords_proposed",
    "pathways__next_credential",
)  # fmt: skip
"""Marts of what is drawn row by row, which other stretches draw otherwise; the margins of all others hold."""


def test_text_is_written_for_small_samples_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prevents a full-size sample that fills a disk with prose nobody asked for."""
    monkeypatch.setattr(write, "TEXT_UP_TO_SCALE", 0.00005)
    asked = {
        "small": (0.00005, None),
        "large": (0.0001, None),
        "with": (0.0001, True),
        "without": (0.00005, False),
    }
    for name, (scale, text) in asked.items():
        write_sample(tmp_path / name, scale=scale, text=text)
    assert {n for n in asked if (tmp_path / n / "posting_text").exists()} == {"small", "with"}


def test_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    """Prevents a generator that depends on the clock, on hash order or on what ran before."""

    def digest(folder: Path, number: int) -> str:
        write_sample(folder, scale=0.0001, text=True, seed=number)
        return tree(folder)

    def tree(folder: Path) -> str:
        state = hashlib.sha256()
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            state.update(str(path.relative_to(folder)).encode() + path.read_bytes())
        return state.hexdigest()

    first = digest(tmp_path / "a", 7)
    assert digest(tmp_path / "b", 7) == first
    assert digest(tmp_path / "c", 8) != first
    command = (
        f"from credscope.sample import write_sample; write_sample({str(tmp_path / 'd')!r}, 0.0001, True, 7)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "3"}
    subprocess.run([sys.executable, "-c", command], env=environment, check=True, capture_output=True)
    assert tree(tmp_path / "d") == first


@pytest.mark.parametrize("scale", [0, -1, float("nan"), float("inf"), 1e-9])
def test_impossible_scale_is_refused_in_a_sentence(scale: float, tmp_path: Path) -> None:
    """Prevents an empty or endless sample."""
    with pytest.raises(CredscopeError, match="scale"):
        write_sample(tmp_path, scale=scale)


def test_stretches_and_row_groups_lose_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents rows lost or written twice where a month is made in several stretches, as large ones are."""
    whole = write_sample(tmp_path / "whole", scale=0.0004, text=False)
    monkeypatch.setattr(records, "CHUNK_ROWS", 30)
    monkeypatch.setattr(write, "ROW_GROUP_ROWS", 70)
    parts = write_sample(tmp_path / "parts", scale=0.0004, text=False)
    drawn_anew = dict.fromkeys(DRAWN_ANEW)
    assert {**parts, **drawn_anew} == {**whole, **drawn_anew}
    files = [pq.ParquetFile(path) for path in sorted((tmp_path / "parts" / "job").iterdir())]
    assert sum(file.metadata.num_rows for file in files) == parts["quality__deliveries"][0]["read_count"]
    assert max(file.num_row_groups for file in files) > 1
    ids = {i for file in files for i in file.read(["job_id"])["job_id"].to_pylist()}
    quality = parts["quality__deliveries"][0]
    assert len(ids) == quality["read_count"] - quality["duplicate_count"]
