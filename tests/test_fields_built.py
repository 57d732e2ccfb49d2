"""Employers, places and pay as dbt builds them: two dozen postings by hand from lake to marts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from dbt_fixture import posting, query, run_dbt, write_home

ANALYST = {"occupation_code": "15-2051.00", "occupation_scheme": "onet_soc_2019"}
NAMES = [
    ("Raytheon Company", date(2020, 3, 31), {}),
    ("Raytheon Co.", date(2020, 4, 1), {}),
    ("RTX", date(2020, 4, 2), {}),
    ("Invented Works Inc.", date(2020, 4, 2), {"credential_names": ["MCSE"]}),
    ("INVENTED WORKS", date(2020, 4, 3), {}),
    ("INVENTED WORKS", date(2020, 4, 4), {}),
    ("jobs.lever.co/invented-works", date(2020, 4, 5), {}),
    ("https://www.inventedworks.com/", date(2020, 4, 5), {}),
    ("nowhere-else.com", date(2020, 4, 5), {}),
    ("shazam.net", date(2020, 4, 5), {}),
    ("Invented Works of Nowhere", date(2020, 4, 5), {}),
    ("Robert Half, Inc.", date(2020, 4, 6), {}),
    ("Flagged People", date(2020, 4, 6), {"employer_is_staffing": True}),
    ("Flagged People LLC", date(2020, 4, 7), {}),
    ("ClickJobs.io", date(2020, 4, 6), {}),
    ("Confidential", date(2020, 4, 6), {}),
    (None, date(2020, 4, 6), {}),
    ("Вымышленный завод Inc", date(2020, 4, 6), {}),
    ("Другой завод Inc", date(2020, 4, 6), {}),
    ("Invented Works", date(2020, 4, 6), {"country": "CA", "is_remote": True}),
    ("Invented Works", date(2020, 4, 6), {"country": None}),
]
PAYS = [
    (52_000.0, 60_000.0, "YEAR", "USD"),
    (25.0, 30.0, "HOUR", "USD"),
    (25.0, 30.0, None, "USD"),
    (None, 60_000.0, None, None),
    (900.0, 1_000.0, None, "USD"),
    (2.0, 3.0, "HOUR", "USD"),
    (60.0, 65_000.0, "HOUR", "USD"),
    (30.0, 25.0, "HOUR", "USD"),
    (20_000.0, 200_000.0, "YEAR", "USD"),
    (40_000.0, 50_000.0, "YEAR", "GBP"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The postings built into a warehouse, with every test that dbt runs on data."""
    scratch = tmp_path_factory.mktemp("built")
    rows = [
        posting(number, f"e{number}", "Data Analyst", employer_name=name, posted_date=day, **ANALYST | values)
        for number, (name, day, values) in enumerate(NAMES)
    ]
    columns = ("salary_min", "salary_max", "salary_unit", "salary_currency")
    rows += [
        posting(100 + number, f"p{number}", "Cook", is_remote=False, **dict(zip(columns, pay, strict=True)))
        for number, pay in enumerate(PAYS)
    ]
    rows.append(posting(200, "e3", "Data Analyst", employer_name="Invented Works", **ANALYST))
    return run_dbt(
        write_home(scratch / "home", rows, []), scratch, "build", "--exclude-resource-type", "unit_test"
    )


def test_largest_employers(built: Path) -> None:
    """Prevents a group before its time, an employer under two spellings, an agency that looks like one, names
    in another script that become one, and counts of a foreign posting or of a row that repeats another."""
    found = query(
        built,
        """
        select employer_rank, employer_id, employer_name, posting_count, matched_posting_count,
            concat_ws(' ', if(is_group, 'group', null), if(is_staffing, 'staffing', null),
                if(is_aggregator, 'aggregator', null))
        from employers__largest where definition_id = 'cset_2021' order by employer_rank
        """,
    )
    assert found == [
        (1, "invented_works", "INVENTED WORKS", 5, 1, ""),
        (2, "flagged_people", "Flagged People", 2, 0, "staffing"),
        (3, "rtx", "RTX", 2, 0, "group"),
        (4, "3613a61f2161", "Вымышленный завод Inc", 1, 0, ""),
        (5, "b01b534c0292", "Другой завод Inc", 1, 0, ""),
        (6, "clickjobs_io", "ClickJobs.io", 1, 0, "aggregator"),
        (7, "invented_works_of_nowhere", "Invented Works of Nowhere", 1, 0, ""),
        (8, "nowhere_else_com", "nowhere-else.com", 1, 0, ""),
        (9, "raytheon", "Raytheon Co.", 1, 0, ""),
        (10, "robert_half", "Robert Half, Inc.", 1, 0, "staffing"),
        (11, "shazam_net", "shazam.net", 1, 0, ""),
    ]


def test_ways_of_resolution(built: Path) -> None:
    """Prevents names that stand for nobody, or for an agency, from counting as employers that were found."""
    found = query(
        built,
        "select resolved_by, name_count, employer_count, posting_count from quality__employers order by 1",
    )
    assert found == [
        ("address", 2, 1, 2),
        ("aggregator", 1, 1, 1),
        ("group", 2, 1, 2),
        ("missing", 0, 0, 1 + len(PAYS)),
        ("own_name", 9, 7, 11),
        ("staffing", 3, 2, 3),
        ("unnamed", 1, 1, 1),
    ]


def test_places(built: Path) -> None:
    """Prevents postings from vanishing: what the filter leaves out is counted, and silence is no answer."""
    found = query(
        built,
        "select country, is_counted, posting_count, remote_posting_count, unsaid_remote_posting_count "
        "from quality__places order by 1",
    )
    assert found == [("CA", False, 1, 1, 0), ("US", True, 29, 0, 19), ("unknown", False, 1, 0, 1)]


def test_pay(built: Path) -> None:
    """Prevents yearly pay without its assumption, a guessed unit, and pounds in the median of dollars."""
    found = query(
        built,
        "select salary_unit, assumption, verdict, posting_count, median_yearly_min, median_yearly_max "
        "from quality__pay order by all",
    )
    assert found == [
        ("HOUR", "2,080 hours", "maximum_below_minimum", 1, 62400, 52000),
        ("HOUR", "2,080 hours", "plausible", 1, 52000, 62400),
        ("HOUR", "2,080 hours", "too_high", 1, 124800, 135200000),
        ("HOUR", "2,080 hours", "too_low", 1, 4160, 6240),
        ("YEAR", "as stated", "other_currency", 1, 40000, 50000),
        ("YEAR", "as stated", "plausible", 1, 52000, 60000),
        ("YEAR", "as stated", "range_too_wide", 1, 20000, 200000),
        ("none", "inferred: 2,080 hours", "plausible", 1, 52000, 62400),
        ("none", "inferred: as stated", "plausible", 1, None, 60000),
        ("none", "none", "unknown_unit", 1, None, None),
    ]
