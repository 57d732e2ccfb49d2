"""The plan of a sample: how many postings of which kind stand in which month, and their decks.

The plan is a few small tables of whole numbers, whatever the scale; `records` makes rows of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from credscope.sample import mentions
from credscope.sample.decks import SILVER, Deck, build_sets
from credscope.sample.margins import COMPANIES, Margins, build
from credscope.sample.occupations import OCCUPATIONS, TEAMS
from credscope.sample.published import Published
from credscope.sample.rounding import controlled, largest_remainder

SEASON = np.array([9.1, 8.1, 8.9, 8.4, 8.3, 8.2, 8.5, 8.9, 8.4, 8.6, 7.6, 7.0])
AI, OUTSIDE, ABROAD, UNPLACED, UNCODED, BROKEN = range(6)
SIDE_POSTINGS = {OUTSIDE: 8_000_000, ABROAD: 400_000, UNPLACED: 150_000, UNCODED: 40_000, BROKEN: 30_000}
SIDE_LEAST = {OUTSIDE: 1, ABROAD: 1, UNPLACED: 1, UNCODED: 1, BROKEN: 5}
NOBODY = -1


@dataclass(frozen=True)
class Stratum:
    """Postings that differ only in what is dealt to them; company -1 is no big tech company."""

    kind: int
    team: int = NOBODY
    matched: int = 0
    company: int = NOBODY


STRATA: tuple[Stratum, ...] = (
    *(
        Stratum(AI, team, matched, company)
        for team in range(len(TEAMS))
        for matched in (0, 1)
        for company in range(NOBODY, len(COMPANIES))
    ),
    *(Stratum(kind) for kind in SIDE_POSTINGS),
)

DeckKey = tuple[int, int, bool]


@dataclass(frozen=True)
class Plan:
    """`counts`: postings by month and stratum. Decks by (team, matched, big tech); sets hold credential ids.

    `details` lists a team's O*NET-SOC codes in the order of its decks. Occupation and credential decks of one
    key have one size and one scramble, so that an occupation meets the credentials that belong to it.
    """

    margins: Margins
    years: tuple[int, ...]
    counts: np.ndarray
    details: dict[int, tuple[str, ...]]
    occupations: dict[DeckKey, Deck]
    credential_sets: dict[DeckKey, tuple[tuple[str, ...], ...]]
    credentials: dict[DeckKey, Deck]
    project_sets: dict[int, tuple[tuple[str, ...], ...]]
    projects: dict[int, Deck]

    @property
    def months(self) -> tuple[str, ...]:
        return tuple(f"{year}-{month:02d}" for year in self.years for month in range(1, 13))


def deck_key(stratum: Stratum) -> DeckKey:
    """The decks that a stratum of AI postings is dealt from."""
    return stratum.team, stratum.matched, stratum.company != NOBODY


def make_plan(published: Published, scale: float) -> Plan:
    """The plan at `scale`; raises CredscopeError where the tables cannot hold together at it."""
    margins = build(published, scale)
    counts = _by_month(_by_year(published, margins, scale))
    sizes: dict[DeckKey, int] = {}
    for number, stratum in enumerate(STRATA):
        if stratum.kind == AI:
            sizes[deck_key(stratum)] = sizes.get(deck_key(stratum), 0) + int(counts[:, number].sum())
    details, occupations = _occupations(sizes)
    sets, credentials = _credentials(margins, sizes)
    project_sets = {team: ((), *mentions.PROJECT_MANAGEMENT[name]) for team, name in enumerate(TEAMS)}
    return Plan(
        margins, published.years, counts, details, occupations, sets, credentials, project_sets,
        {team: _projects(TEAMS[team], sum(sizes[k] for k in sizes if k[0] == team)) for team in project_sets},
    )  # fmt: skip


def _by_year(published: Published, margins: Margins, scale: float) -> np.ndarray:
    """Year × stratum."""
    side_weights = published.by_year[:, 0]
    columns = []
    for stratum in STRATA:
        if stratum.kind != AI:
            number = max(SIDE_LEAST[stratum.kind], round(SIDE_POSTINGS[stratum.kind] * scale))
            columns.append(largest_remainder(side_weights, number))
        elif stratum.company == NOBODY:
            everything = margins.by_team_year[stratum.team, :, stratum.matched]
            columns.append(everything - margins.big_tech[stratum.team, :, :, stratum.matched].sum(axis=1))
        else:
            columns.append(margins.big_tech[stratum.team, :, stratum.company, stratum.matched])
    return np.stack(columns, axis=1)


def _by_month(by_year: np.ndarray) -> np.ndarray:
    """Month × stratum: fixed seasonal weights, for all and for matched postings of each year."""
    groups = [
        np.array([s.kind == AI and s.matched == 0 for s in STRATA]),
        np.array([s.kind == AI and s.matched == 1 for s in STRATA]),
        np.array([s.kind != AI for s in STRATA]),
    ]
    result = np.zeros((len(by_year) * 12, len(STRATA)), dtype=np.int64)
    for year, strata in enumerate(by_year):
        for group in groups:
            rows = strata[group]
            months = largest_remainder(SEASON, int(rows.sum()))
            table = controlled(np.ones((len(rows), 12)), rows, months)
            result[year * 12 : year * 12 + 12, group] = table.T
    return result


def _occupations(sizes: dict[DeckKey, int]) -> tuple[dict[int, tuple[str, ...]], dict[DeckKey, Deck]]:
    details, decks = {}, {}
    for team, name in enumerate(TEAMS):
        members = OCCUPATIONS[name]
        details[team] = tuple(f"{o.soc_code}.{suffix}" for o in members for suffix in o.details)
        size = {matched: sizes[team, matched, False] + sizes[team, matched, True] for matched in (0, 1)}
        everything = largest_remainder(np.array([o.posting_weight for o in members]), sum(size.values()))
        matched = largest_remainder(np.array([o.matched_weight for o in members]), size[1], upper=everything)
        parts = [np.array(list(o.details.values())) for o in members]
        fine = np.concatenate([largest_remainder(p, int(n)) for p, n in zip(parts, everything, strict=True)])
        edges = np.cumsum([0, *(len(p) for p in parts)])
        fine_matched = np.concatenate(
            [
                largest_remainder(p, int(n), upper=fine[a:b])
                for p, n, a, b in zip(parts, matched, edges[:-1], edges[1:], strict=True)
            ]
        )
        for flag, counts in ((0, fine - fine_matched), (1, fine_matched)):
            big_tech = largest_remainder(counts, sizes[team, flag, True], upper=counts)
            decks[team, flag, True] = Deck(big_tech)
            decks[team, flag, False] = Deck(counts - big_tech)
    return details, decks


def _credentials(
    margins: Margins, sizes: dict[DeckKey, int]
) -> tuple[dict[DeckKey, tuple[tuple[str, ...], ...]], dict[DeckKey, Deck]]:
    order = {name: place for place, name in enumerate(mentions.ORDER)}
    sets, decks = {}, {}
    for team, name in enumerate(TEAMS):
        big_tech = margins.big_tech_mentions[name]
        elsewhere = {k: n - big_tech.get(k, 0) for k, n in margins.mentions[name].items()}
        for flag, counts in ((True, big_tech), (False, elsewhere)):
            built = build_sets(counts, sizes[team, 1, flag], mentions.RECIPES[name], order)
            sets[team, 1, flag] = tuple(names for names, _ in built)
            decks[team, 1, flag] = Deck(np.array([number for _, number in built], dtype=np.int64))
    return sets, decks


def _projects(team: str, postings: int) -> Deck:
    shares = np.array(list(mentions.PROJECT_MANAGEMENT[team].values())) / 100
    named = [round(float(share) * postings) for share in shares]
    return Deck(np.array([postings - sum(named), *named], dtype=np.int64), section=SILVER)
