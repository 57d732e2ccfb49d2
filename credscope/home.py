"""Where things lie: the checkout that holds the rules, and CREDSCOPE_HOME that holds all state.

Only paths belong here; whoever writes or reads a file does so in its own module.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from credscope.errors import CredscopeError

PROJECT_ROOT = Path(__file__).resolve().parents[1]
SEEDS = PROJECT_ROOT / "dbt_project" / "seeds"
EXPECTATIONS = PROJECT_ROOT / "expectations"
KINDS = ("postings", "sample")


@dataclass(frozen=True)
class Home:
    """The folder that holds every state of one warehouse.

    `root` is absolute. A home holds either real postings or the sample, never both.
    """

    root: Path

    @classmethod
    def find(cls, default: str = "data") -> Home:
        """The home named by CREDSCOPE_HOME, else `default` under the working directory."""
        return cls(Path(os.environ.get("CREDSCOPE_HOME") or default).expanduser().resolve())

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
    def builds(self) -> Path:
        return self.root / "build"

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def current(self) -> Path:
        return self.releases / "current"

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
        marker = self.root / "home.json"
        return json.loads(marker.read_text())["kind"] if marker.exists() else None

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
        self.root.mkdir(parents=True, exist_ok=True)
        temporary = self.root / f".home.json.{os.getpid()}"
        temporary.write_text(json.dumps({"kind": kind}) + "\n")
        os.replace(temporary, self.root / "home.json")
