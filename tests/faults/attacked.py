"""One hostile delivery all the way, without a network and with secrets in the environment.

The whole way costs a minute, so that all tests of what is left share one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import hostile
import make
import offline
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from credscope.home import Home

SECRETS = {
    "CREDSCOPE_POSTGRES": "postgresql://owner:marked-secret-1@127.0.0.1:1/nowhere",
    "CREDSCOPE_USAJOBS_KEY": "marked-secret-2",
    "CREDSCOPE_USAJOBS_EMAIL": "marked-secret-3@attacked.invalid",
    "CREDSCOPE_ALERTS": "json://user:marked-secret-4@127.0.0.1:1/marked-secret-5",
    "HTTPS_PROXY": "http://user:marked-secret-6@127.0.0.1:1",
}
SECRET = b"marked-secret"


@dataclass
class World:
    """A folder that holds a home and what commands left beside it, and what each command said."""

    folder: Path
    said: dict[str, subprocess.CompletedProcess[str]] = field(default_factory=dict)

    @property
    def home(self) -> Home:
        return Home(self.folder / "home; drop table `touch credscope_attacked` <b>é")

    @property
    def release(self) -> Path:
        return self.home.current.resolve()

    @property
    def network_log(self) -> Path:
        return self.folder.parent / "network.log"

    def run(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command of credscope, without a network; what it said is kept under `name`."""
        command = [sys.executable, "-m", "credscope.cli", "--home", str(self.home.root), *arguments]
        environment = {**os.environ, **SECRETS, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        self.said[name] = offline.run(command, environment, self.network_log, self.folder)
        return self.said[name]

    def must(self, name: str, *arguments: str) -> None:
        """`run`, for a command that must succeed."""
        done = self.run(name, *arguments)
        assert done.returncode == 0, f"{name}: {done.stderr[-2000:]}"

    def mart(self, name: str) -> list[dict[str, Any]]:
        """Rows of a mart of the release."""
        return pq.read_table(self.release / "marts" / f"{name}.parquet").to_pylist()

    @cached_property
    def postings(self) -> list[dict[str, Any]]:
        """Every accepted row of the lake."""
        files = sorted(self.home.postings.glob("*/*.parquet"))
        return pa.concat_tables([pq.read_table(file) for file in files]).to_pylist()


def release(world: World) -> None:
    """Take the hostile delivery in and release it."""
    delivery, mapping = hostile.write_delivery(world.folder)
    world.must("ingest", "ingest", "--mapping", str(mapping), "--", delivery.name)
    world.must("refresh", "refresh")


def ask(world: World) -> None:
    """Run every command that shows what the release holds, and some that must fail."""
    for number, row in enumerate(world.postings[:: len(world.postings) // 4]):
        world.must(f"explain {number}", "explain", row["posting_id"])
    world.must("review", "review", "--output", "review.csv")
    rows = [make.posting(place, **row) for place, row in enumerate(hostile.postings()[::7])]
    table = make.write_jsonl(world.folder / "-table; drop.jsonl", rows)
    world.must("read", "read", "--id", "source_posting_id", "--output", "read.parquet", "--", table.name)
    for name in ("doctor", "withdraw"):
        world.run(name, name)
    for page in ("report", "docs"):
        world.must(page, page, "--no-open")
    world.run("refused server", "publish", "postgres")
    world.run("refused delivery", "ingest", "\x1b]0;attacked\x07.csv")


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The world of the one hostile delivery."""
    folder = tmp_path_factory.mktemp("attacked") / "world"
    folder.mkdir()
    world = World(folder)
    release(world)
    ask(world)
    return world
