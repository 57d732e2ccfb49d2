"""The rules that reading needs, loaded once from the seeds that dbt uses too.

Loading and typing of rules belongs here; what the rules do to a text belongs to `reading`.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from credscope.errors import CredscopeError
from credscope.home import SEEDS, Home
from credscope.reference import titles, titles_digest
from credscope.spreadsheet import true_cell

READING_SEEDS = (
    "rules/credentials", "rules/credential_words", "rules/credential_overrides", "rules/title_occupations",
    "rules/title_overrides", "rules/duty_occupations", "rules/occupation_calibration", "rules/thresholds",
    "reference/soc_2018",
)  # fmt: skip
NOT_A_CREDENTIAL = "not_a_credential"
"""What rules/credential_overrides.csv says of a name that is none."""


WORD_MEANINGS = ("generic", "topic", "name", "product", "vendor", "degree", "skill", "place")
"""Meanings that a row of credential_words.csv may have."""


@dataclass(frozen=True)
class Credential:
    """One entry of the catalogue: `aliases` in any case, `short_forms` as written and only near a cue.

    `ambiguity` maps a short form to what else it stands for, in lower case; `area` is the field of work.
    """

    credential_id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    short_forms: tuple[str, ...]
    ambiguity: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    area: str = ""


@dataclass(frozen=True)
class Wording:
    """Which words near "certification" name one (all in lower case): the meanings of credential_words.csv.

    `generic` says nothing, `topics` are fields of work and name one only as one of `names`, `products` name
    one also in small letters; `vendors`, `degrees` and `skills` matter in lists, `places` for licences.
    """

    generic: frozenset[str]
    topics: frozenset[str]
    names: tuple[str, ...]
    products: frozenset[str]
    vendors: frozenset[str]
    degrees: frozenset[str]
    skills: frozenset[str]
    places: frozenset[str]

    def belongs(self, word: str) -> bool:
        """Whether `word`, in small letters, may be part of a name or of a generic ask."""
        return word in self.generic or word in self.topics or word in self.products


@dataclass(frozen=True)
class TitlePhrase:
    """A phrase of the occupation lexicon with its SOC-2018 code and how sure the phrase alone makes it."""

    phrase: str
    soc_code: str
    probability: float


@dataclass(frozen=True)
class DutyPhrase:
    """Wording of a description that speaks for an occupation: `weight` is what it adds to the log-odds.

    Where `within_title` is not blank it holds under titles with these words, instead of what holds elsewhere.
    """

    phrase: str
    within_title: str
    soc_code: str
    weight: float


@dataclass(frozen=True)
class Rules:
    """All that reading a posting depends on; equal `version` means equal readings.

    `teams` maps definition id to {SOC-2018 code: team} and serves `credscope read`, `keywords` (of Table 1)
    serve `credscope accuracy`: neither is part of `version`, because dbt assigns teams and matches itself.
    `calibration` holds points (share read, share right) in ascending order. Overrides are keyed by
    `normalised`; `listed_titles` are those of a reference that was fetched, title in lower case to SOC-2018
    code.
    """

    version: str
    credentials: tuple[Credential, ...] = field(repr=False)
    phrases: tuple[TitlePhrase, ...] = field(repr=False)
    soc_titles: dict[str, str] = field(repr=False)
    thresholds: dict[str, float] = field(repr=False)
    wording: Wording = field(repr=False)
    teams: dict[str, dict[str, str]] = field(repr=False)
    default_definition: str = ""
    duties: tuple[DutyPhrase, ...] = field(default=(), repr=False)
    calibration: tuple[tuple[float, float], ...] = ()
    title_overrides: dict[str, str] = field(default_factory=dict, repr=False)
    credential_overrides: dict[str, str] = field(default_factory=dict, repr=False)
    listed_titles: dict[str, str] = field(default_factory=dict, repr=False)
    keywords: tuple[str, ...] = field(default=(), repr=False)

    def __hash__(self) -> int:
        return hash(self.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rules) and other.version == self.version

    @classmethod
    def load(cls, seeds: Path = SEEDS, home: Home | None = None) -> Rules:
        """The rules under `seeds`, and the titles that were fetched into `home`.

        Raises CredscopeError naming the file where one is missing or broken.
        """
        default, teams = _teams(seeds)
        soc_titles = {r["soc_code"]: r["occupation_title"] for r in _rows(seeds, "reference/soc_2018")}
        return cls(
            version=_version(seeds, home),
            credentials=tuple(_credential(row) for row in _rows(seeds, "rules/credentials")),
            phrases=tuple(_phrase(row) for row in _rows(seeds, "rules/title_occupations")),
            soc_titles=soc_titles,
            thresholds={
                r["threshold_id"]: float(r["threshold_value"]) for r in _rows(seeds, "rules/thresholds")
            },
            wording=_wording(seeds),
            teams=teams,
            default_definition=default,
            duties=tuple(
                DutyPhrase(
                    r["phrase"], r["within_title"], r["soc_code"],
                    _number("rules/duty_occupations", r, "weight"),
                )
                for r in _rows(seeds, "rules/duty_occupations")
            ),
            calibration=_calibration(seeds),
            title_overrides=_overrides(seeds, "rules/title_overrides", "title", "soc_code", soc_titles),
            credential_overrides=_overrides(
                seeds, "rules/credential_overrides", "name", "credential_id",
                {NOT_A_CREDENTIAL, *(r["credential_id"] for r in _rows(seeds, "rules/credentials"))},
            ),
            listed_titles=titles(home) if home else {},
            keywords=tuple(r["keyword"] for r in _rows(seeds, "rules/keywords")),
        )  # fmt: skip

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
        row["credential_id"], name, row["kind"], (*spelled, *_parts(row["aliases"])), short_forms,
        _ambiguity(row), row.get("field", ""),
    )  # fmt: skip


def _ambiguity(row: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The other meanings of short forms, written `CSM: customer success manager; ... | ...`."""
    found = {}
    for part in _parts(row.get("ambiguity")):
        short, _, said = part.partition(":")
        meanings = tuple(meaning.strip().lower() for meaning in said.split(";") if meaning.strip())
        if not meanings:
            raise CredscopeError(
                f"rules/credentials.csv: {row['credential_id']} has the ambiguity {part!r}, which says no "
                "meaning: write it as SHORT: meaning; meaning."
            )
        found[short.strip()] = meanings
    return found


