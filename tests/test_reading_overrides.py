"""Decisions of a person about titles and names: they win over what is read, and readings know of them."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from credscope.errors import CredscopeError
from credscope.home import SEEDS
from credscope.reading import read_postings, read_text
from credscope.rules import Rules


def decided(folder: Path, seed: str, *row: str) -> Path:
    """A copy of the seeds with one more row in rules/`seed`."""
    seeds = folder / "seeds"
    if not seeds.exists():
        shutil.copytree(SEEDS, seeds)
    with (seeds / "rules" / f"{seed}.csv").open("a", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerow([*row, "Invented.", "2026-11"])
    return seeds


def test_a_decided_title_wins_over_lexicon_and_duties(tmp_path: Path) -> None:
    """Fails when a correction is ignored, depends on case or blanks, or reaches another title."""
    rules = Rules.load(decided(tmp_path, "title_overrides", "Software  engineer, Mill", "51-4041"))
    table = pa.table(
        {
            "title": ["SOFTWARE ENGINEER, MILL", "Software Engineer, Mills"],
            "description": ["Software development in Java and Python."] * 2,
        }
    )
    read = read_postings(table, rules).to_pylist()
    assert [row["soc_code"] for row in read] == ["51-4041", "15-1252"]
    assert (read[0]["soc_probability"], read[0]["soc_runner_up"]) == (1.0, None)


def test_a_decided_name_becomes_the_credential_or_nothing(tmp_path: Path) -> None:
    """Fails when a correction of a credential is ignored, or a credential comes twice by it."""
    text = "Certified Basket Weaver (CBW) required. Certified Boat Painter preferred. PMP required."
    names = [found["name"] for found in read_text(text, Rules.load())["credentials"]]
    assert {"Certified Basket Weaver (CBW)", "Certified Boat Painter"} < set(names)
    decided(tmp_path, "credential_overrides", "certified basket weaver (CBW)", "pmp")
    rules = Rules.load(
        decided(tmp_path, "credential_overrides", "Certified Boat Painter", "not_a_credential")
    )
    found = read_text(text, rules)["credentials"]
    assert [(each["credential_id"], each["surface"]) for each in found] == [
        ("pmp", "Certified Basket Weaver (CBW)")
    ]


@pytest.mark.parametrize(
    ("seed", "row"),
    [
        ("title_overrides", ("Zzyx", "15-2051")),
        ("credential_overrides", ("Zzyx Certification", "not_a_credential")),
        ("duty_occupations", ("zzyx", "", "15-2051", "1")),
        ("title_occupations", ("zzyx", "15-2051", "0.9")),
        ("occupation_calibration", ("0.1", "0.1", "30", "Invented.")),
    ],
)
def test_every_seed_of_the_coder_changes_the_version(tmp_path: Path, seed: str, row: tuple[str, ...]) -> None:
    """Fails when months would keep readings that were made before a rule was changed."""
    assert Rules.load(decided(tmp_path, seed, *row)).version != Rules.load().version


@pytest.mark.parametrize(
    ("seed", "row", "sentence"),
    [
        ("title_overrides", ("Zzyx", "99-9999"), "'Zzyx' is given the soc_code '99-9999'"),
        ("credential_overrides", ("Zzyx", "no_such_id"), "'Zzyx' is given the credential_id 'no_such_id'"),
        ("title_overrides", ("foia analyst", "15-2051"), "in two ways"),
        ("duty_occupations", ("zzyx", "", "15-2051", "much"), "weight 'much', which is no number"),
    ],
)
def test_a_decision_that_cannot_hold_is_named(
    tmp_path: Path, seed: str, row: tuple[str, ...], sentence: str
) -> None:
    """Fails when a mistyped code passes in silence and the title is coded as before."""
    with pytest.raises(CredscopeError, match=sentence):
        Rules.load(decided(tmp_path, seed, *row))
