"""`credscope verify-badge` as a person runs it, and what a badge that holds is worth."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from badge_signer import Issuer, badge, with_changed, written
from planted_marts import credscope

from credscope.badges.matching import demand_for, entry_of
from credscope.rules import Rules


def test_the_command(tmp_path: Path) -> None:
    """Prevents a refused badge from leaving with exit code 0, a traceback or a moved terminal."""
    issuer = Issuer()
    held = issuer.signed(badge(issuer, "AWS Certified Solutions Architect"))
    good = credscope(tmp_path, "verify-badge", str(written(tmp_path / "good.json", held)))
    assert good.returncode == 0, good.stderr
    assert "good.json verifies." in good.stdout and "who issued it is not known" in good.stdout
    assert "AWS Certified Solutions Architect" in good.stdout and "has no release" in good.stdout
    changed = with_changed(held, "name", "Another \u001b[31m badge")
    bad = credscope(tmp_path, "verify-badge", str(written(tmp_path / "bad.json", changed)))
    assert bad.returncode == 1 and bad.stdout == ""
    assert bad.stderr.startswith("credscope: bad.json is refused: its signature does not fit")
    assert bad.stderr.count("\n") == 1 and "Traceback" not in bad.stderr
    absent = credscope(tmp_path, "verify-badge", str(tmp_path / "none\u001b[31m.json"))
    assert absent.returncode == 1 and "\u001b" not in absent.stderr
    expired = credscope(tmp_path, "verify-badge", str(tmp_path / "good.json"), "--at", "2024-06-01")
    assert expired.returncode == 1 and "has not come yet" in expired.stderr


@pytest.mark.parametrize(
    ("name", "credential_id"),
    [("Project Management Professional (PMP)", "pmp"), ("project management professional", "pmp"),
     ("Nanodegree", "udacity_nanodegree"), ("skill badge", "digital_badge"), ("Knot Tying", None)],
)  # fmt: skip
def test_names_are_resolved_as_those_of_deliveries(name: str, credential_id: str | None) -> None:
    """Prevents a badge from being counted under another entry than a posting that names the same."""
    entry = entry_of(name, Rules.load())
    assert (entry and entry.credential_id) == credential_id


def test_demand_is_that_of_the_release(tmp_path: Path) -> None:
    """Prevents the demand of one team, or of another definition, from being shown as the whole."""
    (tmp_path / "marts").mkdir()
    duckdb.sql(
        "select * from (values ('cset_2021', 'all', 'x', 5, 0.5), ('cset_2021', 'product', 'x', 3, 0.75), "
        "('other', 'all', 'x', 9, 0.9)) t(definition_id, team, credential_id, mention_count, mention_share)"
    ).write_parquet(str(tmp_path / "marts" / "certifications__top_by_team.parquet"))
    duckdb.sql(
        "select 'cset_2021' as definition_id, 'all' as team, * from (values (2019, 'all', 'all', 50, 4), "
        "(2020, 'all', 'all', 50, 8), (2020, 'credential', 'y', 50, 5), (2019, 'credential', 'y', 50, 2)) "
        "t(posted_year, grouping_level, member_id, posting_count, matched_posting_count)"
    ).write_parquet(str(tmp_path / "marts" / "microcredentials__demand.parquet"))
    found = demand_for("x", tmp_path, "cset_2021")
    assert found is not None and (found.mention_count, found.mention_share) == (5, 0.5)
    short = demand_for("y", tmp_path, "cset_2021")
    assert short is not None and (short.mention_count, short.mention_share) == (7, 0.07)
    assert demand_for("z", tmp_path, "cset_2021") is None
