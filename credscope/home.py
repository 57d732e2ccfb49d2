"""Where things lie: the checkout that holds the rules, and CREDSCOPE_HOME that holds all state.

Only paths belong here; whoever writes or reads a file does so in its own module.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from credscope import __version__
from credscope.errors import CredscopeError

PROJECT_ROOT = Path(__file__).resolve().parents[1]
SEEDS = PROJECT_ROOT / "dbt_project" / "seeds"
EXPECTATIONS = PROJECT_ROOT / "expectations"
KINDS = ("postings", "sample")
MISREAD = frozenset("'*?[]{}$\\")
"""Quotation mark and patterns of the SQL that reads a home by its path, and what dbt fills in."""

FORMAT = 2
"""Of what lies in a home. Which change each number stands for, and how a home is taken along: `upgrading`."""


@dataclass(frozen=True)
class Home:
    """The folder that holds every state of one warehouse.

    `root` is absolute. A home holds either real postings or the sample, never both.
    """

    root: Path

    @classmethod
    def find(cls, default: str = "data") -> Home:
        """The home named by CREDSCOPE_HOME, else `default` under the working directory.

        Raises CredscopeError where a later version of Credscope wrote it, or where its path would be misread.
        """
        home = cls(Path(os.environ.get("CREDSCOPE_HOME") or default).expanduser().resolve())
        home.refuse_misread()
        # A home.json that cannot be read is told by whatever reads it, and by the doctor.
        with suppress(ValueError):
            home.refuse_later()
        return home

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def staging(self) -> Path:
        return self.root / "staging"

    @property
    def deliveries(self) -> Path:
        return self.root / "lake" / "deliveries"

    @property
    def withdrawn(self) -> Path:
        """Deliveries that were taken back, each with its reason."""
        return self.root / "withdrawn"

    @property
    def postings(self) -> Path:
        return self.root / "lake" / "postings"

    @property
    def readings(self) -> Path:
        return self.root / "readings"

    @property
    def duplicates(self) -> Path:
        """Links between postings: duplicates/<YYYY-MM>.parquet, and what they are made from."""
        return self.root / "duplicates"

    @property
    def closed(self) -> Path:
        """Aggregates of months, kept between builds: closed/<YYYY-MM>/<key>/<model>.parquet."""
        return self.root / "closed"

    @property
    def acknowledged(self) -> Path:
        """What people said to drift, as one file."""
        return self.root / "acknowledged" / "drift.json"

    @property
    def outside(self) -> Path:
        """Figures of others that were added, to be laid beside the postings."""
        return self.root / "outside"

    @property
    def builds(self) -> Path:
        return self.root / "build"

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def current(self) -> Path:
        return self.releases / "current"

    def released(self) -> Path:
        """Folder of the current release; raises CredscopeError where there is none yet."""
        if not self.current.exists():
            raise CredscopeError(
                f"{self.root} has no release yet: run `credscope ingest PATH`, then `credscope refresh`."
            )
        return self.current.resolve()

    @property
    def dagster(self) -> Path:
        return self.root / "dagster"

    def posting_month(self, source: str, month: str) -> Path:
        """Parquet file of one source and month; `month` is YYYY-MM."""
        return self.postings / source / f"{month}.parquet"

    def ties(self, source: str, month: str) -> Path:
        """Rows of one source and month that count for their delivery but not for its day; may be missing."""
        return self.postings.parent / "ties" / f"{source}-{month}" / "repeats.parquet"

    def link_month(self, month: str) -> Path:
        """Parquet file of the links of one month, YYYY-MM, over all sources; may be missing."""
        return self.duplicates / f"{month}.parquet"

    def reading_month(self, source: str, month: str) -> Path:
        """Parquet file of what was read from one source and month; `month` is YYYY-MM."""
        return self.readings / source / f"{month}.parquet"

    def kind(self) -> str | None:
        """`postings`, `sample`, or None for a home that nothing was taken into yet."""
        return self._said().get("kind")

    def format(self) -> int | None:
        """The number of the form of what lies here, FORMAT at most; None as for `kind`."""
        said = self._said()
        return said.get("format", 1) if said else None

    def refuse_misread(self) -> None:
        """Raise CredscopeError where SQL or a pattern of file names would read the path as something else."""
        path = str(self.root)
        if not path.isprintable() or (misread := sorted(set(path) & MISREAD)):
            named = "a character that cannot be printed" if not path.isprintable() else " and ".join(misread)
            raise CredscopeError(
                f"The home {path!a} has {named} in its path, which would be misread: "
                "set CREDSCOPE_HOME to another folder."
            )

    def refuse_later(self) -> None:
        """Raise CredscopeError where a later version wrote this home, whose form is not known here."""
        if (self.format() or 0) > FORMAT:
            by = f"Credscope {self._said().get('version', 'of a later version')} (format {self.format()})"
            raise CredscopeError(
                f"{self.root} was written by {by} and this is {__version__} (format {FORMAT}): "
                "use that version, or set CREDSCOPE_HOME to another folder."
            )

    def claim(self, kind: str) -> None:
        """Make this a home of `kind`; raises CredscopeError where it already is one of the other kind."""
        held = self.kind()
        if held == kind:
            return
        if held is not None:
            names = {"sample": "the sample", "postings": "real postings"}
            raise CredscopeError(
                f"{self.root} holds {names[held]} and cannot take in {names[kind]}: "
                "set CREDSCOPE_HOME to another folder."
            )
        self.mark(kind)

    def mark(self, kind: str) -> None:
        """Say that this home is of `kind` and of today's form."""
        self.root.mkdir(parents=True, exist_ok=True)
        temporary = self.root / f".home.json.{os.getpid()}"
        with temporary.open("w", encoding="utf-8") as opened:
            json.dump({"kind": kind, "format": FORMAT, "version": __version__}, opened)
            opened.write("\n")
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(temporary, self.root / "home.json")

    def _said(self) -> dict[str, Any]:
        """What home.json says; nothing where there is none. Raises ValueError where it cannot be read."""
        marker = self.root / "home.json"
        return json.loads(marker.read_text(encoding="utf-8")) if marker.exists() else {}
