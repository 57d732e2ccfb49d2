"""Employers' names: one form in Python and in the warehouse; in the seeds one meaning at a time."""

from __future__ import annotations

import csv
from datetime import date
from itertools import combinations
from pathlib import Path

import duckdb
import jinja2
import make
import pytest
from taking import take

from credscope.employers import employer_key_sql, employer_keys
from credscope.home import SEEDS, Home
from credscope.review import review

NAMES = {
    "Amazon.com, Inc.": "amazon com",
    "AMAZON COM": "amazon com",
    "Apple Bank": "apple bank",
    "Apple, Inc.": "apple",
    "The Acme Co., a Delaware corporation": "acme",
    "Acme, a Delaware LLC": "acme",
    "Acme L.L.C.": "acme",
    "ACME CO LTD": "acme",
    "U.S. Bank": "us bank",
    "US Bank, N.A.": "us bank",
    "Macy's": "macys",
    "Macy’s": "macys",
    "J.B. Hunt": "jb hunt",
    "Merck & Co., Inc.": "merck",
    "Johnson & Johnson": "johnson and johnson",
    "AT&T": "at and t",
    "Café Müller GmbH": "cafe muller",
    "Whole Foods Market, an Amazon company": "whole foods market",
    "Invented Holdings LLC d/b/a Sunrise Care": "sunrise care",
    "Invented Holdings LLC dba Sunrise Care": "sunrise care",
    "Oracle DBA Group": "oracle dba group",
    "Corner Shop #1234": "corner shop",
    "Corner Shop # 12 LLC": "corner shop",
    "The Limited": "limited",
    "Company": "company",
    "  Spaced   Out  ": "spaced out",
    "株式会社": "株式会社",
    "--": "--",
    "": "",
}


def seed(name: str) -> list[dict[str, str]]:
    with (SEEDS / "rules" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_names_are_brought_to_one_form() -> None:
    """Prevents one employer under two spellings, and two employers under one."""
    assert dict(zip(NAMES, employer_keys(NAMES), strict=True)) == NAMES


def test_the_warehouse_has_the_same_form() -> None:
    """Prevents Python and dbt from disagreeing on whether two names are one employer's."""
    macros = (SEEDS.parent / "macros" / "names.sql").read_text(encoding="utf-8")
    macro = jinja2.Environment().from_string(macros).module.normalise_employer("name", "forms")
    listed = [row["legal_form"] for row in seed("legal_forms")]
    seeds = ("company_aliases", "employer_groups", "staffing_agencies")
    names = [*NAMES, *(row["employer_name"] for name in seeds for row in seed(name))]
    names += [f"The {name} {form}." for name, form in zip(names, 40 * listed, strict=False)]
    with duckdb.connect() as connection:
        connection.execute("create table names as select unnest(?) as name", [names])
        connection.execute("create table legal as select ?::varchar[] as forms", [listed])
        different = connection.execute(
            f"select name, {macro}, {employer_key_sql('name')} from names, legal "
            f"where {macro} is distinct from {employer_key_sql('name')}"
        ).fetchall()
    assert len(names) > 1500 and different == []


def test_a_name_means_one_group_at_a_time() -> None:
    """Prevents a posting that counts for two groups, and a group whose own name does not mean it."""
    rows = seed("employer_groups") + [
        {**row, "employer_group": row["company"]} for row in seed("company_aliases")
    ]
    keys = employer_keys(row["employer_name"] for row in rows)
    spans: dict[str, list[tuple[str, date, date]]] = {}
    for key, row in zip(keys, rows, strict=True):
        first = date.fromisoformat(row["valid_from"] or "0001-01-01")
        last = date.fromisoformat(row["valid_to"] or "9999-12-31")
        assert first < last and first.day == 1, row["employer_name"]
        spans.setdefault(key, []).append((row["employer_group"], first, last))
    for key, held in spans.items():
        for one, other in combinations(held, 2):
            assert one[0] == other[0] or one[2] <= other[1] or other[2] <= one[1], key
    assert {row["employer_group"] for row in rows} == {
        row["employer_group"] for row in rows if row["relation"] == "self"
    }


def test_no_group_is_an_agency() -> None:
    """Prevents a group's postings from being set apart as an agency's because a list has its name too."""
    kinds = employer_keys(row["employer_name"] for row in seed("staffing_agencies"))
    names = [row["employer_name"] for name in ("company_aliases", "employer_groups") for row in seed(name)]
    assert len(set(kinds)) == len(kinds)
    assert not set(kinds) & set(employer_keys(names))


@pytest.mark.parametrize("name", ["Amazonia", "Apple Bank", "Metabolon", "Dice Bakery", "Randstadt Foods"])
def test_what_contains_a_name_is_not_it(name: str) -> None:
    """Prevents a match by substring."""
    listed = ("company_aliases", "employer_groups", "staffing_agencies")
    known = employer_keys(row["employer_name"] for one in listed for row in seed(one))
    assert employer_keys([name])[0] not in known


def test_large_employers_without_a_rule_are_listed_for_review(tmp_path: Path) -> None:
    """Prevents an employer that no seed knows from staying unseen, and a proposal without its reason."""
    names = 22 * ["Invented Works, Inc."] + 3 * ["INVENTED WORKS"] + 21 * ["Apple Bank"] + 19 * ["Too Small"]
    names += 30 * ["Raytheon Company"] + 20 * ["Robert Half Invented"]
    rows = [make.posting(number, employer_name=name) for number, name in enumerate(names)]
    home = Home(tmp_path / "home")
    take(make.write_csv(tmp_path / "a.csv", rows), home)
    review(home, tmp_path / "review.csv")
    with (tmp_path / "review.csv").open(encoding="utf-8", newline="") as handle:
        found = [row for row in csv.DictReader(handle) if row["what"] == "unresolved_employer"]
    assert [(row["value"], row["posting_count"], row["seed"], row["proposal"]) for row in found] == [
        ("Apple Bank", "21", "rules/company_aliases.csv", "Apple"),
        ("Robert Half Invented", "20", "rules/staffing_agencies.csv", "staffing"),
        ("Invented Works, Inc.", "25", "rules/employer_groups.csv", ""),
    ]
