"""A home from a backup: unpacked beside its place, checked, and put there by one rename, whole or not.

What a backup holds is `backup`'s matter. An archive may be hostile: nothing in it leads out of the home.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tarfile
import zlib
from pathlib import Path, PurePosixPath

from credscope import checksums
from credscope.backup import CURRENT
from credscope.errors import CredscopeError
from credscope.home import KINDS, Home
from credscope.months import sync
from credscope.processes import is_running
from credscope.progress import progress

_AT_ONCE = 1 << 20


def restore(home: Home, file: Path) -> int:
    """Make `home`, which must be empty or not there, from the backup `file`; how many files it holds.

    Every file is compared with the backup's checksums. Raises CredscopeError where the home is not empty, the
    backup is not whole, a later version wrote it, or it cannot be written; then nothing is there.
    """
    file = file.expanduser()
    if not file.is_file():
        raise CredscopeError(f"There is no file {file}.")
    if home.root.exists() and (not home.root.is_dir() or any(home.root.iterdir())):
        raise CredscopeError(
            f"{home.root} is not empty: name another folder, as in `credscope --home DIR restore FILE`."
        )
    _sweep(home)
    home.root.parent.mkdir(parents=True, exist_ok=True)
    making = Home(home.root.with_name(f".{home.root.name}.restoring-{os.getpid()}"))
    try:
        making.root.mkdir()
        count = _unpack(file, making.root)
        if making.kind() not in KINDS:
            raise CredscopeError(f"{file} is no backup of a home: it lacks home.json.")
        making.refuse_later()
        os.replace(making.root, home.root)
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise CredscopeError(f"{file} is not a whole backup ({error}): take another.") from error
    except OSError as error:
        raise CredscopeError(f"{home.root} could not be made: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(making.root, ignore_errors=True)
    sync(home.root.parent)
    return count


def _sweep(home: Home) -> None:
    """Remove what restores of this home left that were killed."""
    for folder in home.root.parent.glob(f".{home.root.name}.restoring-*"):
        process = folder.name.rpartition("-")[2]
        if process.isdigit() and not is_running(int(process)):
            shutil.rmtree(folder)


def _unpack(file: Path, folder: Path) -> int:
    """Write the archive's files into `folder`; how many. Raises where they are not what SHA256SUMS says."""
    digests: dict[str, str] = {}
    sums: bytes | None = None
    with tarfile.open(file, "r:*") as archive:
        for member in progress(archive.getmembers(), "Files restored"):
            if member.name == checksums.SUMS and member.isfile() and sums is None:
                opened = archive.extractfile(member)
                sums = opened.read() if opened else b""
            elif not member.isdir():
                _put(archive, member, folder, digests)
    if sums is None:
        raise CredscopeError(f"{file} is not a whole backup: it breaks off before its end. Take another.")
    wanted = checksums.parsed(sums, f"{checksums.SUMS} in {file}")
    wrong = sorted(wanted.items() ^ digests.items())
    if wrong:
        raise CredscopeError(f"{file} is damaged: {wrong[0][0]} is not what was backed up. Take another.")
    return len(digests)


def _put(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, digests: dict[str, str]) -> None:
    """Write one member at its place; raises CredscopeError for what no backup holds."""
    target = _place(folder, member.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    if member.isreg():
        digests[member.name] = _write(archive, member, target)
    elif member.islnk() and member.linkname in digests:
        _link(_place(folder, member.linkname), target)
        digests[member.name] = digests[member.linkname]
    elif member.issym() and member.name == CURRENT and "/" not in member.linkname and member.linkname != "..":
        target.symlink_to(member.linkname)
    else:
        raise CredscopeError(
            f"{member.name!r} in the archive is nothing that a backup holds; it was left alone."
        )


def _place(folder: Path, name: str) -> Path:
    """Where a member goes; nothing may lead out of `folder` or through a link."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or name.startswith(f"{CURRENT}/"):
        raise CredscopeError(f"{name!r} in the archive leads out of the home; it is no backup of Credscope.")
    return folder / path


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> str:
    """Write a member's bytes to a new file, to the disk; their digest."""
    sha256, read = hashlib.sha256(), archive.extractfile(member)
    with target.open("xb") as written:
        while read and (data := read.read(_AT_ONCE)):
            sha256.update(data)
            written.write(data)
        written.flush()
        os.fsync(written.fileno())
    return sha256.hexdigest()


def _link(file: Path, to: Path) -> None:
    """Make `to` another name of `file`, or a copy where the file system has no such links."""
    try:
        os.link(file, to)
    except FileExistsError:
        raise
    except OSError:
        shutil.copyfile(file, to)
        sync(to)
