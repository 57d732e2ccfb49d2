"""Copies: postings of the sample that advertise again what another one does, and some that only look so.

All of them copy postings outside every team, so that no mart of AI postings counts one more or less,
whether the copies are found or not. What was copied is told in planted.json, so that linking can be
measured. Wording belongs to `rewording`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from credscope.sample.employers import PLACES
from credscope.sample.plan import OUTSIDE
from credscope.sample.published import rows as seed_rows
from credscope.sample.records import Rows, World
from credscope.sample.rewording import passed_on, reformatted, reworded, with_particulars

SHARES = {"exact": 0.03, "reworded": 0.03, "agency_copy": 0.02, "other_city": 0.02, "other_job": 0.04}
LEFT_OUT = ("exact", "reworded", "agency_copy")
COUNTED = ("other_city", "other_job")
"""Kinds that are duplicates, and kinds that are postings of their own."""

DAYS = {
    "exact": (0, 50),
    "reworded": (1, 50),
    "agency_copy": (-10, 30),
    "other_city": (0, 10),
    "other_job": (0, 30),
}
FIRST_NUMBER = 5_000_000
AGENCIES = 12
SPELLINGS = ("{}", "{}", "{}", "{} LLC", "The {}")
SHIFTS = ("Evenings", "Weekends", "Second Shift", "Part Time")
TITLES = ("{}", "{}", "{}", "{} (Req #{number})", "{} - Now Hiring")

Record = dict[str, Any]


@dataclass
class Copies:
    """Copies some postings of every stretch; `planted` lists what was copied."""

    world: World
    planted: list[Record] = field(default_factory=list)

    def __post_init__(self) -> None:
        known = (
            row["employer_name"] for row in seed_rows("rules/staffing_agencies") if row["kind"] == "staffing"
        )
        self._agencies = [name for name, _ in zip(known, range(AGENCIES), strict=False)]
        months = self.world.plan.months
        self._first = date.fromisoformat(f"{months[0]}-01")
        self._last = (date.fromisoformat(f"{months[-1]}-01") + timedelta(days=31)).replace(day=1) - timedelta(
            days=1
        )

    def add(self, rows: Rows, job: pa.Table, text: pa.Table) -> tuple[pa.Table, pa.Table]:
        """Rows of tables job and posting_text to be written besides, for the stretch `rows`."""
        chance = np.random.Generator(np.random.PCG64([self.world.seed, rows.month, rows.first, FIRST_NUMBER]))
        bodies = dict(zip(text["job_id"].to_pylist(), text["body"].to_pylist(), strict=True))
        originals = _originals(rows, job, bodies, chance)
        kinds = [
            kind for kind, share in SHARES.items() for _ in range(chance.binomial(len(originals), share))
        ]
        number = job["job_id"][0].as_py() + FIRST_NUMBER
        jobs, texts = [], []
        for place, (kind, original) in enumerate(zip(kinds, originals, strict=False)):
            copy = self._copied(kind, original, chance) | {"job_id": number + place}
            jobs.append(copy)
            other = bodies[originals[place - 1]["job_id"]]
            body = _body(kind, original, copy, bodies[original["job_id"]], other, chance)
            texts.append({"job_id": copy["job_id"], "body": body})
            apart = abs((copy["retrieval_date"] - original["retrieval_date"]).days)
            self.planted.append(
                {"job_id": copy["job_id"], "copy_of": original["job_id"], "kind": kind, "days_apart": apart}
            )
        return _like(job, jobs), _like(text, texts)

    def count(self, *kinds: str) -> int:
        """How many were planted of `kinds`."""
        return sum(one["kind"] in kinds for one in self.planted)

    def _copied(self, kind: str, original: Record, chance: np.random.Generator) -> Record:
        copy = dict(original)
        earliest, latest = DAYS[kind]
        day = original["retrieval_date"] + timedelta(days=int(chance.integers(earliest, latest + 1)))
        copy["retrieval_date"] = min(max(day, self._first), self._last)
        copy["import_time"] += copy["retrieval_date"] - original["retrieval_date"]
        if kind == "exact":
            copy["canon_employer"] = _one_of(SPELLINGS, chance).format(original["canon_employer"])
            number = int(chance.integers(10_000, 99_999))
            copy["clean_job_title"] = _one_of(TITLES, chance).format(
                original["clean_job_title"], number=number
            )
        elif kind == "agency_copy":
            copy["canon_employer"] = _one_of(self._agencies, chance)
        elif kind == "other_city":
            elsewhere = [place for place in PLACES if place[0] != original["canon_city"]]
            copy["canon_city"], copy["canon_state"], _ = _one_of(elsewhere, chance)
        elif kind == "other_job" and chance.random() < 0.5:
            copy["clean_job_title"] = f"{original['clean_job_title']}, {_one_of(SHIFTS, chance)}"
        return copy


def _originals(
    rows: Rows, job: pa.Table, bodies: dict[int, str], chance: np.random.Generator
) -> list[Record]:
    """Rows of table job that may be copied, in any order: outside every team, sent once, in plain text."""
    fit = (rows.kind == OUTSIDE) & (rows.employer >= 0)
    fit[rows.repeated] = False
    held = job.take(pa.array(np.flatnonzero(fit))).to_pylist()
    plain = [row for row in held if "\n" in (body := bodies.get(row["job_id"], "")) and "<" not in body]
    return [plain[number] for number in chance.permutation(len(plain))] if len(plain) > 1 else []


def _body(
    kind: str, original: Record, copy: Record, body: str, other: str, chance: np.random.Generator
) -> str:
    """The text of a copy; `other` is another posting's text, whose particulars a different job takes over."""
    if kind == "exact":
        return reformatted(body, chance)
    if kind == "reworded":
        return reworded(body, chance)
    if kind == "agency_copy":
        return passed_on(body, original["clean_job_title"], original["canon_city"], chance)
    if kind == "other_city":
        return body.replace(original["canon_city"], copy["canon_city"])
    return with_particulars(body, other)


def _one_of(options: Any, chance: np.random.Generator) -> Any:
    return options[int(chance.integers(0, len(options)))]


def _like(table: pa.Table, records: list[Record]) -> pa.Table:
    """`records` as rows of the form of `table`; what a record lacks is null."""
    columns = []
    for form in table.schema:
        values = [record.get(form.name) for record in records]
        if pa.types.is_dictionary(form.type):
            columns.append(pa.array(values, form.type.value_type).dictionary_encode().cast(form.type))
        else:
            columns.append(pa.array(values, form.type))
    return pa.table(columns, schema=table.schema)
