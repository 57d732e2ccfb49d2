"""Readers of the current release, each in a process of its own, asking again and again while it changes.

Here stands how they ask and how their answers are judged; what is published meanwhile is a test's matter.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb

Answer = tuple[tuple[str, int, int, int], ...]
Ask = Callable[[str], Answer]
MARTS = (
    "demand__by_month", "demand__by_team", "demand__by_team_year", "demand__by_year",
    "employers__largest", "occupations__top_by_team",
)  # fmt: skip
_BETWEEN_FILES = 0.002


def question(mart: str, table: str) -> str:
    """SQL for a mart's name, number of rows and sums of both counts, the same for DuckDB and PostgreSQL."""
    return (
        f"select '{mart}' as mart, count(*)::bigint, sum(posting_count)::bigint, "
        f"sum(matched_posting_count)::bigint from {table}"
    )


def whole(prefix: str = "") -> str:
    """All questions as one statement."""
    return " union all ".join(question(mart, f"{prefix}{mart}") for mart in MARTS) + " order by 1"


def of_folder(release: Path) -> Answer:
    """The answer of the release in a folder, by its Parquet files, read one after another."""
    found = []
    with duckdb.connect() as connection:
        for mart in MARTS:
            table = f"read_parquet('{release / 'marts' / mart}.parquet')"
            found += connection.execute(question(mart, table)).fetchall()
            time.sleep(_BETWEEN_FILES)
    return tuple(found)


def by_parquet(current: str) -> Answer:
    """As a reader of files should: `current` is resolved once, then the files of that release are read."""
    return of_folder(Path(current).resolve())


def by_duckdb(current: str) -> Answer:
    """As a tool does that opens the file for every page; one statement a mart."""
    with duckdb.connect(f"{current}/credscope.duckdb", read_only=True) as connection:
        found = []
        for mart in MARTS:
            found += connection.execute(question(mart, mart)).fetchall()
            time.sleep(_BETWEEN_FILES)
        return tuple(found)


def by_open_duckdb(current: str) -> Answer:
    """As a notebook does that keeps the file open for a while: its answer must not change meanwhile."""
    with duckdb.connect(f"{current}/credscope.duckdb", read_only=True) as connection:
        answers = []
        for _ in range(20):
            answers.append(tuple(connection.execute(whole()).fetchall()))
            time.sleep(_BETWEEN_FILES)
    assert len({*answers}) == 1, "an open reader's answer changed"
    return answers[0]


def by_postgres(dsn: str) -> Answer:
    """As a BI tool asks a server: one statement over all marts."""
    connection = _connected(dsn)
    with connection.cursor() as cursor:
        cursor.execute(whole("credscope."))
        found = cursor.fetchall()
    connection.commit()
    return tuple(tuple(row) for row in found)


def by_postgres_transaction(dsn: str) -> Answer:
    """As a page of several exhibits asks a server: a transaction with one statement a mart."""
    connection = _connected(dsn)
    found = []
    with connection.cursor() as cursor:
        for mart in MARTS:
            cursor.execute(question(mart, f"credscope.{mart}"))
            found += cursor.fetchall()
    connection.commit()
    return tuple(tuple(row) for row in found)


@cache
def _connected(dsn: str) -> Any:
    import adbc_driver_postgresql.dbapi as postgres

    return postgres.connect(dsn)


@contextmanager
def reading_along(asked: list[tuple[Ask, str]], folder: Path, pause: float) -> Iterator[list[Future]]:
    """Start one process per (way to ask, where) and wait until each has its first answer.

    Yields what will be their answers in order, each named once as long as it stays the same; they end with
    the block. `pause` is how many seconds a reader rests between two answers.
    """
    folder.mkdir()
    stop = folder / "stop"
    with ProcessPoolExecutor(len(asked), mp_context=get_context("spawn")) as pool:
        answers = [
            pool.submit(_ask_on, ask, place, folder / f"asking-{number}", stop, pause)
            for number, (ask, place) in enumerate(asked)
        ]
        try:
            while len([*folder.glob("asking-*")]) < len(asked) and not any(one.done() for one in answers):
                time.sleep(0.05)
            yield answers
        finally:
            stop.touch()


def _ask_on(ask: Ask, place: str, asking: Path, stop: Path, pause: float) -> tuple[int, list[Answer]]:
    """How often was asked, and the answers without immediate repeats; the last is asked after the stop."""
    answers: list[Answer] = []
    count, stopped = 0, False
    while not stopped:
        stopped = stop.exists()
        answer = ask(place)
        count += 1
        if answers[-1:] != [answer]:
            answers.append(answer)
        asking.touch()
        time.sleep(pause)
    return count, answers


def wrong(answers: list[Answer], said: list[Answer]) -> list[str]:
    """What is wrong with a reader's answers, where releases `said` these, in their order."""
    order = {answer: number for number, answer in enumerate(said)}
    mixed = [answer for answer in answers if answer not in order]
    told = [order[answer] for answer in answers if answer in order]
    return [
        *(f"of no single release: {answer}" for answer in mixed),
        *(f"release {one} was seen after {other}" for other, one in pairwise(told) if one < other),
        *(["the last release was not seen"] if told[-1:] != [len(said) - 1] else []),
    ]
