"""Which ads are linked and why: every reason by example, and what only looks like a duplicate."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from ads import ad, deliver, link_all, linked, text

from credscope.duplicates.keys import title_words
from credscope.duplicates.rules import Rules
from credscope.duplicates.sentences import said_again
from credscope.duplicates.shingles import sketched
from credscope.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_an_ad_on_two_boards_is_one_job(home: Home, tmp_path: Path) -> None:
    """Prevents the same job on several boards from counting once for each of them."""
    deliver(
        home, tmp_path / "a", "board_a", [ad("a1", "2021-03-02"), ad("a2", "2021-03-02", description=text(2))]
    )
    other = ad(
        "b1", "2021-03-05", title="NIGHT CLERK (m/f/d)", employer_name="BRAMBLE WORKS",
        description=text(1).upper().replace("\n- ", " "),
    )  # fmt: skip
    deliver(home, tmp_path / "b", "board_b", [other])
    link_all(home)
    assert linked(home) == {"b1": ("a1", "same_text", 3)}


def test_a_repost_repeats_the_nearest_ad_before_it(home: Home, tmp_path: Path) -> None:
    """Prevents days_apart from being counted from the first of a chain, which no smaller window could use."""
    days = {"one": "2021-01-10", "two": "2021-02-20", "three": "2021-03-01", "late": "2021-06-20"}
    deliver(home, tmp_path, "board", [ad(number, day) for number, day in days.items()])
    link_all(home)
    assert linked(home) == {"two": ("one", "repost", 41), "three": ("two", "repost", 9)}


def test_an_agency_copies_the_employer_whoever_was_first(home: Home, tmp_path: Path) -> None:
    """Prevents an agency's copy from counting as the job, or the employer's own ad from being left out."""
    wrapped = (
        f"Our client needs help.\n{text(1)}\nSend us your resume today, we place people all over the state."
    )
    agency = {"employer_name": "Placing People Ltd.", "employer_is_staffing": "true", "description": wrapped}
    rows = [ad("early", "2021-03-01", **agency), ad("own", "2021-03-09"), ad("late", "2021-03-20", **agency)]
    other = ad("other", "2021-03-09", employer_name="Thistle Inn", description=text(5))
    deliver(home, tmp_path, "board", [*rows, other])
    link_all(home)
    assert linked(home) == {"early": ("own", "agency_copy", 8), "late": ("own", "agency_copy", 11)}


def test_the_same_ad_in_another_city_is_flagged(home: Home, tmp_path: Path) -> None:
    """Prevents jobs in several cities from being taken for one, and an ad spread over cities from hiding."""
    rows = [
        ad("reno", "2021-03-01"),
        ad("elko", "2021-03-01", city="Elko"),
        ad("again", "2021-03-04", city="Elko"),
    ]
    deliver(home, tmp_path, "board", rows)
    link_all(home)
    found = linked(home)
    assert found.pop("again") == ("elko", "repost", 3)
    ((number, (original, reason, days)),) = found.items()
    assert {number, original} == {"reno", "elko"} and (reason, days) == ("other_city", 0)


DIFFERENT = {
    "another employer": {"employer_name": "Bramble Words"},
    "another title": {"title": "Day Clerk"},
    "another text": {"description": text(9)},
    "a paragraph of its own": {
        "description": "\n".join([*text(1).split("\n")[:8], *text(9).split("\n")[:4]])
    },
    "no text": {"description": ""},
    "a text that says too little": {"description": "Apply on our page."},
    "no place": {"city": "", "state": "", "location_text": ""},
}


@pytest.mark.parametrize("said", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_what_is_another_job_is_not_linked(said: dict[str, str], home: Home, tmp_path: Path) -> None:
    """Prevents jobs from vanishing from every count because they resemble another one."""
    deliver(home, tmp_path, "board", [ad("one", "2021-03-01"), ad("two", "2021-03-05", **said)])
    link_all(home)
    assert linked(home) == {}


def test_ads_without_place_are_not_compared(home: Home, tmp_path: Path) -> None:
    """Prevents an ad put up for many cities from counting once where a source states no places."""
    nowhere = {"city": "", "state": "", "location_text": ""}
    deliver(home, tmp_path, "board", [ad("one", "2021-03-01", **nowhere), ad("two", "2021-03-02", **nowhere)])
    link_all(home)
    assert linked(home) == {}


def test_rewording_is_seen_sentence_by_sentence(home: Home, tmp_path: Path) -> None:
    """Prevents a copy with other words, another order and a board's own lines from counting again."""
    lines = [" ".join([*line.split()[:6], "besides", *line.split()[7:]]) for line in text(1).split("\n")]
    again = "\n".join(["Apply with one click on this board.", *lines[6:], *lines[:5]])
    deliver(home, tmp_path, "board", [ad("one", "2021-03-01"), ad("two", "2021-03-05", description=again)])
    link_all(home)
    assert linked(home) == {"two": ("one", "repost", 4)}


