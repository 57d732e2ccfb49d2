"""What the environment holds in secret stays there: no log, run, record, release or sentence tells it.

Prevents a password or key from being read by whoever may read a home, a release or a terminal.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from attacked import SECRET, SECRETS, World

Tried = Callable[..., None]


def files_with(secret: bytes, folder: Path) -> list[Path]:
    """Every regular file below `folder` that holds `secret`."""
    found = []
    for where, _, names in os.walk(folder):
        for name in names:
            path = Path(where) / name
            if path.is_file() and secret in path.read_bytes():
                found.append(path)
    return found


def test_no_file_of_a_home_holds_a_secret(attacked: World, tmp_path: Path, tried: Tried) -> None:
    """Prevents secrets from being kept by Dagster's history, dbt's logs, a manifest or a release."""
    (tmp_path / "planted.db").write_bytes(b"\0\1" + SECRET + b"-1\0")
    assert files_with(SECRET, tmp_path) == [tmp_path / "planted.db"]
    histories = [path for path in attacked.home.dagster.rglob("*.db") if path.stat().st_size]
    assert histories and files_with(b"hostile_board", attacked.home.dagster)
    assert files_with(SECRET, attacked.folder) == []
    tried("secrets in the environment", len(SECRETS))


def test_no_command_tells_a_secret(attacked: World) -> None:
    """Prevents secrets from standing in a failure or in the progress of a command."""
    refused = attacked.said["refused server"]
    assert refused.returncode == 1 and "127.0.0.1:1/nowhere" in refused.stderr
    for name, done in attacked.said.items():
        assert SECRET.decode() not in done.stdout + done.stderr, name


def test_no_secret_is_an_argument(attacked: World) -> None:
    """Prevents secrets from being seen by everybody who may list the machine's processes."""
    assert all(SECRET.decode() not in " ".join(map(str, done.args)) for done in attacked.said.values())
