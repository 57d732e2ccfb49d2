"""The lock of rules and gates: nothing is built by rules that nobody accepted, and the reason is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from credscope.accepted import LOCK, accept, changed, require_accepted
from credscope.errors import CredscopeError

SEED, SUITE = "dbt_project/seeds/rules/keywords.csv", "expectations/postings.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one seed and one suite, both accepted, and a model, which is nobody's rule."""
    for name in (SEED, SUITE, "dbt_project/models/demand.sql"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as first written")
    accept("First written.", tmp_path)
    return tmp_path


def test_rules_and_gates_of_the_project_are_accepted() -> None:
    """Prevents a commit that changes a rule or a gate and leaves every run stopped."""
    assert changed() == {}


def test_a_changed_rule_stops(root: Path) -> None:
    """Prevents a keyword that was dropped by mistake from shaping a release."""
    require_accepted(root)
    (root / SEED).write_text("as nobody accepted")
    with pytest.raises(CredscopeError, match=r"keywords\.csv is changed\. If that is meant, run"):
        require_accepted(root)


def test_a_gate_taken_out_or_put_in_stops(root: Path) -> None:
    """Prevents a suite from going, or another from coming, without a word."""
    (root / SUITE).unlink()
    (root / "dbt_project/tests").mkdir()
    (root / "dbt_project/tests/new.sql").write_text("select 1 limit 0")
    assert changed(root) == {"dbt_project/tests/new.sql": "new", SUITE: "removed"}
    with pytest.raises(CredscopeError, match=r"tests/new\.sql is new, and 1 more\."):
        require_accepted(root)


def test_models_are_not_locked(root: Path) -> None:
    """Prevents the lock from standing in for the gates that judge what a model makes."""
    (root / "dbt_project/models/demand.sql").write_text("changed")
    require_accepted(root)


def test_accepting_keeps_the_reason_of_what_changed_alone(root: Path) -> None:
    """Prevents a lock whose reasons are those of the last change of anything."""
    (root / SEED).write_text("with a keyword more")
    assert accept("A  keyword\nmore.", root) == {SEED: "changed"}
    held = json.loads((root / LOCK).read_text())
    assert (held[SEED]["reason"], held[SUITE]["reason"]) == ("A keyword more.", "First written.")
    require_accepted(root)


def test_accepting_nothing_changes_nothing(root: Path) -> None:
    """Prevents a lock that differs without a change."""
    before = (root / LOCK).read_bytes()
    assert accept("Once more.", root) == {} and (root / LOCK).read_bytes() == before


def test_a_reason_has_to_be_said(root: Path) -> None:
    """Prevents changes that nobody can explain later."""
    (root / SEED).write_text("changed")
    with pytest.raises(CredscopeError, match="Say why"):
        accept(" ", root)
    assert changed(root) == {SEED: "changed"}


@pytest.mark.parametrize("content", [None, "{"])
def test_a_lock_that_is_gone_or_broken_stops(root: Path, content: str | None) -> None:
    """Prevents a run without a lock from passing for one whose rules were accepted."""
    (root / LOCK).unlink()
    if content is not None:
        (root / LOCK).write_text(content)
    with pytest.raises(CredscopeError, match=r"accepted\.lock (is missing|cannot be read): restore it"):
        require_accepted(root)
