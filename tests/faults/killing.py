"""A process that does what `chain` knows in forks of itself, and kills them: by the clock or at a call.

Imported, it is the client that tests use; run as a file, the process that forks. Everything slow to import or
to load is there once, so that a try costs what the work costs. In a mount namespace of its own, it can also
give a home little room.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from credscope.home import Home

LONGEST = 900.0
CALLS = {
    "open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "shutil.rmtree",
}  # fmt: skip
PRIVATE_MOUNTS = ("unshare", "--mount", "--propagation", "private")


@dataclass(frozen=True)
class Ended:
    """How one try ended: `how` is done, refused (a CredscopeError), failed or killed.

    `marks` says at which call and second every stage began; `calls` and `seconds` are those of the whole try.
    """

    how: str
    sentence: str = ""
    calls: int = 0
    seconds: float = 0.0
    marks: list[tuple[str, int, float]] = field(default_factory=list)


class Forks:
    """The client: starts the process, asks for one try after another."""

    def __init__(self) -> None:
        self.has_mounts = _allowed([*PRIVATE_MOUNTS, "true"])
        command = [*(PRIVATE_MOUNTS if self.has_mounts else ()), sys.executable, __file__]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def run(self, doing: str, home: Home, **how: Any) -> Ended:
        """Do `doing` on the home `home`.

        `how`: `at_call` or `after` (seconds) says when to kill it; `room` gives the home's disk so many bytes
        more than it holds; `user` is the number of the user to be; `clock` shifts the clock by days.
        """
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"doing": doing, "home": str(home.root), **how}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the process that forks has ended"
        return Ended(**json.loads(line))

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(30)


def _allowed(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def serve() -> None:
    """Answer one line of JSON with another until there are no more."""
    answers = os.fdopen(os.dup(1), "w")
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    _warm()
    for line in sys.stdin:
        asked = json.loads(line)
        with _little_room(Path(asked["home"]), asked.pop("room", None)):
            said = _tried(asked)
        print(json.dumps(said), file=answers, flush=True)


def _warm() -> None:
    """Load the rules and go all the way once, so that no fork does it again."""
    import tempfile

    import chain
    from small_delivery import write_delivery

    from credscope.home import Home

    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        write_delivery(home.inbox / "warm", ("2020-01",), rows=12)
        chain.refresh(home, lambda stage: None)


def _tried(asked: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.setpgid(0, 0)
        _work(asked, writing, started)
    os.close(writing)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.setpgid(child, child)
    said = _heard(reading, asked.get("after", LONGEST))
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)
    if said:
        return json.loads(said)
    assert "after" in asked or "at_call" in asked, f"{asked} took longer than {LONGEST} s or died"
    return {"how": "killed", "seconds": time.monotonic() - started}


def _heard(reading: int, seconds: float) -> bytes:
    """What comes through the pipe to its end, or nothing where that takes longer than `seconds`."""
    said, until = b"", time.monotonic() + seconds
    while select.select([reading], [], [], max(0.0, until - time.monotonic()))[0]:
        part = os.read(reading, 1 << 16)
        if not part:
            return said
        said += part
    return b""


def _work(asked: dict[str, Any], writing: int, started: float) -> None:
    """In the fork: do it, say how it went, end."""
    import chain

    from credscope.disk import trouble
    from credscope.errors import CredscopeError
    from credscope.home import Home

    home, marks, calls = Home(Path(asked["home"])), [], [0]

    def heard(event: str, told: tuple[Any, ...]) -> None:
        if event in CALLS and _changes(event, told, str(home.root)):
            calls[0] += 1
            if calls[0] == asked.get("at_call"):
                os.kill(os.getpid(), signal.SIGKILL)

    def stage(name: str) -> None:
        marks.append((name, calls[0], time.monotonic() - started))

    sys.addaudithook(heard)
    if "user" in asked:
        os.setuid(asked["user"])
    how, sentence = "done", ""
    try:
        with _clock(asked.get("clock", 0)):
            chain.DOINGS[asked["doing"]](home, stage)
    except CredscopeError as refusal:
        how, sentence = "refused", str(refusal)
    except BaseException as error:
        told = trouble(error, home)
        how, sentence = ("refused", told) if told else ("failed", traceback.format_exc())
    said = {
        "how": how, "sentence": sentence, "calls": calls[0],
        "seconds": time.monotonic() - started, "marks": marks,
    }  # fmt: skip
    os.write(writing, json.dumps(said).encode())
    os._exit(0)


def _changes(event: str, told: tuple[Any, ...], root: str) -> bool:
    """Whether a call changes something under `root`; a bare name is one of a tree that is being removed."""
    name = os.fsdecode(told[0]) if isinstance(told[0], str | bytes | os.PathLike) else ""
    if name.startswith("/") and not name.startswith(root):
        return False
    return event != "open" or bool(name and told[2] and told[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


@contextlib.contextmanager
def _clock(days: int) -> Iterator[None]:
    """Let the modules of the product that ask what time it is hear another time."""
    from datetime import datetime, timedelta, tzinfo

    from credscope import releases

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(days=days)

    real, releases.datetime = releases.datetime, Shifted  # type: ignore[misc, attr-defined]
    try:
        yield
    finally:
        releases.datetime = real  # type: ignore[misc, attr-defined]


@contextlib.contextmanager
def _little_room(home: Path, room: int | None) -> Iterator[None]:
    """While the block runs, `home` lies at its place on a small disk that only this process sees."""
    if room is None:
        yield
        return
    aside = home.with_name(f"{home.name}-aside")
    shutil.copytree(home, aside, symlinks=True)
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(home)], check=True)
    try:
        shutil.copytree(aside, home, symlinks=True, dirs_exist_ok=True)
        disk = os.statvfs(home)
        size = (disk.f_blocks - disk.f_bfree) * disk.f_frsize + room
        subprocess.run(["mount", "-o", f"remount,size={size}", str(home)], check=True)
        yield
        shutil.rmtree(aside)
        shutil.copytree(home, aside, symlinks=True)
    finally:
        subprocess.run(["umount", "--lazy", str(home)], check=True)
    shutil.rmtree(home)
    aside.rename(home)


if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(root), str(root / "tests")]
    serve()
