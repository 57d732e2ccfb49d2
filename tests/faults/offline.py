"""Commands in a network of their own that leads nowhere, and what tried to leave it.

Linux only: `unshare` gives a process, and all that it starts, a network with nothing but loopback. The kernel
counts every attempt to go elsewhere, also those of native code; `watched_network` tells which Python process
made it. Where the kernel allows no such network, only Python is watched, and `missing` says why.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

WATCH = Path(__file__).with_name("watched_network")
UNSHARE = ("unshare", "--map-root-user", "--net")
NO_ROUTE = ("Ip OutNoRoutes", "Ip6 OutNoRoutes")
_SET_FLAGS, _IS_UP = 0x8914, 0x1


@cache
def missing() -> str | None:
    """Why this machine can give a process no network of its own; None where it can."""
    try:
        done = subprocess.run([*UNSHARE, "true"], capture_output=True, text=True)
    except OSError as error:
        return str(error)
    return None if done.returncode == 0 else done.stderr.strip()


def run(
    command: Sequence[str], environment: Mapping[str, str], log: Path, folder: Path
) -> subprocess.CompletedProcess[str]:
    """Run `command` in `folder` without a network; every attempt to leave it becomes a line of `log`."""
    paths = [str(WATCH), environment.get("PYTHONPATH", "")]
    watched = {
        **environment,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "NETWORK_LOG": str(log),
    }
    inside = () if missing() else (*UNSHARE, sys.executable, str(Path(__file__).resolve()), str(log))
    return subprocess.run(
        [*inside, *command], env=watched, cwd=folder, capture_output=True, text=True, check=False
    )


def _raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        fcntl.ioctl(asked, _SET_FLAGS, struct.pack("16sH14s", b"lo", _IS_UP, b""))


def _unrouted() -> dict[str, int]:
    """How often the kernel found no way to where something wanted to go, since this network exists."""
    found = {}
    heads: list[str] = []
    for line in Path("/proc/self/net/snmp").read_text().splitlines():
        kind, *words = line.replace(":", "").split()
        if kind == "Ip" and heads:
            found["Ip OutNoRoutes"] = int(dict(zip(heads, words, strict=True))["OutNoRoutes"])
        heads = words if kind == "Ip" else heads
    for line in Path("/proc/self/net/snmp6").read_text().splitlines():
        name, number = line.split()
        if name == "Ip6OutNoRoutes":
            found["Ip6 OutNoRoutes"] = int(number)
    return found


def main() -> int:
    """Within the new network: run the command that follows the log's name, then note what was counted."""
    log, command = Path(sys.argv[1]), sys.argv[2:]
    _raise_loopback()
    code = subprocess.run(command, check=False).returncode
    with log.open("a", encoding="utf-8") as noted:
        for name, count in _unrouted().items():
            if count:
                noted.write(f"{name} {count} by {' '.join(' '.join(command[:6]).split())}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
