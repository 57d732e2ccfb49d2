"""Shortcuts for tests that fetch: quick manners, one board, and what lies in the inbox afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from feed_server import EMAIL, KEY, FeedServer, greenhouse_job

from credscope.fetching import Feed, Fetched, fetch
from credscope.fetching.manners import Manners
from credscope.fetching.services import BOARDS
from credscope.fetching.settings import Access
from credscope.home import Home

QUICK = Manners(
    pause_seconds=0,
    connect_seconds=3,
    silence_seconds=3,
    answer_seconds=10,
    attempts=3,
    first_wait_seconds=0.01,
    longest_wait_seconds=2,
)
IMPATIENT = replace(QUICK, silence_seconds=0.4, answer_seconds=0.5)
HORNS = "/v1/boards/brasswind/jobs"
ACCESS = Access(KEY, EMAIL)


@contextmanager
def serving(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    """A server with one Greenhouse board of two jobs, in the place of every service."""
    with FeedServer(greenhouse={"brasswind": [greenhouse_job(1), greenhouse_job(2)]}) as offering:
        monkeypatch.setenv("CREDSCOPE_FEEDS_SERVER", offering.address)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield offering


def board(kind: str, name: str, employer: str = "Brasswind Works") -> Feed:
    """A feed as a file of boards names it."""
    return Feed(BOARDS[kind], name, employer)


def horns(home: Home, manners: Manners = QUICK) -> Fetched:
    """Fetch the server's one board."""
    return fetch(home, [board("greenhouse", "brasswind")], manners=manners)


def trouble(fetched: Fetched) -> str:
    """Why the one feed was not fetched."""
    [outcome] = fetched.outcomes
    assert not fetched.deliveries
    return str(outcome.trouble)


def waiting(home: Home) -> list[str]:
    """Names in the inbox."""
    return sorted(item.name for item in home.inbox.iterdir()) if home.inbox.exists() else []
