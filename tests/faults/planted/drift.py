"""Faults of a delivery that is sound in itself and unlike the months before: a person has to look at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from planted import ground_rows
from planted.fault import INGEST, REFRESH, Fault, Ground


def _months(*months: str) -> Callable[[Ground], None]:
    """The delivery holds these months, each as often as it is named, always of other postings."""

    def plant(ground: Ground) -> None:
        shutil.rmtree(ground.delivery)
        ground_rows.write(ground.delivery, months, 10_000, "2020-07-31")

    return plant


def _abroad(ground: Ground) -> None:
    ground.edit_delivery("job.csv", ",IL,US,", ",,GB,")


FAULTS = (
    Fault("a month is five times as large", _months(*["2020-02"] * 5, "2020-03"), commands=(INGEST, REFRESH)),
    Fault("a month is missing", _months("2020-03", "2020-04"), commands=(INGEST, REFRESH)),
    Fault("the country is another one", _abroad, commands=(INGEST, REFRESH)),
)
