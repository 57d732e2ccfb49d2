"""The lowest education that qualifies, the level preferred, and whether something may stand in for a degree.

Which words name a level is said in `education_terms`, what is asked of it in `education_asks`, what may stand
in for a degree in `education_substitutes`.
Delivered education fields are mapped by the seed education_levels, not here.
"""

from __future__ import annotations

from dataclasses import dataclass

from credscope.reading.education_asks import RANK, Ask, asked
from credscope.reading.education_routes import Routes, find_routes
from credscope.reading.education_substitutes import Span, general_substitute, named_substitute, substitute
from credscope.reading.education_terms import level_terms
from credscope.reading.sections import Layout

DEGREES = ("associate", "bachelor", "master", "doctorate", "professional")

_UNSTATED = "none_stated"
MINIMUM, PREFERRED_LEVEL, SUBSTITUTION = "minimum", "preferred", "substitution"


@dataclass(frozen=True)
class Education:
    """What a text says about education; `degree_substitutable` is None where no degree is the minimum.

    `evidence` holds what says so: `minimum`, `preferred` or `substitution`, start and end in the text.
    """

    minimum: str
    preferred: str | None
    degree_substitutable: bool | None
    evidence: tuple[tuple[str, int, int], ...] = ()


def read_education(text: str, low: str, layout: Layout) -> Education:
    """Education that `text` (folded; `low` its lower case) asks for and prefers."""
    terms = level_terms(text, low, layout.anchors.levels)
    if not terms:
        return Education(_UNSTATED, None, None)
    routes = find_routes(low, terms)
    asks = asked(low, layout, terms, routes)
    instead = [ask.term for ask in asks if ask.replaced]
    asks = [ask for ask in asks if not ask.replaced]
    least = min((ask for ask in asks if not ask.soft), key=_rank, default=None)
    minimum = least.level if least else _UNSTATED
    wished = _wished(asks, minimum)
    evidence = []
    if least:
        evidence.append((MINIMUM, least.term.start, least.term.end))
    if wished:
        evidence.append((PREFERRED_LEVEL, wished.term.start, wished.term.end))
    replaced = None
    if minimum in DEGREES:
        span = _replaced(text, low, layout, routes, asks)
        span = span or (None if routes.bound else named_substitute(low, layout, instead, minimum))
        replaced = span is not None
        if span:
            evidence.append((SUBSTITUTION, *span))
    return Education(minimum, wished.level if wished else None, replaced, tuple(evidence))


def _rank(ask: Ask) -> int:
    return RANK[ask.level]


def _wished(asks: list[Ask], minimum: str) -> Ask | None:
    """The lowest level preferred: above the minimum where one is, else the same level in another field."""
    soft = [ask for ask in asks if ask.soft and _rank(ask) >= RANK[minimum]]
    soft = [ask for ask in soft if ask.level in DEGREES or _rank(ask) > RANK[minimum]]
    above = [ask for ask in soft if _rank(ask) > RANK[minimum]]
    degrees = [ask for ask in above if ask.level in DEGREES]
    return min(degrees or above or soft, key=_rank, default=None)


def _replaced(text: str, low: str, layout: Layout, routes: Routes, asks: list[Ask]) -> Span | None:
    if routes.floor:
        return None
    hard = [ask.term for ask in asks if not ask.soft and ask.level in DEGREES]
    for term in hard:
        span = routes.other_way(term) or substitute(text, low, layout, term)
        if span:
            return span
    if routes.federal:
        return None
    return general_substitute(low, layout, [ask.term for ask in asks if ask.soft and ask.level in DEGREES])
