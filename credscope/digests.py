"""Digests of source files: which files count as source, and one hash over their names and contents.

What a digest is used for (a build key, a stale manifest) is decided by whoever asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

NOT_SOURCE = {"target", "logs", "__pycache__"}


def files_under(folder: Path) -> list[Path]:
    """Every source file below `folder` in name order; build products and hidden files left out."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part in NOT_SOURCE or part.startswith(".") for part in path.relative_to(folder).parts)
    )


def digest_file(path: Path) -> str:
    """SHA-256 of one file, 64 hex digits."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def digest_files(paths: Iterable[Path], root: Path) -> str:
    """SHA-256 over names relative to `root` and contents, 64 hex digits."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(f"{path.relative_to(root).as_posix()}\0{digest_file(path)}\n".encode())
    return whole.hexdigest()
