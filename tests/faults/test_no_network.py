"""No command but a fetching one asks the network for anything, and no library behind it either.

Two watches: every Python process notes where it wants to connect, and the kernel counts what finds no way out
of a network of its own. Where one of them cannot be had, a skip says so.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import offline
import pytest
import yaml
from attacked import World

from orchestration import instance

ROOT = Path(__file__).resolve().parents[2]
Tried = Callable[..., None]
ASKING = """
import socket
for ask in (
    lambda: socket.create_connection(("192.0.2.1", 80), 1),
    lambda: socket.getaddrinfo("telemetry.invalid", 443),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)),
):
    try:
        ask()
    except OSError:
        pass
with socket.create_server(("127.0.0.1", 0)) as here:
    socket.create_connection(here.getsockname()).close()
"""

FETCHING = """
import os, subprocess, sys
from feed_server import FeedServer, greenhouse_job
with FeedServer(greenhouse={"brasswind": [greenhouse_job(1)]}) as server:
    os.environ |= {"CREDSCOPE_FEEDS_SERVER": server.address, "NO_PROXY": "127.0.0.1"}
    command = [sys.executable, "-m", "credscope.cli", "--home", "home", "fetch", "--boards", "boards.yml"]
    sys.exit(subprocess.run(command).returncode)
"""


def noted(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def test_the_watch_sees_who_asks(tmp_path: Path) -> None:
    """Prevents an empty list of requests from a watch that is blind; loopback is not the network."""
    log = tmp_path / "network.log"
    done = offline.run([sys.executable, "-c", ASKING], os.environ, log, tmp_path)
    assert done.returncode == 0, done.stderr
    assert {line.split()[0] for line in noted(log)} >= {
        "socket.connect",
        "socket.getaddrinfo",
        "socket.sendto",
    }
    assert not any(" 127.0.0.1" in line.partition(" by ")[0] for line in noted(log))


def test_the_kernel_counts_what_python_does_not_see(tmp_path: Path) -> None:
    """Prevents native code, such as a database that wants an extension, from asking unseen."""
    if offline.missing():
        pytest.skip(f"no network of its own for a process here ({offline.missing()}): only Python is watched")
    log = tmp_path / "network.log"
    offline.run(["bash", "-c", "exec 3<>/dev/tcp/192.0.2.1/80"], os.environ, log, tmp_path)
    assert [line.split(" by ")[0] for line in noted(log)] == ["Ip OutNoRoutes 1"]


def test_a_delivery_goes_the_whole_way_without_a_network(attacked: World, tried: Tried) -> None:
    """Prevents ingest, refresh, report, explain, review, read, doctor and the rest from asking anybody."""
    assert noted(attacked.network_log) == []
    tried("commands without a network", len(attacked.said))


def test_the_demo_needs_no_network(tmp_path: Path, full: bool, tried: Tried) -> None:
    """Prevents the first command that a person tries from telling anybody that they did."""
    if not full:
        pytest.skip(
            "runs with CREDSCOPE_FAULTS=full; the hostile delivery goes the same way in every test run"
        )
    log = tmp_path / "network.log"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CREDSCOPE_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "credscope.cli", "demo", "--scale", "0.0002"]
    done = offline.run(command, environment, log, tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "technical_1" in done.stdout and noted(log) == []
    tried("commands without a network")


def test_a_fetch_asks_its_service_alone(tmp_path: Path) -> None:
    """Prevents the library that fetches from telling its makers, beside asking the board that was named."""
    log = tmp_path / "network.log"
    (tmp_path / "boards.yml").write_text("- {employer: Brasswind Works, greenhouse: brasswind}\n")
    paths = [str(ROOT), str(ROOT / "tests")]
    done = offline.run(
        [sys.executable, "-c", FETCHING], {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}, log, tmp_path
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "1 posting" in done.stdout and noted(log) == []


def test_telemetry_is_off_in_the_settings() -> None:
    """Prevents a library that counts its users only after a while, or by a daemon, from doing so unseen."""
    assert yaml.safe_load(instance.SETTINGS)["telemetry"] == {"enabled": False}
    project = yaml.safe_load((ROOT / "dbt_project" / "dbt_project.yml").read_text(encoding="utf-8"))
    assert project["flags"]["send_anonymous_usage_stats"] is False
