"""Gates proven by faults: every planted fault is stopped, by the gate that docs/gates.md names."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from conftest import FULL, SEED
from planted import deliveries, drift, gates_table, lake, models, readings, releases, rules
from planted.fault import INGEST, Fault
from planted.trying import Sound, Tried, make_sound, try_fault

LAYERS = {
    "delivery": deliveries.FAULTS,
    "drift": drift.FAULTS,
    "home": lake.FAULTS,
    "reading": readings.FAULTS,
    "rules": rules.FAULTS,
    "models": models.FAULTS,
    "release": releases.FAULTS,
}
FAULTS = {fault.name: (layer, fault) for layer, faults in LAYERS.items() for fault in faults}
PART = 6
"""Refused deliveries that every test run tries."""


def chosen() -> list[str]:
    """All faults, or a seeded choice of those that need no release."""
    if FULL:
        return list(FAULTS)
    return random.Random(SEED).sample([fault.name for fault in deliveries.REFUSED], PART)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """A home with a delivery taken in, and released where faults below the lake are tried."""
    return make_sound(tmp_path_factory.mktemp("sound"), released=FULL)


@pytest.fixture(scope="module")
def outcomes(
    sound: Sound, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[dict[str, Callable[[], Tried]]]:
    """What became of every fault that a test of this run asks about, to be waited for.

    Refused deliveries are tried first: they run in this process, which must not start others meanwhile. Of
    the others two at a time are under way.
    """
    asked = [item.callspec.params["name"] for item in request.session.items if _about_a_fault(item)]

    def attempt(name: str) -> Tried:
        return try_fault(FAULTS[name][1], sound, tmp_path_factory.mktemp("fault"))

    refused = {name: attempt(name) for name in asked if FAULTS[name][1] in deliveries.REFUSED}
    with ThreadPoolExecutor(2) as pool:
        under_way = {name: pool.submit(attempt, name) for name in asked if name not in refused}
        yield {
            name: under_way[name].result if name in under_way else partial(refused.__getitem__, name)
            for name in asked
        }
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("name", chosen())
def test_fault_is_stopped(
    name: str, outcomes: dict[str, Callable[[], Tried]], tried: Callable[..., None]
) -> None:
    """Prevents a fault from reaching readers, and a gate from being another than the page says."""
    layer, fault = FAULTS[name]
    found = outcomes[name]()
    harmless = _harmless(fault, found)
    tried(f"planted in: {layer}", survived=int(harmless), wrong_answers=int(not harmless))
    assert harmless, found
    if not FULL:
        assert gates_table.row(layer, fault, found) in gates_table.written()


def test_page_says_what_stopped_what(outcomes: dict[str, Callable[[], Tried]]) -> None:
    """Prevents docs/gates.md from telling of gates that were never seen to stop anything; writes it anew."""
    if set(outcomes) != set(FAULTS):
        pytest.skip("only the run of all faults knows every row")
    rows = [gates_table.row(*FAULTS[name], outcomes[name]()) for name in FAULTS]
    before = gates_table.written()
    if rows != before:
        gates_table.write(rows)
    assert rows == before, "docs/gates.md was written anew: look at what changed"


def _about_a_fault(item: pytest.Item) -> bool:
    return getattr(item, "originalname", "") == "test_fault_is_stopped"


def _harmless(fault: Fault, found: Tried) -> bool:
    """Whether the fault was stopped with all as it was, or made no difference."""
    if fault.heals:
        return found.sentence is None and found.marts_as_sound
    if fault.commands == (INGEST,) and found.lake_changed:
        return False
    return found.sentence is not None and not found.release_changed
