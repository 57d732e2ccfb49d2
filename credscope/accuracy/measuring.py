"""Reading labelled postings and comparing: everything that is measured of one label set.

Nothing is printed or kept here (see `printed` and the package); what is counted belongs to the measures.
"""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa

from credscope.accuracy.baselines import baselines
from credscope.accuracy.bootstrap import Bootstrap
from credscope.accuracy.confusion import confusions
from credscope.accuracy.counts import Counts
from credscope.accuracy.credentials import credential_counts, disagreements
from credscope.accuracy.education import education_counts
from credscope.accuracy.figures import Figures, compared
from credscope.accuracy.labelled import Labelled, Row
from credscope.accuracy.levels import Levels
from credscope.accuracy.matched import Matched
from credscope.accuracy.measures import MEASURES
from credscope.accuracy.names import Names
from credscope.accuracy.occupation import calibration, coverage_table, is_sure, occupation_counts
from credscope.contract import READING_FIELDS
from credscope.errors import CredscopeError
from credscope.reading import read_postings
from credscope.rules import Rules

_THRESHOLD = "occupation_probability"


class Measuring:
    """Measures label sets with one catalogue and one definition of teams; built once for all of them."""

    def __init__(self, rules: Rules, definition: str) -> None:
        rules.team(None, definition)
        self._rules, self._definition = rules, definition
        self._names = Names(rules)
        self._matched = Matched(rules)
        self._levels = Levels()
        self._resolved: dict[str, str | None] = {}

    def measured(self, given: Labelled) -> Row:
        """Everything that is kept about `given`, without what names it; keys as in docs/accuracy.md."""
        readings = self._readings(given.postings, self._rules)
        rows = list(zip(given.rows, readings, strict=True))
        bootstrap = Bootstrap(len(rows))
        rivals = []
        for baseline in baselines(given, readings, self._rules, self._resolve, self._definition):
            spoken = [measure for measure in MEASURES if baseline.speaks_of(measure.figure_id)]
            counted = self._counted(given.rows, baseline.readings)
            rivals.append((baseline, Figures(counted, bootstrap, spoken)))
        judged = [disagreements(label, reading, self._resolve) for label, reading in rows]
        return {
            "posting_count": len(rows),
            "labelled_credential_count": sum(len(label["credentials"]) for label in given.rows),
            "sure_occupation_count": sum(is_sure(label) for label in given.rows),
            "figures": compared(Figures(self._counted(given.rows, readings), bootstrap), rivals),
            "baselines": [
                {"baseline_id": baseline.baseline_id, **figures.row(name)}
                for baseline, figures in rivals
                for name in figures.names
            ],
            "confusions": confusions(rows),
            "occupation": self._occupation(given, rows),
            "credential_id_disagreements": [each for wrong, _ in judged for each in wrong],
            "unjudged_credential_ids": [each for _, unjudged in judged for each in unjudged],
        }  # fmt: skip

    def agreement(self, first: Labelled, second: list[Row]) -> list[Row]:
        """Figures of a second labelling against `first`, over the postings that both hold: what no reading
        can be told apart above. Raises CredscopeError where they share none."""
        others = {row["id"]: row for row in second}
        rows = [row for row in first.rows if row["id"] in others]
        if not rows:
            raise CredscopeError(f"The second labelling has no posting of {first.path.name}.")
        readings = [self._as_reading(others[row["id"]]) for row in rows]
        figures = Figures(self._counted(rows, readings), Bootstrap(len(rows)))
        return [{"posting_count": len(rows), **figures.row(name)} for name in figures.names]

    def _resolve(self, name: str) -> str | None:
        if name not in self._resolved:
            self._resolved[name] = self._names.credential_id(name)
        return self._resolved[name]

    def _readings(self, postings: pa.Table, rules: Rules) -> list[Row]:
        read = read_postings(postings, rules).select([field.name for field in READING_FIELDS]).to_pylist()
        return [row | {"team": rules.team(row["soc_code"], self._definition)} for row in read]

    def _as_reading(self, label: Row) -> Row:
        credentials = [
            credential | {"credential_id": self._resolve(credential["name"])}
            for credential in label["credentials"]
        ]
        return label | {"credentials": credentials, "soc_code": label["soc2018"]}

    def _counted(self, labels: list[Row], readings: list[Row]) -> list[Counts]:
        return [
            credential_counts(label, reading, self._resolve)
            | self._matched.counts(label, reading, self._resolve)
            | education_counts(label, reading)
            | self._levels.counts(label, reading)
            | occupation_counts(label, reading)
            for label, reading in zip(labels, readings, strict=True)
        ]

    def _occupation(self, given: Labelled, rows: list[tuple[Row, Row]]) -> Row:
        """Coverage and calibration, with the best guess of those that the reading abstained from."""
        chosen = self._rules.threshold(_THRESHOLD)
        unasked = [at for at, (_, reading) in enumerate(rows) if reading["soc_code"] is None]
        # Another version, because readers are kept by it: these rules abstain from nothing.
        free = replace(
            self._rules,
            version=f"{self._rules.version} without abstention",
            thresholds=self._rules.thresholds | {_THRESHOLD: 0.0},
        )
        postings = given.postings.take(pa.array(unasked, pa.int64()))
        guesses = dict(zip(unasked, self._readings(postings, free), strict=True))
        sure = [
            (label, guesses.get(at, reading)) for at, (label, reading) in enumerate(rows) if is_sure(label)
        ]
        return {"coverage": coverage_table(sure, chosen), "calibration": calibration(sure)}
