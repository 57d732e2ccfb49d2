"""A disk that fills up at any step: one sentence, nothing lost, and with room again all is right."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from killing import Forks
from small_delivery import fingerprint
from states import complaints, differing, lost_rows, readable, state, wrong_answers
from waiting import fresh

from credscope.home import Home

TRIES = {False: 2, True: 20}
MOST_ROOM = 1_500_000
"""About what the run needs besides what is there; most of it for the DuckDB files of build and release."""
ROOMS_UNDER_DAGSTER = (200_000, 6_000_000)
"""Too little for its run history, and for what dbt writes."""


def test_full_disk(
    forks: Forks,
    waiting: Path,
    tmp_path: Path,
    full: bool,
    chance: random.Random,
    tried: Callable[..., None],
) -> None:
    """Prevents a full disk from costing rows, from breaking `current`, and an answer no one understands."""
    if not forks.has_mounts:
        pytest.skip("a disk of a few kilobytes: this user may not mount one")
    sound, home = Home(tmp_path / "sound"), Home(tmp_path / "home")
    fresh(waiting, sound)
    assert forks.run("refresh", sound).how == "done"
    wanted, reached = state(sound), []
    for place in range(TRIES[full]):
        fresh(waiting, home)
        before = fingerprint(home.releases)
        room = int(MOST_ROOM ** ((place + chance.random()) / TRIES[full]))
        ended = forks.run("refresh", home, room=room)
        assert ended.how in ("refused", "done"), (room, ended.sentence)
        if ended.how == "refused":
            reached.append(ended.marks[-1][0])
            assert "There is no room left on the disk of" in ended.sentence
            assert fingerprint(home.releases) == before, "releases and current are as they were"
            readable(home)
            assert forks.run("refresh", home).how == "done"
        lost, wrong = lost_rows(home, sound), wrong_answers(home, sound)
        tried("full disk", lost_rows=lost, wrong_answers=wrong)
        assert complaints(home) == [] and differing(state(home), wanted) == [], room
    assert len(reached) > TRIES[full] // 2
    assert not full or len(set(reached)) > 2, "the disk was full at several steps"


def test_full_disk_under_dagster(
    forks: Forks,
    waiting: Path,
    tmp_path: Path,
    full: bool,
    chance: random.Random,
    tried: Callable[..., None],
) -> None:
    """Prevents a disk that Dagster's history or dbt fills from ending in a traceback or in half a release."""
    if not full or not forks.has_mounts:
        pytest.skip("whole refreshes on a full disk: part of `make faults`, where one may be mounted")
    home = Home(tmp_path / "home")
    for most in ROOMS_UNDER_DAGSTER:
        fresh(waiting, home)
        before = fingerprint(home.releases)
        ended = forks.run("refresh by command", home, room=int(most * chance.uniform(0.3, 1)))
        assert ended.how == "refused" and ended.sentence.startswith("credscope: There is no room left"), ended
        assert fingerprint(home.releases) == before, "releases and current are as they were"
        readable(home)
        assert forks.run("refresh by command", home).how == "done"
        tried("full disk under Dagster")
        assert complaints(home) == []
