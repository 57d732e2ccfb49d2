"""Links on disk: the same whatever came first, made anew only where something changed, none without texts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import duckdb
import pytest
from ads import ad, deliver, link_all, linked, text

from credscope import closing
from credscope.duplicates import links, sketches
from credscope.duplicates.rules import Rules
from credscope.errors import CredscopeError
from credscope.home import SEEDS, Home

MODELS = ("int_model",)


def content(home: Home) -> dict[str, str]:
    return {
        path.stem: hashlib.md5(path.read_bytes()).hexdigest() for path in home.duplicates.glob("*.parquet")
    }


def test_links_do_not_depend_on_what_came_first(tmp_path: Path) -> None:
    """Prevents counts that differ between two homes with the same deliveries, one late and one in time."""
    sources: dict[str, list[dict[str, Any]]] = {
        "board_a": [ad("a1", "2021-01-20"), ad("a2", "2021-02-20", description=text(2))],
        "board_b": [ad("b1", "2021-01-20"), ad("b2", "2021-03-01", description=text(2))],
        "board_c": [ad("c1", "2021-02-28"), ad("c2", "2021-02-27", description=text(2), city="Elko")],
    }
    seen = set()
    for number, order in enumerate(permutations(sources)):
        home = Home(tmp_path / str(number))
        for source in order:
            deliver(home, tmp_path / "files", source, sources[source])
            if number % 2:
                link_all(home)
        link_all(home)
        seen.add(json.dumps(content(home), sort_keys=True))
        assert len(linked(home)) == 4
    assert len(seen) == 1


def test_every_chain_ends_in_an_ad_that_counts(tmp_path: Path) -> None:
    """Prevents ads that repeat each other, so that a job is left out altogether."""
    home = Home(tmp_path / "home")
    agency = {"employer_name": "Placing People", "employer_is_staffing": "true"}
    days = [f"2021-0{1 + number % 3}-{1 + number * 5 % 27:02d}" for number in range(40)]
    rows = [ad(f"n{number}", day, **({} if number % 4 else agency)) for number, day in enumerate(days)]
    deliver(home, tmp_path, "board", rows)
    link_all(home)
    found = {
        number: original for number, (original, reason, _) in linked(home).items() if reason != "other_city"
    }
    assert len(found) == 39
    for number in found:
        passed = {number}
        while number in found:
            number = found[number]
            assert number not in passed
            passed.add(number)


def test_rows_of_one_id_are_left_to_the_repeats(tmp_path: Path) -> None:
    """Prevents a row that its own id leaves out from standing as the original of another."""
    home = Home(tmp_path / "home")
    deliver(
        home, tmp_path, "board", [ad("one", "2021-03-01"), ad("one", "2021-03-20"), ad("two", "2021-03-10")]
    )
    link_all(home)
    (found,) = duckdb.sql(f"""
        select link.row_number in (select row_number from read_parquet('{home.deliveries}/*/repeats.parquet'))
            or link.duplicate_of_row_number in (
                select row_number from read_parquet('{home.deliveries}/*/repeats.parquet')
            )
        from read_parquet('{home.duplicates}/*.parquet') as link
    """).fetchall()
    assert found == (False,)


def test_a_new_month_reopens_no_month_whose_links_stay(tmp_path: Path) -> None:
    """Prevents every refresh from counting two months again only because they lie near the new one."""
    home = Home(tmp_path / "home")
    months = {"2020-12": text(7), "2021-01": text(1), "2021-02": text(2), "2021-03": text(3)}
    for month, words in months.items():
        rows = [ad(f"{month}-{day}", f"{month}-{day}", description=words) for day in ("02", "09")]
        deliver(home, tmp_path / month, f"board_{month[-2:]}", rows)
    link_all(home)
    keys = closing.month_keys(home)
    deliver(home, tmp_path / "new", "board_new", [ad("new", "2021-04-02", description=text(3))])
    assert link_all(home) == ["2021-01", "2021-02", "2021-03", "2021-04"]
    after = closing.month_keys(home)
    assert {month: after[month] for month in keys} == keys and "2021-04" in after
    assert linked(home)["new"] == ("2021-03-09", "same_text", 24)


def test_a_link_that_comes_or_goes_reopens_its_month(tmp_path: Path) -> None:
    """Prevents aggregates of a closed month from holding a posting that has become a duplicate."""
    home = Home(tmp_path / "home")
    deliver(home, tmp_path / "a", "board_a", [ad("a1", "2021-02-10")])
    link_all(home)
    before = closing.month_keys(home)
    deliver(home, tmp_path / "b", "board_b", [ad("b1", "2021-01-20")])
    link_all(home)
    assert linked(home) == {"a1": ("b1", "same_text", 21)}
    assert closing.month_keys(home)["2021-02"] != before["2021-02"]


def test_texts_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a new month from reading the texts of all months around it again."""
    home = Home(tmp_path / "home")
    deliver(home, tmp_path / "a", "board_a", [ad("a1", "2021-01-10"), ad("a2", "2021-02-10")])
    link_all(home)
    assert link_all(home) == []
    read: list[str] = []
    batches = sketches._batches
    monkeypatch.setattr(
        sketches,
        "_batches",
        lambda connection, path, rules: read.append(path.stem) or batches(connection, path, rules),
    )
    deliver(home, tmp_path / "b", "board_b", [ad("b1", "2021-03-10", description=text(4))])
    link_all(home)
    assert read == ["2021-03"]


