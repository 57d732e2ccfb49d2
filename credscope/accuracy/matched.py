"""Whether a posting names an AI-related credential: what every matched share counts, labelled and as read.

Whether a mention was found belongs to `credentials`; here a posting is right or wrong as a whole.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from credscope.accuracy.counts import Counts, flag_hits
from credscope.accuracy.credentials import Resolve
from credscope.accuracy.labelled import Row
from credscope.contract import STATUSES
from credscope.home import SEEDS
from credscope.rules import Rules


class Matched:
    """The rule of `int_credentials_matched` in Python: a keyword inside a canonical name, in any case."""

    def __init__(self, rules: Rules, seeds: Path = SEEDS) -> None:
        self._keywords = tuple(keyword.lower() for keyword in rules.keywords)
        self._names = {entry.credential_id: entry.name.lower() for entry in rules.credentials}
        with (seeds / "rules" / "requirement_readings.csv").open(encoding="utf-8", newline="") as handle:
            self._asked = {
                row["reading_id"]: set(row["statuses"].split("|"))
                for row in csv.DictReader(handle)
                if row["statuses"]
            }

    def counts(self, label: Row, reading: Row, resolve: Resolve) -> Counts:
        """Precision, recall and F1 of "names an AI-related credential", and of each narrower reading of seed
        `requirement_readings`, over whole postings."""
        said = self._statuses((resolve(each["name"]), each) for each in label["credentials"])
        read = self._statuses((each["credential_id"], each) for each in reading["credentials"])
        asked = {"matched.": set(STATUSES)} | {
            f"matched.{reading_id}_": statuses for reading_id, statuses in self._asked.items()
        }
        hits = ((prefix, flag_hits(bool(said & some), bool(read & some))) for prefix, some in asked.items())
        return {name: count for prefix, each in hits for name, count in each.counts(prefix).items()}

    def _statuses(self, named: Iterable[tuple[str | None, Row]]) -> set[str]:
        """Statuses of the AI-related credentials among `named`: entry and mention."""
        return {
            mention["status"]
            for known, mention in named
            if any(word in self._names.get(known or "", mention["name"].lower()) for word in self._keywords)
        }