def _wording(seeds: Path) -> Wording:
    words: dict[str, list[str]] = {}
    for row in _rows(seeds, "rules/credential_words"):
        words.setdefault(row["meaning"], []).append(row["word"])
    known = {meaning: frozenset(words.get(meaning, ())) for meaning in WORD_MEANINGS}
    return Wording(
        known["generic"], known["topic"], tuple(sorted(known["name"])), known["product"], known["vendor"],
        known["degree"], known["skill"], known["place"],
    )  # fmt: skip


def _phrase(row: dict[str, str]) -> TitlePhrase:
    probability = _number("rules/title_occupations", row, "probability")
    return TitlePhrase(row["phrase"], row["soc_code"], probability)


def _number(name: str, row: dict[str, str], column: str) -> float:
    try:
        return float(row[column])
    except ValueError:
        key, value = next(iter(row.items()))
        raise CredscopeError(
            f"{name}.csv: {key} {value!r} has {column} {row[column]!r}, which is no number: correct it."
        ) from None


def normalised(name: str) -> str:
    """A title or name as overrides are compared: lower case, blanks as one."""
    return " ".join(name.lower().split())


def _reviewed(name: str) -> str:
    """A title or name of an override, which may come from the CSV of `credscope review`, as compared."""
    return normalised(true_cell(name))


def _overrides(seeds: Path, name: str, key: str, value: str, known: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _rows(seeds, name):
        if row[value] not in known:
            raise CredscopeError(
                f"{name}.csv: {row[key]!r} is given the {value} {row[value]!r}, which does not exist."
            )
        if found.setdefault(_reviewed(row[key]), row[value]) != row[value]:
            raise CredscopeError(f"{name}.csv decides {row[key]!r} in two ways: keep one.")
    return found


def _calibration(seeds: Path) -> tuple[tuple[float, float], ...]:
    name = "rules/occupation_calibration"
    rows = _rows(seeds, name)
    return tuple(sorted((_number(name, r, "share_read"), _number(name, r, "probability")) for r in rows))


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


def _version(seeds: Path, home: Home | None) -> str:
    """SHA-256 over the seeds that reading depends on, the titles fetched and the code that reads."""
    state = hashlib.sha256()
    code = sorted((Path(__file__).parent / "reading").glob("*.py"))
    for path in [*(seeds / f"{name}.csv" for name in READING_SEEDS), *code]:
        state.update(path.name.encode() + b"\x00")
        state.update(path.read_bytes() if path.exists() else b"")
    state.update(titles_digest(home).encode() if home else b"")
    return state.hexdigest()
