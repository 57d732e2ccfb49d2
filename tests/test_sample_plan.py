"""The plan of the calibrated sample: small tables that must agree with the brief and each other.

What the written files hold is the business of `test_sample`.
"""

from __future__ import annotations

import csv
from collections import Counter

import numpy as np
import pytest

from credscope.errors import CredscopeError
from credscope.home import SEEDS
from credscope.sample import margins, published
from credscope.sample.decks import build_sets, scramble
from credscope.sample.occupations import OCCUPATIONS, TEAMS
from credscope.sample.plan import make_plan
from credscope.sample.rounding import controlled, largest_remainder


def seed(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_full_size_reproduces_every_printed_count() -> None:
    """Prevents a plan that is near the brief at small scales only; the plan alone is made, no postings."""
    brief = published.load()
    plan = make_plan(brief, 1.0)
    held = plan.margins
    assert (held.by_team_year.sum(axis=(1, 2)) == brief.by_team[:, 0]).all()
    assert (held.by_team_year.sum(axis=(0, 2)) == brief.by_year[:, 0]).all()
    assert (held.by_team_year[..., 1].sum(axis=1) == brief.by_team[:, 1]).all()
    assert (held.by_team_year[..., 1].sum(axis=0) == brief.by_year[:, 1]).all()
    assert (held.big_tech.sum(axis=(0, 2, 3)) == brief.big_tech_by_year[:, 0]).all()
    assert (held.big_tech[..., 1].sum(axis=(0, 2)) == brief.big_tech_by_year[:, 1]).all()
    for team in TEAMS:
        assert {k: held.mentions[team][k] for k in brief.top_mentions[team]} == brief.top_mentions[team]
    big_tech: Counter[str] = Counter()
    for counts in held.big_tech_mentions.values():
        big_tech.update(counts)
    assert dict(big_tech.most_common(5)) == brief.big_tech_top


@pytest.mark.parametrize("scale", [0.00002, 0.0003, 0.0047, 0.1, 0.37])
def test_plan_holds_together_at_any_scale(scale: float) -> None:
    """Prevents scales at which roundings of different exhibits contradict each other."""
    plan = make_plan(published.load(), scale)
    assert (plan.counts >= 0).all()
    for (team, matched, _), deck in plan.occupations.items():
        assert deck.size >= 0 and matched in (0, 1) and len(plan.details[team]) == len(deck.counts)
    for key, deck in plan.credentials.items():
        assert deck.size == plan.occupations[key].size
        assert all(1 <= len(set(names)) == len(names) <= 4 for names in plan.credential_sets[key])


def test_rows_do_not_depend_on_their_stretch() -> None:
    """Prevents a deck that deals a card twice or never."""
    for size in (1, 2, 3, 7, 1_000, 1_388):
        assert sorted(scramble(np.arange(size), size).tolist()) == list(range(size))


def test_rounding_keeps_sums_and_bounds() -> None:
    """Prevents tables whose cells add up to something else than their margins, or exceed their bounds."""
    assert largest_remainder(np.array([3, 1, 1]), 5).tolist() == [3, 1, 1]
    assert largest_remainder(np.array([9.0, 1.0]), 10, upper=np.array([4, 20])).tolist() == [4, 6]
    chance = np.random.default_rng(3)
    for _ in range(50):
        known = chance.integers(0, 9, (4, 11))
        upper = known + chance.integers(0, 3, known.shape)
        table = controlled(chance.random(known.shape) + 0.1, known.sum(axis=1), known.sum(axis=0), upper)
        assert (table.sum(axis=0) == known.sum(axis=0)).all() and (
            table.sum(axis=1) == known.sum(axis=1)
        ).all()
        assert (table <= upper).all() and (table >= 0).all()


def test_sets_name_every_credential_as_often_as_planned() -> None:
    """Prevents sets that lose a mention, hold a credential twice or need more postings than there are."""
    counts = {"a": 40, "b": 30, "c": 20, "d": 10}
    sets = build_sets(
        counts, 70, [(("a", "b"), 2), (("a", "b", "c"), 1)], {n: i for i, n in enumerate("abcd")}
    )
    named = Counter(name for names, number in sets for name in names for _ in range(number))
    assert named == counts and sum(number for _, number in sets) == 70
    with pytest.raises(CredscopeError):
        build_sets({"a": 5}, 3, [(("a", "b"), 1)], {"a": 0, "b": 1})


def test_sample_and_rules_speak_of_the_same_occupations() -> None:
    """Prevents a sample that leaves out an occupation of the definition or adds one."""
    tiers = next(r["tiers"] for r in seed("rules/definitions") if r["definition_id"] == "cset_2021").split(
        "|"
    )
    ruled = {(r["soc_code"], r["team"]) for r in seed("rules/occupation_teams") if r["tier"] in tiers}
    assert {(o.soc_code, team) for team in TEAMS for o in OCCUPATIONS[team]} == ruled
    details = {r["onet_code"] for r in seed("reference/onet_occupations")}
    assert {f"{o.soc_code}.{s}" for t in TEAMS for o in OCCUPATIONS[t] for s in o.details} <= details


def test_big_tech_scale_never_exceeds_the_brief() -> None:
    """Prevents a full-size sample with more big tech than the brief has."""
    assert [margins.big_tech_scale(s) for s in (0.001, 0.1, 0.5, 1.0)] == [0.01, 1.0, 1.0, 1.0]
