"""The warehouse as dbt builds it: its unit tests, and a dozen postings by hand from lake to marts."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dbt_fixture import PROJECT, SOURCE, posting, query, run_dbt, write_home

from credscope.home import Home
from credscope.previous import PREVIOUS

ONET = {"occupation_scheme": "onet_soc_2019"}
COMPUTER_ALL_OTHER = {"occupation_code": "15-1299.08", **ONET}
MANAGER = {"occupation_code": "11-9199.00", **ONET}

POSTINGS = [
    posting(0, "twice", "Systems Engineer", credential_names=["MCSE", "PMP", "MCSE"], **COMPUTER_ALL_OTHER),
    posting(1, "twice", "Systems Engineer", credential_names=["MCSE"], **COMPUTER_ALL_OTHER),
    posting(2, "plain", "Systems Analyst", credential_names=[], **COMPUTER_ALL_OTHER),
    posting(3, "owned", "Program Manager", credential_names=["PMP"], employer_name="LinkedIn Corp.",
            posted_date=date(2016, 12, 1), **MANAGER),
    posting(4, "not_yet_owned", "Program Manager", credential_names=["pmp"], employer_name="LinkedIn",
            posted_date=date(2016, 11, 30), **MANAGER),
    posting(5, "unowned", "Branch Manager", credential_names=["Microsoft Widget Wrangler"],
            employer_name="Apple Bank", **MANAGER),
    posting(6, "text_alone", "Manager", credential_names=["PMP"], **MANAGER),
    posting(7, "no_field", "Machine Learning Engineer", skill_clusters=["Machine Learning", "Robotics"]),
    posting(8, "ambiguous", "Manager", occupation_code="11-9199", occupation_scheme="soc_2010",
            skill_clusters=["Cooking", "Robotics"]),
    posting(9, "abroad", "Systems Engineer", country="DE", credential_names=["MCSE"], **COMPUTER_ALL_OTHER),
    posting(10, "nowhere", "Systems Engineer", country=None, credential_names=["MCSE"], **COMPUTER_ALL_OTHER),
    posting(11, "chef", "Chef", credential_names=["MCSE"], occupation_code="35-1011.00", **ONET),
]  # fmt: skip


def reading(row_number: int, *credentials: tuple[str, str], soc_code: str | None = None) -> dict:
    """One readings row: (credential_id, status) pairs and an occupation."""
    mentions = [{"credential_id": credential, "status": status} for credential, status in credentials]
    found = POSTINGS[row_number]
    return {
        "delivery_id": found["delivery_id"], "row_number": row_number, "posting_id": found["posting_id"],
        "credentials": mentions, "soc_code": soc_code, "soc_probability": 0.9 if soc_code else 0.2,
    }  # fmt: skip


READINGS = [
    reading(0, ("mcse", "mentioned"), ("mcse", "required")),
    reading(6, ("mcse", "preferred")),
    reading(7, ("mcse", "preferred"), soc_code="15-2051"),
    reading(8, soc_code="15-1252"),
    reading(2, soc_code="15-1211"),
    reading(11, soc_code="35-1011"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dozen built into a warehouse, with every test that dbt runs on data."""
    scratch = tmp_path_factory.mktemp("built")
    home = write_home(scratch / "home", POSTINGS, READINGS, quarantined=2)
    return run_dbt(home, scratch, "build", "--exclude-resource-type", "unit_test")


