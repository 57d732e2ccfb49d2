"""The published tables at a scale, in whole numbers that agree with each other.

Everything here is a table of years, teams, companies or credentials; single postings come later.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from credscope.errors import CredscopeError
from credscope.sample import mentions
from credscope.sample.occupations import TEAMS
from credscope.sample.published import Published
from credscope.sample.rounding import controlled, largest_remainder

LEAST_SCALE, MOST_SCALE = 0.00001, 1.0
BIG_TECH_BOOST = 10.0
COMPANIES = ("Facebook", "Amazon", "Apple", "Netflix", "Google", "Microsoft")
COMPANY_WEIGHTS = np.array([0.09, 0.42, 0.12, 0.03, 0.14, 0.20])


@dataclass(frozen=True)
class Margins:
    """Controlled counts; the last axis of posting tables is (unmatched, matched).

    by_team_year: team, year. big_tech: team, year, company. mentions, big_tech_mentions: credential
    → count by team, the second being part of the first.
    """

    scale: float
    big_tech_scale: float
    by_team_year: np.ndarray
    big_tech: np.ndarray
    mentions: dict[str, dict[str, int]]
    big_tech_mentions: dict[str, dict[str, int]]


def big_tech_scale(scale: float) -> float:
    """Scale of the big tech tables: ten times the sample's, at most the brief's own size."""
    return min(1.0, scale * BIG_TECH_BOOST)


def build(published: Published, scale: float) -> Margins:
    """The margins at `scale`; raises CredscopeError for a scale outside its range."""
    if not LEAST_SCALE <= scale <= MOST_SCALE:
        raise CredscopeError(
            f"The sample's scale is {scale:g}, but must lie between {LEAST_SCALE:g} and {MOST_SCALE:g}; "
            "0.001 gives 56,102 AI postings, 1 all 56,101,989."
        )
    by_team_year = _two_way(published.by_year, published.by_team, scale)
    team_postings = by_team_year.sum(axis=1)
    named = {
        team: _mentions(published.top_mentions[team], mentions.FILLERS[team], int(team_postings[i, 1]), scale,
                        int(published.by_team[i, 1]))
        for i, team in enumerate(TEAMS)
    }  # fmt: skip
    enlarged = big_tech_scale(scale)
    big_tech = _big_tech(published, by_team_year, named, enlarged)
    matched = big_tech[..., 1].sum(axis=(1, 2))
    big_tech_mentions = _big_tech_mentions(matched, team_postings[:, 1], named, enlarged)
    return Margins(scale, enlarged, by_team_year, big_tech, named, big_tech_mentions)


def _split(counts: np.ndarray, scale: float) -> np.ndarray:
    """Rows of (all, matched) at `scale` as (unmatched, matched), each column a controlled rounding."""
    everything = largest_remainder(counts[:, 0], round(int(counts[:, 0].sum()) * scale))
    matched = largest_remainder(counts[:, 1], round(int(counts[:, 1].sum()) * scale), upper=everything)
    return np.stack([everything - matched, matched], axis=-1)


def _two_way(by_year: np.ndarray, by_team: np.ndarray, scale: float) -> np.ndarray:
    years, teams = _split(by_year, scale), _split(by_team, scale)
    start = np.ones((len(teams), len(years)))
    return np.stack([controlled(start, teams[:, i], years[:, i]) for i in (0, 1)], axis=-1)


def _mentions(
    top: dict[str, int], fillers: dict[str, int], matched: int, scale: float, full: int
) -> dict[str, int]:
    counts = {**top, **fillers}
    total = sum(counts.values())
    if total < full or max(fillers.values()) > min(top.values()):
        raise CredscopeError(
            "The sample's fillers do not fit below the brief's top ten; correct mentions.py."
        )
    number = max(matched, round(total * scale)) if matched else 0
    weights = np.array(list(counts.values()))
    parts = largest_remainder(weights, number, upper=np.full(len(weights), matched))
    return dict(zip(counts, parts.tolist(), strict=True))


def _big_tech(
    published: Published, by_team_year: np.ndarray, named: dict[str, dict[str, int]], scale: float
) -> np.ndarray:
    years = _split(published.big_tech_by_year, scale)
    mention_weight = np.array([sum(mentions.BIG_TECH[team].values()) for team in TEAMS])
    weights = (np.array([mentions.BIG_TECH_POSTING_WEIGHT[team] for team in TEAMS]), mention_weight)
    tables = []
    for i in (0, 1):
        most = by_team_year[..., i]
        rows = largest_remainder(weights[i], int(years[:, i].sum()), upper=most.sum(axis=1))
        tables.append(controlled(np.ones(most.shape), rows, years[:, i], upper=most))
    return np.stack([_by_company(table) for table in tables], axis=-1)


def _by_company(table: np.ndarray) -> np.ndarray:
    """Team × year to team × year × company, companies in proportion in every year."""
    result = np.zeros((*table.shape, len(COMPANIES)), dtype=np.int64)
    for year in range(table.shape[1]):
        rows = table[:, year]
        companies = largest_remainder(COMPANY_WEIGHTS, int(rows.sum()))
        result[:, year] = controlled(np.ones((len(rows), len(companies))), rows, companies)
    return result


def _big_tech_mentions(
    matched: np.ndarray, team_matched: np.ndarray, named: dict[str, dict[str, int]], scale: float
) -> dict[str, dict[str, int]]:
    """Mentions within big tech, so that Table 5 holds and every team keeps enough elsewhere."""
    names = sorted({name for team in TEAMS for name in mentions.BIG_TECH[team]}, key=mentions.ORDER.index)
    start = np.array(
        [[mentions.BIG_TECH[team].get(name, 0) for name in names] for team in TEAMS], dtype=float
    )
    held = np.array([[named[team].get(name, 0) for name in names] for team in TEAMS])
    everything = np.array([sum(named[team].values()) for team in TEAMS])
    rows = np.maximum(matched, np.rint(start.sum(axis=1) * scale).astype(np.int64))
    rows = np.where(matched > 0, np.minimum(rows, matched + everything - team_matched), 0)
    upper = np.where(start > 0, np.minimum(held, matched[:, None]), 0)
    lower = np.maximum(0, held - (team_matched - matched)[:, None])
    columns = largest_remainder(start.sum(axis=0), int(rows.sum()), upper=upper.sum(axis=0))
    table = controlled(start, rows, columns, upper=upper, lower=np.minimum(lower, upper))
    return {
        team: {name: int(table[i, j]) for j, name in enumerate(names) if table[i, j]}
        for i, team in enumerate(TEAMS)
    }
