"""Faults of the rules and of the gates themselves, some accepted by somebody and some not.

What was accepted must be stopped by what it does; the others, many of which no data would show, by the lock.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from planted.fault import Fault, Ground

SEEDS = "dbt_project/seeds"


def _row(seed: str, line: str) -> Callable[[Ground], None]:
    """A row more in a rule, accepted."""

    def plant(ground: Ground) -> None:
        ground.append(f"{SEEDS}/rules/{seed}.csv", line)
        ground.accept()

    return plant


def _cell(seed: str, old: str, new: str) -> Callable[[Ground], None]:
    """Another value in a rule, accepted."""

    def plant(ground: Ground) -> None:
        ground.edit(f"{SEEDS}/rules/{seed}.csv", old, new)
        ground.accept()

    return plant


def _without(file: str, start: str) -> Callable[[Ground], None]:
    """A line less in a file, unaccepted."""

    def plant(ground: Ground) -> None:
        path = ground.checkout / file
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) == len(lines) - 1, f"{file} has not one line {start!r}"
        path.write_text("".join(kept), encoding="utf-8")

    return plant


def _threshold_missing(ground: Ground) -> None:
    _without(f"{SEEDS}/rules/thresholds.csv", "duplicate_window_days,")(ground)
    ground.accept()


def _suite(name: str, change: Callable[[list[dict]], list[dict]]) -> Callable[[Ground], None]:
    def plant(ground: Ground) -> None:
        path = ground.checkout / "expectations" / f"{name}.json"
        suite = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(
            json.dumps({**suite, "expectations": change(suite["expectations"])}), encoding="utf-8"
        )

    return plant


def _suite_gone(ground: Ground) -> None:
    (ground.checkout / "expectations" / "demand__by_team.json").unlink()
    ground.accept()


FAULTS = (
    Fault(
        "a credential stands twice",
        _row(
            "credentials",
            "pmp,Project Manager Professional,,,PMI,certification,project_management,,,,"
            "false,false,false,,,,Planted.,2026-11",
        ),
    ),
    Fault(
        "two credentials share a spelling",
        _row(
            "credentials",
            "planted_pmp,Planted Professional,Project Management Professional,,PMI,"
            "certification,project_management,,,,false,false,false,,,,Planted.,2026-11",
        ),
    ),
    Fault(
        "the kind of a credential is unheard of",
        _row(
            "credentials",
            "planted,Planted Badge,,,Nobody,badge,data,,,,false,false,false,,,,Planted.,2026-11",
        ),
    ),
    Fault("a keyword is blank", _row("keywords", "blank, ,Blank,99,Planted.,2026-11")),
    Fault("a team is mapped twice", _row("occupation_teams", "15-1252,product,A,Planted.,2026-11")),
    Fault(
        "the code of an occupation is unknown", _row("occupation_teams", "15-9999,product,A,Planted.,2026-11")
    ),
    Fault(
        "the code of an occupation is malformed",
        _row("occupation_teams", "151253,product,C,Planted.,2026-11"),
    ),
    Fault("a team is unheard of", _cell("occupation_teams", ",commercial,", ",sales,")),
    Fault("a definition has no tiers", _cell("definitions", "occupation,A|B|C,false", "occupation,,false")),
    Fault(
        "two definitions are the default",
        _cell("definitions", "occupation,A|B|C,false", "occupation,A|B|C,true"),
    ),
    Fault(
        "two companies own an employer at a time",
        _row("company_aliases", "Apple,LinkedIn Inc,subsidiary,2016-01-01,2017-01-01,Planted.,2026-11"),
    ),
    Fault("a threshold is missing", _threshold_missing),
    Fault("a keyword is dropped", _without(f"{SEEDS}/rules/keywords.csv", "microsoft,")),
    Fault("a reference is stale", _without(f"{SEEDS}/reference/soc_2010_to_2018.csv", "15-1132,15-1252")),
    Fault("a suite is edited to pass everything", _suite("demand__by_year", lambda rules: [])),
    Fault("an expectation is taken out", _suite("postings", lambda rules: rules[:-4])),
    Fault(
        "a severity is lowered",
        _suite("demand__by_team", lambda rules: [{**rule, "severity": "warning"} for rule in rules]),
    ),
    Fault(
        "a threshold of a suite is loosened",
        lambda g: g.edit("expectations/postings.json", '"max_value": 0.45', '"max_value": 1'),
    ),
    Fault(
        "a test of dbt is taken out",
        lambda g: (g.checkout / "dbt_project/tests/no_posting_counts_twice.sql").unlink(),
    ),
    Fault("a suite is deleted, and that accepted", _suite_gone),
    Fault("the lock is gone", lambda g: (g.checkout / "expectations/accepted.lock").unlink()),
)
