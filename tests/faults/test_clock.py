"""A clock that jumps for years between runs: the same bytes of releases, in the order in which they came."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from killing import Forks
from small_delivery import fingerprint, write_delivery
from states import complaints

from credscope import releases
from credscope.home import Home

JUMPS = (0, -9 * 365, 30 * 365)
"""Days by which the clock is off, run by run."""


def refreshed(forks: Forks, home: Home, jumps: tuple[int, ...]) -> list[str]:
    """One release a jump, each with one more month; files are as old or as new as the clock says. Ids."""
    names = []
    for place, days in enumerate(jumps):
        write_delivery(home.inbox / f"d{place}", (f"2020-0{place + 1}",), first_id=100 * place)
        for path in home.root.rglob("*"):
            stamp = path.lstat().st_mtime + days * 86_400
            os.utime(path, (stamp, stamp), follow_symlinks=False)
        ended = forks.run("refresh", home, clock=days)
        assert ended.how == "done", ended.sentence
        names.append(str(releases.current(home)))
    return names


def published(home: Home, release_id: str) -> dict[str, str]:
    """SHA-256 of every file of a release; its DuckDB file, laid out anew each time, is left out."""
    found = fingerprint(home.releases / release_id)
    return {
        name: digest for name, digest in found.items() if not name.startswith(("credscope.duckdb", "SHA"))
    }


def test_clock_jumps_between_runs(forks: Forks, tmp_path: Path, tried: Callable[..., None]) -> None:
    """Prevents a wrong clock from changing a release, hiding one, or removing those that are newest."""
    steady, jumping = Home(tmp_path / "steady"), Home(tmp_path / "jumping")
    names = refreshed(forks, steady, (0,) * len(JUMPS))
    assert refreshed(forks, jumping, JUMPS) == names
    wrong = sum(published(steady, name) != published(jumping, name) for name in names)
    tried("clock that jumps", len(JUMPS), wrong_answers=wrong)
    assert wrong == 0
    told = [line["at"] for line in releases.history(jumping)]
    assert told != sorted(told), "the clock did jump"
    assert [line["release_id"] for line in releases.history(jumping)] == names
    listed = [next(name for name in names if name in line) for line in releases.list_releases(jumping)]
    assert listed == names[::-1]
    assert releases.current(jumping) == names[-1] and complaints(jumping) == []
    releases.roll_back(jumping, names[0])
    assert releases.prune(jumping, keep=2) == [names[1]], "the two that were switched to last stay"
