"""Mappings and files of boards that are built to do harm: bombs, tags that call, names of other places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import hostile
import pytest
import yaml

from credscope.errors import CredscopeError
from credscope.fetching.boards import read_boards
from credscope.sources import mapping

Tried = Callable[..., None]
BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
HARM = {
    "a bomb of aliases": BOMB,
    "an alias of itself": "&a [*a]",
    "a merge": "a: &a {employer: A, lever: b}\nb: {<<: *a}",
    "lists without end": "[" * 200_000,
    "names without end": "{a: " * 200_000,
    "a name as a list": "? [a, b]\n: c",
    "a large file": "# " + "x" * (2 << 20),
}
CALLS = (
    "!!python/object/apply:os.system ['touch credscope_attacked']",
    "!!python/name:os.system",
    "!!python/object/new:subprocess.Popen [[touch, credscope_attacked]]",
)


@pytest.mark.parametrize("said", HARM.values(), ids=HARM)
@pytest.mark.parametrize("read", [mapping.load, read_boards], ids=["mapping", "boards"])
def test_a_bomb(tmp_path: Path, said: str, read: Callable[[Path], object], tried: Tried) -> None:
    """Prevents a few lines from filling the memory or the stack; the refusal is one sentence."""
    path = tmp_path / "x.yml"
    path.write_text(said)
    with pytest.raises(CredscopeError) as refused:
        read(path)
    assert "x.yml" in str(refused.value) and "\n" not in str(refused.value)
    tried("YAML that grows or calls")


@pytest.mark.parametrize("said", CALLS)
@pytest.mark.parametrize(
    "place", ["{}", "- employer: {}\n  lever: a", "source: {}\nrecognise: [a]\ncolumns: {{}}"]
)
@pytest.mark.parametrize("read", [mapping.load, read_boards], ids=["mapping", "boards"])
def test_a_tag_that_calls(
    tmp_path: Path, said: str, place: str, read: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch,
    tried: Tried,
) -> None:  # fmt: skip
    """Prevents a tag from making an object or starting a program."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yml").write_text(place.format(said))
    with pytest.raises(CredscopeError):
        read(tmp_path / "x.yml")
    assert [path.name for path in tmp_path.iterdir()] == ["x.yml"]
    tried("YAML that grows or calls")


@pytest.mark.parametrize("name", hostile.NAMES)
def test_a_board_named_like_an_address(tmp_path: Path, name: str, tried: Tried) -> None:
    """Prevents the name of a board from leading to another address, or to another file of the home."""
    path = tmp_path / "boards.yml"
    path.write_text(yaml.safe_dump([{"employer": name, "lever": name}]), encoding="utf-8")
    try:
        feeds = read_boards(path)
    except CredscopeError as refused:
        assert "is not the name of a lever board" in str(refused) or "names no employer" in str(refused)
    else:
        assert all(feed.stem == feed.stem.replace("/", "") and "/" not in feed.board for feed in feeds)
    tried("names that lead to other places")


def test_shipped_mappings_are_plain() -> None:
    """Prevents a shipped mapping from using what is refused in a user's."""
    assert len(mapping.shipped()) > 5
