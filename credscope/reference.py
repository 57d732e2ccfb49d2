"""`credscope reference fetch`: O*NET's alternate titles, fetched once where the user allows it.

It uses the network, and nothing needs what it fetches. A file that is there lets
the coder look a title up that the shipped lexicon leaves open, and `credscope review` propose occupations.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import urllib.error
import urllib.request
from pathlib import Path

from credscope.errors import CredscopeError
from credscope.home import Home

ONET_VERSION = "29.0"
ONET_URL = "https://www.onetcenter.org/dl_files/database/db_29_0_text/Alternate%20Titles.txt"
ATTRIBUTION = (
    f"O*NET {ONET_VERSION} Database by the U.S. Department of Labor, Employment and Training Administration "
    "(USDOL/ETA), used under the CC BY 4.0 license. O*NET is a trademark of USDOL/ETA."
)
_HEADER = "O*NET-SOC Code\tTitle\tAlternate Title\t"
_LARGEST_BYTES = 64 << 20
_TIMEOUT_SECONDS = 60


def folder(home: Home) -> Path:
    """Where fetched references lie."""
    return home.root / "reference"


def fetch(home: Home, url: str = ONET_URL) -> str:
    """Fetch the pinned file, or check the one that is there; returns a sentence to print.

    The checksum is recorded beside the file at the first fetch; later calls compare with it. Raises
    CredscopeError without a network, for an answer that is no such file, and where the checksum differs.
    """
    target = _titles_file(home)
    note = target.with_suffix(".json")
    if target.exists() and note.exists():
        said = json.loads(note.read_text(encoding="utf-8"))
        if hashlib.sha256(target.read_bytes()).hexdigest() != said["sha256"]:
            raise CredscopeError(f"{target} is not the file that was fetched: delete it and fetch again.")
        return f"{target} is there and whole. {ATTRIBUTION}"
    content = _download(url)
    digest = hashlib.sha256(content).hexdigest()
    if note.exists() and json.loads(note.read_text(encoding="utf-8"))["sha256"] != digest:
        raise CredscopeError(
            f"{url} answers with another file than at the first fetch: nothing was changed. Delete {note} "
            f"to accept it."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    _put(target, content)
    record = {
        "url": url,
        "version": ONET_VERSION,
        "sha256": digest,
        "license": "CC BY 4.0",
        "attribution": ATTRIBUTION,
    }
    _put(note, (json.dumps(record, indent=2) + "\n").encode())
    lines = len(content.splitlines()) - 1
    return f"{lines:,} titles fetched into {target}. {ATTRIBUTION}"


def titles_digest(home: Home) -> str:
    """SHA-256 of the titles that were fetched; empty before a fetch."""
    target = _titles_file(home)
    return hashlib.sha256(target.read_bytes()).hexdigest() if target.exists() else ""


def titles(home: Home) -> dict[str, str]:
    """SOC-2018 codes by alternate title in lower case, ambiguous ones left out; empty before a fetch."""
    target = _titles_file(home)
    if not target.exists():
        return {}
    codes: dict[str, set[str]] = {}
    with target.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            codes.setdefault(row["Alternate Title"].strip().lower(), set()).add(row["O*NET-SOC Code"][:7])
    return {title: code for title, (code, *others) in codes.items() if not others}


def _titles_file(home: Home) -> Path:
    return folder(home) / f"onet_{ONET_VERSION}_alternate_titles.txt"


def _download(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"User-Agent": "credscope"})
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:
            content = answer.read(_LARGEST_BYTES + 1)
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise CredscopeError(
            f"{url} could not be fetched ({reason}): nothing was changed, and nothing needs this file."
        ) from error
    if len(content) > _LARGEST_BYTES or not content.startswith(_HEADER.encode()):
        raise CredscopeError(f"{url} answered with something that is not O*NET's table of alternate titles.")
    return content


def _put(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    os.replace(temporary, path)
