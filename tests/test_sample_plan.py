"""The plan of the calibrated sample: small tables that must agree with the brief and each other.

What the written files hold is the business of `test_sample`.
"""

from __future__ import annotations

import csv
from collections import Counter
from typing import Any

import numpy as np
import pytest

from credscope.errors import CredscopeError
from credscope.home import SEEDS
from credscope.sample import catalogue, margins, mentions, published, records
from credscope.sample.decks import build_sets, scramble
from credscope.sample.occupations import OCCUPATIONS, TEAMS
from credscope.sample.plan import AI, STRATA, Plan, make_plan
from credscope.sample.records import World
from credscope.sample.replication import replication
from credscope.sample.rounding import controlled, largest_remainder
from credscope.sample.truth import Truth

# Figures of the text that the brief's own tables contradict.
SLIPPED = ("mcse_technical_1_mentions_text", "big_tech_share_bound")


def seed(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module", params=[0.1, 1.0])
def large(request: pytest.FixtureRequest) -> tuple[float, Plan]:
    """Scales whose postings are too many for a quick test: the plan alone is made."""
    return request.param, make_plan(published.load(), request.param)


def marts_of(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """The marts that a sample of this plan shows, from its tables and decks and without a single posting."""
    world = World(plan, 2021)
    truth = Truth(world)
    for number, stratum in enumerate(STRATA):
        if stratum.kind == AI:
            cells = truth.postings[:, stratum.team, stratum.company + 1, stratum.matched]
            cells += plan.counts[:, number]
    for (team, matched, _), deck in plan.occupations.items():
        for code, count in zip(plan.details[team], deck.counts, strict=True):
            truth.codes[world.codes.index(code), matched] += count
    drawn = [(team, int(big), plan.credential_sets[team, 1, big], deck)
             for (team, _, big), deck in plan.credentials.items()]  # fmt: skip
    drawn += [(team, 0, plan.project_sets[team], deck) for team, deck in plan.projects.items()]
    for team, big_tech, sets, deck in drawn:
        for names, count in zip(sets, deck.counts, strict=True):
            for name in names:
                truth.mentions[team, big_tech, world.catalogue.number(name)] += count
    for team, deck in plan.projects.items():
        truth.managed[team] = deck.counts[1:].sum()
    return truth.marts()


def test_every_printed_figure_holds(large: tuple[float, Plan]) -> None:
    """Prevents a plan that is near the brief at small scales only, or right in tables and wrong in prose."""
    scale, plan = large
    assert plan.margins.big_tech_scale == 1.0
    cells = replication(marts_of(plan), scale, 1.0)
    assert len(cells) == 155
    for cell in cells:
        away = "count" in cell["cell"] and cell["exhibit"].startswith("table")
        if away:
            distance = abs(cell["measured_value"] - cell["scaled_published_value"])
            assert distance < 1 and (distance == 0 or cell["scaled_published_value"] % 1), cell
        elif cell["exhibit"] != "slip" and cell["cell"] not in SLIPPED and (scale == 1 or not sized(cell)):
            assert cell["difference"] == 0, cell


def sized(cell: dict[str, Any]) -> bool:
    return bool(cell["scaled_published_value"] != cell["published_value"])


def test_slips_of_the_brief_stay_slips() -> None:
    """Prevents a sample that mends what the brief contradicts itself in."""
    cells = {
        c["cell"]: c["difference"] for c in replication(marts_of(make_plan(published.load(), 1.0)), 1.0, 1.0)
    }
    assert {name: cells[name] for name in SLIPPED} == {
        "mcse_technical_1_mentions_text": 9,
        "big_tech_share_bound": pytest.approx(0.431037),
    }


def test_big_tech_cells_are_counts_at_a_tenth(large: tuple[float, Plan]) -> None:
    """Prevents big tech cells that are right because they are 0 or 1."""
    held = large[1].margins
    assert held.big_tech.sum(axis=(0, 2))[:, 1].min() == 398
    assert (held.big_tech.sum(axis=(0, 3)) > 1).all()
    assert min(sum(counts.values()) for counts in held.big_tech_mentions.values()) > 100


def test_shares_by_team_and_year_stay_within_what_the_brief_tells_of_figure_2(
    large: tuple[float, Plan],
) -> None:
    """Prevents a joint whose margins hold and whose years contradict the text: 5 to 6 percent, or under 1."""
    by_team_year = large[1].margins.by_team_year
    share = dict(zip(TEAMS, 100 * by_team_year[..., 1] / by_team_year.sum(axis=-1), strict=True))
    assert set(np.rint(share["technical_2"])) == {5, 6}
    assert share["product"].max() < 1 and share["commercial"].max() < 1
    assert (share["technical_2"] > np.max([share[t] for t in TEAMS if t != "technical_2"], axis=0)).all()


def test_fillers_carry_what_the_top_tens_leave_over() -> None:
    """Prevents fillers that outrank a printed rank 10, or too few of them for the matched postings."""
    brief = published.load()
    over = {t: int(brief.by_team[i, 1]) - sum(brief.top_mentions[t].values()) for i, t in enumerate(TEAMS)}
    least = {team: min(counts.values()) for team, counts in brief.top_mentions.items()}
    assert (over["technical_1"], over["product"], over["commercial"]) == (65_142, 16_447, 5_202)
    assert least["technical_1"] == 21_272
    known = catalogue.load()
    for team, fillers in mentions.FILLERS.items():
        assert sum(fillers.values()) >= over[team] and max(fillers.values()) < least[team]
        assert not set(fillers) & set(brief.top_mentions[team])
        assert all(known.ai_related[known.number(name)] for name in fillers)
    assert len(mentions.FILLERS["product"]) >= 8 and len(mentions.FILLERS["commercial"]) >= 10
    ranked = sorted(mentions.FILLERS["technical_1"].items(), key=lambda item: -item[1])
    assert ranked[2] == ("aws_certified_solutions_architect", 12_012) and ranked[1][1] > ranked[2][1]


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


def test_a_month_comes_in_stretches_of_bounded_size() -> None:
    """Prevents memory that grows with the scale: what is made at once must not."""
    plan = make_plan(published.load(), 1.0)
    month = int(plan.counts.sum(axis=1).argmin())
    sizes = [len(rows) for rows in World(plan, 2021).month(month)]
    assert sum(sizes) == plan.counts[month].sum() and max(sizes) == records.CHUNK_ROWS < sum(sizes)


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
