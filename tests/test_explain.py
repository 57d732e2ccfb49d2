"""Explaining a posting, over a warehouse that dbt built from a home made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dbt_fixture import posting, run_dbt, write_home

from credscope.contract import LINKS
from credscope.errors import CredscopeError
from credscope.explain import EXCERPT, explain, facts, sentence_around
from credscope.explain_models import keep_models
from credscope.home import Home

TEXT = (
    "You keep our servers running.\nMCSE preferred. AWS Certified Solutions Architect is a plus!\n"
    "We are an equal opportunity employer. Bachelor's degree or equivalent experience."
)
RELEASE = {
    "release_id": "2021-01-15-0123abcd", "kind": "postings", "code_version": "abc123",
    "build_file": "build/2021-01-15-0123abcd/credscope.duckdb", "deliveries": [{"delivery_id": "d1"}],
    "rule_versions": {"rules/keywords.csv": "f" * 64, "reference/soc_2018.csv": "0" * 64},
}  # fmt: skip


def span(surface: str, credential_id: str, status: str) -> dict:
    start = TEXT.index(surface)
    return {
        "surface": surface, "credential_id": credential_id, "name": surface, "kind": "certification",
        "status": status, "start": start, "end": start + len(surface),
    }  # fmt: skip


EDUCATION = {
    "min_education": "bachelor", "preferred_education": None, "degree_substitutable": True,
    "education_evidence": [
        {"says": says, "start": TEXT.index(words), "end": TEXT.index(words) + len(words)}
        for says, words in (("minimum", "Bachelor's"), ("substitution", "or equivalent experience"))
    ],
}  # fmt: skip
NO_EDUCATION = {
    "min_education": "none_stated", "preferred_education": None, "degree_substitutable": None,
    "education_evidence": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    root = tmp_path_factory.mktemp("home")
    named = {
        "description": TEXT, "employer_name": "LinkedIn", "city": "Reno", "state": "NV", "country": "US",
        "occupation_code": "15-1244", "occupation_scheme": "soc_2018",
        "credential_names": [
            "Microsoft Certified Solutions Expert (MCSE)", "Project Management Professional (PMP)",
        ],
    }  # fmt: skip
    postings = [
        posting(0, "aaaa0001", "Network Administrator", **named),
        posting(1, "aaaa0001", "Network Administrator", **named),
        posting(2, "bbbb0002", "Network Administrator", **{**named, "country": "CA"}),
        posting(3, "cccc0003", "Rockstar", description="Be awesome.", country="US"),
        posting(4, "dddd0004", "Network Administrator", **named),
    ]
    found = [
        span("MCSE", "mcse", "preferred"),
        span("AWS Certified Solutions Architect", "aws_certified_solutions_architect", "preferred"),
    ]
    readings = [
        {
            **{name: row[name] for name in ("delivery_id", "row_number", "posting_id")},
            "credentials": found if row["description"] == TEXT else [],
            "generic_credential": False, **(EDUCATION if row["description"] == TEXT else NO_EDUCATION),
            "soc_code": "15-1244" if row["description"] == TEXT else None, "soc_probability": 0.91,
            "soc_runner_up": "15-1241", "has_text": True,
        }
        for row in postings
    ]  # fmt: skip
    made = write_home(root, postings, readings)
    link = {
        "delivery_id": "d1", "row_number": 4, "posting_id": "dddd0004", "duplicate_of": "aaaa0001",
        "duplicate_of_delivery_id": "d1", "duplicate_of_row_number": 0, "reason": "repost", "days_apart": 1,
        "similarity": 0.97, "rule_version": "v",
    }  # fmt: skip
    pq.write_table(pa.Table.from_pylist([link], LINKS), made.link_month("2019-03"))
    folder = root / "build" / RELEASE["release_id"]
    folder.mkdir(parents=True)
    run_dbt(
        made, folder, "build", "--exclude-resource-type", "test", "--exclude-resource-type", "unit_test",
        "--select", "+int_mentions_resolved", "+int_credentials_matched", "+int_profiles_teamed", "soc_2018",
    )  # fmt: skip
    target = folder / "target"
    keep_models(folder / "credscope.duckdb", target / "run_results.json", target / "manifest.json")
    release = made.releases / RELEASE["release_id"]
    release.mkdir(parents=True)
    (release / "release.json").write_text(json.dumps(RELEASE))
    made.current.symlink_to(RELEASE["release_id"])
    return made


def test_a_posting_that_counts_says_why(home: Home) -> None:
    """Prevents a number in the report that nobody can trace to words in a posting."""
    found = facts(home, "aaaa0001")
    mentions = {mention["credential_id"]: mention for mention in found["mentions"]}
    assert found["matched"] and len(found["duplicates"]) == 1
    assert mentions["mcse"]["is_counted"] and mentions["mcse"]["keyword"] == "Microsoft"
    assert mentions["mcse"]["spans"][0]["sentence"] == "MCSE preferred."
    assert not mentions["pmp"]["is_ai_related"] and mentions["pmp"]["spans"] == []
    assert {row["definition_id"]: row["team"] for row in found["teams"]}["cset_2021"] == "technical_1"
    assert found["occupation"]["basis"] == "delivered code"
    assert found["employer_group"] == "Microsoft"
    said = explain(home, "aaaa0001")
    for words in (
        "Counts as an AI posting under cset_2021", "Reno, NV, US",
        "LinkedIn (counts for Microsoft on that day)",
        "AI-related by the keyword “Microsoft”", "not AI-related: no keyword in its name",
        "preferred at 30–34: “MCSE” in “MCSE preferred.”", "with probability 0.91, runner-up 15-1241",
        "15-1244 Network and Computer Systems Administrators, delivered code",
        "1 linked and not counted again", "rules/keywords.csv ffffffffffff", "explicit_ai_title",
    ):  # fmt: skip
        assert words in said, words
    assert "reference/" not in said


def test_a_name_in_the_text_alone_is_told_apart(home: Home) -> None:
    """Prevents a credential that the delivery's field does not name from looking as if it counted."""
    mentions = facts(home, "aaaa0001")["mentions"]
    (alone,) = [mention for mention in mentions if mention["found_in"] == "text"]
    assert not alone["is_counted"]
    assert "does not count: the delivery's own field does not name it" in explain(home, "aaaa0001")


