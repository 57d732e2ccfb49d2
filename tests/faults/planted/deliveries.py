"""Faults of what is delivered, and of the code that takes it in: nothing of them may reach the lake."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable

import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from planted.fault import INGEST, REFRESH, Fault, Ground

Row = dict[str, str]


def _jobs(ground: Ground, change: Callable[[list[Row]], list[Row]], table: str = "job") -> None:
    """Rewrite a table of the delivery."""
    path = ground.delivery / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    changed = change(rows)
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(changed)


def _each(column: str, value: Callable[[Row], str]) -> Callable[[Ground], None]:
    return lambda ground: _jobs(ground, lambda rows: [{**row, column: value(row)} for row in rows])


def _later_year(row: Row) -> str:
    return f"{int(row['retrieval_date'][:4]) + 1}{row['retrieval_date'][4:]}"


def _day_first(row: Row) -> str:
    year, month, day = row["retrieval_date"].split("-")
    return f"{day}/{month}/{year}"


def _block_again(rows: list[Row]) -> list[Row]:
    return [*rows, *rows[:110]]


def _half_without_employer(rows: list[Row]) -> list[Row]:
    """Of the second month every other employer, and one more in ten."""
    return [
        {**row, "canon_employer": ""} if row["retrieval_date"] > "2020-03" and place % 10 < 6 else row
        for place, row in enumerate(rows)
    ]


def _text_as_title(ground: Ground) -> None:
    with (ground.delivery / "posting_text.csv").open(encoding="utf-8", newline="") as opened:
        texts = {row["job_id"]: row["body"] for row in csv.DictReader(opened)}
    _jobs(ground, lambda rows: [{**row, "clean_job_title": texts[row["job_id"]]} for row in rows])


def _swap(one: str, other: str) -> Callable[[Ground], None]:
    """Exchange two columns' names in the header."""

    def plant(ground: Ground) -> None:
        path = ground.delivery / "job.csv"
        header, rest = path.read_text(encoding="utf-8").split("\n", 1)
        swapped = header.replace(one, "\0").replace(other, one).replace("\0", other)
        path.write_text(f"{swapped}\n{rest}", encoding="utf-8")

    return plant


def _truncated(ground: Ground) -> None:
    path = ground.delivery / "job.csv"
    whole = path.with_suffix(".parquet")
    pq.write_table(pa_csv.read_csv(path), whole)
    path.unlink()
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])


def _layout(key: str, value: str) -> Callable[[Ground], None]:
    def plant(ground: Ground) -> None:
        path = ground.delivery / "layout.json"
        path.write_text(
            json.dumps({**json.loads(path.read_text(encoding="utf-8")), key: value}), encoding="utf-8"
        )

    return plant


def _again(ground: Ground) -> None:
    """The rows that the home was made of come once more, from a later day."""
    first = ground.sound_delivery.with_name("first")
    shutil.rmtree(ground.delivery)
    shutil.copytree(first, ground.delivery)


def _row_lost(ground: Ground) -> None:
    ground.edit(
        "credscope/landing.py",
        "        return write_month(",
        '        query = f"select * from ({query}) where row_number <> 7"\n        return write_month(',
    )


def _unmasked(ground: Ground) -> None:
    ground.edit("credscope/text.py", '_EMAIL.sub("[email]", text)', "text")
    ground.edit_delivery("posting_text.csv", "No experience needed.", "Write to cook@example.com.")


REFUSED = (
    Fault(
        "a delivery holds all its rows twice", lambda g: _jobs(g, lambda rows: rows * 2), commands=(INGEST,)
    ),
    Fault("a block of rows stands in the file again", lambda g: _jobs(g, _block_again), commands=(INGEST,)),
    Fault(
        "more than half the employers of a month are blank",
        lambda g: _jobs(g, _half_without_employer),
        commands=(INGEST,),
    ),
    Fault(
        "the columns of employer and occupation are swapped",
        _swap("canon_employer", "occupation_code"),
        commands=(INGEST,),
    ),
    Fault(
        "the columns of title and day are swapped",
        _swap("clean_job_title", "retrieval_date"),
        commands=(INGEST,),
    ),
    Fault("the text stands in the title", _text_as_title, commands=(INGEST,)),
    Fault("titles are blank", _each("clean_job_title", lambda row: " "), commands=(INGEST,)),
    Fault("days are a year late", _each("retrieval_date", _later_year), commands=(INGEST,)),
    Fault("days are written day first", _each("retrieval_date", _day_first), commands=(INGEST,)),
    Fault("days are words", _each("retrieval_date", lambda row: "last week"), commands=(INGEST,)),
    Fault(
        "codes of occupations are names",
        _each("occupation_code", lambda row: row["clean_job_title"]),
        commands=(INGEST,),
    ),
    Fault(
        "the scheme of the codes is unheard of", _layout("occupation_scheme", "isco_08"), commands=(INGEST,)
    ),
    Fault("the file is cut off", _truncated, commands=(INGEST,)),
    Fault(
        "a column that everything needs is missing",
        lambda g: g.edit_delivery("job.csv", "clean_job_title", "headline"),
        commands=(INGEST,),
    ),
    Fault("the sample comes to a home of real postings", _layout("kind", "sample"), commands=(INGEST,)),
)
"""Those that meet an unchanged project and need no release: quick to try."""

FAULTS = (
    *REFUSED,
    Fault("a delivery comes twice", _again, commands=(INGEST, REFRESH), heals=True),
    Fault("taking in loses a row", _row_lost, commands=(INGEST,)),
    Fault("taking in masks no e-mail address", _unmasked, commands=(INGEST,)),
)
