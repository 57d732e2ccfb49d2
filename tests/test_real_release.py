"""Real postings all the way to a release, where a folder of them lies beside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from credscope.home import PROJECT_ROOT

CORPUS = PROJECT_ROOT.parent / "shared" / "real" / "linkedin_us_2024.parquet"
ROWS = 600

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="no real postings lie beside the checkout")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release made of the first rows of a real corpus, by the command line."""
    folder = tmp_path_factory.mktemp("real")
    slice_ = folder / "linkedin_slice.parquet"
    pq.write_table(pq.read_table(CORPUS).slice(0, ROWS), slice_)
    for arguments in (["ingest", str(slice_)], ["refresh"]):
        done = subprocess.run(
            [sys.executable, "-m", "credscope.cli", *arguments],
            env={**os.environ, "CREDSCOPE_HOME": str(folder / "home")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return folder / "home"


def test_every_row_is_accounted_for(home: Path) -> None:
    """Rows of a real file lost on the way."""
    mart = home / "releases" / "current" / "marts" / "quality__deliveries.parquet"
    read, accepted, quarantined, duplicates, coded, abstained = duckdb.execute(
        "select sum(read_count), sum(accepted_count), sum(quarantined_count), sum(duplicate_count), "
        "sum(coded_count), sum(abstained_count) from read_parquet(?)",
        [str(mart)],
    ).fetchall()[0]
    assert read == ROWS == accepted + quarantined
    assert accepted == duplicates + coded + abstained


def test_text_alone_gives_matched_postings(home: Path) -> None:
    """A source without a field for credentials that counts delivered names only, which are none."""
    mart = home / "releases" / "current" / "marts" / "demand__by_team.parquet"
    postings, matched = duckdb.execute(
        "select posting_count, matched_posting_count from read_parquet(?) "
        "where definition_id = 'cset_2021' and team = 'all'",
        [str(mart)],
    ).fetchall()[0]
    assert 0 < matched < postings <= ROWS


def test_no_contact_data_is_stored(home: Path) -> None:
    """Personal data that stays in the lake."""
    found = duckdb.execute(
        r"select count(*) from read_parquet(?) where regexp_matches(description, '[\w.]+@[\w-]+\.[a-z]{2,}')",
        [str(home / "lake" / "postings" / "*" / "*.parquet")],
    ).fetchall()[0][0]
    assert found == 0
