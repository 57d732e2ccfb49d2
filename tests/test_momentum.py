"""Seasons and changes of monthly series: planted ones are found, noise alone gives hardly any."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from credscope.momentum import Settings, changes, momentum, without_season

SETTINGS = Settings(penalty=5, least_months=6)
SEASON = np.array([9.1, 8.1, 8.9, 8.4, 8.3, 8.2, 8.5, 8.9, 8.4, 8.6, 7.6, 7.0])
SEASON = SEASON / SEASON.mean()
MONTHS = 60


def noisy(seed: int, lasting: float = 0.0, step: float = 0.0) -> np.ndarray:
    """Logarithms of five years of postings: a season, noise of 5 %, which may last, and a step half-way."""
    chance = np.random.default_rng(seed)
    fresh = chance.normal(size=MONTHS)
    noise = fresh.copy()
    for month in range(1, MONTHS):
        noise[month] = lasting * noise[month - 1] + np.sqrt(1 - lasting**2) * fresh[month]
    values = 7 + np.tile(np.log(SEASON), MONTHS // 12) + 0.05 * noise
    values[MONTHS // 2 :] += step
    return values


def rate(lasting: float, step: float, seeds: int = 60) -> tuple[float, float]:
    """Share of series in which any change is found, and in which it is found where it was planted."""
    found = [changes(without_season(noisy(seed, lasting, step)), SETTINGS) for seed in range(seeds)]
    near = [any(abs(place - MONTHS // 2) <= 1 for place in places) for places in found]
    return float(np.mean([bool(places) for places in found])), float(np.mean(near))


def test_a_planted_step_is_found_where_it_is() -> None:
    """Prevents a search that is so careful that a fall by a quarter goes unseen."""
    assert rate(lasting=0, step=-0.25)[1] >= 0.9


@pytest.mark.parametrize("lasting", [0, 0.4, 0.7])
def test_noise_alone_gives_hardly_any_change(lasting: float) -> None:
    """Prevents a page that tells of changes where there are none, also where good and bad months cluster."""
    assert rate(lasting, step=0)[0] <= 0.1


def test_a_steady_rise_is_no_change() -> None:
    """Prevents a slow trend from being cut into steps."""
    rising = noisy(1) + 0.02 * np.arange(MONTHS)
    assert changes(without_season(rising), SETTINGS) == []


def test_the_season_is_taken_out_and_the_rest_stays() -> None:
    """Prevents an adjustment that flattens the trend or leaves the season in."""
    trend = 7 + 0.01 * np.arange(MONTHS)
    left = without_season(trend + np.tile(np.log(SEASON), MONTHS // 12))
    assert np.abs(left - left.mean() - (trend - trend.mean())).max() < 0.005


def series(shares: np.ndarray, postings: np.ndarray, reason: str | None = None) -> pa.Table:
    rows = [
        {
            "definition_id": "d", "team": "all", "posted_month": date(2015 + i // 12, i % 12 + 1, 1),
            "posting_count": int(count), "matched_share": float(share), "not_adjusted_reason": reason,
            "changes_not_sought_reason": reason, "change_penalty": 5.0, "change_least_months": 6.0,
        }
        for i, (share, count) in enumerate(zip(shares, postings, strict=True))
    ]  # fmt: skip
    return pa.Table.from_pylist(rows)


def test_sizes_are_told_in_their_own_units() -> None:
    """Prevents logarithms or roots from being published as factors and shares."""
    chance = np.random.default_rng(3)
    postings = np.exp(noisy(3, step=np.log(2)))
    chances = np.where(np.arange(MONTHS) < 24, 0.02, 0.05)
    shares = chance.binomial(5000, chances) / 5000
    rows = momentum(series(shares, postings)).to_pylist()
    factors = {i: row["posting_change_factor"] for i, row in enumerate(rows) if row["posting_change_factor"]}
    sizes = {i: row["share_change_size"] for i, row in enumerate(rows) if row["share_change_size"]}
    assert list(factors) == [30] and factors[30] == pytest.approx(2, rel=0.1)
    assert list(sizes) == [24] and sizes[24] == pytest.approx(0.03, abs=0.005)
    assert all(0 <= row["adjusted_matched_share"] <= 1 for row in rows)


def test_a_few_mentions_are_no_news() -> None:
    """Prevents a change wherever one of few postings names a credential, most months none."""
    chance = np.random.default_rng(5)
    rare = chance.binomial(50, 0.005, MONTHS) / 50
    rows = momentum(series(rare, np.full(MONTHS, 50))).to_pylist()
    assert all(row["share_change_size"] is None for row in rows)


def test_what_is_not_adjusted_stays_null_and_what_never_moves_has_no_change() -> None:
    """Prevents a too short series from being adjusted all the same, and a division by no noise."""
    flat = np.full(MONTHS, 0.03)
    kept = momentum(series(flat, np.full(MONTHS, 100), "too_few_months")).to_pylist()
    assert all(row["adjusted_posting_count"] is None and row["share_change_size"] is None for row in kept)
    still = momentum(series(flat, np.full(MONTHS, 100))).to_pylist()
    assert all(row["adjusted_posting_count"] == pytest.approx(100) for row in still)
    assert all(row["posting_change_factor"] is None and row["share_change_size"] is None for row in still)