@pytest.fixture(scope="module")
def built_empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse over zero-row files: three rows were delivered, none accepted."""
    scratch = tmp_path_factory.mktemp("empty")
    home = write_home(scratch / "home", [], [], quarantined=3)
    return run_dbt(home, scratch, "build", "--exclude-resource-type", "unit_test")


def test_unit_tests_of_dbt_pass_over_an_empty_lake(built_empty: Path) -> None:
    """A rule that stopped matching as its example says would first be seen in a release."""
    run_dbt(Home(built_empty.parent / "home"), built_empty.parent, "test", "--select", "test_type:unit")


def test_an_empty_lake_builds_to_empty_marts(built_empty: Path) -> None:
    """A home whose only delivery was quarantined whole would fail to build instead of showing nothing."""
    assert query(built_empty, "select count(*) from demand__by_team") == [(0,)]
    accounted = query(
        built_empty, "select read_count, accepted_count, quarantined_count from quality__deliveries"
    )
    assert accounted == [(3, 0, 3)]


def test_postings_count_once_in_each_team(built: Path) -> None:
    """Duplicates, repeated certifications and postings abroad would enter the headline table."""
    counted = query(built, """
        select
            team, posting_count, matched_posting_count, matched_text_only_posting_count,
            matched_share, is_thin
        from demand__by_team where definition_id = 'cset_2021' order by team
    """)  # fmt: skip
    assert counted == [
        ("all", 7, 3, 1, round(3 / 7, 9), True),
        ("product", 4, 1, 1, 0.25, True),
        ("technical_1", 3, 2, 0, round(2 / 3, 9), True),
    ]


def test_every_definition_that_the_data_carries_is_there(built: Path) -> None:
    """A definition by title or skill cluster would be dropped with the occupation that its postings lack."""
    counted = query(built, """
        select definition_id, posting_count from demand__by_team where team = 'all' order by all
    """)  # fmt: skip
    assert counted == [
        ("cset_2020_ai", 2), ("cset_2020_core_ai", 1), ("cset_2021", 7), ("cset_2021_broad", 7),
        ("cset_2021_named", 6), ("explicit_ai_title", 1),
    ]  # fmt: skip


def test_mentions_follow_the_delivered_names(built: Path) -> None:
    """Names found in text alone would be mixed in, or a name the catalogue lacks would be lost."""
    counted = query(built, """
        select credential_rank, credential_id, mention_count, text_only_mention_count
        from certifications__top_by_team where definition_id = 'cset_2021' and team = 'all' order by all
    """)  # fmt: skip
    assert counted == [(1, "mcse", 2, 1), (2, "uncatalogued:microsoft_widget_wrangler", 1, 0)]
    statuses = query(built, """
        select profiles.credential_names, mentions.found_in, mentions.status, mentions.is_counted
        from intermediate.int_mentions_resolved as mentions
        inner join intermediate.int_credential_sets_listed as profiles using (credential_set_id)
        where mentions.credential_id = 'mcse' and mentions.status is not null order by all
    """)  # fmt: skip
    assert statuses == [
        (["MCSE", "PMP", "MCSE"], "field", "required", True),
        (["PMP"], "text", "preferred", False),
        (None, "text", "preferred", True),
    ]


def test_project_management_counts_without_a_keyword(built: Path) -> None:
    """PMP, which no keyword matches, would vanish from the one mart that is about it."""
    counted = query(built, """
        select credential_id, posting_count, matched_posting_count from project_management__by_team
        where definition_id = 'cset_2021' and team = 'product' order by all
    """)  # fmt: skip
    assert counted == [("any", 4, 3), ("pmp", 4, 3)]


def test_big_tech_owns_from_the_day_of_the_purchase(built: Path) -> None:
    """Postings of LinkedIn before the purchase, or of Apple Bank at any time, would be big tech's."""
    counted = query(built, """
        select company, posted_year, posting_count from big_tech__by_year
        where definition_id = 'cset_2021' order by all
    """)  # fmt: skip
    assert counted == [("Microsoft", 2016, 1), ("all", 2016, 1)]


def test_an_account_is_given_of_every_row(built: Path) -> None:
    """Rows quarantined, linked, abroad or without occupation would disappear without a number."""
    counted = query(built, """
        select read_count, accepted_count, quarantined_count, duplicate_count, coded_count, abstained_count,
            unknown_country_count, outside_us_count from quality__deliveries
    """)  # fmt: skip
    assert counted == [(14, 12, 2, 1, 10, 1, 1, 1)]
    uncoded = query(built, """
        select uncoded_posting_count from demand__by_year
        where definition_id = 'cset_2021' and posted_year = 2019
    """)  # fmt: skip
    assert uncoded == [(1,)]


def test_details_share_their_occupation(built: Path) -> None:
    """A detail's share would be taken of the team, or of matched postings only."""
    details = query(built, """
        select onet_code, detail_title, posting_count, detail_share from occupations__detail
        where definition_id = 'cset_2021' and soc_code = '15-1299'
    """)  # fmt: skip
    assert details == [("15-1299.08", "Computer Systems Engineers/Architects", 2, 1.0)]


def test_delivered_and_read_occupations_stand_side_by_side(built: Path) -> None:
    """A coder that disagrees with delivered codes would do so unseen, or a split code would count."""
    pairs = query(built, """
        select delivered_minor_group, read_minor_group, posting_count, same_code_posting_count,
            delivered_group_share
        from quality__occupation_agreement order by all
    """)  # fmt: skip
    assert pairs == [
        ("11-9", "none", 1, 0, 1.0), ("15-1", "15-1", 1, 0, 0.5), ("15-1", "none", 1, 0, 0.5),
        ("35-1", "35-1", 1, 1, 1.0),
    ]  # fmt: skip


