"""SIGKILL at any point of ingest, read, build and release: the next run ends as if nothing had happened.

Below Dagster, in forks; half of the kills come by the clock, half right before a call that changes a file.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from killing import Ended, Forks
from states import complaints, differing, lost_rows, readable, state, wrong_answers
from waiting import fresh

from credscope.home import Home

REFRESH_KILLS, OTHER_KILLS = {False: 8, True: 75}, {False: 1, True: 5}


class World:
    """Homes to start from, by what is to be done in them, and what becomes of them undisturbed."""

    def __init__(self, folder: Path, forks: Forks, waiting: Path) -> None:
        self.folder, self.forks = folder, forks
        self.home = Home(folder / "home")
        self.starts: dict[str, Path] = {}
        self.ends: dict[str, Home] = {}
        self.undisturbed: dict[str, Ended] = {}
        self._prepare("refresh", waiting)
        released = self.ends["refresh"].root
        for doing in ("withdraw", "roll back", "prune"):
            self._prepare(doing, released)

    def _prepare(self, doing: str, start: Path) -> None:
        self.starts[doing] = start
        home = self.fresh(doing)
        ended = self.undisturbed[doing] = self.forks.run(doing, home)
        assert ended.how == "done", ended.sentence
        self.ends[doing] = Home(self.folder / f"{doing}-undisturbed")
        home.root.rename(self.ends[doing].root)

    def fresh(self, doing: str) -> Home:
        """The home to start from, always at the same place."""
        fresh(self.starts[doing], self.home)
        return self.home

    def point(self, doing: str, chance: random.Random) -> dict[str, float]:
        """When to kill: at a call or a moment of a stage, every stage as likely as the others."""
        ended = self.undisturbed[doing]
        edges = [*ended.marks, ("the end", ended.calls, ended.seconds)]
        place = chance.randrange(len(ended.marks))
        (_, first_call, begin), (_, last_call, end) = edges[place : place + 2]
        if last_call > first_call and chance.random() < 0.5:
            return {"at_call": chance.randint(first_call + 1, last_call)}
        return {"after": chance.uniform(begin, end)}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, forks: Forks, waiting: Path) -> World:
    return World(tmp_path_factory.mktemp("kills"), forks, waiting)


@pytest.mark.parametrize("doing", ["refresh", "withdraw", "roll back", "prune"])
def test_killed_anywhere_below_dagster(
    world: World, doing: str, full: bool, chance: random.Random, tried: Callable[..., None]
) -> None:
    """Prevents a kill from costing a row, changing an answer, breaking `current` or leaving files behind."""
    sound = world.ends[doing]
    wanted = state(sound)
    wanted_kills = (REFRESH_KILLS if doing == "refresh" else OTHER_KILLS)[full]
    killed = 0
    for _ in range(10 * wanted_kills):
        point, home = world.point(doing, chance), world.fresh(doing)
        if world.forks.run(doing, home, **point).how != "killed":
            continue
        killed += 1
        readable(home)
        again = world.forks.run(doing, home)
        assert again.how == "done", f"{point}: {again.sentence}"
        lost, wrong = lost_rows(home, sound), wrong_answers(home, sound)
        tried(f"killed below Dagster: {doing}", lost_rows=lost, wrong_answers=wrong)
        assert complaints(home) == [], point
        assert differing(state(home), wanted) == [], point
        if killed == wanted_kills:
            return
    pytest.fail(f"only {killed} of {wanted_kills} were killed: the harness does not kill")
