"""The brief at a tenth of its size through the whole pipeline: every mart equals what was planted.

At this scale the big tech tables hold in full, so their cells are real numbers and no zeros and ones.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from planted_marts import KEYS, Record, assert_mart_is_planted, credscope, measured, planted_marts

from credscope.sample import write_sample

SCALE = 0.1
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("replication") / "delivery"
    write_sample(folder, scale=SCALE, text=False)
    return folder


@pytest.fixture(scope="module")
def planted(delivery: Path) -> dict[str, list[Record]]:
    return planted_marts(delivery / "planted.json")


@pytest.fixture(scope="module")
def release(delivery: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release after the delivery was ingested and refreshed by the command line."""
    home = tmp_path_factory.mktemp("replication") / "home"
    for arguments in (("ingest", str(delivery)), ("refresh",)):
        done = credscope(home, *arguments)
        assert done.returncode == 0, done.stderr
    return home / "releases" / "current"


@pytest.mark.parametrize("mart", sorted(KEYS))
def test_mart_equals_what_was_planted(mart: str, release: Path, planted: dict[str, list[Record]]) -> None:
    """Prevents a count that holds for a small delivery and is lost where months have many row groups."""
    assert_mart_is_planted(release, mart, planted[mart])


def test_big_tech_holds_the_printed_counts(release: Path) -> None:
    """Prevents big tech from passing because its cells are too small to be wrong."""
    cells = [
        row
        for row in measured(release, "replication__published")
        if row["exhibit"] in ("table_a2", "table_5")
    ]
    assert len(cells) == 38
    assert all(row["difference"] == 0 for row in cells)
    assert min(row["measured_value"] for row in cells if "count" in row["cell"]) > 300


def test_published_counts_stand_beside_the_measured_ones_scaled(delivery: Path, release: Path) -> None:
    """Prevents a sample that is shown beside figures of another size, or that drifts from the brief's."""
    layout = json.loads((delivery / "layout.json").read_text())
    assert (layout["scale"], layout["big_tech_scale"]) == (SCALE, 1.0)
    compared = 0
    for row in measured(release, "replication__published"):
        if row["exhibit"].startswith("table") and "count" in row["cell"]:
            assert abs(row["measured_value"] - row["scaled_published_value"]) < 1, row
            compared += 1
    assert compared == 99
