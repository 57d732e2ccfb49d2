"""What a fetch brings: deliveries as the servers sent them, dated by them, and no secret anywhere."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from feed_server import (
    EMAIL,
    KEY,
    FeedServer,
    announcement,
    announcement_text,
    ashby_job,
    greenhouse_job,
    lever_posting,
    past_announcement,
)
from fetching_help import ACCESS, HORNS, QUICK, board, horns, serving, waiting
from filelock import FileLock

from credscope.errors import CredscopeError
from credscope.fetching import fetch
from credscope.fetching.usajobs import current, past
from credscope.home import Home


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    with serving(monkeypatch) as offering:
        yield offering


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_a_delivery_holds_the_answers_as_they_came(server: FeedServer, home: Home) -> None:
    """Prevents a delivery that lacks a board, changes what a server said, or is dated by our clock."""
    server.lever = {"kiteworks": [lever_posting(1)]}
    server.ashby = {"Lamp Light": [ashby_job(1)]}
    feeds = [
        board("greenhouse", "brasswind"),
        board("lever", "kiteworks", "Kite Works"),
        board("ashby", "Lamp Light", "Lamp Light"),
    ]
    found = fetch(home, feeds, manners=QUICK)
    assert waiting(home) == ["ashby-2026-11-02", "greenhouse-2026-11-02", "lever-2026-11-02"]
    assert [(one.feeds, one.count) for one in found.deliveries] == [(1, 2), (1, 1), (1, 1)]
    folder = home.inbox / "greenhouse-2026-11-02"
    said = json.loads((folder / "delivery.json").read_text())
    assert said == {
        "layout": "greenhouse",
        "source": "greenhouse",
        "delivered_on": "2026-11-02",
        "boards": {
            "brasswind-1": {
                "employer": "Brasswind Works",
                "board": "brasswind",
                "url": f"{server.address}{HORNS}?content=true&pay_transparency=true",
            }
        },
    }
    expected = json.dumps(server.answer(HORNS, {}, {})[1]).encode()
    assert (folder / "brasswind-1.json").read_bytes() == expected
    assert (home.inbox / "ashby-2026-11-02" / "Lamp_Light-1.json").exists()
    assert {one.headers["User-Agent"].split("/")[0] for one in server.asked} == {"credscope"}


def test_a_day_that_is_given_wins_and_one_is_needed(server: FeedServer, home: Home) -> None:
    """Prevents a delivery that is dated by the clock where no answer names a day."""
    server.day = None
    with pytest.raises(CredscopeError, match="what day it is: give the day with --delivered"):
        horns(home)
    fetch(home, [board("greenhouse", "brasswind")], delivered=date(2026, 10, 31), manners=QUICK)
    assert waiting(home) == ["greenhouse-2026-10-31"]


def test_pages_are_followed_to_the_last(server: FeedServer, home: Home) -> None:
    """Prevents a board cut off after its first page, and a posting that stands on two pages being lost."""
    server.lever = {"kiteworks": [lever_posting(n) for n in [*range(150), 149, 148]]}
    [outcome] = fetch(home, [board("lever", "kiteworks")], manners=QUICK).outcomes
    assert (outcome.count, len(outcome.pages)) == (152, 2)
    assert [one.query["skip"] for one in server.asked] == ["0", "100", "200"]
    rows = json.loads((home.inbox / "lever-2026-11-02" / "kiteworks-2.json").read_text())
    assert rows == server.lever["kiteworks"][100:]


def test_usajobs_is_asked_page_by_page_with_its_key(server: FeedServer, home: Home) -> None:
    """Prevents a search that stops early, lacks the headers, or hides that the server holds some back."""
    server.current = [announcement(n) for n in range(1_001)]
    server.count_all = 1_500
    [outcome] = fetch(home, current("software", 30), access=ACCESS, manners=QUICK).outcomes
    assert [one.query["Page"] for one in server.asked] == ["1", "2", "3"]
    assert {one.query["Keyword"] for one in server.asked} == {"software"}
    assert {one.query["DatePosted"] for one in server.asked} == {"30"}
    assert {one.query["WhoMayApply"] for one in server.asked} == {"All"}
    assert outcome.sentence == (
        "USAJOBS (usajobs_search search): 1,001 postings of 1,500 that the server counts on 3 pages, "
        "3 new since the last fetch."
    )
    assert waiting(home) == ["usajobs_search-2026-11-02"]


def test_past_announcements_come_with_their_texts(server: FeedServer, home: Home) -> None:
    """Prevents announcements without texts, which would be read as postings that ask for nothing."""
    server.past = [past_announcement(n) for n in range(5)]
    server.texts = [announcement_text(n) for n in range(5)]
    feeds = past(date(2026, 9, 1), date(2026, 9, 30))
    server.trouble["/api/historicjoa/announcementtext"] = [404]
    failed = fetch(home, feeds, manners=QUICK)
    assert waiting(home) == [] and [one.trouble is None for one in failed.outcomes] == [True, False]
    before = len(server.asked)
    fetch(home, feeds, manners=QUICK)
    assert {one.path for one in server.asked[before:]} == {"/api/historicjoa/announcementtext"}
    names = sorted(file.name for file in (home.inbox / "usajobs_historic-2026-11-02").iterdir())
    assert names == [f"announcements-{n}.json" for n in (1, 2, 3)] + ["delivery.json"] + [
        f"texts-{n}.json" for n in (1, 2, 3)
    ]


def test_what_came_long_ago_is_asked_for_again(server: FeedServer, home: Home) -> None:
    """Prevents a delivery that mixes pages of different days, after a stop that nobody noticed."""
    server.lever = {"kiteworks": [lever_posting(n) for n in range(101)]}
    feeds = [board("lever", "kiteworks")]
    first = json.dumps(server.lever["kiteworks"][:100]).encode()
    server.trouble["/v0/postings/kiteworks"] = [first, 404]
    assert fetch(home, feeds, manners=QUICK).deliveries == ()
    begun = home.root / "fetched" / "lever" / "unfinished"
    os.utime(begun, (0, 0))
    fetch(home, feeds, manners=QUICK)
    assert [one.query["skip"] for one in server.asked] == ["0", "100", "0", "100", "200"]


def test_what_has_not_changed_is_not_sent_again(server: FeedServer, home: Home) -> None:
    """Prevents a monthly fetch from downloading every board whole, and a stale answer after a change."""
    horns(home)
    server.day = "Wed, 02 Dec 2026 06:00:00 GMT"
    [again] = horns(home).outcomes
    assert [one.status for one in server.asked] == [200, 304]
    assert again.sentence.endswith("2 postings on 1 page, 0 new since the last fetch.")
    assert waiting(home) == ["greenhouse-2026-11-02", "greenhouse-2026-12-02"]
    first, second = ((home.inbox / name / "brasswind-1.json").read_bytes() for name in waiting(home))
    assert first == second
    server.greenhouse["brasswind"].append(greenhouse_job(3))
    [changed] = horns(home).outcomes
    assert (changed.count, server.asked[-1].status) == (3, 200)


def test_a_day_of_change_is_a_mark_too(server: FeedServer, home: Home) -> None:
    """Prevents a server without entity tags from sending every page again."""
    server.marks, server.modified = False, "Sun, 01 Nov 2026 06:00:00 GMT"
    horns(home)
    horns(home)
    server.modified = "Mon, 02 Nov 2026 05:00:00 GMT"
    horns(home)
    assert [one.status for one in server.asked] == [200, 304, 200]


def test_a_second_fetch_of_a_day_replaces_nothing(server: FeedServer, home: Home) -> None:
    """Prevents a delivery from vanishing before it is taken in, and the same one from lying there twice."""
    horns(home)
    horns(home)
    assert waiting(home) == ["greenhouse-2026-11-02"]
    server.greenhouse["brasswind"].pop()
    horns(home)
    assert waiting(home) == ["greenhouse-2026-11-02", "greenhouse-2026-11-02-2"]


def test_one_failing_board_does_not_stop_the_others(server: FeedServer, home: Home) -> None:
    """Prevents one mistyped board from costing a month of all the others."""
    feeds = [board("greenhouse", "nobody", "Nobody"), board("greenhouse", "brasswind")]
    found = fetch(home, feeds, manners=QUICK)
    host = server.address.removeprefix("http://")
    assert found.outcomes[0].sentence == (
        f"Nobody (greenhouse nobody) was not fetched: {host} answers 404: it has nothing of that name."
    )
    assert [(one.feeds, one.count) for one in found.deliveries] == [(1, 2)]


def test_fields_that_are_new_or_gone_are_passed_on(server: FeedServer, home: Home) -> None:
    """Prevents a new field of a job from stopping the fetch: what a job is, others judge."""
    server.greenhouse["brasswind"] = [{"id": 7, "headline": "Renamed", "extra": [1]}]
    horns(home)
    page = home.inbox / "greenhouse-2026-11-02" / "brasswind-1.json"
    assert json.loads(page.read_text())["jobs"] == server.greenhouse["brasswind"]


def test_no_announcements_is_no_trouble(server: FeedServer, home: Home) -> None:
    """Prevents an empty month from being told as a failure, or as a delivery without rows."""
    server.trouble["/api/historicjoa"] = [204]
    server.trouble["/api/historicjoa/announcementtext"] = [b"204 No Content"]
    found = fetch(home, past(date(2026, 9, 1), date(2026, 9, 2)), manners=QUICK)
    assert [one.sentence.endswith("has no postings.") for one in found.outcomes] == [True, True]
    assert waiting(home) == []


def test_two_fetches_do_not_mix(server: FeedServer, home: Home) -> None:
    """Prevents two fetches at once from writing into the same folder."""
    lock = home.root / "fetched" / ".lock"
    lock.parent.mkdir(parents=True)
    with FileLock(lock), pytest.raises(CredscopeError, match="Another fetch is under way"):
        horns(home)
    assert server.asked == []


def test_a_home_of_the_sample_is_left_alone(server: FeedServer, home: Home) -> None:
    """Prevents real postings from waiting in an inbox that can never take them in."""
    home.claim("sample")
    with pytest.raises(CredscopeError, match="holds the sample and cannot take in real postings"):
        horns(home)
    assert server.asked == []


def test_nothing_but_the_server_is_connected_to(
    server: FeedServer, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prevents telemetry of a library, or a look at an index, from riding along."""
    met: list[object] = []
    connect = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", lambda self, to: (met.append(to), connect(self, to))[1])
    horns(home)
    assert {f"http://{to[0]}:{to[1]}" for to in met} == {server.address}  # type: ignore[index]


def test_the_key_is_written_nowhere(
    server: FeedServer, home: Home, capfd: pytest.CaptureFixture[str]
) -> None:
    """Prevents a secret in the home, in a delivery, in a message, or on the screen."""
    server.current = [announcement(1)]
    server.trouble["/api/Search"] = [500]
    sentences = fetch(home, current(), access=ACCESS, manners=QUICK).sentences()
    server.trouble["/api/Search"] = [403]
    sentences += fetch(home, current(), access=ACCESS, manners=QUICK).sentences()
    assert [one.headers["Authorization-Key"] for one in server.asked] == [KEY] * 3
    files = [file for file in home.root.rglob("*") if file.is_file()]
    assert len(files) > 3 and len(sentences) == 3
    texts = [file.read_text() for file in files] + sentences + [repr(ACCESS), *capfd.readouterr()]
    assert not any(secret in text for secret in (KEY, EMAIL) for text in texts)


def test_usajobs_without_a_key_is_one_sentence(server: FeedServer, home: Home) -> None:
    """Prevents a request that can only be refused."""
    with pytest.raises(CredscopeError, match="asks for a key: set CREDSCOPE_USAJOBS_KEY"):
        fetch(home, current(), manners=QUICK)
    assert server.asked == []
