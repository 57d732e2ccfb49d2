"""`credscope advise`: what it says follows from the release alone, and nothing about the person is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fabricated_release import FORMULA_NAME, write_release
from planted_marts import credscope

from credscope.advice.finding import Limits, advise
from credscope.advice.names import credential_of, occupation_of
from credscope.advice.words import lines
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.rules import Rules

SOC = "15-1252"


def step(credential: str, matched: int, held: str = "none", **values: Any) -> dict[str, Any]:
    """A row of the mart: `credential` after `held`, in an occupation of 1,000 postings."""
    both = values.pop("both", matched)
    return {
        "soc_code": SOC, "occupation_title": "Software Developers", "is_ai_occupation": True,
        "held_credential_id": held, "held_credential_name": held.upper(), "credential_id": credential,
        "credential_name": credential.upper(), "credential_rank": 1000 - both, "posting_count": 1000,
        "matched_posting_count": matched, "matched_share": matched / 1000, "matched_share_low": 0.001,
        "matched_share_high": 0.9, "held_posting_count": 100, "both_posting_count": both,
        "co_demand_share": both / 100, "co_demand_share_low": 0.001, "co_demand_share_high": 0.9, "lift": 2.0,
        "stated_posting_count": 10, "required_posting_count": 4, "required_share": 0.4,
        "required_share_low": 0.1, "required_share_high": 0.8, "paid_posting_count": 7,
        "pay_difference": 0.05, "pay_difference_low": -0.01, "pay_difference_high": 0.11, "advice": "advised",
        "advised_credential_id": credential, "advised_credential_name": credential.upper(),
        "is_government_mandated": False, "programme_id": None, "programme_name": None, "provider": None,
        "cost_usd": None, "hours": None, "thin_reason": None, **values,
    }  # fmt: skip


def priced(cost: float | None, hours: float | None) -> dict[str, Any]:
    return {"programme_id": "p", "programme_name": "Knots", "provider": "A school", "cost_usd": cost,
            "hours": hours}  # fmt: skip


ROWS = [
    step("mcse", 300, advice="retired", advised_credential_id="ccna", advised_credential_name="CCNA",
         **priced(100, 10)),
    step("pmp", 200), step("csm", 90, **priced(450, 30)), step("cissp", 80, **priced(700, 30)),
    step("oracle_certification", 70, advice="family", advised_credential_id=None,
         advised_credential_name=None),
    step("engineer_in_training", 60, is_government_mandated=True, **priced(50, None)),
    step("prince2", 20, "pmp", both=40, **priced(300, 20)),
    step("csm", 90, "pmp", both=30, **priced(450, 30)),
    step("cissp", 80, "pmp", both=60, **priced(700, 30)),
]  # fmt: skip


def home_of(tmp_path: Path, rows: list[dict[str, Any]]) -> Home:
    """A home whose release holds `rows` and nothing else."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    home = Home(tmp_path)
    marts = home.root / "releases" / "one" / "marts"
    marts.mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(rows), marts / "pathways__next_credential.parquet")
    home.current.symlink_to("one")
    return home


def test_what_is_next_follows_the_stated_order(tmp_path: Path) -> None:
    """Prevents advice beyond somebody's means or without a known price from standing before what they can do,
    and advice to take what they hold, what is retired or what is only a family's name."""
    found = advise(home_of(tmp_path, ROWS), SOC, ["pmp"], Limits(40, 500), Rules.load())
    assert [(row["credential_id"], row["fit"]) for row in found["next"]] == [
        ("prince2", "within"), ("csm", "within"), ("ccna", "within"), ("engineer_in_training", "unknown"),
        ("cissp", "outside"),
    ]  # fmt: skip
    assert [row["credential_id"] for row in found["asked"] if row["is_held"]] == ["pmp"]
    (ccna,) = (row for row in found["next"] if row["credential_id"] == "ccna")
    assert ccna["matched_share"] is None
    assert ccna["succeeds"] == [{"credential_name": "MCSE", "matched_posting_count": 300}]