def test_thousands_of_ads_of_one_job_cost_no_pair_each(home: Home, tmp_path: Path) -> None:
    """Prevents a chain of shops with one ad from being compared pair by pair: nine million pairs of 3,000."""
    from credscope.duplicates import linking

    rows = [ad(f"n{number}", f"2021-03-{number % 28 + 1:02d}") for number in range(3000)]
    deliver(home, tmp_path, "board", rows)
    seen: list[int] = []
    similarity = linking._similarity
    linking._similarity = lambda rows, row, other: seen.append(len(row)) or similarity(rows, row, other)
    try:
        link_all(home)
    finally:
        linking._similarity = similarity
    assert len(linked(home)) == 2999 and 0 < sum(seen) < 200 * 3000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sr. Data Engineer (Remote)", "Senior Data Engineer"),
        ("Project Manager - R0189665", "Manager, Project"),
        ("Nurse (m/f/d)", "NURSE"),
        ("Cook #1204 | Now Hiring", "cook"),
        ("Développeur", "developpeur"),
    ],
)
def test_titles_that_boards_write_in_two_ways_are_one(one: str, other: str) -> None:
    """Prevents copies from being missed because a board added a number or where the work is done."""
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Engineer II", "Engineer III"),
        ("C++ Developer", "C# Developer"),
        ("Day Nurse", "Night Nurse"),
        ("Remote", "New"),
    ],
)
def test_titles_of_two_jobs_stay_two(one: str, other: str) -> None:
    """Prevents a pattern that takes too much out of a title from linking two jobs."""
    assert words(one) != words(other)


def words(title: str) -> str:
    import duckdb

    (found,) = duckdb.execute(
        f"select {title_words(Rules.load())} from (select ? as title)", [title]
    ).fetchone()
    return found


def test_a_sketch_does_not_depend_on_neighbours_or_form() -> None:
    """Prevents links that change with the batch a text came in, or with a board's spaces and line breaks."""
    texts = pa.array([text(1), None, "", text(1).upper().replace(" ", "  \n"), "short", text(2)])
    whole = sketched(texts)
    assert whole["shingle_count"].to_pylist()[1:3] == [0, 0]
    assert whole.slice(0, 1).to_pylist() == whole.slice(3, 1).to_pylist() != whole.slice(5, 1).to_pylist()
    for place in range(len(texts)):
        assert sketched(texts.slice(place, 1)).to_pylist() == whole.slice(place, 1).to_pylist()


def test_sentences_are_compared_whatever_their_order() -> None:
    """Prevents an order of paragraphs from making two ads of one, and a fragment from matching everything."""
    lines = text(3, 6).split("\n")
    again, words = said_again("\n".join(lines), "\n".join(reversed(lines)), 0.9)
    assert again == words > 60
    assert said_again(text(3), text(4), 0.7)[0] == 0
    assert said_again("Apply now.", text(3), 0.7) == (0, 0)
