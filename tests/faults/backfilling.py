"""Backfills for tests: months of the lake and of what is read from it, one Dagster run a month."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import make
from taking import staged

from credscope import lake
from credscope.home import Home

ASSETS = ["postings", "duplicates", "readings"]
FIRST_YEAR = 2010
ROWS = 8
SHARED = (
    "You keep our systems running and help colleagues who depend on them. You plan releases, write down what "
    "was decided, watch what goes wrong at night and find out why. You work with people from sales, from the "
    "warehouse and from the workshop, and explain to them what can be done and what cannot. We offer time to "
    "learn, a quiet office near the river, a canteen with a garden, and colleagues who stay for years."
)
ASKS = (
    "AWS certification required.", "CCNA preferred.", "A bachelor's degree is required.",
    "PMP or equivalent certification.", "No experience needed.",
)  # fmt: skip


def months(count: int) -> list[str]:
    """`count` months, YYYY-MM, from January 2010 on."""
    return [f"{FIRST_YEAR + number // 12}-{number % 12 + 1:02d}" for number in range(count)]


def delivered_home(root: Path, count: int) -> Home:
    """A home with two deliveries over `count` months, the second correcting the first; no month is merged."""
    home = Home(root)
    for day, step, note in (("2021-06-01", 1, "First notice."), ("2021-06-30", 3, "Second notice.")):
        rows = [
            make.posting(
                number,
                title=("Software Developer", "Network Administrator", "Project Manager")[number % 3],
                employer_name=f"Invented Works {number % 5}",
                posted_date=f"{month}-{number % 27 + 1:02d}",
                description=f"{note} {ASKS[number % 5]}\n{SHARED if number % 2 else f'{number} ' * 40}",
            )
            for place, month in enumerate(months(count))
            for number in range(place * ROWS, (place + 1) * ROWS, step)
        ]
        path = make.write_csv(root.with_name(f"{root.name}-{day}.csv"), rows)
        lake.promote(home, staged(path, home, delivered=None))
    return home


def backfill(home: Home, shares: Iterable[list[str]]) -> None:
    """Materialize each share of months in a process of its own, all at once, one run a month.

    A share alone is one run over its range of months. Raises what goes wrong.
    """
    import dagster as dg

    from orchestration.instance import prepare

    given = [*shares]
    prepare(home)
    # As the UI does: Dagster makes the files of its run history once, and not in several processes at a time.
    with dg.DagsterInstance.get() as instance:
        instance.get_runs(limit=1)
    context = get_context("forkserver")
    context.set_forkserver_preload(["orchestration.definitions", "great_expectations"])
    with ProcessPoolExecutor(len(given), mp_context=context) as pool:
        work = materialize_range if len(given) == 1 else materialize_each
        list(pool.map(work, [str(home.root)] * len(given), given))


def materialize_each(root: str, months: list[str]) -> None:
    """One run after another in this process, each about one month."""
    from orchestration.partitions import key_of

    for month in months:
        _materialize(root, partition_key=key_of(month))


def materialize_range(root: str, months: list[str]) -> None:
    """One run in this process, about all months from the first to the last."""
    from orchestration.partitions import key_of

    ends = zip(("start", "end"), (months[0], months[-1]), strict=True)
    _materialize(root, tags={f"dagster/asset_partition_range_{end}": key_of(month) for end, month in ends})


def _materialize(root: str, **which: Any) -> None:
    os.environ["CREDSCOPE_HOME"] = root
    import dagster as dg

    from orchestration.definitions import defs
    from orchestration.instance import prepare

    prepare(Home(Path(root)))
    with dg.DagsterInstance.get() as instance:
        dg.materialize(
            list(defs.assets or []), instance=instance, resources=dict(defs.resources or {}),
            selection=ASSETS, raise_on_error=True, **which,
        )  # fmt: skip
