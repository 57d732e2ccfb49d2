"""The licences of everything that the lock files pin: `python tests/licence_list.py` writes docs/licences.md.

What a distribution says of itself comes from pip-licenses; `licences/stated.csv` says it for those that are
silent, leave a choice, or are not installed here. Which may come in is decided in `licences/allowed.csv`.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "benchmarks/requirements.lock")
PAGE = ROOT / "docs" / "licences.md"
RULES = Path(__file__).with_name("licences")
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^\s;\\]+)")
HEAD = """# Licences of what Credscope is built on

Made by `make licences` from the lock files. A test fails where it is old, or a distribution is under a
licence that `tests/licences/allowed.csv` does not hold. All of them allow commercial use; none obliges
Credscope, or what is measured with it, to anything but keeping notices.

"""


@dataclass(frozen=True)
class Pinned:
    """One distribution of a lock file, with what it says of its licence in SPDX terms; blank where silent."""

    name: str
    version: str
    lock: str
    licence: str


def pinned() -> list[Pinned]:
    """Every distribution that a lock file pins, by name."""
    said, spelled = _said(), _spellings()
    stated = {row["distribution"]: row["licence"] for row in _rows("stated")}
    found = {}
    for lock in LOCKS:
        for match in pins(ROOT / lock):
            name = _plain(match["name"])
            licence = stated.get(name) or _spdx(said.get(name, ""), spelled)
            found[name] = Pinned(name, match["version"], lock, licence)
    return [found[name] for name in sorted(found)]


def pins(lock: Path) -> Iterator[re.Match[str]]:
    """Every pin of a lock file."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if match := PIN.match(line):
            yield match


def is_allowed(licence: str) -> bool:
    """Whether every part of a licence may come in, and of a choice one."""
    allowed = {row["licence"] for row in _rows("allowed")}
    choices = licence.replace("(", "").replace(")", "").split(" AND ")
    return all(any(one.strip() in allowed for one in choice.split(" OR ")) for choice in choices)


def page() -> str:
    """docs/licences.md as it should stand."""
    rows = ["| distribution | version | licence | pinned by |", "|---|---|---|---|"]
    rows += [f"| {one.name} | {one.version} | {one.licence} | `{one.lock}` |" for one in pinned()]
    stated = ["| distribution | why its licence is stated by hand |", "|---|---|"]
    stated += [f"| {row['distribution']} | {row['reason']} |" for row in _rows("stated")]
    allowed = ["| licence | why it may come in |", "|---|---|"]
    allowed += [f"| {row['licence']} | {row['reason']} |" for row in _rows("allowed")]
    return HEAD + "\n\n".join("\n".join(table) for table in (allowed, stated, rows)) + "\n"


def _said() -> dict[str, str]:
    """What every installed distribution says: its expression, else its classifier, else its own words."""
    program = [str(Path(sys.executable).with_name("pip-licenses")), "--from=all", "--format=json"]
    done = subprocess.run(
        [*program, "--with-system", f"--python={sys.executable}"], capture_output=True, text=True, check=True
    )
    sources = ("License-Expression", "License-Classifier", "License-Metadata")
    return {
        _plain(one["Name"]): next((one[key] for key in sources if one[key] != "UNKNOWN"), "")
        for one in json.loads(done.stdout)
    }


def _spdx(said: str, spelled: dict[str, str]) -> str:
    """`said` in SPDX terms; several classifiers hold together, words that nobody knows stay."""
    if said in spelled:
        return spelled[said]
    together = " AND ".join(dict.fromkeys(spelled.get(one.strip(), one.strip()) for one in said.split(";")))
    return " OR ".join(spelled.get(one, one) for one in together.split(" OR "))


def _spellings() -> dict[str, str]:
    """SPDX term of every spelling that is known."""
    return {
        written: row["licence"]
        for row in _rows("allowed")
        for written in (row["licence"], *filter(None, row["also_written"].split("|")))
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (RULES / f"{name}.csv").open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
