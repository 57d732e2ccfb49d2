"""The figures: what each is called, what it aims at, and which of them is printed in the short table.

How one posting counts towards a figure belongs to `credentials`, `education` and `occupation`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from credscope.contract import KINDS


@dataclass(frozen=True)
class Measure:
    """One figure: `words` for people, `aim` the value to reach (`at_most` turns it round, None = no aim).

    `is_rivalled` is False where a comparison with a baseline would say nothing; `of_found` where it is fair
    on the credentials that we found alone, `of_coded` where it is fair against baselines that abstain from no
    more than the aim allows. `main` figures are in the short table.
    """

    figure_id: str
    words: str
    aim: float | None = None
    at_most: bool = False
    is_rivalled: bool = True
    of_found: bool = False
    of_coded: bool = False
    main: bool = True

    @property
    def chosen_by(self) -> str:
        """The figure by which the strongest baseline is chosen: its own, but F1 for precision and recall,
        which are bought with each other."""
        return re.sub(r"(?:precision|recall)$", "f1", self.figure_id)

    def is_met(self, value: float | None) -> bool | None:
        """Whether `value` reaches the aim; None without an aim or a value."""
        if self.aim is None or value is None:
            return None
        return value <= self.aim if self.at_most else value >= self.aim


MOST_ABSTAINED = 0.15


def _hits(prefix: str, words: str, main: bool = True, **aims: float) -> tuple[Measure, ...]:
    return tuple(
        Measure(f"{prefix}{name}", f"{words}: {said}", aims.get(name), main=main)
        for name, said in (("precision", "precision"), ("recall", "recall"), ("f1", "F1"))
    )


MEASURES: tuple[Measure, ...] = (
    *_hits("credentials.", "credentials, by mention", precision=0.93, recall=0.90),
    *_hits("credentials.exact_", "credentials, by catalogue id"),
    Measure("credentials.status_accuracy", "status right, of those found", 0.88, of_found=True),
    Measure(
        "credentials.id_accuracy", "catalogue id right, of those found and catalogued", 0.97, of_found=True
    ),
    Measure("credentials.given_id_accuracy", "catalogue id right, of those given one", is_rivalled=False),
    Measure("credentials.kind_accuracy", "kind right, of those found", of_found=True),
    Measure("credentials.resolved_share", "labelled names that the catalogue knows", is_rivalled=False),
    *(each for kind in KINDS for each in _hits(f"credentials.{kind}_", f"kind {kind}", main=False)),
    *_hits("matched.", "posting names an AI-related credential"),
    *_hits("matched.required_or_obtain_", "posting requires one, or that it be obtained", main=False),
    *_hits("matched.required_", "posting requires one", main=False),
    *_hits("generic.", "unnamed ask"),
    Measure("education.min_accuracy", "lowest education right", 0.90),
    Measure("education.preferred_accuracy", "preferred education right"),
    *_hits("education.preferred_", "preferred level named", main=False),
    *_hits("levels.degree_", "posting asks for a degree", main=False),
    *_hits("levels.four_year_degree_", "posting asks for a four-year degree", main=False),
    *_hits("levels.no_degree_", "posting asks for no degree", main=False),
    *_hits("levels.level_", "posting asks for one certain level", main=False),
    *_hits("substitution.", "degree replaceable", f1=0.85),
    Measure("occupation.team_accuracy", "team right, of all sure labels", 0.90),
    Measure("occupation.six_digit_of_all", "6 digits right, of all sure labels"),
    Measure("occupation.six_digit_accuracy", "6 digits right, of the coded", 0.65, of_coded=True),
    Measure("occupation.minor_group_accuracy", "minor group right, of the coded", of_coded=True),
    Measure("occupation.major_group_accuracy", "major group right, of the coded", of_coded=True),
    Measure(
        "occupation.abstained_share", "abstained, of sure labels", MOST_ABSTAINED, True, is_rivalled=False
    ),
)