def test_thin_companions_do_not_lead(tmp_path: Path) -> None:
    """Prevents two postings that happen to name both from deciding what stands first."""
    rows = [*ROWS, step("cissp", 80, "mcp", both=99, thin_reason="fewer than 30 postings")]
    found = advise(home_of(tmp_path, rows), SOC, ["mcp"], Limits(), Rules.load())
    assert [row["credential_id"] for row in found["next"]][:2] == ["pmp", "csm"]


def test_the_words_give_every_reason_and_every_unknown(tmp_path: Path) -> None:
    """Prevents a number without what it is of, and silence where nothing is known."""
    found = advise(home_of(tmp_path, ROWS), SOC, ["pmp"], Limits(40, 500), Rules.load())
    said = "\n".join(lines(found))
    for words in (
        "Software Developers (15-1252), one of the AI occupations: 1,000 postings",
        "you hold  PMP: 200 postings, 20.0%", "MCSE: 300 postings, 30.0% (0.1% to 90.0%); retired, now CCNA",
        "it took the place of MCSE, which 300 still name",
        "with PMP: 40 of the 100 postings that name yours name it too (40.0%), 2.0 times as often as all",
        "required: in 40.0% of the 10 postings", "pay: +5.0% against", "in 7 that post it",
        "Knots of A school, $450, 30 hours", "Knots of A school, $50, hours not known", "the law asks for",
        "Outside your limits", "Not known whether within your limits", "you hold 1; the gap is the other 5",
    ):  # fmt: skip
        assert words in said, words
    told = "\n".join(lines(advise(Home(tmp_path), SOC, [], Limits(), Rules.load())))
    assert "programme: none in the catalogue" in told


@pytest.mark.parametrize(
    ("name", "soc_code"),
    [("15-1252", SOC), ("15-1252.00", SOC), ("software developers", SOC), ("Software Developer", SOC)],
)
def test_occupations_are_found_by_code_and_title(name: str, soc_code: str) -> None:
    """Prevents somebody from having to know the code, or O*NET's longer one from being refused."""
    assert occupation_of(name, Rules.load()) == soc_code


@pytest.mark.parametrize(
    ("name", "near"), [("Softwear Developers", "Software Developers"), ("15-1259", "15-125")]
)
def test_unknown_occupations_name_the_nearest(name: str, near: str) -> None:
    """Prevents a typing error from being answered for another occupation, or without a way on."""
    with pytest.raises(CredscopeError, match=f"No occupation is called .*{near}"):
        occupation_of(name, Rules.load())


def test_credentials_are_resolved_as_the_catalogue_does() -> None:
    """Prevents what a person holds from being another entry than postings that name the same."""
    rules = Rules.load()
    for name in ("pmp", "PMP", "Project Management Professional", "project management professional (pmp)"):
        assert credential_of(name, rules).credential_id == "pmp"
    with pytest.raises(CredscopeError, match=r"called 'Projet Management Professional'.*\(pmp\)"):
        credential_of("Projet Management Professional", rules)


def test_the_command_keeps_nothing(tmp_path: Path) -> None:
    """Prevents what a person holds, has and wants from being written into the home, by any byte."""
    home = Home(tmp_path)
    write_release(home.root / "releases" / "one")
    home.current.symlink_to("one")
    before = bytes_under(tmp_path)
    asked = ("advise", "--occupation", "15-1299", "--hold", "PMP", "--hours", "40", "--budget", "500")
    done = credscope(tmp_path, *asked)
    assert done.returncode == 0, done.stderr
    assert "Computer Occupations, All Other (15-1299)" in done.stdout and FORMULA_NAME in done.stdout
    machine = credscope(tmp_path, *asked, "--json")
    assert json.loads(machine.stdout)["held"][0]["credential_id"] == "pmp"
    assert bytes_under(tmp_path) == before


def bytes_under(folder: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--occupation", "15-1252"), "has no release"),
        (("--occupation", "Knot Tier of the seven seas"), "No occupation is called"),
        (("--occupation", "15-1252", "--hold", "Knot Tying"), "No credential of the catalogue is called"),
    ],
)
def test_refusals_are_one_sentence(tmp_path: Path, asked: tuple[str, ...], said: str) -> None:
    """Prevents a traceback, or advice made up where there is nothing to go by."""
    done = credscope(tmp_path, "advise", *asked)
    assert done.returncode == 1 and said in done.stderr
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr
