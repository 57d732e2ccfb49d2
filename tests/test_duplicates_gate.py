"""The gate before the links: months get past it together when they pass their suite, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from ads import ad, deliver, linked

from credscope.duplicates.links import stale_months
from credscope.duplicates.rules import Rules
from credscope.home import Home
from orchestration import duplicates_gate
from orchestration.duplicates_gate import link_through_gate
from orchestration.expectations import Miss, Verdict


def test_what_passes_is_put_in_place_and_what_fails_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prevents links that missed their suite from taking the place of those that passed, and leftovers."""
    home, rules = Home(tmp_path / "home"), Rules.load()
    deliver(home, tmp_path / "a", "board_a", [ad("a1", "2021-03-01"), ad("a2", "2021-03-20")])
    counts, verdict = link_through_gate(home, stale_months(home, rules), rules)
    assert counts == {"2021-03": 1} and verdict.passed and verdict.met
    assert linked(home) == {"a2": ("a1", "repost", 19)}
    before = home.link_month("2021-03").read_bytes()
    deliver(home, tmp_path / "b", "board_b", [ad("b1", "2021-03-10")])
    missed = Verdict("duplicates", (), (Miss("row_once", "critical", "a row is linked once"),))
    monkeypatch.setattr(duplicates_gate, "audit_counts", lambda *_: missed)
    _, verdict = link_through_gate(home, stale_months(home, rules), rules)
    assert not verdict.passed and home.link_month("2021-03").read_bytes() == before
    assert stale_months(home, rules) == ["2021-03"] and not list(home.staging.glob("duplicates-*"))


def test_months_without_links_need_no_audit(tmp_path: Path) -> None:
    """Prevents months in which nothing repeats from waiting for Great Expectations to look at no row."""
    home, rules = Home(tmp_path / "home"), Rules.load()
    deliver(home, tmp_path, "board", [ad("one", "2021-03-01")])
    counts, verdict = link_through_gate(home, ["2021-03"], rules, auditor=lambda: pytest.fail("asked"))
    assert counts == {"2021-03": 0} and verdict.passed and stale_months(home, rules) == []
