"""Postings of the sample as arrays: which occupation, employer, place and credentials every row has.

The plan says how many of which kind; here each row of a month is dealt its cards. Rows are told by month and
number, so any stretch can be made without the rest. What the rows look like on disk belongs to `tables`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from credscope.sample import catalogue, employers, mentions
from credscope.sample.decks import scramble
from credscope.sample.occupations import OCCUPATIONS, OUTSIDE, TEAMS
from credscope.sample.plan import (
    ABROAD,
    AI,
    BROKEN,
    NOBODY,
    STRATA,
    UNPLACED,
    DeckKey,
    Plan,
    deck_key,
)
from credscope.sample.plan import OUTSIDE as OUTSIDE_KIND

CHUNK_ROWS = 16_384
REPEATED_SHARE = 0.01
DOUBLED_SHARE = 0.02
FREE_RIDER_SHARE = 0.12
SIDE_CREDENTIAL_SHARE = 0.4
LOOK_ALIKE_SHARE = 0.004
NOT_YET_SHARE = 0.003
VENDOR_SHARE = 0.04
NO_EMPLOYER_SHARE = 0.03
BIG_TECH_ASIDE_SHARE = 0.03


@dataclass(frozen=True)
class Rows:
    """Rows `first` to `first + n` of a month; every array has length n unless said otherwise.

    code: index into World.codes, -1 for none. employer: index into names, -1 for none. serial: number among
    the rows of its stratum, over all months. mention_row and mention_credential: one pair per credential
    of a row, sorted by row, no pair twice. doubled: pairs delivered a second time. repeated: rows delivered a
    second time.
    """

    month: int
    first: int
    kind: np.ndarray
    team: np.ndarray
    company: np.ndarray
    code: np.ndarray
    employer: np.ndarray
    day: np.ndarray
    serial: np.ndarray
    mention_row: np.ndarray
    mention_credential: np.ndarray
    doubled: np.ndarray
    repeated: np.ndarray
    chance: np.random.Generator

    def __len__(self) -> int:
        return len(self.kind)

    def named(self, flag: np.ndarray) -> np.ndarray:
        """Whether a row names a credential that `flag` (by credential) holds for."""
        found = np.zeros(len(self), dtype=bool)
        found[self.mention_row[flag[self.mention_credential]]] = True
        return found


@dataclass
class World:
    """Everything that rows are drawn from, laid out for looking up by number."""

    plan: Plan
    seed: int
    catalogue: catalogue.Catalogue = field(init=False)
    employers: employers.Employers = field(init=False)
    codes: tuple[str, ...] = field(init=False)
    families: tuple[str, ...] = field(init=False)
    family: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.catalogue = catalogue.load()
        self.employers = employers.load(self.plan.months)
        owners = {f"{o.soc_code}.{s}": o.family for t in TEAMS for o in OCCUPATIONS[t] for s in o.details}
        owners.update({o.onet_code: o.family for o in OUTSIDE})
        self.codes = tuple(owners)
        self.families = tuple(dict.fromkeys(owners.values()))
        self.family = np.array([self.families.index(f) for f in owners.values()])
        self._outside = np.array([self.codes.index(o.onet_code) for o in OUTSIDE])
        self._outside_weights = np.array([o.weight for o in OUTSIDE]) / sum(o.weight for o in OUTSIDE)
        numbers = {name: i for i, name in enumerate(self.catalogue.ids)}
        self._own = _ragged([[numbers[c] for c in o.credentials] for o in OUTSIDE])
        self._free = _ragged(
            [[numbers[c] for c in mentions.WITHOUT_KEYWORD.get(f, ())] for f in self.families]
        )
        self._team_codes = {
            t: np.array([self.codes.index(c) for c in self.plan.details[t]]) for t in self.plan.details
        }
        self._sets = {
            k: _ragged([[numbers[c] for c in s] for s in v]) for k, v in self.plan.credential_sets.items()
        }
        self._projects = {
            t: _ragged([[numbers[c] for c in s] for s in v]) for t, v in self.plan.project_sets.items()
        }
        self._deck_start, self._team_start = _starts(self.plan.counts)
        self._serial_start = np.cumsum(self.plan.counts, axis=0) - self.plan.counts
        self._tempting = np.array(
            [numbers[c] for c in ("mcse", "abet_accreditation", "licensed_professional_engineer")]
        )

    def month(self, month: int) -> Iterator[Rows]:
        """Rows of a month in stretches of at most CHUNK_ROWS."""
        size = int(self.plan.counts[month].sum())
        for first in range(0, size, CHUNK_ROWS):
            yield self._stretch(month, first, min(first + CHUNK_ROWS, size), size)

    def _stretch(self, month: int, first: int, last: int, size: int) -> Rows:
        chance = np.random.Generator(np.random.PCG64([self.seed, month, first]))
        ends = np.cumsum(self.plan.counts[month])
        place = scramble(np.arange(first, last, dtype=np.int64), size)
        stratum = np.searchsorted(ends, place, side="right")
        within = place - (ends - self.plan.counts[month])[stratum]
        kind = _KIND[stratum]
        count = last - first
        code = np.full(count, -1)
        pairs: list[tuple[np.ndarray, np.ndarray]] = []
        for key in sorted({deck_key(s) for s in STRATA if s.kind == AI}):
            rows = np.flatnonzero(_DECK[stratum] == _KEYS.index(key))
            position = self._deck_start[month, stratum[rows]] + within[rows]
            code[rows] = self._team_codes[key[0]][self.plan.occupations[key].deal(position)]
            if key in self._sets:
                pairs.append(_pairs(rows, self._sets[key], self.plan.credentials[key].deal(position)))
        for team, deck in self.plan.projects.items():
            rows = np.flatnonzero(_TEAM[stratum] == team)
            position = self._team_start[month, stratum[rows]] + within[rows]
            pairs.append(_pairs(rows, self._projects[team], deck.deal(position)))
        self._side(chance, kind, code, pairs)
        rows = np.flatnonzero(
            (chance.random(count) < FREE_RIDER_SHARE) & (code >= 0) & (kind != OUTSIDE_KIND)
        )
        pairs.append(_one_each(chance, rows, self._free, self.family[code[rows]]))
        row = np.concatenate([p[0] for p in pairs])
        credential = np.concatenate([p[1] for p in pairs])
        order = np.lexsort((credential, row))
        row, credential = row[order], credential[order]
        fresh = np.ones(len(row), dtype=bool)
        fresh[1:] = (row[1:] != row[:-1]) | (credential[1:] != credential[:-1])
        row, credential = row[fresh], credential[fresh]
        year, number = divmod(month, 12)
        days = monthrange(self.plan.years[year], number + 1)[1]
        return Rows(
            month, first, kind, _TEAM[stratum], _COMPANY[stratum], code,
            self._employer(chance, month, _COMPANY[stratum], kind), chance.integers(1, days + 1, count),
            self._serial_start[month, stratum] + within, row, credential,
            np.flatnonzero(chance.random(len(row)) < DOUBLED_SHARE),
            np.flatnonzero((chance.random(count) < REPEATED_SHARE) & (kind != BROKEN)), chance,
        )  # fmt: skip

    def _side(
        self,
        chance: np.random.Generator,
        kind: np.ndarray,
        code: np.ndarray,
        pairs: list[tuple[np.ndarray, np.ndarray]],
    ) -> None:
        """Occupations and credentials of postings that no mart counts; some name what would count."""
        rows = np.flatnonzero(kind == OUTSIDE_KIND)
        drawn = chance.choice(len(OUTSIDE), len(rows), p=self._outside_weights)
        code[rows] = self._outside[drawn]
        named = chance.random(len(rows)) < SIDE_CREDENTIAL_SHARE
        pairs.append(_one_each(chance, rows[named], self._own, drawn[named]))
        rows = np.flatnonzero((kind == ABROAD) | (kind == UNPLACED) | (kind == BROKEN))
        everything = np.concatenate(list(self._team_codes.values()))
        code[rows] = everything[chance.integers(0, len(everything), len(rows))]
        rows = np.flatnonzero(
            (kind != AI) & (kind != OUTSIDE_KIND) & (chance.random(len(kind)) < SIDE_CREDENTIAL_SHARE)
        )
        pairs.append((rows, self._tempting[chance.integers(0, len(self._tempting), len(rows))]))

    def _employer(
        self, chance: np.random.Generator, month: int, company: np.ndarray, kind: np.ndarray
    ) -> np.ndarray:
        """Employer names; big tech stands also behind some postings that are no AI postings of the brief."""
        known = self.employers
        astray = chance.integers(0, len(known.owned), len(company))
        astray = np.where(chance.random(len(company)) < BIG_TECH_ASIDE_SHARE, astray, NOBODY)
        company = np.where(kind == AI, company, astray)
        drawn = (chance.random(len(company)) ** 1.5 * known.invented).astype(np.int64)
        luck = chance.random(len(company))
        alike = known.invented + chance.integers(0, known.look_alikes, len(company))
        vendor = known.invented + known.look_alikes + drawn % len(employers.VENDORS)
        own = LOOK_ALIKE_SHARE + NOT_YET_SHARE
        drawn = np.where((luck >= own) & (luck < own + VENDOR_SHARE), vendor, drawn)
        drawn = np.where(luck < LOOK_ALIKE_SHARE, alike, drawn)
        waiting = np.flatnonzero(known.not_yet[month])
        if len(waiting):
            early = (luck >= LOOK_ALIKE_SHARE) & (luck < LOOK_ALIKE_SHARE + NOT_YET_SHARE)
            drawn = np.where(early, waiting[chance.integers(0, len(waiting), len(company))], drawn)
        drawn[luck > 1 - NO_EMPLOYER_SHARE] = -1
        for number in range(len(known.owned)):
            rows = np.flatnonzero(company == number)
            names = np.flatnonzero(known.owned[number, month])
            drawn[rows] = names[(chance.random(len(rows)) ** 1.4 * len(names)).astype(np.int64)]
        return drawn


_KEYS: list[DeckKey] = sorted({deck_key(s) for s in STRATA if s.kind == AI})
_DECK = np.array([_KEYS.index(deck_key(s)) if s.kind == AI else -1 for s in STRATA])
_KIND = np.array([s.kind for s in STRATA])
_TEAM = np.array([s.team for s in STRATA])
_COMPANY = np.array([s.company for s in STRATA])
Ragged = tuple[np.ndarray, np.ndarray, np.ndarray]


def _starts(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Position in its deck, and in its team's deck, at which a stratum begins in a month; month × stratum."""
    deck, team = np.zeros_like(counts), np.zeros_like(counts)
    for group, starts in ((_DECK, deck), (_TEAM, team)):
        for value in np.unique(group[group != NOBODY]):
            members = group == value
            flat = counts[:, members].ravel()
            starts[:, members] = (np.cumsum(flat) - flat).reshape(counts[:, members].shape)
    return deck, team


def _ragged(lists: list[list[int]]) -> Ragged:
    """Start and length of every list, and all of them end to end."""
    lengths = np.array([len(one) for one in lists], dtype=np.int64)
    return np.cumsum(lengths) - lengths, lengths, np.array([i for one in lists for i in one], dtype=np.int64)


def _pairs(rows: np.ndarray, sets: Ragged, drawn: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(row, credential) for every member of the set drawn for a row."""
    starts, lengths, members = sets
    length = lengths[drawn]
    offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    return np.repeat(rows, length), members[np.repeat(starts[drawn], length) + offset]


def _one_each(
    chance: np.random.Generator, rows: np.ndarray, lists: Ragged, drawn: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(row, credential) with one member of the list drawn for a row, none where the list is empty."""
    starts, lengths, members = lists
    filled = lengths[drawn] > 0
    rows, drawn = rows[filled], drawn[filled]
    return rows, members[starts[drawn] + (chance.random(len(rows)) * lengths[drawn]).astype(np.int64)]
