"""Generated deliveries: in any order, in any parts and repeated they make the same merged months."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import make
import numpy as np
import pyarrow.parquet as pq
from generating import FULL, tries
from hypothesis import given
from hypothesis import strategies as st
from small_delivery import fingerprint
from taking import merged

from credscope import lake
from credscope.home import Home
from credscope.intake import stage
from credscope.sources import detect
from credscope.withdrawing import withdraw

DELIVERED = [date(2021, 6, day) for day in (1, 10, 20, 30)]
MONTHS = ("2021-01", "2021-02", "2021-03")
TOLD = ("posting_id", "posted_date", "title", "description", "delivered_on")
Told = Counter[tuple[Any, ...]]


@dataclass(frozen=True)
class Sent:
    """A delivery: its day, whether it speaks for whole months, how many postings of how many, and a seed."""

    day: date
    complete: bool
    rows: int
    postings: int
    seed: int

    def table(self) -> list[make.Row]:
        """Its rows: postings it has in common with others, some twice, some without a title or a day."""
        chance = np.random.default_rng(self.seed)
        rows = []
        for number in chance.integers(0, self.postings, self.rows):
            month, version = MONTHS[number % 3], chance.integers(0, 3)
            if chance.random() < 0.1:
                month = MONTHS[chance.integers(0, 3)]
            row = make.posting(
                int(number), title=f"Clerk {version}", posted_date=f"{month}-{number % 28 + 1:02d}",
                description=f"Notice {version} of {number}.",
            )  # fmt: skip
            rows.append(row | [{}, {}, {}, {"title": " "}, {"posted_date": "soon"}][chance.integers(0, 5)])
        return [make.posting(int(self.postings), title="Clerk"), *rows]


SENT = st.builds(
    Sent, st.sampled_from(DELIVERED), st.booleans(), st.integers(1, 2000 if FULL else 150),
    st.integers(1, 1000 if FULL else 80), st.integers(0, 2**32 - 1),
)  # fmt: skip


def take(home: Home, folder: Path, rows: list[make.Row], sent: Sent) -> dict[str, Any]:
    """Take rows in as a delivery of that day; its manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    path = make.write_csv(folder / f"{len([*folder.iterdir()])}.csv", rows)
    found = replace(detect(path, source="board", delivered=sent.day), complete_months=sent.complete)
    staged = stage(found, home)
    lake.promote(home, staged)
    said = staged.manifest
    assert said["read_count"] == len(rows) == said["accepted_count"] + said["quarantined_count"]
    assert (
        sum(row["title"] == " " or row["posted_date"] == "soon" for row in rows) == said["quarantined_count"]
    )
    return said


def merge(home: Home) -> None:
    for place in lake.stale_months(home):
        lake.build_month(home, *place)
    assert lake.stale_months(home) == []


def state(home: Home) -> dict[str, str]:
    """Every byte that follows from the deliveries."""
    return fingerprint(home.postings.parent, without=("deliveries",))


def told(home: Home) -> Told:
    """What the merged months say, whichever delivery and row said it."""
    return Counter(tuple(row[name] for name in TOLD) for row in merged(home))


def expected(home: Home) -> Told:
    """The same by the rule: of every posting the latest day, less what a later whole month does not have."""
    said = lake.manifests(home)
    rows = [
        (manifest, month, row)
        for manifest in said
        for month in manifest["months"]
        for row in pq.read_table(
            home.deliveries / manifest["delivery_id"] / "months" / f"{month}.parquet", columns=[*TOLD]
        ).to_pylist()
    ]
    latest: dict[str, date] = {}
    for _, _, row in rows:
        latest[row["posting_id"]] = max(latest.get(row["posting_id"], date.min), row["delivered_on"])
    spoken: dict[str, str] = {}
    for manifest in said:
        for month in manifest["months"] if manifest["complete_months"] else ():
            spoken[month] = max(spoken.get(month, ""), manifest["delivered_on"])
    return Counter(
        tuple(row[name] for name in TOLD)
        for manifest, month, row in rows
        if latest[row["posting_id"]] == row["delivered_on"]
        and manifest["delivered_on"] >= spoken.get(month, "")
    )


def test_order_parts_and_repeats_make_no_difference(tried: Callable[..., None]) -> None:
    """Prevents the way in which deliveries arrive from changing, losing or doubling a posting."""
    counted: Counter[str] = Counter()

    @tries(part=2, full=30)
    @given(
        st.lists(SENT, min_size=1, max_size=4, unique_by=lambda one: one.seed),
        st.randoms(use_true_random=False),
    )
    def check(sent: list[Sent], chance: random.Random) -> None:
        tables = [one.table() for one in sent]
        arriving = [(one, rows) for one, rows in zip(sent, tables, strict=True)]
        repeated = chance.sample([*arriving, chance.choice(arriving)], len(arriving) + 1)
        orders = (arriving, repeated, chance.sample(arriving, len(arriving)))
        counted["rows"] += 3 * sum(map(len, tables))
        with tempfile.TemporaryDirectory() as folder:
            homes = [Home(Path(folder) / name) for name in ("ordered", "repeated", "halved")]
            for number, (home, order) in enumerate(zip(homes, orders, strict=True)):
                for one, rows in order:
                    at = chance.randint(1, len(rows) - 1) if number == 2 and not one.complete else 0
                    for part in filter(None, (rows[:at], rows[at:])):
                        if any(row["title"].strip() and row["posted_date"] != "soon" for row in part):
                            take(home, Path(folder) / "files" / home.root.name, part, one)
                    if chance.random() < 0.5:
                        merge(home)
                merge(home)
            assert told(homes[0]) == expected(homes[0])
            assert state(homes[1]) == state(homes[0])
            assert told(homes[2]) == told(homes[0])

    check()
    tried("a generated row of a delivery, in any order", counted["rows"])


def test_taking_a_delivery_back_restores_what_was_before(tried: Callable[..., None]) -> None:
    """Prevents a delivery that is withdrawn from leaving a trace, and one taken in again from missing."""
    counted: Counter[str] = Counter()

    @tries(part=2, full=15)
    @given(st.lists(SENT, min_size=2, max_size=4, unique_by=lambda one: one.seed))
    def check(sent: list[Sent]) -> None:
        *others, wrong = [(one, one.table()) for one in sent]
        counted["rows"] += sum(len(rows) for _, rows in (*others, wrong))
        with tempfile.TemporaryDirectory() as folder:
            home, files = Home(Path(folder) / "home"), Path(folder) / "files"
            files.mkdir()
            for one, rows in others:
                take(home, files, rows, one)
            merge(home)
            before = state(home)
            said = take(home, files, wrong[1], wrong[0])
            merge(home)
            with_it = state(home)
            withdraw(home, said["delivery_id"], "it was wrong")
            merge(home)
            assert state(home) == before
            shutil.rmtree(home.withdrawn)
            take(home, files, wrong[1], wrong[0])
            merge(home)
            assert state(home) == with_it

    check()
    tried("a generated row of a delivery taken back", counted["rows"])
