"""`credscope accuracy`: figures that mean what they say, kept where they are looked for, faults named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from labelled_postings import LABEL, POSTING, figure, kept, write_labelled

from credscope.accuracy import accuracy
from credscope.errors import CredscopeError
from credscope.home import Home


def test_figures_count_what_was_missed_and_invented(tmp_path: Path) -> None:
    """Fails when an invented credential goes unpunished or a right one is not found."""
    printed = accuracy([write_labelled(tmp_path)], Home(tmp_path / "home"))
    measured = kept(tmp_path / "home")
    assert figure(measured, "credentials.precision")["value"] == 0.5
    assert figure(measured, "credentials.recall")["value"] == 1.0
    assert figure(measured, "credentials.exact_precision")["value"] == 0.5
    assert figure(measured, "credentials.id_accuracy")["value"] == 1.0
    assert figure(measured, "credentials.status_accuracy")["is_met"] is True
    assert figure(measured, "occupation.team_accuracy")["value"] == 1.0
    assert "lowest education right" in printed and "Expected calibration error" in printed


def test_a_figure_without_a_whole_is_null_and_never_nan(tmp_path: Path) -> None:
    """Fails when JSON comes out that other programs cannot read, or a share of nothing is a result."""
    labels = [LABEL | {"soc_sure": "low", "credentials": []}]
    accuracy([write_labelled(tmp_path, labels)], Home(tmp_path / "home"))
    measured = kept(tmp_path / "home")
    for figure_id in ("credentials.recall", "occupation.team_accuracy", "substitution.f1"):
        row = figure(measured, figure_id)
        assert (row["value"], row["low"], row["margin"], row["whole"]) == (None, None, None, 0)


def test_ids_choose_among_the_labels_and_have_a_file_of_their_own(tmp_path: Path) -> None:
    """Fails when a part is measured as the whole, or one measurement overwrites the other."""
    labels = [LABEL, LABEL | {"id": "2", "min_education": "master"}]
    path = write_labelled(tmp_path, labels, [POSTING, POSTING | {"id": "2"}])
    (tmp_path / "part.ids").write_text("1\n")
    home = Home(tmp_path / "home")
    accuracy([path, path], home, ids=[tmp_path / "part.ids"])
    counts = {
        path.stem.count("-"): json.loads(path.read_text())["posting_count"]
        for path in (tmp_path / "home" / "accuracy").glob("*.json")
    }
    assert counts == {0: 2, 1: 1}


def test_measuring_again_gives_the_same_figures(tmp_path: Path) -> None:
    """Fails when chance moves an interval between two runs on the same labels."""
    path, home = write_labelled(tmp_path), Home(tmp_path / "home")
    accuracy([path], home)
    before = kept(home.root)["figures"]
    accuracy([path], home)
    assert kept(home.root)["figures"] == before


def test_a_second_labelling_is_the_ceiling(tmp_path: Path) -> None:
    """Fails when two labellings that agree do not come out as agreeing, or a difference is lost."""
    path, home = write_labelled(tmp_path), Home(tmp_path / "home")
    other = LABEL | {"min_education": "none_stated", "degree_substitutable": None}
    second = write_labelled(tmp_path / "second", [other])
    printed = accuracy([path], home, second=second)
    ceiling = {row["figure_id"]: row["value"] for row in kept(home.root)["ceiling"]}
    assert ceiling["credentials.exact_f1"] == ceiling["occupation.six_digit_accuracy"] == 1.0
    assert ceiling["education.min_accuracy"] == 0.0
    assert "ceiling" in printed


def test_markdown_has_one_row_for_each_main_figure(tmp_path: Path) -> None:
    """Fails when a row to paste has more or fewer cells than its heading, or a label set has no column."""
    first, second = write_labelled(tmp_path / "tuned"), write_labelled(tmp_path / "looked")
    printed = accuracy([first, second], Home(tmp_path / "home"), markdown=True)
    rows = [line.split("|")[1:-1] for line in printed.split("\n\n")[0].splitlines()]
    assert {len(row) for row in rows} == {6}
    assert [cell.strip() for cell in rows[0]] == ["", "aim", "tuned", "looked", "baseline", "margin"]
    assert any(row[0].strip() == "lowest education right" and row[1].strip() == "≥ 0.90" for row in rows)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"credentials": None}, "line 1 has credentials that are no list"),
        ({"min_education": "phd"}, 'line 1 has min_education "phd", which is none of none_stated'),
        ({"degree_substitutable": "yes"}, "line 1 has degree_substitutable"),
        ({"generic_credential": 1}, "line 1 has generic_credential 1"),
        ({"credentials": [{"surface": "PMP", "name": " "}]}, "has no name in credential 1"),
        ({"credentials": [LABEL["credentials"][0] | {"status": "wanted"}]}, 'status "wanted"'),
        ({"id": "9"}, "postings.parquet lacks 1 labelled postings, 9 among them"),
    ],
)
def test_a_wrong_label_is_named(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    """Fails when a labels file with a fault ends in a traceback, or is measured as if it were right."""
    path = write_labelled(tmp_path, [LABEL | changes])
    with pytest.raises(CredscopeError, match=said):
        accuracy([path], Home(tmp_path / "home"))


def test_a_wrong_file_is_named(tmp_path: Path) -> None:
    """Fails when a missing, broken or foreign file ends in a traceback."""
    path, home = write_labelled(tmp_path), Home(tmp_path / "home")
    with pytest.raises(CredscopeError, match="There is no labels file"):
        accuracy([tmp_path / "none.jsonl"], home)
    (tmp_path / "foreign.ids").write_text("1\nnowhere\n")
    with pytest.raises(CredscopeError, match=r"1 ids have no label in labels\.jsonl, nowhere among them"):
        accuracy([path], home, ids=[tmp_path / "foreign.ids"])
    with pytest.raises(CredscopeError, match="cset_1900 is not a definition"):
        accuracy([path], home, definition="cset_1900")
    path.write_text('{"id": "1"}\n')
    with pytest.raises(CredscopeError, match="line 1 lacks credentials"):
        accuracy([path], home)
    path.write_text(2 * (json.dumps(LABEL) + "\n"))
    with pytest.raises(CredscopeError, match="line 2 labels 1 a second time"):
        accuracy([path], home)
    write_labelled(tmp_path)
    (tmp_path / "postings.parquet").write_bytes(b"no table")
    with pytest.raises(CredscopeError, match=r"postings\.parquet is no Parquet file"):
        accuracy([path], home)
