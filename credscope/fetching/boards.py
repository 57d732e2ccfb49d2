"""A file of boards: which employers' boards to ask for. Reads and checks YAML; asks nobody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from credscope.errors import CredscopeError
from credscope.fetching.feed import Feed
from credscope.fetching.services import BOARDS
from credscope.plain_yaml import read_yaml

_BOARD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]*")


def read_boards(path: Path) -> list[Feed]:
    """The feeds that the YAML file at `path` names, in its order.

    The file is a list of `{employer: Name, greenhouse: board}`; lever and ashby likewise. Raises
    CredscopeError in one sentence that names the entry and what is wrong with it.
    """
    try:
        said = read_yaml(path, yaml.SafeLoader)
    except FileNotFoundError:
        raise CredscopeError(f"There is no file of boards at {path}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CredscopeError(f"{path} cannot be read as text: {error}.") from error
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f" in line {place.line + 1}" if place else ""
        raise CredscopeError(
            f"{path} is not YAML{line}: {getattr(error, 'problem', 'unreadable')}."
        ) from error
    if not isinstance(said, list) or not said:
        raise CredscopeError(
            f"{path} must be a list of entries such as `- {{employer: Name, lever: board}}`."
        )
    feeds = [
        feed for number, entry in enumerate(said, 1) for feed in _feeds(entry, f"{path}, entry {number}")
    ]
    seen: set[tuple[str, str]] = set()
    for feed in feeds:
        known = (feed.service.layout, feed.stem.casefold())
        if known in seen:
            raise CredscopeError(f"{path} names the {feed.service.name} board {feed.board} twice.")
        seen.add(known)
    return feeds


def _feeds(entry: Any, where: str) -> list[Feed]:
    kinds = ", ".join(BOARDS)
    if not isinstance(entry, dict):
        raise CredscopeError(f"{where} is not of the form {{employer: Name, lever: board}}.")
    unknown = [str(name) for name in entry if name != "employer" and name not in BOARDS]
    if unknown:
        raise CredscopeError(f"{where} says {unknown[0]}, which is none of employer, {kinds}.")
    employer = entry.get("employer")
    if not isinstance(employer, str) or not employer.strip():
        raise CredscopeError(f"{where} names no employer.")
    if len(entry) == 1:
        raise CredscopeError(f"{where} ({employer}) names no board: add one of {kinds}.")
    return [
        Feed(BOARDS[kind], _board(name, kind, where), employer.strip())
        for kind, name in entry.items()
        if kind != "employer"
    ]


def _board(name: Any, kind: str, where: str) -> str:
    if not isinstance(name, str) or not _BOARD.fullmatch(name.strip()):
        raise CredscopeError(
            f"{where}: {name!r} is not the name of a {kind} board; give the part of the board's address that "
            "follows the host, in quotation marks where it is a number."
        )
    return name.strip()