def test_months_are_held_against_the_release_before(built: Path, tmp_path: Path) -> None:
    """A month that changed, came or went since the last release would do so without a word."""
    shutil.copyfile(built, tmp_path / built.name)
    before = [(date(2019, 3, 1), 6, 2), (date(2016, 12, 1), 1, 0), (date(2001, 1, 1), 4, 1)]
    rows = [dict(zip(PREVIOUS.names, ("r1", "cset_2021", *month), strict=True)) for month in before]
    other = dict(zip(PREVIOUS.names, ("r1", "cset_2021_broad", *before[0]), strict=True))
    pq.write_table(pa.Table.from_pylist([*rows, other], PREVIOUS), tmp_path / "previous.parquet")
    compared = run_dbt(
        Home(built.parent / "home"), tmp_path, "build", "--select", "stg_previous_months+",
        CREDSCOPE_PREVIOUS=str(tmp_path / "previous.parquet"),
    )  # fmt: skip
    columns = "posting_count_change, matched_posting_count_change, is_restated"
    question = f"select posted_month, previous_posting_count, posting_count, {columns}"
    assert query(compared, f"{question} from quality__restatements order by posted_month") == [
        (date(2001, 1, 1), 4, 0, -4, -1, True),
        (date(2016, 11, 1), None, 1, None, None, False),
        (date(2016, 12, 1), 1, 1, 0, 0, False),
        (date(2019, 3, 1), 6, 5, -1, 1, True),
    ]
    assert query(built, f"select count({columns.replace(', ', '), count(')}) from quality__restatements") == [
        (0, 0, 3)
    ]


def test_every_double_has_nine_decimals(built: Path) -> None:
    """Sums of doubles depend on the order of their rows in the last digits, and with them a mart's bytes."""
    columns = query(built, """
        select table_name, column_name from duckdb_columns()
        where schema_name = 'main' and data_type in ('DOUBLE', 'FLOAT')
    """)  # fmt: skip
    assert len(columns) > 10
    longer = {
        f"{mart}.{column}": query(
            built, f'select "{column}" from "{mart}" where "{column}" <> round("{column}", 9) limit 3'
        )
        for mart, column in columns
    }
    assert {name: values for name, values in longer.items() if values} == {}


def test_every_published_cell_is_compared(built: Path) -> None:
    """A figure of the brief that no measurement reaches would be missing instead of differing."""
    cells = query(built, """
        select exhibit, count(*), count(measured_value) from replication__published
        where definition_id = 'cset_2021' and exhibit <> 'slip' group by exhibit order by exhibit
    """)  # fmt: skip
    counts = {exhibit: cell_count for exhibit, cell_count, _ in cells}
    assert counts["table_a1"] == counts["table_a2"] == 33
    assert (counts["table_2"], counts["table_3"] + counts["table_4"], counts["table_5"]) == (15, 40, 5)
    shown = query(built, """
        select measured_value from replication__published
        where definition_id = 'cset_2021' and exhibit = 'table_2'
            and cell = 'matched_share_percent|technical_1'
    """)  # fmt: skip
    assert shown == [(66.7,)]


def monthly_models(built: Path) -> list[str]:
    manifest = json.loads((built.parent / "target" / "manifest.json").read_text())
    return [node["name"] for node in manifest["nodes"].values() if "monthly" in node.get("tags", [])]


def test_closed_months_count_as_if_they_were_open(built: Path, tmp_path: Path) -> None:
    """A release would differ by which months an earlier build had counted, or count a month twice."""
    opened, closed = tmp_path / "open", tmp_path / "closed"
    opened.mkdir()
    home = Home(built.parent / "home")
    (opened / "handwritten-2016-12.parquet").symlink_to(home.posting_month(SOURCE, "2016-12"))
    models = monthly_models(built)
    assert len(models) >= 4
    with duckdb.connect(str(built), read_only=True) as connection:
        for model in models:
            (closed / model).mkdir(parents=True)
            for month in ("2016-11", "2019-03"):
                connection.sql(
                    f"select * from intermediate.{model} where posted_month = date '{month}-01'"
                ).write_parquet(str(closed / model / f"{month}.parquet"))
        marts = [
            row[0]
            for row in connection.sql(
                "select table_name from duckdb_tables() where schema_name = 'main'"
            ).fetchall()
        ]
    again = run_dbt(
        home, tmp_path, "build", "--exclude-resource-type", "unit_test",
        CREDSCOPE_OPEN_POSTINGS=f"{opened}/*.parquet", CREDSCOPE_CLOSED=str(closed),
        CREDSCOPE_OPEN_READINGS=f"{home.readings}/{SOURCE}/2016-12.parquet",
    )  # fmt: skip
    assert sorted(marts) == sorted(path.stem for path in (PROJECT / "models" / "marts").glob("*/*.sql"))
    for mart in marts:
        assert query(again, f"from {mart} order by all") == query(built, f"from {mart} order by all"), mart
    assert query(again, "select count(distinct posted_month) from intermediate.int_postings_counted") == [
        (1,)
    ]


def test_every_column_of_every_model_is_described(built: Path) -> None:
    """A column added to a model would stand in the docs and in BI tools without a meaning."""
    manifest = json.loads((built.parent / "target" / "manifest.json").read_text())
    described = {
        (node["schema"], node["name"], column)
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
        for column in node["columns"]
    }
    columns = query(built, """
        select table_schema, table_name, column_name from information_schema.columns
        where table_schema in ('main', 'staging', 'intermediate')
    """)  # fmt: skip
    assert set(columns) == described
