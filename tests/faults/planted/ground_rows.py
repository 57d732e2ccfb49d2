"""The postings that faults are planted among: few and invented, with every case that a model decides about.

Employers that big tech bought, reposts, names given twice, names in the text alone, other countries and none.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

MONTHS = ("2016-11", "2016-12", *(f"2019-{month:02d}" for month in range(1, 13)), "2020-01")
"""Around the day on which big tech bought an employer, and a year to tell from what is usual."""
ROWS = 144
"""Postings a month: enough for every rule about shares to apply."""


@dataclass(frozen=True)
class Job:
    """What postings of one kind say."""

    title: str
    code: str
    named: tuple[str, ...]
    text: str
    employer: str | None = None
    country: str = "US"


JOBS = (
    Job(
        "Software Developer",
        "15-1252.00",
        ("Certified Cloud Practitioner", "MCSE"),
        "A cloud certification is required.",
    ),
    Job(
        "Network Administrator",
        "15-1244.00",
        ("MCSE", "Microsoft Certified Solutions Expert (MCSE)"),
        "MCSE required.",
    ),
    Job("Help Desk Technician", "15-1232.00", ("CompTIA A+",), "CompTIA A+ certification preferred."),
    Job(
        "Project Manager",
        "13-1082.00",
        ("Project Management Professional (PMP)",),
        "PMP certification preferred.",
    ),
    Job("Product Director", "11-9199.00", (), "A PMP certification is a plus."),
    Job("Cook", "35-2014.00", (), "No experience needed."),
    Job(
        "Data Analyst", "15-2051.00", ("AWS Certified Welding Inspector",), "Reports and charts.", "LinkedIn"
    ),
    Job("Business Consultant", "13-1199.00", ("Google Analytics",), "Advice to clients.", "Google"),
    Job("Software Developer", "15-1252.00", ("MCSE",), "Work in Toronto.", None, "CA"),
    Job("Systems Analyst", "15-1211.00", ("MCSE",), "Work anywhere.", None, ""),
    Job("Machine Learning Engineer", "15-2051.00", ("TensorFlow Developer Certificate",), "Neural networks."),
    Job("Software Tester", "15-1253.00", (), "No certificate is asked for."),
)
COLUMNS = (
    "job_id", "retrieval_date", "clean_job_title", "canon_employer", "canon_city", "canon_state",
    "record_country", "occupation_code", "canon_minimum_degree", "canon_preferred_degree", "import_time",
)  # fmt: skip


def write(folder: Path, months: tuple[str, ...], first_id: int, delivered_on: str) -> Path:
    """A delivery of ROWS postings a month in the Burning Glass layout; every tenth is a repost of another."""
    jobs: list[tuple[str, ...]] = []
    named: list[tuple[str, ...]] = []
    clusters: list[tuple[str, ...]] = []
    texts: list[tuple[str, ...]] = []
    number = first_id
    for month in months:
        for place in range(ROWS):
            # Ten places on, the same job once more: a repost, which linking has to leave out.
            kind = JOBS[place % len(JOBS)] if place < ROWS - 12 else JOBS[(place - 12) % len(JOBS)]
            said = number if place < ROWS - 12 else number - 12
            employer = kind.employer or f"Example Works {said % 7}"
            key, day = f"P{number}", f"{month}-{place // 6 + 1:02d}"
            jobs.append(
                (
                    key,
                    day,
                    kind.title,
                    employer,
                    "Springfield",
                    "IL",
                    kind.country,
                    kind.code,
                    "",
                    "",
                    f"{delivered_on} 00:00:00",
                )
            )
            named += [(key, name) for name in kind.named]
            clusters += [(key, "Machine Learning")] if "Learning" in kind.title else []
            texts.append((key, f"{kind.title} {said}.\n{_duties(said)}\n{kind.text}"))
            number += 1
    folder.mkdir(parents=True)
    for name, header, rows in (
        ("job", COLUMNS, jobs),
        ("certification", ("job_id", "canon_certification"), named),
        ("skill", ("job_id", "skill_cluster"), clusters),
        ("posting_text", ("job_id", "body"), texts),
    ):
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as opened:
            csv.writer(opened).writerows([header, *rows])
    layout = {
        "layout": "burning_glass", "source": "example_board", "occupation_scheme": "onet_soc_2019",
        "delivered_on": delivered_on,
    }  # fmt: skip
    (folder / "layout.json").write_text(json.dumps(layout), encoding="utf-8")
    return folder


def _duties(number: int) -> str:
    """Sentences that are the posting's own, so that only a repost reads like another."""
    words = [f"task{number}part{part}" for part in range(24)]
    return (
        ". ".join(" ".join(words[start : start + 8]) for start in range(0, 24, 8))
        + ". By the Springfield Standard."
    )
