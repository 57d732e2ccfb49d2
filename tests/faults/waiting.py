"""Fixtures of faults below Dagster: the process that forks, and the home that they begin with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from killing import Forks
from small_delivery import write_delivery

from credscope.home import Home


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """The process that forks, started once: it imports and loads for many seconds."""
    started = Forks()
    yield started
    started.close()


@pytest.fixture(scope="session")
def waiting(forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release of three months; in its inbox wait deliveries that change nearly everything.

    They correct months, tie with each other on one day, move postings between months and bring a month.
    """
    home = Home(tmp_path_factory.mktemp("waiting") / "home")
    write_delivery(home.inbox / "a", ("2020-01", "2020-02", "2020-03"))
    ended = forks.run("refresh", home)
    assert ended.how == "done", ended.sentence
    write_delivery(home.inbox / "b", ("2020-03", "2020-04"), first_id=100, delivered_on="2020-07-31")
    write_delivery(home.inbox / "c", ("2020-02",), first_id=60, delivered_on="2020-07-31")
    write_delivery(home.inbox / "d", ("2020-02", "2020-03"), 20, first_id=70, delivered_on="2020-07-31")
    return home.root


def fresh(start: Path, home: Home) -> None:
    """Make `home` a copy of the home at `start`."""
    shutil.rmtree(home.root, ignore_errors=True)
    shutil.copytree(start, home.root, symlinks=True)
