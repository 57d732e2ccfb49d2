"""What goes wrong with servers: they stumble, fall silent, want to be left alone, or say something else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from feed_server import FeedServer, announcement, greenhouse_job, lever_posting, past_announcement
from fetching_help import ACCESS, HORNS, IMPATIENT, QUICK, board, horns, serving, trouble, waiting

from credscope.fetching import fetch
from credscope.fetching.manners import Manners
from credscope.fetching.usajobs import current, past
from credscope.home import Home

SLOW = ("silence", "trickle")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    with serving(monkeypatch) as offering:
        yield offering


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.mark.parametrize("passing", [429, 500, 503, "cut", "half", "reset", "silence", "trickle", b"<html>"])
def test_a_trouble_that_passes_is_tried_again(server: FeedServer, home: Home, passing: object) -> None:
    """Prevents a hiccup of a server, or half a page, from losing a board or landing in a delivery."""
    server.trouble[HORNS] = [passing]
    [outcome] = horns(home, IMPATIENT if passing in SLOW else QUICK).outcomes
    assert outcome.count == 2 and len(server.asked) > 1


@pytest.mark.parametrize(
    ("lasting", "said"),
    [
        (500, "answers 500"),
        ("cut", "breaks its answer off"),
        ("half", "sends half a page, or one that is not JSON"),
        ("silence", "does not answer in time"),
        ("trickle", "takes longer than 0.5 seconds"),
    ],
)
def test_a_trouble_that_lasts_is_named(server: FeedServer, home: Home, lasting: object, said: str) -> None:
    """Prevents a fetch that never gives up, and half a page in the inbox."""
    server.trouble[HORNS] = [lasting] * 9
    assert said in trouble(horns(home, IMPATIENT if lasting in SLOW else QUICK))
    assert len(server.asked) == QUICK.attempts and waiting(home) == []


def test_a_server_that_asks_for_time_gets_it(server: FeedServer, home: Home) -> None:
    """Prevents asking again before Retry-After is over, in seconds or as a time of day."""
    server.trouble[HORNS] = [
        (429, {"Retry-After": "1"}),
        (503, {"Retry-After": "Mon, 02 Nov 2026 06:00:01 GMT"}),
    ]
    horns(home)
    times = [one.at for one in server.asked]
    assert all(later - earlier >= 1 for earlier, later in pairwise(times))


def test_a_server_that_asks_for_hours_is_left_alone(server: FeedServer, home: Home) -> None:
    """Prevents a monthly run that hangs because a server asks to come back tomorrow."""
    server.trouble[HORNS] = [(429, {"Retry-After": "86400"})]
    feeds = [board("greenhouse", "brasswind"), board("greenhouse", "other")]
    found = fetch(home, feeds, manners=QUICK)
    said = "asks to be left alone for 86,400 seconds"
    assert all(said in str(outcome.trouble) for outcome in found.outcomes)
    assert len(server.asked) == 1


def test_a_server_that_fails_again_and_again_is_left_alone(server: FeedServer, home: Home) -> None:
    """Prevents a schedule that asks five hundred boards, five times each, of a server that is down."""
    names = [f"b{n}" for n in range(6)]
    server.trouble |= {f"/v1/boards/{name}/jobs": [500] * 9 for name in names}
    found = fetch(home, [board("greenhouse", name) for name in names], manners=QUICK)
    assert len(server.asked) == QUICK.lost_in_a_row * QUICK.attempts
    assert "failed 3 times in a row and is left alone" in str(found.outcomes[-1].trouble)


def test_requests_to_a_host_keep_their_distance(server: FeedServer, home: Home) -> None:
    """Prevents a fetch that asks faster than it promises."""
    server.greenhouse |= {f"b{n}": [greenhouse_job(n)] for n in range(4)}
    manners = Manners(pause_seconds=0.2)
    fetch(home, [board("greenhouse", f"b{n}") for n in range(4)], manners=manners)
    times = [one.at for one in server.asked]
    assert len(times) == 4
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.1


def test_redirects_and_links_to_elsewhere_are_not_followed(server: FeedServer, home: Home) -> None:
    """Prevents a key, or a request nobody asked for, from going to another host."""
    server.trouble[HORNS] = [(302, {"Location": "http://127.0.0.2:1/jobs"})]
    assert "sends us to 127.0.0.2:1, which is not followed" in trouble(horns(home))
    away = {"paging": {"next": "http://127.0.0.2:1/api/historicjoa"}, "data": [past_announcement(1)]}
    server.trouble["/api/historicjoa"] = [json.dumps(away).encode()]
    found = fetch(home, past(date(2026, 9, 1), date(2026, 9, 2)), manners=QUICK)
    assert found.outcomes[0].trouble == "its answer leads to http://127.0.0.2:1, which is not asked"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"openings": []}, "no list of postings at jobs"),
        (["a", "b"], "no list of postings at jobs"),
        ({"jobs": {"1": {}}}, "no list of postings at jobs"),
        ({"jobs": None}, "no list of postings at jobs"),
    ],
)
def test_an_answer_of_another_form_is_refused(
    server: FeedServer, home: Home, answer: object, said: str
) -> None:
    """Prevents an interface that has changed from looking like a board without postings."""
    server.trouble[HORNS] = [json.dumps(answer).encode()] * 9
    assert said in trouble(horns(home))
    assert len(server.asked) == 1


def test_a_search_without_its_number_of_pages_is_refused(server: FeedServer, home: Home) -> None:
    """Prevents one page of many from passing for the whole search."""
    lacking = {"SearchResult": {"SearchResultItems": [announcement(1)], "UserArea": {}}}
    server.trouble["/api/Search"] = [json.dumps(lacking).encode()]
    said = trouble(fetch(home, current(), access=ACCESS, manners=QUICK))
    assert "does not tell which pages there are" in said


def test_a_link_that_is_none_is_refused(server: FeedServer, home: Home) -> None:
    """Prevents a changed interface from ending a fetch with a traceback."""
    odd = {"paging": {"next": 5}, "data": [past_announcement(1)]}
    server.trouble["/api/historicjoa"] = [json.dumps(odd).encode()]
    found = fetch(home, past(date(2026, 9, 1), date(2026, 9, 2)), manners=QUICK)
    assert "does not tell which pages there are" in str(found.outcomes[0].trouble)


def test_pages_without_end_are_noticed(server: FeedServer, home: Home) -> None:
    """Prevents a server that overlooks `skip` from being asked for ever."""
    server.trouble["/v0/postings/kiteworks"] = [json.dumps([lever_posting(1)]).encode()] * 9
    assert "sends the same page again" in trouble(fetch(home, [board("lever", "kiteworks")], manners=QUICK))
    assert len(server.asked) == 2


def test_an_answer_without_measure_is_refused(server: FeedServer, home: Home) -> None:
    """Prevents an endless answer from filling memory or disk."""
    manners = Manners(pause_seconds=0, answer_bytes=300)
    assert "larger than 300 bytes" in trouble(horns(home, manners))
