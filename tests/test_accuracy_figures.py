"""What the figures of accuracy are made of: pairs, names, counts, draws, baselines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from labelled_postings import LABEL, POSTING, write_labelled

from credscope.accuracy.baselines import baselines
from credscope.accuracy.bootstrap import Bootstrap, interval
from credscope.accuracy.credentials import credential_counts, disagreements
from credscope.accuracy.education import education_counts
from credscope.accuracy.labelled import labelled
from credscope.accuracy.levels import Levels
from credscope.accuracy.matched import Matched
from credscope.accuracy.names import Names
from credscope.accuracy.occupation import calibration, coverage_table, occupation_counts
from credscope.accuracy.pairing import likeness, paired
from credscope.accuracy.title_baselines import classified, looked_up
from credscope.rules import Rules

READING: dict[str, Any] = {
    "credentials": [], "generic_credential": False, "min_education": "bachelor",
    "preferred_education": None, "degree_substitutable": False, "soc_code": "15-2051",
    "team": "technical_1", "soc_probability": 0.9,
}  # fmt: skip


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def labels_of(*named: tuple[str, str]) -> dict[str, Any]:
    credentials = [
        {"surface": surface, "name": name, "kind": "certification", "status": "required"}
        for surface, name in named
    ]
    return LABEL | {"credentials": credentials}


def reading_of(*found: tuple[str, str | None]) -> dict[str, Any]:
    credentials = [
        {"surface": surface, "credential_id": known, "kind": "certification", "status": "required"}
        for surface, known in found
    ]
    return READING | {"credentials": credentials}


def test_each_label_is_matched_once() -> None:
    """Fails when two readings of one credential both count as right."""
    labels = [{"surface": "PMP"}, {"surface": "CISSP"}]
    read = [{"surface": "PMP certification"}, {"surface": "PMP"}]
    assert paired(labels, read) == [({"surface": "PMP"}, {"surface": "PMP"})]
    assert len(paired([{"surface": "PMP"}, {"surface": "the PMP"}], [{"surface": "PMP"}])) == 1


def test_words_for_any_credential_make_no_match() -> None:
    """Fails when "X certification" is counted as found because "Y certification" was."""
    assert likeness("PMP certification", "CISSP certification") == 0.0
    assert likeness("Valid Driver's License", "driver's license") == 0.9
    assert likeness("Certified Basket Weaver", "basket weaving, certified weaver") == pytest.approx(1 / 3)


def test_names_are_resolved_without_the_reader(rules: Rules) -> None:
    """Fails when a labelled name in another spelling counts as unknown, or a guess as known."""
    names = Names(rules)
    known = names.credential_id("Project Management Professional (PMP)")
    assert known is not None
    assert names.credential_id("project management professional") == known
    license_id = names.credential_id("Driver's license")
    assert license_id is not None
    assert names.credential_id("Driver’s License, New York State") == license_id
    assert names.credential_id("Ohio driver's license") == license_id
    assert names.credential_id("Certified Basket Weaver (PMP)") is None
    assert names.credential_id("Certified Basket Weaver") is None


def test_ids_are_judged_where_the_name_is_known() -> None:
    """Fails when an entry that nobody can judge counts as right or wrong, or a wrong entry as right."""
    known = {"A": "a", "B": "b"}.get
    label = labels_of(("Alpha Guild", "A"), ("Beta Guild", "B"), ("Gamma Order", "C"))
    reading = reading_of(("Alpha Guild", "b"), ("Beta Guild", "a"), ("Gamma Order", "x"), ("Delta", "d"))
    counts = credential_counts(label, reading, known)
    # Alpha and Beta share a word and may be paired crosswise: ids are compared within the posting.
    assert counts["credentials.id_accuracy"] == (2, 2)
    assert counts["credentials.exact_precision"] == (2, 3)
    assert counts["credentials.exact_recall"] == (2, 2)
    assert counts["credentials.resolved_share"] == (2, 3)
    assert counts["credentials.precision"] == (3, 4)
    wrong, unjudged = disagreements(label, reading, known)
    assert wrong == [] and [each["read_id"] for each in unjudged] == ["x"]
    counts = credential_counts(labels_of(("Alpha", "A")), reading_of(("Alpha", None)), known)
    assert counts["credentials.id_accuracy"] == (0, 1)
    assert counts["credentials.given_id_accuracy"] == (0, 0)


def test_a_posting_is_matched_by_the_names_it_holds(rules: Rules) -> None:
    """Fails when a posting counts as AI-related by the words of its text instead of a canonical name."""
    matched = Matched(rules)
    known = {"Azure Fundamentals": None, "PMP": "pmp"}.get
    azure, pmp = (
        {"name": name, "credential_id": known(name), "status": "required"}
        for name in ("Azure Fundamentals", "PMP")
    )
    said = {"credentials": [azure, pmp]}
    assert matched.counts(said, {"credentials": [azure]}, known)["matched.recall"] == (1, 1)
    assert matched.counts(said, {"credentials": [pmp]}, known)["matched.recall"] == (0, 1)
    assert matched.counts({"credentials": []}, {"credentials": [azure]}, known)["matched.precision"] == (0, 1)


def test_a_stricter_reading_is_wrong_where_the_status_is(rules: Rules) -> None:
    """Fails when a credential that is only preferred, or another that is required, counts as one required."""
    matched = Matched(rules)
    named = {"name": "Azure Fundamentals", "credential_id": None}
    required, preferred = ({"credentials": [named | {"status": each}]} for each in ("required", "preferred"))
    other = {"name": "PMP", "credential_id": "pmp", "status": "required"}
    counts = matched.counts(preferred, {"credentials": required["credentials"]}, {"PMP": "pmp"}.get)
    assert counts["matched.precision"] == (1, 1)
    assert counts["matched.required_precision"] == (0, 1)
    beside = {"credentials": [*preferred["credentials"], other]}
    assert matched.counts(required, beside, {"PMP": "pmp"}.get)["matched.required_recall"] == (0, 1)
    obtained = {"credentials": [named | {"status": "obtain"}]}
    assert matched.counts(obtained, obtained, {}.get)["matched.required_or_obtain_f1"] == (2, 2)
    assert matched.counts(obtained, obtained, {}.get)["matched.required_f1"] == (0, 0)


def test_a_degree_is_asked_for_whichever_it_is() -> None:
    """Fails when a wrong degree is as wrong as none, or when no degree is told from an unread level."""
    levels = Levels()
    counts = levels.counts(LABEL | {"min_education": "master"}, READING | {"min_education": "bachelor"})
    assert counts["levels.degree_f1"] == counts["levels.four_year_degree_f1"] == (2, 2)
    assert counts["levels.level_precision"] == counts["levels.level_recall"] == (0, 1)
    counts = levels.counts(LABEL | {"min_education": "associate"}, READING | {"min_education": "none_stated"})
    assert counts["levels.degree_recall"] == counts["levels.no_degree_precision"] == (0, 1)
    assert counts["levels.four_year_degree_recall"] == (0, 0)


def test_an_invented_kind_counts_against_the_kind_that_was_read() -> None:
    """Fails when a licence read as a certification leaves both kinds looking right."""
    label, reading = labels_of(("Alpha", "A")), reading_of(("Alpha", "a"))
    reading["credentials"][0]["kind"] = "license"
    counts = credential_counts(label, reading, {}.get)
    assert counts["credentials.license_precision"] == (0, 1)
    assert counts["credentials.certification_recall"] == (0, 1)
    assert counts["credentials.kind_accuracy"] == (0, 1)


def test_a_preferred_level_that_differs_is_missed_and_invented() -> None:
    """Fails when naming any preferred level is as good as naming the right one."""
    counts = education_counts(
        LABEL | {"preferred_education": "master"}, READING | {"preferred_education": "bachelor"}
    )
    assert counts["education.preferred_accuracy"] == (0, 1)
    assert counts["education.preferred_f1"] == (0, 2)


def test_an_abstention_is_a_wrong_team_and_no_wrong_code() -> None:
    """Fails when abstaining makes the team look better, or spoils the codes that were given."""
    counts = occupation_counts(LABEL, READING | {"soc_code": None, "team": None})
    assert counts["occupation.team_accuracy"] == (0, 1)
    assert counts["occupation.six_digit_accuracy"] == (0, 0)
    assert counts["occupation.six_digit_of_all"] == (0, 1)
    assert occupation_counts(LABEL | {"soc_sure": "medium"}, READING) == {}


def test_coverage_falls_and_calibration_compares_like_with_like() -> None:
    """Fails when a threshold keeps what lies below it, or an overconfident coder looks calibrated."""
    wrong = READING | {"soc_code": "41-9031", "team": "commercial", "soc_probability": 0.6}
    rows = [(LABEL, READING), (LABEL, wrong)]
    table = {row["threshold"]: row for row in coverage_table(rows, 0.62)}
    assert (table[0.6]["coverage"], table[0.6]["six_digit_accuracy"]) == (1.0, 0.5)
    assert (table[0.62]["coverage"], table[0.62]["team_accuracy"]) == (0.5, 1.0)
    assert [threshold for threshold, row in table.items() if row["is_chosen"]] == [0.62]
    told = calibration(rows)
    assert [(each["predicted"], each["observed"]) for each in told["bins"]] == [(0.6, 0.0), (0.9, 1.0)]
    assert told["expected_calibration_error"] == pytest.approx(0.35)


def test_an_interval_narrows_with_more_postings() -> None:
    """Fails when the interval does not come from the number of postings, or changes from run to run."""
    counted = [{"x": (number % 2, 1)} for number in range(1000)]
    few, many = (interval(Bootstrap(n).draws(counted[:n], ["x"])["x"]) for n in (20, 1000))
    assert few[0] < many[0] < 0.5 < many[1] < few[1]
    assert 0.05 < many[1] - many[0] < 0.07
    again = Bootstrap(20).draws(counted[:20], ["x"])["x"]
    assert interval(again) == few
    assert interval(np.full(3, np.nan)) == (None, None)


def test_the_plain_alias_search_has_no_gates(tmp_path: Path, rules: Rules) -> None:
    """Fails when the baseline borrows from the reading it is compared with."""
    text = "Our clients hold PMP licenses; XCISSP is no name. A csm is not written so. Ph.D. or equivalent."
    given = labelled(write_labelled(tmp_path, None, [POSTING | {"description": text}]))
    by_id = {
        each.baseline_id: each.readings[0]
        for each in baselines(given, [READING], rules, {}.get, "cset_2021_broad")
    }
    assert [each["surface"] for each in by_id["alias_search"]["credentials"]] == ["PMP"]
    assert by_id["alias_search"]["credentials"][0]["status"] == "preferred"
    assert by_id["lowest_level_named"]["min_education"] == "doctorate"
    assert by_id["or_equivalent"]["degree_substitutable"] is True
    assert by_id["majority"]["team"] == "technical_1"


def test_a_title_is_looked_up_whole(rules: Rules) -> None:
    """Fails when the lookup guesses from a part of a title, which would be a coder of its own."""
    codes = looked_up(
        ["Data Scientists", "data scientists!", "Data Scientists of Invented Works", None], rules
    )
    assert codes == ["15-2051", "15-2051", None, None]


def test_the_classifier_never_sees_the_employer_it_codes() -> None:
    """Fails when the baseline is measured on what it was fitted on, and so looks better than it is."""
    titles = 12 * ["weaver of baskets", "driver of carts"]
    employers = [f"Invented Works {number // 6}" for number in range(24)]
    own = pa.table({"title": titles, "employer_name": employers, "description": 24 * ["Invented text."]})
    codes = 12 * ["51-9199", "53-3033"]
    assert classified(own, codes, with_text=True) == codes
    # An employer that codes all by itself differently is coded as the others code.
    strange = [
        ("41-9031" if employer == employers[0] else code)
        for employer, code in zip(employers, codes, strict=True)
    ]
    assert classified(own, strange, with_text=False)[:6] == codes[:6]
