"""The file of boards, and what the environment may say: what is wrong is told in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from credscope.errors import CredscopeError
from credscope.fetching.boards import read_boards
from credscope.fetching.configured import configured_feeds
from credscope.fetching.settings import server, usajobs_access
from credscope.fetching.usajobs import current, past
from credscope.home import Home

GOOD = """
- {employer: Brasswind Works, greenhouse: brasswind}
- employer: Lamp Light
  ashby: Lamp Light
  lever: lamplight.two
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "boards.yml"
    path.write_text(text)
    return path


def test_boards_are_read_in_order(tmp_path: Path) -> None:
    """Prevents an employer with two boards from losing one."""
    feeds = read_boards(written(tmp_path, GOOD))
    assert [(feed.service.layout, feed.board, feed.employer, feed.stem) for feed in feeds] == [
        ("greenhouse", "brasswind", "Brasswind Works", "brasswind"),
        ("ashby", "Lamp Light", "Lamp Light", "Lamp_Light"),
        ("lever", "lamplight.two", "Lamp Light", "lamplight_two"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must be a list of entries"),
        ("employer: A\nlever: a", "must be a list of entries"),
        ("- [a", "is not YAML in line"),
        ("- brasswind", "entry 1 is not of the form"),
        ("- {lever: a}", "entry 1 names no employer"),
        ("- {employer: A}", r"entry 1 \(A\) names no board: add one of greenhouse, lever, ashby"),
        ("- {employer: A, workday: a}", "entry 1 says workday, which is none of employer, greenhouse"),
        ("- {employer: A, lever: 'https://jobs.lever.co/a'}", "is not the name of a lever board"),
        ("- {employer: A, lever: '../a'}", "is not the name of a lever board"),
        ("- {employer: A, lever: 17}", "in quotation marks where it is a number"),
        ("- {employer: A, lever: a}\n- {employer: B, lever: A}", "names the Lever board A twice"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    """Prevents a mistyped entry from being asked for, skipped in silence, or shown as a traceback."""
    with pytest.raises(CredscopeError, match=said):
        read_boards(written(tmp_path, text))


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    """Prevents a traceback for a mistyped path."""
    with pytest.raises(CredscopeError, match="There is no file of boards at"):
        read_boards(tmp_path / "nowhere.yml")
    (tmp_path / "boards.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CredscopeError, match="cannot be read as text"):
        read_boards(tmp_path / "boards.yml")


def test_a_home_is_set_up_by_its_file_and_by_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a schedule that asks where nobody set anything up, or overlooks what is set up."""
    for name in ("CREDSCOPE_USAJOBS_KEY", "CREDSCOPE_USAJOBS_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    home = Home(tmp_path)
    assert configured_feeds(home) == []
    written(tmp_path, GOOD)
    assert [feed.service.layout for feed in configured_feeds(home)] == ["greenhouse", "ashby", "lever"]
    monkeypatch.setenv("CREDSCOPE_USAJOBS_KEY", "a-key")
    with pytest.raises(CredscopeError, match="CREDSCOPE_USAJOBS_EMAIL is missing"):
        configured_feeds(home)
    monkeypatch.setenv("CREDSCOPE_USAJOBS_EMAIL", "reader@example.org")
    assert configured_feeds(home)[-1].service.layout == "usajobs_search"


def test_a_key_that_no_header_can_carry_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a line break in a key from becoming a header of its own, and the key from being shown."""
    monkeypatch.setenv("CREDSCOPE_USAJOBS_KEY", "a\r\nX-Other: b")
    monkeypatch.setenv("CREDSCOPE_USAJOBS_EMAIL", "reader@example.org")
    with pytest.raises(CredscopeError, match="CREDSCOPE_USAJOBS_KEY holds characters") as trouble:
        usajobs_access()
    assert "X-Other" not in str(trouble.value)


def test_only_a_server_of_this_machine_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a setting for tests from sending a key somewhere."""
    monkeypatch.setenv("CREDSCOPE_FEEDS_SERVER", "http://example.org")
    with pytest.raises(CredscopeError, match="a server on this machine"):
        server()
    monkeypatch.setenv("CREDSCOPE_FEEDS_SERVER", "http://127.0.0.1:8000/")
    assert server() == "http://127.0.0.1:8000"


def test_questions_that_usajobs_cannot_answer_are_refused() -> None:
    """Prevents a search that silently covers other days than were asked for."""
    from datetime import date

    with pytest.raises(CredscopeError, match="--days 90 is more than USAJOBS looks back"):
        current(days=90)
    with pytest.raises(CredscopeError, match="ends before it begins"):
        past(date(2026, 2, 1), date(2026, 1, 1))
