"""A mapping says what a column means; a wrong one is refused by naming the setting."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import make
import pytest
from taking import accepted, staged

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.sources import detect, mapping


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def write_mapping(path: Path, text: str) -> Path:
    path.write_text("source: invented\n" + text)
    return path


def mapped(tmp_path: Path, home: Home, text: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    described = write_mapping(tmp_path / "invented.yml", text)
    return accepted(staged(make.write_jsonl(tmp_path / "a.jsonl", rows), home, mapping=described))


def test_shipped_mappings_are_sound_and_tell_layouts_apart() -> None:
    """Prevents a shipped mapping that cannot be loaded, or that another one hides."""
    shipped = mapping.shipped()
    assert len(shipped) == 14
    for name, item in shipped.items():
        assert mapping.recognise(list(item.recognise), name).name == name


def test_the_most_specific_mapping_wins() -> None:
    """Prevents a table with more columns than the contract's from being taken for the plain contract."""
    special = mapping.shipped()["hn_who_is_hiring"]
    assert mapping.recognise([*special.recognise, "title"], "x").name == "hn_who_is_hiring"


def test_flags_come_from_words_constants_and_defaults(tmp_path: Path, home: Home) -> None:
    """Prevents a flag that is not said from counting as false, and a stated one from being lost."""
    text = """
recognise: [job, day]
columns: {title: job, posted_date: day, is_remote: telework}
constants: {employer_is_staffing: "yes"}
"""
    said = ["TRUE", "no", "1", "0.0", "perhaps", None]
    rows = [{"job": "Analyst", "day": "2021-03-05", "telework": word} for word in said]
    found = mapped(tmp_path, home, text, rows)
    assert [row["is_remote"] for row in found] == [True, False, True, False, None, None]
    assert {row["employer_is_staffing"] for row in found} == {True}

    by_default = text.replace("constants: {employer", "defaults: {is_remote: false, employer")
    found = mapped(tmp_path, home, by_default, rows)
    assert [row["is_remote"] for row in found] == [True, False, True, False, False, False]
    assert {row["employer_is_staffing"] for row in found} == {True}


def test_a_flag_that_is_neither_true_nor_false_is_refused(tmp_path: Path) -> None:
    """Prevents a mapping whose constant says nothing from being taken for one that says no."""
    text = "recognise: [a]\ncolumns: {title: a, posted_date: a}\nconstants: {is_remote: often}\n"
    with pytest.raises(CredscopeError, match="'constants: is_remote' must be true or false"):
        mapping.load(write_mapping(tmp_path / "one.yml", text))


def test_two_equally_good_mappings_are_a_question(tmp_path: Path) -> None:
    """Prevents one of two fitting layouts from being chosen by chance."""
    text = "recognise: [a, b]\ncolumns: {title: a, posted_date: b}\n"
    both = [mapping.load(write_mapping(tmp_path / f"{name}.yml", text)) for name in ("one", "two")]
    with pytest.raises(CredscopeError, match=r"fits the mappings one and two equally well.*--mapping"):
        mapping.recognise(["a", "b", "c"], "x.csv", both)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("recognise: [a]\ncolumns: {title: a}\n", "nothing is said about posted_date"),
        ("recognise: [a]\ncolumns: {title: a, posted_date: a, colour: a}\n", "'columns' names colour"),
        ("recognise: [a]\ncolumns: {title: a, posted_date: {form: a}}\n", "'columns: posted_date'"),
        ("columns: {title: a, posted_date: a}\n", "'recognise' is missing"),
        ("recognise: a\ncolumns: {title: a, posted_date: a}\n", "'recognise' must be a list"),
        ("recognise: [a]\ncolumns: {title: a, posted_date: a}\nfilter: x\n", "unknown setting filter"),
        ("recognise: [a]\ncolumns: {title: a, posted_date: a}\nconstants: {posted_date_basis: x}\n", "basis"),
        (
            "recognise: [a]\ncolumns: {title: a, posted_date: a}\nignore_case: x\n",
            "'ignore_case' must be true",
        ),
        ("recognise: [a\n", "cannot be read"),
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    """Prevents a mistake in a mapping from becoming silent nulls; above all, mappings cannot filter rows."""
    with pytest.raises(CredscopeError, match=r"wrong\.yml") as refusal:
        mapping.load(write_mapping(tmp_path / "wrong.yml", text))
    assert sentence in str(refusal.value)


def test_a_mapping_that_does_not_fit_or_is_missing(tmp_path: Path) -> None:
    """Prevents a given mapping from being laid over a file that lacks its columns."""
    path = make.write_csv(tmp_path / "a.csv", [make.posting(1)])
    described = write_mapping(tmp_path / "m.yml", "recognise: [x, y]\ncolumns: {title: x, posted_date: y}\n")
    with pytest.raises(CredscopeError, match=r"a\.csv lacks the column x, y"):
        detect(path, mapping=described)
    with pytest.raises(CredscopeError, match="There is no mapping"):
        detect(path, mapping=tmp_path / "none.yml")


