"""What listens: Dagster's UI and all that it starts, on this machine only unless told otherwise.

Prevents anybody in the same network from starting runs or reading postings while a person looks at the UI.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTENS = "0A"
LOOPBACK = ("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F")
Tried = Callable[..., None]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def family(root: int) -> set[int]:
    """The process and all that it started, as /proc tells."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = {root}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def listening(root: int) -> set[str]:
    """Addresses, as the kernel writes them, at which the process or what it started takes connections."""
    sockets = set()
    for process in family(root):
        try:
            links = [os.readlink(link) for link in Path(f"/proc/{process}/fd").iterdir()]
        except OSError:
            continue
        sockets |= {link[8:-1] for link in links if link.startswith("socket:[")}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == LISTENS and words[9] in sockets:
                found.add(words[1].partition(":")[0])
    return found


@contextmanager
def started(*arguments: str) -> Iterator[int]:
    """The command in a group of processes of its own, which is ended afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "credscope.cli", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def test_the_watch_sees_who_listens() -> None:
    """Prevents an empty list of addresses from a watch that is blind."""
    script = "import socket, time; s = socket.create_server(('0.0.0.0', 0)); print('up', flush=True)"
    script += "; time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as open_to_all:
        assert open_to_all.stdout is not None and open_to_all.stdout.readline() == "up\n"
        assert listening(open_to_all.pid) == {"00000000"}
        open_to_all.kill()


def test_the_ui_listens_on_this_machine_only(tmp_path: Path, full: bool, tried: Tried) -> None:
    """Prevents UI, daemon or code server from taking connections of other machines."""
    if not full:
        pytest.skip("starts Dagster's UI and daemon: runs with CREDSCOPE_FAULTS=full")
    port = free_port()
    with started("--home", str(tmp_path / "home"), "ui", "--port", str(port)) as process:
        deadline = time.monotonic() + 180
        while not answers(port):
            assert time.monotonic() < deadline, "the UI did not start"
            time.sleep(1)
        time.sleep(5)
        found = listening(process)
    assert found and found <= set(LOOPBACK), found
    tried("servers that listen")
