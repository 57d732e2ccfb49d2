"""One set of deliveries in ten random orders, some twice, some in halves: the same marts, row for row.

The steps are those of the jobs, called below Dagster: what a run does around them is tested with the jobs.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import make
import pyarrow.parquet as pq
import pytest
from dbt_fixture import run_dbt

from credscope import lake, readings
from credscope.acknowledging import write_acknowledged
from credscope.duplicates import rules as linking
from credscope.duplicates.links import link_months, put_in_place
from credscope.duplicates.links import stale_months as stale_links
from credscope.home import Home
from credscope.intake import stage
from credscope.outside.holding import write_figures
from credscope.previous import write_previous
from credscope.rules import Rules
from credscope.sources import detect

ORDERS = 10
JOBS = (
    ("Software Developer", "15-1252.00", "AWS Certified Solutions Architect", "AWS certification required."),
    ("Network Administrator", "15-1244.00", "Cisco Certified Network Associate (CCNA)", "CCNA preferred."),
    ("Project Manager", "13-1082.00", "Project Management Professional (PMP)", "PMP or Azure certification."),
    ("Data Scientist", "15-2051.00", None, "Certified TensorFlow Developer is a plus; $90,000 a year."),
    ("Cook", "35-2014.00", None, "No experience needed."),
)  # fmt: skip
EMPLOYERS = ("Amazon.com, Inc.", "Invented Works", "Google", "Example Staffing Agency")
COMMON = (
    "You keep our systems running and help colleagues who depend on them. You plan releases, write down what "
    "was decided, watch what goes wrong at night and find out why. You work with people from sales, from the "
    "warehouse and from the workshop, and explain to them what can be done and what cannot. We offer time to "
    "learn, a quiet office near the river, a canteen with a garden, and colleagues who have been here for "
    "years. Tell us in a letter what you have built and what you would do differently today."
)
PLACES = ("Springfield, IL", "Dayton, OH", "Toronto, Ontario, Canada", "Remote")


@dataclass(frozen=True)
class Made:
    """A delivery of the set: its rows, its day, and whether it has all postings of its months."""

    source: str
    day: date
    rows: tuple[make.Row, ...]
    complete: bool = False

    def halves(self, chance: random.Random) -> list[Made]:
        """Two deliveries of the same day that have its rows between them, in any order."""
        rows = chance.sample(self.rows, len(self.rows))
        at = chance.randint(1, len(rows) - 1)
        return [replace(self, rows=tuple(part)) for part in (rows[:at], rows[at:])]


def notice(number: int, day: date, version: int = 0) -> make.Row:
    """Posting `number` as a row of the contract; versions differ in title, employer, place and text."""
    title = JOBS[(number + version) % len(JOBS)][0]
    return make.posting(
        number,
        title=title,
        employer_name=EMPLOYERS[(number + version) % len(EMPLOYERS)],
        location_text=PLACES[number // 3 % len(PLACES)],
        posted_date=day.isoformat(),
        description=body(number, version),
    )


def body(number: int, version: int) -> str:
    """A text that every fourth posting shares but for its first line; all others have one of their own."""
    title, _, _, text = JOBS[(number + version) % len(JOBS)]
    own = COMMON if number % 4 == 0 else " ".join(f"duty{number}step{step}" for step in range(60))
    return f"{title} wanted, notice {version} of {number}.\n{text}\n{own}"


def job(number: int, day: date, version: int = 0) -> make.Row:
    """Posting `number` as a job of the Burning Glass layout with its certification and its text."""
    title, code, credential, _ = JOBS[(number + version) % len(JOBS)]
    known = make.job(number, retrieval_date=day.isoformat(), clean_job_title=title, occupation_code=code,
                     canon_employer=EMPLOYERS[number % len(EMPLOYERS)])  # fmt: skip
    return known | {"certification": credential, "text": body(number, version)}


def deliveries() -> list[Made]:
    """Two sources: corrections, postings that move, two that disagree on one day, and a complete month."""
    january, february, march = (date(2021, month, 3) for month in (1, 2, 3))
    days = [start + timedelta(place % 20) for start in (january, february, march) for place in range(30)]
    first = [notice(number, day) for number, day in enumerate(days)]
    second = [notice(n, days[n], 1) for n in range(0, 60, 7)] + [notice(n, march) for n in range(5, 30, 9)]
    one = [notice(n, days[n], 2) for n in range(20, 70, 3)] + [notice(n, february, 3) for n in range(6)]
    other = [notice(n, days[n], 4) for n in range(20, 70, 5)] + [notice(n, january, 3) for n in range(3, 9)]
    restated = [notice(n, days[n], 5) for n in range(30, 50)] + [notice(n, february) for n in range(90, 95)]
    jobs = [job(number, day) for number, day in enumerate(days[:45])]
    return [
        Made("board", date(2021, 4, 1), (*first, *(notice(n, days[n], 6) for n in range(0, 90, 11)))),
        Made("board", date(2021, 5, 1), tuple(second)),
        Made("board", date(2021, 6, 1), tuple(one)),
        Made("board", date(2021, 6, 1), tuple(other)),
        Made("board", date(2021, 6, 15), tuple(restated), complete=True),
        Made("board", date(2021, 7, 1), tuple(notice(n, days[n], 7) for n in (51, 52, 80))),
        Made("agency", date(2021, 3, 31), tuple(jobs)),
        Made("agency", date(2021, 5, 31), tuple(job(n, days[n + 9], 1) for n in range(0, 45, 4))),
    ]


def write(made: Made, path: Path) -> Path:
    if made.source == "board":
        return make.write_csv(path.with_suffix(".csv"), list(made.rows))
    jobs = [{name: row[name] for name in make.job(0)} for row in made.rows]
    named = [
        {"job_id": row["job_id"], "canon_certification": row["certification"]}
        for row in made.rows if row["certification"]
    ] or [{"job_id": "none", "canon_certification": "PMP"}]  # fmt: skip
    texts = [{"job_id": row["job_id"], "body": row["text"]} for row in made.rows]
    layout = {"occupation_scheme": "onet_soc_2019"}
    return make.burning_glass(path, jobs, named, texts=texts, layout=layout, form="csv")


def take(home: Home, folder: Path, arriving: list[Made], merging: random.Random) -> None:
    """Take deliveries in, in their order; months are merged after some of them and at the end."""
    for number, made in enumerate(arriving):
        path = write(made, folder / f"delivery{number}")
        found = detect(path, source=made.source, delivered=made.day)
        lake.promote(home, stage(replace(found, complete_months=made.complete), home))
        if merging.random() < 0.3:
            merge(home)
    merge(home)


def merge(home: Home) -> None:
    for place in lake.stale_months(home):
        lake.build_month(home, *place)


class World:
    """A warehouse that is built again for one home after another, always under the same paths."""

    def __init__(self, scratch: Path) -> None:
        self.scratch, self.rules, self.linking = scratch, Rules.load(), linking.Rules.load()
        self.link = scratch / "home"
        self.seeded: Path | None = None

    def marts(self, home: Home) -> dict[str, list[tuple[object, ...]]]:
        """Rows of every mart outside section quality, sorted."""
        for _ in readings.read_months(home, readings.stale_months(home, self.rules), self.rules):
            pass
        links = self.scratch / "links"
        for month, _ in link_months(home, stale_links(home, self.linking), self.linking, links):
            put_in_place(home, month, links)
        home.builds.mkdir(exist_ok=True)
        write_previous(home, home.builds / "previous.parquet", "first")
        write_acknowledged(home, home.builds / "acknowledged.parquet")
        write_figures(home, home.builds / "outside.parquet")
        self.link.unlink(missing_ok=True)
        self.link.symlink_to(home.root)
        if self.seeded is None:
            file = run_dbt(Home(self.link), self.scratch, "seed")
            self.seeded = shutil.copyfile(file, self.scratch / "seeded")
        else:
            shutil.copyfile(self.seeded, self.scratch / "credscope.duckdb")
        file = run_dbt(Home(self.link), self.scratch, "run")
        with duckdb.connect(str(file), read_only=True) as connection:
            marts = connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'main' "
                "and not starts_with(table_name, 'quality__')"
            ).fetchall()
            return {
                mart: connection.execute(f'select * from "{mart}" order by all').fetchall()
                for (mart,) in marts
            }


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    yield World(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def in_order(world: World) -> tuple[Home, dict[str, list[tuple[object, ...]]]]:
    """The set as it was delivered, whole and once, and the marts that come of it."""
    home = Home(world.scratch / "in_order")
    take(home, world.scratch / "whole", deliveries(), random.Random(0))
    return home, world.marts(home)


def test_the_set_is_worth_its_name(in_order: tuple[Home, dict[str, list[tuple[object, ...]]]]) -> None:
    """Prevents the orders below from agreeing because nothing in the set overlaps or nothing is counted."""
    home, marts = in_order
    told = json.loads((home.root / "lake" / "overlaps" / "board.json").read_text())
    assert all(told[change] for change in ("known", "restated", "superseded", "withdrawn", "moved"))
    assert sum(pq.read_metadata(file).num_rows for file in home.duplicates.glob("*.parquet")) > 20
    assert len(list((home.root / "lake" / "ties").glob("board-*/repeats.parquet"))) == 2
    assert all(
        rows for mart, rows in marts.items() if mart.startswith(("demand", "certifications", "big_tech"))
    )


@pytest.mark.parametrize("order", range(ORDERS))
def test_any_order_gives_the_same_marts(
    world: World, in_order: tuple[Home, dict[str, list[tuple[object, ...]]]], order: int
) -> None:
    """Prevents a late, repeated or divided delivery from changing what is published."""
    chance = random.Random(order)
    arriving: list[Made] = []
    for made in deliveries():
        arriving += made.halves(chance) if chance.random() < 0.4 else [made]
        if chance.random() < 0.3:
            arriving.append(made)
    chance.shuffle(arriving)
    home = Home(world.scratch / f"order{order}")
    take(home, world.scratch / f"files{order}", arriving, chance)
    marts = world.marts(home)
    _, expected = in_order
    assert marts.keys() == expected.keys()
    assert {mart for mart in marts if marts[mart] != expected[mart]} == set()
    shutil.rmtree(home.root)
