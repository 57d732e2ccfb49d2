"""What the pages beyond the brief say of their marts, on the fabricated release."""

from __future__ import annotations

from pathlib import Path

import pytest
from fabricated_release import DEFINITIONS, write_release

from report.exhibits import Exhibit, pages
from report.exhibits.model import NO_ROWS
from report.release import Release


@pytest.fixture(scope="module")
def exhibits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Exhibit, Release]]:
    """Every exhibit by its anchor, and the release that it reads."""
    release = Release(write_release(tmp_path_factory.mktemp("releases") / "2021-06-01-0123abcd"))
    return {one.anchor: (one, release) for page in pages(release) for one in page.exhibits}


@pytest.mark.parametrize(
    ("anchor", "sentence"),
    [
        ("definitions", "Only one definition has postings here: 2.5% of them."),
        (
            "keyword-losses",
            "Without “Data” alone the headline would lose 3 postings of 125 (2.4%). 1 keyword matches "
            "nothing, and 1 matches only postings that another keyword matches too.",
        ),
        (
            "keywords-proposed",
            "Of the brief's 2 keywords the titles keep 1; they add 1 phrase (",
        ),
        (
            "keywords-proposed",
            "would find 129 of these AI postings (2.6%) where the brief's finds 125: 3 would go and 7 come, "
            "3 of them by words that stand alone.",
        ),
        (
            "keyword-readings",
            "The substring rule finds 2.5% of these AI postings, whole words 2.0%, and the rule without "
            "known false positives 2.4%. Of the false positives, postings name ",
        ),
        (
            "credential-kinds",
            "2.4% of these AI postings name an AI-related credential of any kind: 2.1% without what a "
            "government mandates, 1.7% without licences, 1.4% without credentials that ",
        ),
        ("credential-kinds-by-year", "in 2 of 2 years, first in 2019 (16 postings), last in 2020 (16, "),
        (
            "own-credentials",
            "Microsoft asks for its own most: 30 of 40 of its AI postings with a credential (75.0%) name "
            "one of its own, against 10.5% of all others'. Of 1 vendor with enough postings, 1 names its own",
        ),
        (
            "still-asked",
            "1 posting in the 2 months after 2020-04, 0.1% of the AI postings, against 1.0% in the year",
        ),
        ("still-asked", ", has 12."),
        ("since-retirement", "is named: in 2020-06, 2 months on."),
    ],
)  # fmt: skip
def test_a_sentence_says_what_its_rows_hold(
    anchor: str, sentence: str, exhibits: dict[str, tuple[Exhibit, Release]]
) -> None:
    """A sum over the wrong months, a share of the wrong postings, or a reading under another one's name."""
    exhibit, release = exhibits[anchor]
    assert sentence in exhibit.words(exhibit.rows(release, exhibit.keys(release)[0]))


def test_a_vendor_that_does_not_hire_is_not_drawn(exhibits: dict[str, tuple[Exhibit, Release]]) -> None:
    """A bar of nobody's postings, or the vendor's side drawn with the others' share."""
    exhibit, release = exhibits["own-credentials"]
    drawn = exhibit.chart_rows(exhibit.rows(release, DEFINITIONS[0]))
    assert [(row["label"], row["value_label"]) for row in drawn] == [
        ("Microsoft: its own postings", "75.0%"),
        ("Microsoft: all others", "10.5%"),
    ]


def test_only_what_moves_the_headline_is_drawn(exhibits: dict[str, tuple[Exhibit, Release]]) -> None:
    """A kept keyword drawn as a loss, or the whole list drawn beside its own keywords."""
    exhibit, release = exhibits["keywords-proposed"]
    drawn = exhibit.chart_rows(exhibit.rows(release, DEFINITIONS[0]))
    assert [(row["keyword_id"], row["change"], row["value_label"]) for row in drawn] == [
        ("hostile", 7, "7 more"),
        ("sql", 2, "2 fewer"),
    ]


def test_the_readings_own_line_stands_above_what_it_leaves_out(
    exhibits: dict[str, tuple[Exhibit, Release]],
) -> None:
    """A false positive read as if it were the count that is left, or a list without end."""
    exhibit, release = exhibits["keyword-readings"]
    rows = exhibit.rows(release, DEFINITIONS[0])
    assert [row["credential_id"] for row in rows] == ["any", "any", "welding", "any"]
    many = [{**rows[2], "credential_id": f"c{number}"} for number in range(99)]
    assert len(exhibit.table_rows([*rows[:2], *many, rows[3]])) == 3 + 15


def test_nothing_retired_says_so(exhibits: dict[str, tuple[Exhibit, Release]], tmp_path: Path) -> None:
    """A page that fails where no credential was retired within the postings."""
    exhibit, _ = exhibits["still-asked"]
    empty = Release(write_release(tmp_path / "2021-06-01-0123abcd", empty=True))
    assert exhibit.words(exhibit.rows(empty, DEFINITIONS[0])) == NO_ROWS
