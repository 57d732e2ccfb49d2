"""Closed months by themselves: when a month is used again, when it opens, and what is left on disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from small_delivery import fingerprint

from credscope import closing
from credscope.contract import LAKE, READING
from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.keys import KEY

MODELS = {"counted": '"intermediate"."counted"', "named": '"intermediate"."named"'}
MONTHS = ("2020-01", "2020-02", "2020-03")


def keyed(path: Path, schema: object, key: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(schema.empty_table().replace_schema_metadata({KEY: key.encode()}), path)  # type: ignore[attr-defined]


def put(home: Home, month: str, key: str = "1", read: str = "r", source: str = "board") -> None:
    keyed(home.posting_month(source, month), LAKE, key)
    keyed(home.reading_month(source, month), READING, read)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A lake of three months whose files carry keys; nothing is closed."""
    made = Home(tmp_path / "home")
    for month in MONTHS:
        put(made, month)
    return made


def built(folder: Path, months: tuple[str, ...] = MONTHS, kind: str = "bigint", order: str = "asc") -> Path:
    """A build's DuckDB file with a row or two a month in `counted` and none after January in `named`."""
    file = folder / f"{order}.duckdb"
    file.unlink(missing_ok=True)
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema intermediate")
        rows = ", ".join(f"(date '{m}-01', '{team}', 2)" for m in months for team in ("product", "all"))
        connection.execute(
            f"create table intermediate.counted as select team, posted_month, n::{kind} as n "
            f"from (values {rows}) as t (posted_month, team, n) order by team {order}"
        )
        connection.execute(
            "create table intermediate.named as select posted_month, ['b', 'a'] as names "
            "from intermediate.counted where posted_month = date '2020-01-01'"
        )
    return file


def closed(home: Home, folder: Path) -> closing.Plan:
    """Close every month of `home`; the plan that a next build would have."""
    closing.close_months(home, built(folder), MODELS, closing.plan(home, MODELS))
    return closing.plan(home, MODELS)


def test_a_month_is_counted_once(home: Home, tmp_path: Path) -> None:
    """Prevents a refresh that counts eleven years again for one new month."""
    assert closing.plan(home, MODELS).open == MONTHS
    plan = closed(home, tmp_path)
    assert plan.open == () and plan.closed == MONTHS
    put(home, "2020-04")
    assert closing.plan(home, MODELS).open == ("2020-04",)
    assert closing.plan(home, MODELS).reopened({"2020-02", "1999-01"}).open == ("2020-02", "2020-04")


@pytest.mark.parametrize("change", [{"key": "2"}, {"read": "s"}, {"source": "another"}])
def test_what_decides_a_month_opens_it(home: Home, tmp_path: Path, change: dict[str, str]) -> None:
    """Prevents counts of a month from outliving its rows, its reading or the sources that it has."""
    closed(home, tmp_path)
    put(home, "2020-02", **change)
    assert closing.plan(home, MODELS).open == ("2020-02",)


@pytest.mark.parametrize(
    ("changed", "opens"),
    [
        ("seeds/rules/keywords.csv", True),
        ("seeds/reference/soc_2018.csv", True),
        ("models/staging/stg_postings.sql", True),
        ("models/intermediate/int_postings_counted.sql", True),
        ("macros/counting.sql", True),
        ("dbt_project.yml", True),
        ("models/marts/demand/demand__by_year.sql", False),
        ("models/marts/demand/_demand.yml", False),
        ("models/intermediate/_demand.yml", False),
    ],
)
def test_rules_of_counting_open_every_month(home: Home, tmp_path: Path, changed: str, opens: bool) -> None:
    """Prevents months counted by old rules beside new ones, and a full count for a new description."""
    project = shutil.copytree(
        closing.DBT_PROJECT, tmp_path / "project", ignore=shutil.ignore_patterns("target", "logs")
    )
    before = closing.month_keys(home, project)
    with (project / changed).open("a") as file:
        file.write("\n")
    after = closing.month_keys(home, project)
    assert {month: after[month] != before[month] for month in MONTHS} == dict.fromkeys(MONTHS, opens)


def test_a_new_monthly_model_opens_every_month(home: Home, tmp_path: Path) -> None:
    """Prevents a model from lacking the months that were closed before there was such a model."""
    closed(home, tmp_path)
    assert closing.plan(home, [*MODELS, "invented"]).open == MONTHS


