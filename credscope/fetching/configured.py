"""The feeds that a home is set up for and the monthly schedule asks: `boards.yml` in it, USAJOBS by a key."""

from __future__ import annotations

from pathlib import Path

from credscope.fetching.boards import read_boards
from credscope.fetching.feed import Feed
from credscope.fetching.settings import usajobs_access
from credscope.fetching.usajobs import current
from credscope.home import Home


def boards_file(home: Home) -> Path:
    """Where the home's own file of boards lies, if it has one."""
    return home.root / "boards.yml"


def configured_feeds(home: Home) -> list[Feed]:
    """All of them; none where nothing is set up. Raises CredscopeError for a file that is wrong."""
    boards = read_boards(boards_file(home)) if boards_file(home).exists() else []
    return boards + (current() if usajobs_access() else [])
