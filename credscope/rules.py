"""The rules that reading needs, loaded once from the seeds that dbt uses too.

Loading and typing of rules belongs here; what the rules do to a text belongs to `reading`.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from credscope.errors import CredscopeError
from credscope.home import SEEDS

READING_SEEDS = ("rules/credentials", "rules/title_occupations", "rules/thresholds", "reference/soc_2018")


@dataclass(frozen=True)
class Credential:
    """One entry of the catalogue: `aliases` in any case, `short_forms` as written and only near a cue."""

    credential_id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    short_forms: tuple[str, ...]


@dataclass(frozen=True)
class TitlePhrase:
    """A phrase of the occupation lexicon with its SOC-2018 code and how sure the phrase alone makes it."""

    phrase: str
    soc_code: str
    probability: float


@dataclass(frozen=True)
class Rules:
    """All that reading a posting depends on; equal `version` means equal readings.

    `teams` maps definition id to {SOC-2018 code: team}; it serves `credscope read` and is no part of
    `version`, because dbt assigns the teams of a warehouse.
    """

    version: str
    credentials: tuple[Credential, ...] = field(repr=False)
    phrases: tuple[TitlePhrase, ...] = field(repr=False)
    soc_titles: dict[str, str] = field(repr=False)
    thresholds: dict[str, float] = field(repr=False)
    teams: dict[str, dict[str, str]] = field(repr=False)
    default_definition: str = ""

    def __hash__(self) -> int:
        return hash(self.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rules) and other.version == self.version

    @classmethod
    def load(cls, seeds: Path = SEEDS) -> Rules:
        """The rules under `seeds`; raises CredscopeError naming the file where one is missing or broken."""
        default, teams = _teams(seeds)
        return cls(
            version=_version(seeds),
            credentials=tuple(_credential(row) for row in _rows(seeds, "rules/credentials")),
            phrases=tuple(_phrase(row) for row in _rows(seeds, "rules/title_occupations")),
            soc_titles={r["soc_code"]: r["occupation_title"] for r in _rows(seeds, "reference/soc_2018")},
            thresholds={
                r["threshold_id"]: float(r["threshold_value"]) for r in _rows(seeds, "rules/thresholds")
            },
            teams=teams,
            default_definition=default,
        )

    def threshold(self, threshold_id: str) -> float:
        """Value of a row of thresholds.csv; raises CredscopeError where the seed lacks it."""
        try:
            return self.thresholds[threshold_id]
        except KeyError:
            raise CredscopeError(f"rules/thresholds.csv has no row {threshold_id}: add it.") from None

    def team(self, soc_code: str | None, definition_id: str | None = None) -> str | None:
        """Team of a SOC-2018 code, `none` outside every team, None for no code.

        Raises CredscopeError where `definition_id` is no definition by occupation.
        """
        definition = definition_id or self.default_definition
        if definition not in self.teams:
            known = ", ".join(sorted(self.teams))
            raise CredscopeError(
                f"{definition} is not a definition by occupation; those of rules/definitions.csv are: "
                f"{known}."
            )
        return None if soc_code is None else self.teams[definition].get(soc_code, "none")


@lru_cache(maxsize=8)
def _read(path: Path, _stamp: tuple[int, int]) -> tuple[dict[str, str], ...]:
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def _rows(seeds: Path, name: str) -> tuple[dict[str, str], ...]:
    path = seeds / f"{name}.csv"
    if not path.exists():
        raise CredscopeError(f"{path} is missing: restore it, or read with the seeds of the release.")
    stat = path.stat()
    return _read(path, (stat.st_mtime_ns, stat.st_size))


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split("|") if part.strip())


def _credential(row: dict[str, str]) -> Credential:
    """A row of the catalogue; its name is an alias unless it stands among the short forms too."""
    name, short_forms = row["credential_name"], _parts(row["short_forms"])
    spelled = () if name in short_forms else (name,)
    return Credential(
        row["credential_id"], name, row["kind"], (*spelled, *_parts(row["aliases"])), short_forms
    )


def _phrase(row: dict[str, str]) -> TitlePhrase:
    try:
        probability = float(row["probability"])
    except ValueError:
        raise CredscopeError(
            f"rules/title_occupations.csv: phrase {row['phrase']!r} has probability {row['probability']!r}, "
            "which is no number: correct it."
        ) from None
    return TitlePhrase(row["phrase"], row["soc_code"], probability)


def _teams(seeds: Path) -> tuple[str, dict[str, dict[str, str]]]:
    occupations = _rows(seeds, "rules/occupation_teams")
    default, teams = "", {}
    for row in _rows(seeds, "rules/definitions"):
        if row["basis"] != "occupation":
            continue
        tiers = _parts(row["tiers"])
        teams[row["definition_id"]] = {r["soc_code"]: r["team"] for r in occupations if r["tier"] in tiers}
        if row["is_default"].strip().lower() in ("true", "1", "t", "yes"):
            default = row["definition_id"]
    return default, teams


def _version(seeds: Path) -> str:
    """SHA-256 over the seeds that reading depends on and over the code that reads."""
    state = hashlib.sha256()
    code = sorted((Path(__file__).parent / "reading").glob("*.py"))
    for path in [*(seeds / f"{name}.csv" for name in READING_SEEDS), *code]:
        state.update(path.name.encode() + b"\x00")
        state.update(path.read_bytes() if path.exists() else b"")
    return state.hexdigest()