def test_education_is_shown_with_the_words_that_say_so(home: Home) -> None:
    """Prevents a level that nobody can trace to words in the posting."""
    said = explain(home, "aaaa0001")
    sentence = "Bachelor's degree or equivalent experience."
    at = TEXT.index("or equivalent")
    for words in (
        "Education  minimum bachelor; something may stand in for the degree",
        f": “Bachelor's” in “{sentence}”",
        f"substitution at {at}–{at + 24}: “or equivalent experience” in “{sentence}”",
    ):
        assert words in said, words
    assert "Education  minimum none stated" in explain(home, "cccc0003")


def test_a_posting_that_does_not_count_says_why(home: Home) -> None:
    """Prevents a reader from looking for a posting abroad, or one without an occupation, in the totals."""
    assert explain(home, "bbbb0002").startswith("Does not count: it is outside the United States.")
    said = explain(home, "cccc0003")
    assert said.startswith("Is no AI posting under any definition; it does not name")
    assert "Occupation unknown: the coder abstained" in said and "Credentials: none found." in said


def test_a_posting_that_repeats_another_says_which(home: Home) -> None:
    """Prevents an ad that is in no count from being told as one that counts, or a hidden original."""
    told = explain(home, "dddd0004")
    assert told.startswith("Does not count: it repeats posting aaaa0001")
    assert "1 day apart, 97% of the shorter text" in told and "Network Administrator" in told
    assert "by 1 other postings: dddd0004" in explain(home, "aaaa0001")


def test_an_unknown_posting_is_a_clear_sentence(home: Home) -> None:
    """Prevents a mistyped id from ending in a traceback or an empty answer."""
    with pytest.raises(
        CredscopeError, match=r"no posting 'aaaa9999'.*begin alike: aaaa0001.*select posting_id"
    ):
        explain(home, "aaaa9999")
    with pytest.raises(CredscopeError, match="no posting"):
        explain(home, "' or 1=1 --")


def test_a_home_without_release_or_build_says_what_to_do(home: Home, tmp_path: Path) -> None:
    """Prevents a traceback where the warehouse is new, or went back to a release whose build is gone."""
    with pytest.raises(CredscopeError, match="has no release yet: run `credscope ingest"):
        explain(Home(tmp_path), "aaaa0001")
    (tmp_path / "releases" / "r").mkdir(parents=True)
    (tmp_path / "releases" / "r" / "release.json").write_text(json.dumps(RELEASE))
    (tmp_path / "releases" / "current").symlink_to("r")
    with pytest.raises(CredscopeError, match="not kept any more"):
        explain(Home(tmp_path), "aaaa0001")


def test_a_sentence_is_cut_where_text_has_no_line_breaks() -> None:
    """Prevents a page of text around one mention where a posting lost its line breaks."""
    text = "a " * 500 + "MCSE" + " b" * 500
    cut = sentence_around(text, 1000, 1004)
    assert "MCSE" in cut and len(cut) <= EXCERPT + 2 and cut[0] == cut[-1] == "…"
    assert sentence_around("One. MCSE; two", 5, 9) == "MCSE;"
    assert sentence_around("MCSE", 0, 4) == "MCSE"