def test_cells(tmp_path: Path, home: Home) -> None:
    """Prevents coalesced, extracted, translated and blank cells from being mixed up."""
    text = """
recognise: [name, on]
blanks: [-1, None]
columns:
  title: [name, other name]
  posted_date: on
  source_posting_id: {from: link, extract: 'id=(\\d+)'}
  employer_name: {from: [firm, company], values: {acme: Acme Ltd.}}
  credential_names: certs
separators: {credential_names: ;}
constants: {country: US}
"""
    common = {
        "on": "2021-01-01",
        "link": "https://x/?id=77&z",
        "company": "Other",
        "certs": " PMP; CCNA;;PMP ",
    }
    rows = mapped(tmp_path, home, text, [
        common | {"name": "None", "other name": "Second", "firm": "ACME"},
        common | {"name": "First", "other name": "Second", "firm": "-1", "link": "nothing", "certs": ""},
    ])  # fmt: skip
    assert [row["title"] for row in rows] == ["Second", "First"]
    assert [row["employer_name"] for row in rows] == ["Acme Ltd.", "Other"]
    assert [row["source_posting_id"] for row in rows] == ["77", None]
    assert [row["credential_names"] for row in rows] == [["PMP", "CCNA"], []]
    assert [row["skill_clusters"] for row in rows] == [None, None]
    assert [row["country"] for row in rows] == ["US", "US"]


def test_headed_text_keeps_sections_apart(tmp_path: Path, home: Home) -> None:
    """Prevents preferred skills from being read as requirements because their column's name was lost."""
    text = """
recognise: [name, on]
columns:
  title: name
  posted_date: on
  description:
    headed: [duties, {Minimum Qualifications: minimum}, {Preferred Qualifications: [wish, wishes]}]
"""
    common = {"name": "Analyst", "on": "2021-01-01"}
    rows = mapped(tmp_path, home, text, [
        common | {"duties": "Do.", "minimum": "<ul><li>One</li><li>Two</li></ul>", "wishes": "Three"},
        common | {"duties": None, "minimum": None, "wishes": "Four"},
        common | {"duties": None, "minimum": " ", "wishes": None},
    ])  # fmt: skip
    assert rows[0]["description"] == (
        "Do.\n\nMinimum Qualifications\n• One\n• Two\n\nPreferred Qualifications\nThree"
    )
    assert rows[1]["description"] == "Preferred Qualifications\nFour"
    assert rows[2]["description"] is None


def test_country_is_read_from_the_place_unless_stated(tmp_path: Path, home: Home) -> None:
    """Prevents a stated but blank country from being guessed, and a place from being left unread."""
    text = "recognise: [name, on]\ncolumns: {title: name, posted_date: on, location_text: place"
    row = {"name": "Analyst", "on": "2021-01-01", "place": "Austin, TX", "land": None}
    assert mapped(tmp_path, home, text + "}\n", [row])[0]["country"] == "US"
    assert mapped(tmp_path, home, text + ", country: land}\n", [row])[0]["country"] is None
    away = row | {"place": "Many places"}
    assert mapped(tmp_path, home, text + "}\ndefaults: {country: US}\n", [away])[0]["country"] == "US"
    abroad = row | {"place": "Berlin, Germany"}
    assert mapped(tmp_path, home, text + "}\ndefaults: {country: US}\n", [abroad])[0]["country"] == "DE"


def test_the_contract_itself_is_a_layout(tmp_path: Path, home: Home) -> None:
    """Prevents a table under the contract's own names from needing a mapping; typed columns count."""
    row = make.posting(
        1, posted_date=date(2021, 3, 5), credential_names=["PMP", None, "PMP"], salary_min=50000.0, id="x",
        salary_max=60000, salary_unit="annual", state="Illinois", posted_date_basis="captured",
    )  # fmt: skip
    held = staged(make.write_parquet(tmp_path / "a.parquet", [row]), home)
    found = accepted(held)[0]
    assert (found["posted_date"], found["posted_date_basis"]) == (date(2021, 3, 5), "captured")
    assert found["credential_names"] == ["PMP"]
    assert (found["salary_min"], found["salary_max"], found["salary_unit"]) == (50000, 60000, "YEAR")
    assert (found["city"], found["state"], found["country"]) == ("Springfield", "IL", "US")
    assert held.manifest["has_credential_names"] and not held.manifest["has_skill_clusters"]


def test_the_day_of_delivery(tmp_path: Path) -> None:
    """Prevents the clock from deciding which of two deliveries is the later one."""
    rows = [make.posting(1)]
    with pytest.raises(CredscopeError, match="--delivered YYYY-MM-DD"):
        detect(make.write_csv(tmp_path / "a.csv", rows))
    named = detect(make.write_csv(tmp_path / "a_2021-04-01.csv", rows))
    assert (named.delivered_on, named.delivered_on_basis) == (date(2021, 4, 1), "name")
    given = detect(tmp_path / "a_2021-04-01.csv", delivered=date(2021, 5, 1))
    assert (given.delivered_on, given.delivered_on_basis) == (date(2021, 5, 1), "--delivered")
    described = write_mapping(
        tmp_path / "m.yml",
        "recognise: [title]\ncolumns: {title: title, posted_date: posted_date}\ndelivered_on: max:seen\n",
    )
    seen = make.write_csv(
        tmp_path / "b.csv", [row | {"seen": f"2021-06-0{n}"} for n, row in enumerate(rows * 3, 1)]
    )
    assert detect(seen, mapping=described).delivered_on == date(2021, 6, 3)


def test_source_can_be_renamed(tmp_path: Path) -> None:
    """Prevents two boards in one layout from being mixed; a name that is no folder name is refused."""
    path = make.write_csv(tmp_path / "a.csv", [make.posting(1)])
    assert detect(path, source="board_two", delivered=date(2021, 1, 1)).source == "board_two"
    with pytest.raises(CredscopeError, match="source name"):
        detect(path, source="../x", delivered=date(2021, 1, 1))
