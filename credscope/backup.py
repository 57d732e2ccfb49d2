"""A home as one file: all that cannot be made again, and what would take long to, as a tar archive.

Left out are dagster/ (the history of runs), build/ (made again by a refresh), staging/ and whatever is
hidden, which is unfinished. SHA256SUMS stands last in the archive: without it an archive is not whole, and
`sha256sum -c SHA256SUMS` checks what `tar` took out of it. How it comes back is `restoring`'s matter.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from credscope import checksums
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.lock import in_turn
from credscope.progress import progress, say

LEFT_OUT = frozenset({"dagster", "build", "staging"})
CURRENT = "releases/current"


class _Hashed(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, opened: IO[bytes]) -> None:
        self._opened, self.sha256 = opened, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._opened.read(size)
        self.sha256.update(data)
        return data


def back_up(home: Home, file: Path) -> int:
    """Write `file`, which must not exist; how many files of the home it holds.

    Waits for a run that is at work on the home. `file` appears by one rename once it is whole and on disk.
    Raises CredscopeError where there is nothing to back up, `file` cannot be written, or a delivery or a
    release is not what it was: then the backups of before are the ones to keep.
    """
    file = file.expanduser().resolve()
    if home.kind() is None:
        raise CredscopeError(f"{home.root} holds nothing yet; there is nothing to back up.")
    if file.exists() or file.is_relative_to(home.root):
        why = "exists already" if file.exists() else "lies in the home itself"
        raise CredscopeError(f"{file} {why}: name another file.")
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with in_turn(home), temporary.open("xb") as opened:
            digests = _archive(home, opened)
            _refuse_damage(home, digests)
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(temporary, file)
    except OSError as error:
        raise CredscopeError(f"{file} could not be written: {error.strerror or error}.") from error
    finally:
        temporary.unlink(missing_ok=True)
    return len(digests)


def _archive(home: Home, opened: IO[bytes]) -> dict[str, str]:
    """Write all files into the archive; digests by name."""
    digests: dict[str, str] = {}
    with tarfile.open(fileobj=opened, mode="w") as archive:
        for path in progress(list(_kept(home)), "Files backed up"):
            name = path.relative_to(home.root).as_posix()
            member = _nameless(archive.gettarinfo(path, name))
            if member.islnk():
                digests[name] = digests[member.linkname]
                archive.addfile(member)
            else:
                digests[name] = _add(archive, member, path)
        if home.current.is_symlink():
            archive.addfile(_nameless(archive.gettarinfo(home.current, CURRENT)))
        sums = checksums.written(digests)
        last = tarfile.TarInfo(checksums.SUMS)
        last.size = len(sums)
        archive.addfile(last, io.BytesIO(sums))
    return digests


def _kept(home: Home) -> Iterator[Path]:
    """Every file of the home that is backed up, in order; tells of links, which lead elsewhere."""
    for folder, names, files in os.walk(home.root):
        at_top = Path(folder) == home.root
        links = [name for name in names + files if (Path(folder) / name).is_symlink()]
        names[:] = sorted(
            name
            for name in names
            if not name.startswith(".") and name not in links and not (at_top and name in LEFT_OUT)
        )
        for name in sorted(set(files) - set(links)):
            if not name.startswith("."):
                yield Path(folder) / name
        for name in links:
            if Path(folder) / name != home.current:
                say(f"Left out: {Path(folder) / name} is a link to {(Path(folder) / name).readlink()}")


def _add(archive: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> str:
    """Add one file; its digest."""
    with path.open("rb") as opened:
        hashed = _Hashed(opened)
        try:
            archive.addfile(member, hashed)
        except OSError as error:
            if error.errno is None:  # what tarfile raises where a file is shorter than it was
                raise CredscopeError(f"{path} changed while it was read: back up again.") from error
            raise
    return hashed.sha256.hexdigest()


def _nameless(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """The member without the names of this machine's user."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _refuse_damage(home: Home, digests: dict[str, str]) -> None:
    """Raise CredscopeError where a delivery or a release says otherwise of its files."""
    for sums in [
        *home.deliveries.glob(f"*/{checksums.SUMS}"),
        *home.releases.glob(f"[!.]*/{checksums.SUMS}"),
    ]:
        folder = sums.parent.relative_to(home.root).as_posix()
        if sums.parent.is_symlink():
            continue
        for name, digest in checksums.recorded(sums.parent).items():
            if digests.get(f"{folder}/{name}") != digest:
                raise CredscopeError(
                    f"{sums.parent / name} is damaged, so nothing was backed up: `credscope doctor` says "
                    "what to do about it; keep the backups of before."
                )
