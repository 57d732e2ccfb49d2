"""From counts to figures: value, interval, the strongest fair baseline and the margin over it.

Which baselines there are belongs to `baselines`, what is counted to the measures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from credscope.accuracy.baselines import Baseline
from credscope.accuracy.bootstrap import Bootstrap, Draws, interval
from credscope.accuracy.counts import Counts
from credscope.accuracy.labelled import Row
from credscope.accuracy.measures import MEASURES, MOST_ABSTAINED, Measure


class Figures:
    """Figures of one way to read some postings; `counted` has the counts of every posting.

    Figures that are compared share their `bootstrap`, so that the same draws are compared.
    """

    def __init__(
        self, counted: list[Counts], bootstrap: Bootstrap, measures: Sequence[Measure] = MEASURES
    ) -> None:
        names = [measure.figure_id for measure in measures]
        self._drawn = bootstrap.draws(counted, names)
        self._sums = {name: _summed(name, counted) for name in {*names, "occupation.abstained_share"}}
        self.names = names

    def value(self, figure_id: str) -> float | None:
        """The figure; None where it has no whole."""
        part, whole = self._sums[figure_id]
        return part / whole if whole else None

    def draws(self, figure_id: str) -> Draws:
        return self._drawn[figure_id]

    def row(self, figure_id: str) -> Row:
        """The figure as it is kept: value, what it is a ratio of, 95 % interval."""
        part, whole = self._sums[figure_id]
        low, high = interval(self._drawn[figure_id])
        return {
            "figure_id": figure_id, "value": self.value(figure_id), "part": part, "whole": whole,
            "low": low, "high": high,
        }  # fmt: skip


def compared(ours: Figures, rivals: list[tuple[Baseline, Figures]]) -> list[Row]:
    """Every figure of `ours` with its aim, and the strongest of the fair `rivals` beside it."""
    rows = []
    for measure in MEASURES:
        value = ours.value(measure.figure_id)
        row = ours.row(measure.figure_id) | {
            "aim": measure.aim, "aim_is_at_most": measure.at_most, "is_met": measure.is_met(value),
        }  # fmt: skip
        rows.append(row | _margin(measure, ours, _strongest(measure, rivals)))
    return rows


def _strongest(measure: Measure, rivals: list[tuple[Baseline, Figures]]) -> tuple[Baseline, Figures] | None:
    chosen_by = measure.chosen_by
    fair = [
        (strength, baseline, figures)
        for baseline, figures in rivals
        if baseline.speaks_of(measure.figure_id)
        and (strength := figures.value(chosen_by)) is not None
        and _is_fair(measure, baseline, figures)
    ]
    return max(fair, key=lambda entry: entry[0])[1:] if fair else None


def _is_fair(measure: Measure, baseline: Baseline, theirs: Figures) -> bool:
    """Whether a baseline may be compared: one that finds or codes the easy ones alone is no rival there."""
    if not measure.is_rivalled or (measure.of_found and not baseline.on_our_finds):
        return False
    return not measure.of_coded or (theirs.value("occupation.abstained_share") or 0.0) <= MOST_ABSTAINED


def _margin(measure: Measure, ours: Figures, rival: tuple[Baseline, Figures] | None) -> Row:
    if rival is None:
        nothing = ("baseline_id", "baseline_value", "margin", "margin_low", "margin_high")
        return dict.fromkeys(nothing)
    baseline, figures = rival
    name = measure.figure_id
    value, theirs = ours.value(name), figures.value(name)
    low, high = interval(ours.draws(name) - figures.draws(name))
    return {
        "baseline_id": baseline.baseline_id, "baseline_value": theirs,
        "margin": None if value is None or theirs is None else value - theirs,
        "margin_low": low, "margin_high": high,
    }  # fmt: skip


def _summed(figure_id: str, counted: list[Counts]) -> tuple[float, float]:
    pairs = [each[figure_id] for each in counted if figure_id in each]
    return math.fsum(part for part, _ in pairs), math.fsum(whole for _, whole in pairs)
