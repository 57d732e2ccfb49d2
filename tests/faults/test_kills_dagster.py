"""SIGKILL while the commands run Dagster's jobs and dbt: given again, they end as if nothing had happened."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import command, kill_after, started
from small_delivery import write_delivery
from states import answers, complaints, differing, lost_rows, readable, state, wrong_answers
from waiting import fresh

from credscope.home import Home

KILLS = 10


def test_killed_anywhere_through_dagster(
    tmp_path: Path, full: bool, chance: random.Random, tried: Callable[..., None]
) -> None:
    """Prevents a killed job from leaving Dagster, dbt or the home in a state that the next one trips over.

    Half of the kills hit all processes of the command, half only the one that runs the job: dbt is then left
    without a parent.
    """
    if not full:
        pytest.skip("whole runs of Dagster: part of `make faults`")
    home, sound = Home(tmp_path / "home"), Home(tmp_path / "sound")
    delivery = write_delivery(tmp_path / "first")
    ways = (("ingest", str(delivery)), ("refresh",))
    seconds = []
    for place, way in enumerate(ways):
        if home.root.exists():
            shutil.copytree(home.root, tmp_path / f"before-{place}", symlinks=True)
        said = command(home, *way)
        assert said.code == 0, said.errors
        seconds.append(said.seconds)
    home.root.rename(sound.root)
    wanted = answers(state(sound))
    for number in range(KILLS):
        place = 1 if number % 4 < 3 else 0
        before = tmp_path / f"before-{place}"
        while True:
            if before.exists():
                fresh(before, home)
            else:
                shutil.rmtree(home.root, ignore_errors=True)
            whole, after = number % 2 == 0, chance.uniform(0.1, 0.95) * seconds[place]
            if kill_after(started(home, *ways[place]), after, whole):
                break
        readable(home)
        for way in ways[place:]:
            said = command(home, *way)
            assert said.code == 0, (way, after, whole, said.errors)
        lost, wrong = lost_rows(home, sound), wrong_answers(home, sound)
        tried("killed through Dagster", lost_rows=lost, wrong_answers=wrong)
        assert complaints(home) == [], (after, whole)
        assert differing(answers(state(home)), wanted) == [], (after, whole)
