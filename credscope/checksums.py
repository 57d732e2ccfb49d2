"""Checksums of folders and archives, in the form that `sha256sum -c SHA256SUMS` reads: anyone can check them.

Which folders carry them, and what to do about a file that differs, is decided by whoever asks.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from credscope.digests import digest_file
from credscope.errors import CredscopeError
from credscope.months import sync
from credscope.parallel import cores
from credscope.progress import progress

SUMS = "SHA256SUMS"

_LINE = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")
_ESCAPED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_MEANT = {escaped: character for character, escaped in _ESCAPED.items()}


def record(folder: Path) -> None:
    """Write SHA256SUMS into `folder`: one line for every file below it that is not hidden, by name.

    Written by one rename and forced to disk, as what it vouches for must be before.
    """
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != SUMS and not path.name.startswith(".")
    )
    with ThreadPoolExecutor(cores()) as pool:
        digests = list(pool.map(lambda name: digest_file(folder / name), names))
    text = written(dict(zip(names, digests, strict=True)))
    temporary = folder / f".{SUMS}.{os.getpid()}"
    temporary.write_bytes(text)
    sync(temporary)
    os.replace(temporary, folder / SUMS)


def written(digests: Mapping[str, str]) -> bytes:
    """SHA256SUMS for digests (64 hex digits) by name, in the order given."""
    lines = []
    for name, digest in digests.items():
        escaped = re.sub(r"[\\\n\r]", lambda found: _ESCAPED[str(found[0])], name)
        lines.append(f"{'' if escaped == name else chr(92)}{digest}  {escaped}\n")
    return "".join(lines).encode("utf-8", "surrogateescape")


def parsed(text: bytes, where: object) -> dict[str, str]:
    """Digests by name; raises CredscopeError where a line is none, naming `where`."""
    digests = {}
    for number, line in enumerate(text.decode("utf-8", "surrogateescape").split("\n")[:-1], start=1):
        found = _LINE.fullmatch(line)
        if found is None:
            raise CredscopeError(f"Line {number} of {where} is no checksum.")
        name = re.sub(r"\\[\\nr]", lambda one: _MEANT[str(one[0])], found[3]) if found[1] else found[3]
        digests[name] = found[2]
    return digests


def recorded(folder: Path) -> dict[str, str]:
    """What SHA256SUMS of `folder` says; raises CredscopeError where it is missing or cannot be read."""
    path = folder / SUMS
    if not path.exists():
        raise CredscopeError(f"{path} is missing.")
    return parsed(path.read_bytes(), path)


def differing(folders: Collection[Path], label: str | None = None) -> dict[Path, list[str]]:
    """By folder, names of files that are missing or are not what its SHA256SUMS says; only folders with such.

    A SHA256SUMS that is missing or damaged is named itself. `label` is what progress is told as, None for no
    progress.
    """
    found: dict[Path, list[str]] = {}
    wanted: list[tuple[Path, str, str]] = []
    for folder in folders:
        try:
            wanted += [(folder, name, digest) for name, digest in recorded(folder).items()]
        except CredscopeError:
            found[folder] = [SUMS]
    with ThreadPoolExecutor(cores()) as pool:
        checked: Iterable[bool] = pool.map(_is_as_recorded, wanted)
        if label is not None:
            checked = progress(checked, label, len(wanted))
        for (folder, name, _), right in zip(wanted, checked, strict=True):
            if not right:
                found.setdefault(folder, []).append(name)
    return found


def _is_as_recorded(one: tuple[Path, str, str]) -> bool:
    folder, name, digest = one
    try:
        return digest_file(folder / name) == digest
    except OSError:
        return False
