"""Intervals of shares, simulated: postings are drawn, misread, and the interval asked for the true share.

The SQL is the macro's own.
"""

from __future__ import annotations

import duckdb
import jinja2
import numpy as np
import pytest

from credscope.home import PROJECT_ROOT

MACROS = PROJECT_ROOT / "dbt_project" / "macros" / "certainty.sql"
DRAWS = 4000
LABELLED = 60
"""Labelled postings that name one, about as many as the seed rests on."""


def intervals(draws: dict[str, np.ndarray]) -> np.ndarray:
    """`low` and `high` of each draw; the columns of `draws` are what the macro asks for."""
    macros = MACROS.read_text(encoding="utf-8") + "{{ create_share_interval() }}"
    errors = "{'right_count': right_count, 'said_count': said_count, 'there_count': there_count}"
    with duckdb.connect() as connection:
        connection.execute(jinja2.Environment().from_string(macros).render())
        connection.register("draws", draws)
        rows = connection.execute(
            f"select one.low, one.high from (select share_interval(m, n, mr, nr, {errors}) as one from draws)"
        ).fetchall()
    return np.array(rows, dtype=float)


def drawn(
    share: float, delivered: int, read: int, recall: float, precision: float, seed: int
) -> dict[str, np.ndarray]:
    """What would be counted, DRAWS times, of two kinds of sources; and labels to judge reading by."""
    chance = np.random.default_rng(seed)
    invented_share = share * recall * (1 - precision) / precision
    true = chance.binomial(read, share, DRAWS)
    found = chance.binomial(true, recall) + chance.binomial(read - true, invented_share / (1 - share))
    field = chance.binomial(delivered, share, DRAWS)
    right = chance.binomial(LABELLED, recall, DRAWS)
    return {
        "m": found + field, "n": np.full(DRAWS, read + delivered),
        "mr": found, "nr": np.full(DRAWS, read),
        "right_count": right, "there_count": np.full(DRAWS, LABELLED),
        "said_count": right + chance.poisson(right * (1 - precision) / precision),
    }  # fmt: skip


@pytest.mark.parametrize("share", [0.005, 0.025, 0.2, 0.6])
@pytest.mark.parametrize(
    ("delivered", "read"), [(400, 0), (20_000, 0), (0, 400), (0, 20_000), (3_000, 3_000), (100, 5_000)]
)
@pytest.mark.parametrize(("recall", "precision"), [(0.93, 0.96), (0.8, 0.85)])
def test_intervals_cover_the_true_share_at_their_rate(
    share: float, delivered: int, read: int, recall: float, precision: float
) -> None:
    """Prevents an interval that leaves out how often reading is wrong, or one so wide that it is empty."""
    low, high = intervals(drawn(share, delivered, read, recall, precision, seed=7)).T
    covered = ((low <= share) & (share <= high)).mean()
    assert 0.93 <= covered <= 0.985, covered


def test_sampling_alone_would_not_cover_what_is_misread() -> None:
    """Prevents the simulation from passing whatever the macro does: without misreading it must fail."""
    draws = drawn(0.2, 0, 20_000, 0.8, 0.85, seed=7)
    unaware = draws | {"mr": np.zeros(DRAWS, int), "nr": np.zeros(DRAWS, int)}
    low, high = intervals(unaware).T
    assert ((low <= 0.2) & (high >= 0.2)).mean() < 0.5


def test_what_has_no_postings_has_no_interval() -> None:
    """Prevents a share of nothing from looking certain, and one of few from leaving 0 to 1."""
    columns = ("m", "n", "mr", "nr", "right_count", "there_count", "said_count")
    cells = [
        (0, 0, 0, 0, 59, 63, 61),
        (0, 1, 0, 1, 59, 63, 61),
        (1, 1, 1, 1, 59, 63, 61),
        (3, 3, 0, 0, 59, 63, 61),
    ]
    found = intervals(
        {name: np.array(values) for name, values in zip(columns, zip(*cells, strict=True), strict=True)}
    )
    assert np.isnan(found[0]).all()
    assert (found[1:, 0] >= 0).all() and (found[1:, 1] <= 1).all() and (found[1:, 0] < found[1:, 1]).all()
