"""Linking measured on what the sample plants: copies of four kinds, and jobs that only look like copies."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from ads import link_all, linked
from taking import take

from credscope.home import Home
from credscope.sample import write_sample
from credscope.sample.copies import LEFT_OUT

SCALE = 0.001
PRECISION, RECALL = 0.98, 0.95


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """(kind, original) by planted copy, and the original by linked posting that is left out for it."""
    folder = tmp_path_factory.mktemp("sample")
    planted = write_sample(folder / "delivery", scale=SCALE, text=True)["copies"]
    home = Home(folder / "home")
    take(folder / "delivery", home, delivered=None)
    link_all(home)
    links = {
        number: original for number, (original, reason, _) in linked(home).items() if reason != "other_city"
    }
    return {str(one["job_id"]): (one["kind"], str(one["copy_of"])) for one in planted}, links


def test_nearly_all_that_is_linked_was_planted(
    found: tuple[dict[str, tuple[str, str]], dict[str, str]],
) -> None:
    """Prevents other jobs from the same template at the same place from being left out of every count."""
    planted, links = found
    right = sum(_kind(planted, *pair) in LEFT_OUT for pair in links.items())
    assert len(links) > 400 and right / len(links) >= PRECISION
    assert all(_kind(planted, *pair) for pair in links.items()), "postings that copy nothing are linked"


@pytest.mark.parametrize(
    "kinds", [LEFT_OUT, *((kind,) for kind in LEFT_OUT)], ids=lambda kinds: "+".join(kinds)
)
def test_nearly_all_that_was_planted_is_linked(
    kinds: tuple[str, ...], found: tuple[dict[str, tuple[str, str]], dict[str, str]]
) -> None:
    """Prevents copies of one kind from being counted as jobs because the others are found."""
    planted, links = found
    wanted = sum(kind in kinds for kind, _ in planted.values())
    seen = sum(_kind(planted, *pair) in kinds for pair in links.items())
    assert wanted > 100 and seen / wanted >= (RECALL if len(kinds) > 1 else 0.92)


def test_what_only_looks_like_a_copy_is_planted_too(
    found: tuple[dict[str, tuple[str, str]], dict[str, str]],
) -> None:
    """Prevents a precision that is measured where nothing could be mistaken."""
    planted, _ = found
    kinds = Counter(kind for kind, _ in planted.values())
    assert kinds["other_job"] > 50 and kinds["other_city"] > 30


def test_copies_change_no_count_of_ai_postings(tmp_path: Path) -> None:
    """Prevents planted copies from being dealt out of the brief's own postings."""
    with_text = write_sample(tmp_path / "with", scale=0.0001, text=True)
    without = write_sample(tmp_path / "without", scale=0.0001, text=False)
    assert with_text["copies"] and "copies" not in without
    assert with_text["demand__by_month"] == without["demand__by_month"]
    told, bare = (sample["quality__deliveries"][0] for sample in (with_text, without))
    assert told["accepted_count"] - bare["accepted_count"] == len(with_text["copies"])
    assert json.loads((tmp_path / "with" / "planted.json").read_text())["copies"] == with_text["copies"]


def _kind(planted: dict[str, tuple[str, str]], one: str, other: str) -> str:
    """What was planted of two linked postings, empty for nothing; on one day either may be the original."""
    for copy, original in ((one, other), (other, one)):
        kind, copied = planted.get(copy, ("", ""))
        if copied == original:
            return kind
    return ""