def test_other_rules_link_anew(tmp_path: Path) -> None:
    """Prevents links by rules of yesterday from staying after a threshold changed."""
    home, rules = Home(tmp_path / "home"), Rules.load()
    deliver(home, tmp_path, "board", [ad("one", "2021-03-01")])
    link_all(home, rules)
    assert links.stale_months(home, replace(rules, version="other")) == ["2021-03"]


def test_a_home_without_texts_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents years of coded postings without text from being read to find nothing."""
    home = Home(tmp_path / "home")
    rows = [ad("one", "2021-03-01"), ad("two", "2021-03-02")]
    for row in rows:
        del row["description"]
    path = tmp_path / "coded.csv"
    path.write_text("ref,headline,posted\none,Clerk,2021-03-01\n")
    (tmp_path / "coded.yml").write_text(
        "source: coded\nabout: Codes only.\nrecognise: [ref]\n"
        "columns: {source_posting_id: ref, title: headline, posted_date: posted}\n"
    )
    from taking import take

    take(path, home, mapping=tmp_path / "coded.yml")
    monkeypatch.setattr(duckdb, "connect", None)
    assert links.stale_months(home, Rules.load()) == []
    assert not home.duplicates.exists()


def test_a_month_that_leaves_the_lake_loses_links_and_sketches(tmp_path: Path) -> None:
    """Prevents links of postings that are gone from being read by the next build."""
    home = Home(tmp_path / "home")
    deliver(home, tmp_path, "board", [ad("one", "2021-03-01"), ad("two", "2021-03-05")])
    link_all(home)
    home.posting_month("board", "2021-03").unlink()
    assert link_all(home) == ["2021-03"]
    links.put_in_place(home, "2021-03", home.staging / "nothing")
    links.drop_leftovers(home)
    assert links.linked_months(home) == [] and not list(home.duplicates.rglob("*.parquet"))


def test_a_missing_threshold_is_a_clear_sentence(tmp_path: Path) -> None:
    """Prevents a traceback where somebody edited the rules."""
    folder = tmp_path / "rules"
    folder.mkdir()
    for path in (SEEDS / "rules").glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("duplicate_missing_words")]
        (folder / path.name).write_text("".join(kept), encoding="utf-8")
    with pytest.raises(CredscopeError, match="duplicate_missing_words"):
        Rules.load(tmp_path)
