"""Readers while releases are made: no error, and every answer over several marts is that of one release."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import postgres_server
import pyarrow as pa
import pytest
from fabricated_release import marts
from reading_along import (
    Answer,
    Ask,
    by_duckdb,
    by_open_duckdb,
    by_parquet,
    by_postgres,
    by_postgres_transaction,
    of_folder,
    reading_along,
    wrong,
)
from small_delivery import write_delivery

from credscope import releases
from credscope.home import PROJECT_ROOT, Home
from credscope.publish import publish_postgres

# Between two questions of a reader; a whole refresh takes long, and readers shall not take its processors.
PAUSE_SECONDS = {"publish": 0.25, "refresh": 12.0}
INPUTS = {
    "kind": "postings",
    "default_definition": "cset_2021",
    "deliveries": [{"delivery_id": "d", "delivered_on": "2021-06-30"}],
}  # fmt: skip
OF_FILES: list[Ask] = [by_duckdb, by_duckdb, by_open_duckdb, by_parquet, by_parquet, by_parquet]
OF_SERVER: list[Ask] = [by_postgres, by_postgres_transaction]


@pytest.fixture(scope="module")
def dsn() -> Iterator[str | None]:
    """A PostgreSQL server to publish to, None where none can be started."""
    if not postgres_server.available():
        yield None
        return
    with postgres_server.server() as address:
        yield address


def build(home: Home, number: int) -> Path:
    """A build file with the fabricated marts, every count `number` times as large."""
    file = home.builds / "next" / releases.DUCKDB_FILE
    file.parent.mkdir(parents=True)
    with duckdb.connect(str(file)) as connection:
        for mart, rows in marts().items():
            connection.register("incoming", pa.Table.from_pylist([_scaled(row, number) for row in rows]))
            connection.execute(f"create table {mart} as select * from incoming")
            connection.unregister("incoming")
    return file


def _scaled(row: dict[str, Any], number: int) -> dict[str, Any]:
    return {
        name: value * number if value and name.endswith("posting_count") else value
        for name, value in row.items()
    }


def publish(home: Home, number: int) -> None:
    """Publish release `number` of fabricated marts."""
    inputs = INPUTS | {"build_key": f"{number:08x}" * 8}
    releases.publish(home, build(home, number), inputs, [{"name": "sound", "status": "passed"}])


def refresh(home: Home, number: int) -> None:
    """Take in a delivery that changes every mart, and release: `credscope refresh` as people run it."""
    month = f"2020-{number % 12 + 1:02d}"
    write_delivery(
        home.inbox / f"delivery{number}",
        (month,),
        first_id=number * 100,
        delivered_on=f"2021-01-{number + 1:02d}",
    )
    run = subprocess.run(
        [sys.executable, "-m", "credscope.cli", "--home", str(home.root), "refresh"],
        cwd=PROJECT_ROOT, env=os.environ | {"PYTHONPATH": str(PROJECT_ROOT)}, capture_output=True, text=True,
        timeout=600,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    "make", [pytest.param(publish, id="published"), pytest.param(refresh, id="refreshed")]
)
def test_every_answer_is_of_one_release(
    make: Callable[[Home, int], None],
    dsn: str | None,
    tmp_path: Path,
    full: bool,
    tried: Callable[..., None],
) -> None:
    """Prevents a reader from failing, or from mixing two releases, while another one is put in its place."""
    if make is refresh and not full:
        pytest.skip("twenty refreshes take minutes: make faults runs them")
    changes = 20 if full else 8
    home = Home(tmp_path / "home")
    said: list[Answer] = []

    def release(number: int) -> None:
        make(home, number)
        said.append(of_folder(home.current.resolve()))
        if dsn:
            publish_postgres(home.current.resolve(), dsn)

    release(1)
    asked = [(ask, str(home.current)) for ask in OF_FILES]
    asked += [(ask, dsn) for ask in OF_SERVER if dsn] or [(by_duckdb, str(home.current))] * len(OF_SERVER)
    with reading_along(asked, tmp_path / "readers", pause=PAUSE_SECONDS[make.__name__]) as heard:
        for number in range(2, 2 + changes):
            release(number)
    assert len({*said}) == 1 + changes, "every release must say something else"
    results = [one.result() for one in heard]
    answers = sum(count for count, _ in results)
    faults = {
        f"{ask.__name__} {place}": found
        for (ask, _), (place, (_, given)) in zip(asked, enumerate(results), strict=True)
        if (found := wrong(given, said))
    }
    tried("a reader's answer while releases are made", answers, wrong_answers=sum(map(len, faults.values())))
    assert not faults
    assert sum(len(given) for _, given in results) > len(asked) * changes / 2, "too few releases were seen"