def test_equal_rows_give_equal_bytes(home: Home, tmp_path: Path) -> None:
    """Prevents files that depend on the order of a build's rows or on the months counted with them."""
    closed(home, tmp_path)
    before = fingerprint(home.closed)
    assert len(before) == (len(MODELS) + 1) * len(MONTHS), "a file a model, and what they are told apart by"
    for month in MONTHS:
        plan = closing.plan(home, MODELS).reopened({month})
        closing.close_months(home, built(tmp_path, (month,), order="desc"), MODELS, plan)
    assert fingerprint(home.closed) == before


def test_a_month_without_rows_has_an_empty_file(home: Home, tmp_path: Path) -> None:
    """Prevents a month in which a model finds nothing from being counted again at every refresh."""
    plan = closed(home, tmp_path)
    held = home.closed / "2020-02" / plan.keys["2020-02"]
    table = pq.read_table(held / "named.parquet")
    assert table.num_rows == 0 and table.column_names == ["posted_month", "names"]
    assert pq.read_table(held / "counted.parquet")["team"].to_pylist() == ["all", "product"]


def test_a_closed_month_with_other_counts_is_counted_again(home: Home, tmp_path: Path) -> None:
    """Prevents a file of counts that somebody or a bad disk changed from standing in every later release."""
    plan = closed(home, tmp_path)
    held = home.closed / "2020-02" / plan.keys["2020-02"] / "counted.parquet"
    pq.write_table(pq.read_table(held).slice(1), held)
    assert closing.plan(home, MODELS).open == ("2020-02",)


def test_superseded_keys_and_lost_months_are_removed(home: Home, tmp_path: Path) -> None:
    """Prevents a home from growing with every change, and months that left the lake from counting on."""
    before = closed(home, tmp_path).keys
    put(home, "2020-02", key="2")
    home.posting_month("board", "2020-03").unlink()
    plan = closing.plan(home, MODELS)
    assert plan.open == ("2020-02",) and plan.closed == ("2020-01",)
    closing.close_months(home, built(tmp_path), MODELS, plan)
    held = sorted(path.relative_to(home.closed).as_posix() for path in home.closed.glob("*/*"))
    assert held == [f"2020-01/{before['2020-01']}", f"2020-02/{plan.keys['2020-02']}"]
    assert not (home.closed / "2020-03").exists()


def test_what_a_killed_build_left_is_no_data(home: Home, tmp_path: Path) -> None:
    """Prevents half a month from being taken for a whole one, and rubbish from staying for ever."""
    plan = closed(home, tmp_path)
    (home.closed / ".closing" / "2020-01").mkdir(parents=True)
    whole = home.closed / "2020-02" / plan.keys["2020-02"]
    whole.rename(whole.with_name(f".{whole.name}.old"))
    (home.closed / "2020-03" / plan.keys["2020-03"] / "named.parquet").write_bytes(b"")
    plan = closing.plan(home, MODELS)
    assert plan.open == ("2020-02", "2020-03")
    assert len(closing.leftovers(home)) == 2
    closing.close_months(home, built(tmp_path), MODELS, plan)
    assert closing.leftovers(home) == [] and closing.plan(home, MODELS).open == ()


def test_links_show_a_build_its_months(home: Home, tmp_path: Path) -> None:
    """Prevents a build from reading closed months, or from finding no columns where no month is open."""
    plan = closed(home, tmp_path).reopened({"2020-02"})
    closing.link_open(home, plan, tmp_path / "open")
    assert closing.link_closed(home, plan, MODELS, tmp_path / "closed") == tmp_path / "closed"
    assert sorted(path.name for path in (tmp_path / "open" / "postings").iterdir()) == [
        "board-2020-02.parquet",
        closing.NO_ROWS,
    ]
    assert sorted(path.name for path in (tmp_path / "closed" / "named").iterdir()) == [
        "2020-01.parquet",
        "2020-03.parquet",
    ]
    nothing = closing.Plan(plan.keys, ())
    closing.link_open(home, nothing, tmp_path / "none")
    asked = duckdb.sql(f"select * from read_parquet('{tmp_path}/none/postings/*.parquet')")
    assert asked.columns == LAKE.names and asked.fetchall() == []
    assert closing.link_closed(home, closing.Plan(plan.keys, MONTHS), MODELS, tmp_path / "no") is None


def test_a_type_that_parquet_changes_is_refused(home: Home, tmp_path: Path) -> None:
    """Prevents a sum that comes back as a floating-point number from the months that were closed."""
    with pytest.raises(CredscopeError, match=r"counted.*n \(HUGEINT\)"):
        closing.close_months(home, built(tmp_path, kind="hugeint"), MODELS, closing.plan(home, MODELS))
    assert closing.plan(home, MODELS).open == MONTHS
