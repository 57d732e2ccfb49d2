"""A home that this user may not write: one sentence, and not a byte of it changes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from killing import Forks
from small_delivery import fingerprint
from states import complaints, readable
from waiting import fresh

from credscope.home import Home

NOBODY = 65534
PARTS = ("", "staging", "lake/deliveries", "lake/postings", "readings", "build", "releases", "dagster")
"""Folders that are closed with all that is in them, one at a time; the first is the home itself."""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may pass through, which pytest keeps its own from being."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_read_only_home(
    forks: Forks, waiting: Path, open_folder: Path, full: bool, tried: Callable[..., None]
) -> None:
    """Prevents a folder that cannot be written from being half written, or answered with a traceback."""
    if os.getuid() != 0:
        pytest.skip("becoming a user without rights: only root can")
    home = Home(open_folder / "home")
    for part in PARTS if full else PARTS[:1]:
        fresh(waiting, home)
        (home.root / part).mkdir(exist_ok=True)
        give(home.root, NOBODY)
        give(home.root / part, 0)
        before = fingerprint(home.root, without=())
        ended = forks.run("refresh", home, user=NOBODY)
        assert ended.how == "refused", (part, ended.sentence)
        assert ended.sentence.startswith(str(home.root / part)), (part, ended.sentence)
        assert " cannot be written: give this user the right" in ended.sentence
        readable(home)
        if not part:
            assert fingerprint(home.root, without=()) == before
        give(home.root, NOBODY)
        again = forks.run("refresh", home, user=NOBODY)
        assert again.how == "done", (part, again.sentence)
        tried("read-only folder")
        assert complaints(home) == []


def give(folder: Path, user: int) -> None:
    """Make `folder` and all in it the user's."""
    for path in (folder, *folder.rglob("*")):
        os.lchown(path, user, user)
