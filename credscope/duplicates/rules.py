"""The rules of linking, loaded from the seeds that dbt uses too. What they do stands in the other modules."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from credscope import employers
from credscope.errors import CredscopeError
from credscope.home import SEEDS

TITLES, AGENCIES, THRESHOLDS, WINDOWS, LEGAL_FORMS = (
    "duplicate_title_words", "staffing_agencies", "thresholds", "duplicate_windows", "legal_forms",
)  # fmt: skip
PREFIX = "duplicate_"


@dataclass(frozen=True)
class Rules:
    """All that linking depends on besides the postings; equal `version` means equal links.

    `title_patterns` are (pattern, replacement) in the order in which they are applied; `agencies` names of
    staffing agencies as people write them. `window_days` is the largest window that anything is asked for.
    The other numbers are those of thresholds.csv without their first word.
    """

    version: str
    title_patterns: tuple[tuple[str, str], ...]
    agencies: tuple[str, ...]
    window_days: int
    text_similarity: float
    reworded_from: float
    sentence_similarity: float
    missing_share: float
    missing_words: int
    agency_missing_words: int
    least_shingles: int

    @classmethod
    def load(cls, seeds: Path = SEEDS) -> Rules:
        """The rules under `seeds`; raises CredscopeError naming the file where one is missing or broken."""
        numbers = {
            row["threshold_id"].removeprefix(PREFIX): _number(row["threshold_id"], row["threshold_value"])
            for row in _rows(seeds, THRESHOLDS)
            if row["threshold_id"].startswith(PREFIX)
        }
        windows = [_number("window_days", row["window_days"]) for row in _rows(seeds, WINDOWS)]
        patterns = sorted(_rows(seeds, TITLES), key=lambda row: int(row["pattern_rank"]))
        try:
            return cls(
                version=_version(seeds),
                title_patterns=tuple((row["pattern"], row["replacement"]) for row in patterns),
                agencies=tuple(row["employer_name"] for row in _rows(seeds, AGENCIES)),
                window_days=int(max([*windows, numbers["window_days"]])),
                text_similarity=numbers["text_similarity"],
                reworded_from=numbers["reworded_from"],
                sentence_similarity=numbers["sentence_similarity"],
                missing_share=numbers["missing_share"],
                missing_words=int(numbers["missing_words"]),
                agency_missing_words=int(numbers["agency_missing_words"]),
                least_shingles=int(numbers["least_shingles"]),
            )
        except KeyError as missing:
            raise CredscopeError(
                f"rules/thresholds.csv has no row {PREFIX}{missing.args[0]}: add it."
            ) from None


def _rows(seeds: Path, name: str) -> list[dict[str, str]]:
    path = seeds / "rules" / f"{name}.csv"
    if not path.exists():
        raise CredscopeError(f"{path} is missing: restore it.")
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _number(name: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise CredscopeError(f"{name} is {value!r} in the rules, which is no number: correct it.") from None


def _version(seeds: Path) -> str:
    """16 hex digits over the rules, the code that links and the form of the sketches."""
    from rensa import RMinHash

    state = hashlib.sha256(str(RMinHash.ALGORITHM_VERSION).encode())
    for name in (TITLES, AGENCIES, WINDOWS, LEGAL_FORMS):
        path = seeds / "rules" / f"{name}.csv"
        state.update(path.read_bytes() if path.exists() else b"")
    numbers = [row for row in _rows(seeds, THRESHOLDS) if row["threshold_id"].startswith(PREFIX)]
    state.update(repr(numbers).encode())
    for path in [*sorted(Path(__file__).parent.glob("*.py")), Path(employers.__file__)]:
        state.update(path.name.encode() + b"\x00" + path.read_bytes())
    return state.hexdigest()[:16]
