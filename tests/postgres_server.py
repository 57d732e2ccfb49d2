"""A PostgreSQL server of the test's own: made in a temporary folder, on a Unix socket, stopped afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def program(name: str) -> str | None:
    """Path of a server program on PATH or where Debian puts it; None where it is not installed."""
    return shutil.which(name) or next(
        (str(place / name) for place in PLACES if (place / name).exists()), None
    )


def available() -> bool:
    return all(program(name) for name in ("initdb", "pg_ctl", "postgres"))


@contextmanager
def server() -> Iterator[str]:
    """A running server; yields the DSN of its superuser `owner`, whose password is `s3cret`.

    PostgreSQL refuses to run as root, so as root it runs as the user `nobody`.
    """
    user = "nobody" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:
        if user:
            shutil.chown(folder, user)
        data = str(Path(folder) / "data")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"

        def run(*command: str) -> None:
            subprocess.run(command, check=True, user=user, cwd=folder, capture_output=True, timeout=60)

        password = Path(folder) / "password"
        password.write_text("s3cret\n")
        password.chmod(0o644)
        run(
            str(program("initdb")), "-D", data, "-U", "owner", "-A", "scram-sha-256", "-E", "UTF8",
            "--no-sync", "--pwfile", str(password),
        )  # fmt: skip
        log = str(Path(folder) / "log")
        run(str(program("pg_ctl")), "-D", data, "-o", options, "-l", log, "-w", "-t", "30", "start")
        try:
            yield f"postgresql://owner:s3cret@/postgres?host={folder}"
        finally:
            run(str(program("pg_ctl")), "-D", data, "-m", "immediate", "-w", "stop")
