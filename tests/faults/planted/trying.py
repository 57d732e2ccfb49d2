"""Tries a fault: plants it in a copy of a sound home, lets the home meet it, and says what stopped it.

Commands run as people run them, each in a process of its own. Only deliveries that meet an unchanged project
are taken in by this process, where one costs a second.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from planted import ground_rows
from planted.fault import INGEST, Fault, Ground
from small_delivery import fingerprint

from credscope.home import PROJECT_ROOT, Home

MOVING = ("dagster", "staging", "build", "duplicates", "readings", "closed")
"""Of a home: what a refresh may have worked on above the gate that stopped it."""


@dataclass(frozen=True)
class Sound:
    """A home that was released once, the delivery it was made of, and a further one."""

    folder: Path

    @property
    def home(self) -> Home:
        return Home(self.folder / "home")

    @property
    def first(self) -> Path:
        return self.folder / "first"

    @property
    def delivery(self) -> Path:
        return self.folder / "next"


@dataclass(frozen=True)
class Tried:
    """What became of a fault: the sentence that stopped it (None: nothing did), and what was found after."""

    sentence: str | None
    release_changed: bool
    lake_changed: bool
    marts_as_sound: bool


def make_sound(folder: Path, released: bool = True) -> Sound:
    """Write the deliveries, take the first in and release it, in a fresh `folder`."""
    sound = Sound(folder)
    ground_rows.write(sound.first, ground_rows.MONTHS, 0, "2020-06-30")
    ground_rows.write(sound.delivery, ("2020-02", "2020-03"), 10_000, "2020-07-31")
    commands = [("ingest", str(sound.first)), *([("refresh",)] if released else [])]
    for command in commands:
        said = run(sound.home, PROJECT_ROOT, command)
        assert said is None, said
    return sound


def try_fault(fault: Fault, sound: Sound, folder: Path) -> Tried:
    """Plant `fault` in copies under `folder`, which is removed, and run its commands until one fails."""
    home = Home(Path(shutil.copytree(sound.home.root, folder / "home", symlinks=True)))
    ground = Ground(folder, home, sound.delivery)
    fault.plant(ground)
    before = fingerprint(home.root, MOVING)
    sentence = None
    for command in fault.commands:
        told = (*command, str(ground.delivery)) if command == INGEST else command
        if ground.has_checkout or command != INGEST:
            sentence = run(home, ground.checkout if ground.has_checkout else PROJECT_ROOT, told)
        else:
            sentence = take_in(home, ground.delivery)
        if sentence is not None:
            break
    after = fingerprint(home.root, MOVING)
    tried = Tried(
        sentence.replace(str(folder), "…") if sentence else None,
        release_changed=_part(before, "releases/") != _part(after, "releases/"),
        lake_changed=_part(before, "lake/") != _part(after, "lake/"),
        marts_as_sound=_marts(home) == _marts(sound.home),
    )
    shutil.rmtree(folder)
    return tried


def run(home: Home, project: Path, command: tuple[str, ...]) -> str | None:
    """Run a command of `project` on `home`; the sentence it failed with, None where it did not."""
    done = subprocess.run(
        [sys.executable, "-m", "credscope.cli", "--home", str(home.root), *command],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return None
    (sentence,) = re.findall(r"^credscope: (.*)$", done.stderr, re.M)
    return sentence


def take_in(home: Home, delivery: Path) -> str | None:
    """As `run`, of taking a delivery in by the project of this process."""
    from orchestration import launch

    os.environ["CREDSCOPE_HOME"] = str(home.root)
    said = launch.run(home, "ingest", {"path": str(delivery)})
    return said["error"].splitlines()[0] if "error" in said else None


def _part(files: dict[str, str], start: str) -> dict[str, str]:
    return {name: digest for name, digest in files.items() if name.startswith(start)}


def _marts(home: Home) -> dict[str, str]:
    """The marts of the current release but those that describe deliveries and releases."""
    found = fingerprint(home.current.resolve() / "marts", ())
    return {name: digest for name, digest in found.items() if not name.startswith("quality__")}
