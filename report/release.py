"""A release folder as the report sees it: facts from release.json and the rows of every mart.

Reading only: nothing is computed here, and nothing outside the release folder is opened.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

Row = dict[str, Any]

NEUTRAL = ""
"""Key of what does not depend on a definition."""

ALL = "all"
"""The team, or company, that counts every posting once."""


@dataclass(frozen=True)
class Release:
    """One release folder: `marts/*.parquet` and, once it is published, `release.json`."""

    folder: Path

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What release.json says; empty for a folder that has none."""
        path = self.folder / "release.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    @property
    def release_id(self) -> str:
        return str(self.facts.get("release_id") or self.folder.resolve().name)

    @property
    def is_sample(self) -> bool:
        return self.facts.get("kind") == "sample"

    @property
    def files(self) -> list[Path]:
        """The Parquet file of every mart, by name."""
        return sorted((self.folder / "marts").glob("*.parquet"))

    @cached_property
    def marts(self) -> dict[str, list[Row]]:
        """Rows of every mart in stored order, by mart name; a mart without rows is an empty list."""
        return {path.stem: pq.read_table(path).to_pylist() for path in self.files}

    def columns(self, mart: str) -> list[str]:
        """Column names of `mart` in stored order; none where the release lacks it."""
        path = self.folder / "marts" / f"{mart}.parquet"
        return list(pq.read_schema(path).names) if path.exists() else []

    def rows(self, mart: str, definition: str | None = None, **equal: Any) -> list[Row]:
        """Rows of `mart` under `definition` (None: all of them) whose columns equal the values given."""
        wanted = equal if definition is None else {"definition_id": definition, **equal}
        return [
            row
            for row in self.marts.get(mart, [])
            if all(row.get(key) == value for key, value in wanted.items())
        ]

    @cached_property
    def definitions(self) -> list[Row]:
        """Definitions with `definition_id`, `definition_name`, `is_default`, in the release's order.

        Names come from release.json; a definition that only the marts know is named by its id.
        """
        known = [dict(row) for row in self.facts.get("definitions") or [] if isinstance(row, dict)]
        named = {row["definition_id"] for row in known}
        ids = dict.fromkeys(str(row["definition_id"]) for row in self._all_rows() if row.get("definition_id"))
        unnamed = [one for one in ids if one not in named]
        known += [{"definition_id": one, "definition_name": one.replace("_", " ")} for one in unnamed]
        chosen = self.facts.get("default_definition") or self._widest(known)
        return [{**row, "is_default": row["definition_id"] == chosen} for row in known]

    @cached_property
    def _team_names(self) -> dict[str, str]:
        return {row["team"]: row["team_name"] for row in self.facts.get("teams") or []}

    def team_name(self, team: str) -> str:
        """A team's name in release.json; a team that it does not name is named by its id."""
        return self._team_names.get(team, "All" if team == ALL else team.replace("_", " ").capitalize())

    def team_order(self, team: str) -> tuple[bool, int, str]:
        """Sort key of teams: release.json's order, then teams it does not know by id, `all` at the end."""
        order = [*self._team_names, team]
        return (team == ALL, order.index(team), team)

    def teams(self, mart: str) -> list[str]:
        """The teams that `mart` tells apart, in order, `all` left out."""
        return sorted({row["team"] for row in self.marts.get(mart, [])} - {ALL}, key=self.team_order)

    def _all_rows(self) -> Iterable[Row]:
        for rows in self.marts.values():
            yield from rows

    def _widest(self, known: list[Row]) -> str | None:
        """Without a marked default: the definition with the most teams, the first of them by id."""
        teams: dict[str, set[str]] = {row["definition_id"]: set() for row in known}
        for row in self.marts.get("demand__by_team", []):
            teams.setdefault(row["definition_id"], set()).add(row["team"])
        return min(teams, key=lambda one: (-len(teams[one]), len(one), one), default=None)
