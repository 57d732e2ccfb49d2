"""What a change of the share was made of in the sample: the truth of trends__decomposition.

Worked out from the planted counts by team and year alone, with fractions that lose nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

Record = dict[str, Any]
Cell = tuple[int, int]
NOTHING: Cell = (0, 0)


def decomposition(by_team_year: list[Record]) -> list[Record]:
    """Rows of trends__decomposition from those of demand__by_team_year, each year against the one before and
    the first."""
    cells = {
        (row["posted_year"], row["team"]): (row["posting_count"], row["matched_posting_count"])
        for row in by_team_year
    }
    years = sorted({year for year, _ in cells})
    pairs = [("previous_year", *pair) for pair in pairwise(years)]
    pairs += [("first_year", years[0], year) for year in years[1:]]
    return [row for kind, base, year in pairs for row in _compared(kind, base, year, cells)]


def _compared(kind: str, base: int, year: int, cells: Mapping[tuple[int, str], Cell]) -> list[Record]:
    teams = sorted({team for held, team in cells if held in (base, year) and team != "all"})
    parts = {team: _split(base, year, team, cells) for team in teams}
    whole = tuple(sum(part[side] for part in parts.values()) for side in (0, 1))
    rows = []
    for team, (within, mix) in {**parts, "all": whole}.items():
        (before, named_before), (now, named_now) = (cells.get((one, team), NOTHING) for one in (base, year))
        change = _share(now, named_now) - _share(before, named_before) if now and before else None
        rows.append(
            {
                "compared_with": kind, "posted_year": year, "team": team, "base_year": base,
                "base_posting_count": before, "base_matched_posting_count": named_before,
                "posting_count": now, "matched_posting_count": named_now,
                "matched_share_change": None if change is None else float(change),
                "within_team_change": float(within), "mix_change": float(mix),
            }
        )  # fmt: skip
    return rows


def _split(
    base: int, year: int, team: str, cells: Mapping[tuple[int, str], Cell]
) -> tuple[Fraction, Fraction]:
    """The part within the team and the part of its weight, at the means of both years."""
    sides = [(cells.get((one, team), NOTHING), cells[one, "all"]) for one in (base, year)]
    before, now = (Fraction(own[0], whole[0]) for own, whole in sides)
    shares = [_share(*own) if own[0] else None for own, _ in sides]
    first, last = (
        share if share is not None else other for share, other in zip(shares, shares[::-1], strict=True)
    )
    assert first is not None and last is not None
    middle = sum((_share(*whole) for _, whole in sides), Fraction()) / 2
    return (before + now) / 2 * (last - first), (now - before) * ((first + last) / 2 - middle)


def _share(postings: int, matched: int) -> Fraction:
    return Fraction(matched, postings)
