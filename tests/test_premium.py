"""The pay premium on invented postings: its interval holds what was planted, cells tell what postings do."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from credscope.premium import Estimate, estimate, estimates

PREMIUM = 0.08
LEAST = {"least_postings": 30, "least_employers": 30}


def postings(seed: int, employers: int = 60, count: int = 1500, premium: float = PREMIUM) -> pd.DataFrame:
    """Invented postings; employers and occupations that pay more ask for credentials more often, and what the
    credential is worth differs between employers."""
    chance = np.random.default_rng(seed)
    employer = (employers * chance.random(count) ** 1.5).astype(int)
    occupation, state, year = (chance.integers(0, n, count) for n in (8, 12, 5))
    level = chance.normal(0, 0.3, employers)
    own = chance.normal(0, 0.03, employers)
    odds = 0.15 + 0.2 * (level[employer] > 0) + 0.03 * occupation
    matched = chance.random(count) < odds
    pay = (
        11 + level[employer] + 0.08 * occupation + 0.02 * state + 0.03 * year
        + matched * (premium + own[employer]) + chance.normal(0, 0.25, count)
    )  # fmt: skip
    frame = {
        "employer_key": employer, "soc_code": occupation, "state": state, "posted_year": year,
        "is_matched": matched, "log_pay": pay,
    }  # fmt: skip
    return pd.DataFrame(frame)


def cells(frame: pd.DataFrame) -> pa.Table:
    """The postings as the warehouse hands them over."""
    key = ["employer_key", "soc_code", "state", "posted_year", "is_matched"]
    millionths = (frame["log_pay"] * 1_000_000).round().astype(int)
    grouped = frame.assign(log_pay_millionths=millionths, posting_count=1).groupby(key, as_index=False)
    held = grouped[["posting_count", "log_pay_millionths"]].sum()
    comparable = held.groupby("employer_key")["is_matched"].transform("nunique") == 2
    return pa.Table.from_pandas(held[comparable].astype({"employer_key": str}), preserve_index=False)


def test_the_interval_holds_the_planted_premium_as_often_as_it_says() -> None:
    """Prevents an interval of 95 % that holds the truth far less often, as one does without clusters."""
    found = [estimate(cells(postings(seed)), **LEAST) for seed in range(200)]
    held = [one.log_premium_low <= PREMIUM <= one.log_premium_high for one in found]  # type: ignore[operator]
    assert 0.91 <= np.mean(held) <= 0.98
    mean = np.mean([one.log_premium for one in found])  # type: ignore[misc]
    assert mean == pytest.approx(PREMIUM, abs=0.004)


def test_employers_and_occupations_that_pay_more_are_no_premium() -> None:
    """Prevents better-paid jobs, which ask for credentials more often, from passing for its worth."""
    frame = postings(7, count=6000, premium=0)
    pay = frame.groupby("is_matched")["log_pay"].mean()
    assert pay[True] - pay[False] > 0.1
    found = estimate(cells(frame), **LEAST)
    assert found.log_premium == pytest.approx(0, abs=0.03)


def test_cells_give_what_postings_give() -> None:
    """Prevents weights that count cells instead of postings; beside a dummy for every effect."""
    import statsmodels.formula.api as smf

    frame = postings(3, employers=20, count=800)
    frame = frame[frame.groupby("employer_key")["is_matched"].transform("nunique") == 2]
    formula = "log_pay ~ m + C(employer_key) + C(soc_code) + C(state) + C(posted_year)"
    frame = frame.assign(m=frame["is_matched"].astype(float))
    whole = smf.ols(formula, frame).fit(
        cov_type="cluster", cov_kwds={"groups": frame["employer_key"]}, use_t=True
    )
    found = estimate(cells(frame), least_postings=1, least_employers=2)
    assert found.log_premium == pytest.approx(whole.params["m"], abs=2e-6)
    assert found.log_premium_standard_error == pytest.approx(whole.bse["m"], rel=0.06)
    assert found.compared_posting_count == len(frame)
    assert found.compared_matched_posting_count == frame["is_matched"].sum()


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (postings(1, count=60), "too_few_postings"),
        (postings(1, employers=20), "too_few_employers"),
        (postings(1).assign(soc_code=lambda held: held["is_matched"].astype(int)), "nothing_to_compare"),
    ],
)
def test_what_cannot_be_told_is_null_with_its_reason(frame: pd.DataFrame, reason: str) -> None:
    """Prevents a figure of a handful of postings, or of a credential that its occupation explains whole."""
    found = estimate(cells(frame), **LEAST)
    assert (found.not_estimated_reason, found.log_premium) == (reason, None)


def test_a_group_is_one_row() -> None:
    """Prevents estimates under another team's name."""
    held = cells(postings(1))
    rows = estimates([("d", "a", held), ("d", "b", held.slice(0, 5))], **LEAST).to_pylist()
    assert [(row["team"], row["not_estimated_reason"]) for row in rows] == [
        ("a", None),
        ("b", "too_few_postings"),
    ]
    assert set(rows[0]) == {"definition_id", "team", *Estimate.__dataclass_fields__}
