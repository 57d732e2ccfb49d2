"""Writes small deliveries in the Burning Glass layout for tests of the jobs; every posting is invented."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

JOBS = (
    (
        "Software Developer",
        "15-1252.00",
        "Certified Cloud Practitioner",
        "A cloud certification is required.",
    ),
    ("Network Administrator", "15-1244.00", "Cisco Certified Network Associate (CCNA)", "CCNA preferred."),
    ("Help Desk Technician", "15-1232.00", "CompTIA A+", "CompTIA A+ certification required."),
    (
        "Project Manager",
        "13-1082.00",
        "Project Management Professional (PMP)",
        "PMP certification preferred.",
    ),
    ("Product Director", "11-9199.00", None, "A bachelor's degree is required."),
    ("Cook", "35-2014.00", None, "No experience needed."),
)


def write_delivery(
    folder: Path,
    months: tuple[str, ...] = ("2020-01", "2020-02", "2020-03"),
    rows: int = 40,
    delivered_on: str = "2020-06-30",
    first_id: int = 0,
    blank_employers_in: str | None = None,
    kind: str = "postings",
) -> Path:
    """A delivery of `rows` postings a month; in month `blank_employers_in` none names its employer."""
    tables: dict[str, list[dict[str, object]]] = {"job": [], "certification": [], "posting_text": []}
    number = first_id
    for month in months:
        for place in range(rows):
            title, code, credential, text = JOBS[place % len(JOBS)]
            job = f"P{number}"
            number += 1
            tables["job"].append(
                {
                    "job_id": job,
                    "retrieval_date": f"{month}-{place % 27 + 1:02d}",
                    "clean_job_title": title,
                    "canon_employer": "" if month == blank_employers_in else f"Example Works {place % 7}",
                    "canon_city": "Springfield",
                    "canon_state": "IL",
                    "record_country": "US",
                    "occupation_code": code,
                    "canon_minimum_degree": "",
                    "canon_preferred_degree": "",
                    "import_time": f"{delivered_on} 00:00:00",
                }
            )
            if credential:
                tables["certification"].append({"job_id": job, "canon_certification": credential})
            tables["posting_text"].append({"job_id": job, "body": f"{title} {number}.\n{text}"})
    folder.mkdir(parents=True)
    for name, lines in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as opened:
            writer = csv.DictWriter(opened, fieldnames=list(lines[0]))
            writer.writeheader()
            writer.writerows(lines)
    layout = {
        "layout": "burning_glass",
        "source": "example_board",
        "occupation_scheme": "onet_soc_2019",
        "delivered_on": delivered_on,
        "kind": kind,
    }
    (folder / "layout.json").write_text(json.dumps(layout), encoding="utf-8")
    return folder


def fingerprint(folder: Path, without: tuple[str, ...] = ("dagster",)) -> dict[str, str]:
    """SHA-256 of every file below `folder` and target of every link, by name; not those in `without`."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if name.parts[0] in without:
            continue
        if path.is_symlink():
            found[str(name)] = f"-> {path.readlink()}"
        elif path.is_file():
            found[str(name)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found
