"""Whether a posting asks for a degree, and which level: what shares of levels count, labelled and as read.

Whether the one lowest level is right belongs to `education`; here each question is asked of a whole posting.
"""

from __future__ import annotations

import csv
from pathlib import Path

from credscope.accuracy.counts import Counts, Hits, flag_hits
from credscope.accuracy.labelled import Row
from credscope.home import SEEDS


class Levels:
    """The classes of seed `education_ranks` asked of a posting; `seeds` is the folder of the seeds."""

    def __init__(self, seeds: Path = SEEDS) -> None:
        with (seeds / "rules" / "education_ranks.csv").open(encoding="utf-8", newline="") as handle:
            self._classes = {row["education_level"]: row for row in csv.DictReader(handle)}

    def counts(self, label: Row, reading: Row) -> Counts:
        """Precision, recall and F1 of each class and of one certain level, over whole postings."""
        said, got = label["min_education"], reading["min_education"]
        same = int(said == got)
        return (
            self._asked(said, got, "is_degree").counts("levels.degree_")
            | self._asked(said, got, "is_four_year_degree").counts("levels.four_year_degree_")
            | flag_hits(not self._is(said, "is_degree"), not self._is(got, "is_degree")).counts(
                "levels.no_degree_"
            )
            | Hits(same, 1 - same, 1 - same).counts("levels.level_")
        )

    def _asked(self, said: str, got: str, name: str) -> Hits:
        return flag_hits(self._is(said, name), self._is(got, name))

    def _is(self, level: str, name: str) -> bool:
        return self._classes[level][name] == "true"
