"""Decks: values with exact counts, dealt one by one in a scrambled order that needs no memory.

A deck of n cards gives card (a * position + b) mod n, with a near the golden section of n and coprime to it:
every position is dealt once, any stretch of positions holds the values nearly in proportion, and the card at
a position can be told without dealing those before it. So the sample streams month by month at any scale.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import gcd

import numpy as np

from credscope.errors import CredscopeError

GOLDEN = 0.6180339887498949
SILVER = 0.4142135623730951


def scramble(positions: np.ndarray, size: int, section: float = GOLDEN) -> np.ndarray:
    """The permutation of 0..size-1 that decks deal by, at `positions` (int64, each below `size`)."""
    if size <= 2:
        return positions
    step = max(1, round(size * section))
    while gcd(step, size) != 1:
        step += 1
    return (positions * step + step // 2) % size


@dataclass(frozen=True)
class Deck:
    """Card values 0..len(counts)-1, each `counts[value]` times; comonotone decks share size and section."""

    counts: np.ndarray
    section: float = GOLDEN
    ends: np.ndarray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ends", np.cumsum(self.counts))

    @property
    def size(self) -> int:
        return int(self.ends[-1]) if len(self.ends) else 0

    def deal(self, positions: np.ndarray) -> np.ndarray:
        """Values at `positions` (int64 array below size), same length."""
        return np.searchsorted(self.ends, scramble(positions, self.size, self.section), side="right")


def build_sets(
    counts: dict[str, int], postings: int, recipes: list[tuple[tuple[str, ...], float]], order: dict[str, int]
) -> list[tuple[tuple[str, ...], int]]:
    """Credential sets with counts, so that `postings` postings name each credential `counts` times.

    No set holds a credential twice and none is empty. `recipes` are wanted sets of two to four with weights;
    what they leave over stands alone. Sorted by the place of a set's first credential in `order`.
    Raises CredscopeError where the mentions cannot be spread over the postings.
    """
    left = dict(counts)
    extras = sum(counts.values()) - postings
    sets: dict[tuple[str, ...], int] = {}

    def use(names: tuple[str, ...], number: int) -> None:
        if number > 0:
            sets[names] = sets.get(names, 0) + number
            for name in names:
                left[name] -= number

    weight = sum(share * (len(names) - 1) for names, share in recipes)
    wanted = [(names, int(share / weight * extras)) for names, share in recipes]
    for names, number in wanted:
        number = max(0, min([number, *(left.get(name, 0) for name in names)]))
        use(names, number)
        extras -= number * (len(names) - 1)
    while extras > 0:
        pair = sorted((name for name in left if left[name]), key=lambda name: (-left[name], order[name]))[:2]
        if len(pair) < 2:
            raise CredscopeError(
                "The sample's mentions do not fit its postings at this scale; change the scale."
            )
        number = min(extras, max(1, left[pair[1]] // 4))
        use(tuple(sorted(pair, key=order.__getitem__)), number)
        extras -= number
    for name in counts:
        use((name,), left[name])
    if sum(sets.values()) != postings:
        raise CredscopeError("The sample's mentions do not fit its postings at this scale; change the scale.")
    return sorted(sets.items(), key=lambda item: (order[item[0][0]], len(item[0]), item[0]))
