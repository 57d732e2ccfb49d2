"""`credscope fetch` as a person runs it: exit codes, a kill, and the way from a server to the lake."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
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
from taking import merged, take

from credscope.home import PROJECT_ROOT, Home


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as offering:
        offering.greenhouse = {name: [greenhouse_job(n)] for n, name in enumerate(("horn", "tuba", "bell"))}
        yield offering


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def started(server: FeedServer, home: Home, *words: str, **settings: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if "USAJOBS" not in name} | {
        "CREDSCOPE_HOME": str(home.root),
        "CREDSCOPE_FEEDS_SERVER": server.address,
        "PYTHONPATH": str(PROJECT_ROOT),
        "NO_PROXY": "127.0.0.1",
        "COLUMNS": "200",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "credscope.cli", "fetch", *words],
        env=environment | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(server: FeedServer, home: Home, *words: str, **settings: str) -> tuple[int, str, str]:
    process = started(server, home, *words, **settings)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def boards_file(home: Home, *lines: str) -> Path:
    home.root.mkdir(parents=True, exist_ok=True)
    path = home.root / "boards.yml"
    path.write_text("\n".join(f"- {{{line}}}" for line in lines))
    return path


def test_killed_fetch_goes_on_where_it_was(server: FeedServer, home: Home) -> None:
    """Prevents half a delivery after a kill, and asking for every board again."""
    boards_file(home, *(f"employer: {name}, greenhouse: {name}" for name in ("horn", "tuba", "bell")))
    server.trouble["/v1/boards/bell/jobs"] = ["silence"]
    process = started(server, home)
    deadline = time.monotonic() + 30
    while len(server.asked) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not home.inbox.exists()
    code, out, err = run(server, home)
    assert code == 0, err
    assert [one.path.split("/")[3] for one in server.asked] == ["horn", "tuba", "bell", "bell"]
    assert "greenhouse-2026-11-02 waits: 3 postings of 3 feeds." in out
    assert [item.name for item in home.inbox.iterdir()] == ["greenhouse-2026-11-02"]


def test_exit_code_tells_whether_anything_came(server: FeedServer, home: Home) -> None:
    """Prevents a script from taking no answer at all for a success, or one lost board for a failure."""
    file = boards_file(home, "employer: Horn, greenhouse: horn", "employer: Nobody, greenhouse: nobody")
    code, out, err = run(server, home, "--boards", str(file))
    assert code == 0 and "Nobody (greenhouse nobody) was not fetched" in out
    boards_file(home, "employer: Nobody, greenhouse: nobody")
    code, out, err = run(server, home)
    assert code == 1 and err.splitlines()[-1] == (
        "credscope: Nothing could be fetched whole, and the inbox is as it was."
    )
    server.past = [past_announcement(1)]
    server.trouble["/api/historicjoa/announcementtext"] = [404]
    code, out, err = run(server, home, "usajobs", "--historic", "2026-09-01", "2026-09-30")
    assert code == 1 and "texts) was not fetched" in out, "announcements without texts are no delivery"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Nothing says what to fetch: name a file with --boards"),
        (("--boards", "nowhere.yml"), "There is no file of boards at nowhere.yml."),
        (("--boards", "x.yml", "usajobs"), "are fetched one after the other"),
        (("usajobs",), "asks for a key: set CREDSCOPE_USAJOBS_KEY and CREDSCOPE_USAJOBS_EMAIL"),
        (("usajobs", "--historic", "2026-01-01", "soon"), "--historic soon is not a date"),
        (("usajobs", "--delivered", "today", "--days", "3"), "--delivered today is not a date"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    server: FeedServer, home: Home, words: tuple[str, ...], said: str
) -> None:
    """Prevents a traceback, or a request, where an argument is wrong."""
    code, _, err = run(server, home, *words)
    assert code == 1 and said in err and "Traceback" not in err
    assert server.asked == []


def test_other_commands_do_not_load_what_fetching_needs() -> None:
    """Prevents every command from paying for a library that only a fetch uses."""
    look = "import sys, credscope.cli; print({'dlt', 'requests', 'tenacity'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, cwd=PROJECT_ROOT)
    assert done.stdout == "set()\n", done.stderr


def test_from_the_servers_to_the_lake(server: FeedServer, home: Home) -> None:
    """Prevents deliveries that nobody can take in, and postings lost or doubled on the way."""
    server.lever = {"kite": [lever_posting(n) for n in range(101)]}
    server.ashby = {"Lamp Light": [ashby_job(1), ashby_job(2)]}
    server.current = [announcement(n) for n in range(501)] + [announcement(1)]
    server.past = [past_announcement(n) for n in range(3)]
    server.texts = [announcement_text(n) for n in range(3)]
    boards_file(
        home,
        "employer: Horn Works, greenhouse: horn",
        "employer: Kite Works, lever: kite",
        "employer: Lamp Light, ashby: Lamp Light",
    )
    access = {"CREDSCOPE_USAJOBS_KEY": KEY, "CREDSCOPE_USAJOBS_EMAIL": EMAIL}
    for words in ([], ["usajobs"], ["usajobs", "--historic", "2026-09-01", "2026-09-30"]):
        code, out, err = run(server, home, *words, **access)
        assert code == 0, err
        assert KEY not in out + err and EMAIL not in out + err
    manifests = [take(folder, home, delivered=None) for folder in sorted(home.inbox.iterdir())]
    assert [(one["source"], one["read_count"], one["accepted_count"]) for one in manifests] == [
        ("ashby", 2, 2),
        ("greenhouse", 1, 1),
        ("lever", 101, 101),
        ("usajobs", 3, 3),
        ("usajobs", 502, 502),
    ]
    assert {one["delivered_on"] for one in manifests} == {"2026-11-02"}
    rows = merged(home)
    assert len(rows) == 2 + 1 + 101 + 3 + 502
    assert {row["employer_name"] for row in rows} == {
        "Horn Works", "Kite Works", "Lamp Light", "Bureau of Invented Affairs",
    }  # fmt: skip
    texts = [row["description"] for row in rows if row["title"] == "Archivist 1"]
    assert len(texts) == 1 and "Sorts and finds." in texts[0]
    files = [file.read_bytes() for file in home.root.rglob("*") if file.is_file()]
    assert files and not any(KEY.encode() in content for content in files)
