"""The brief's figures counted from a delivery's raw files by plain SQL; it shares no code with the marts.

    python benchmarks/replicate.py SAMPLE_DIR

Reads tables job and certification of the Burning Glass layout and the seeds, nothing else of Credscope, with
the statements of replicate.sql. Prints every published cell of Tables A1, 2, 3, 4, A2 and 5, and the shares
of the text, beside the count; a sample is compared with the published counts times the scale that its
layout.json names. Exits 1 where a count is one or more away, or another figure differs as printed (ranks
and the tables' percentages at scale 1 only: rounded counts tie).
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb

STATEMENTS = Path(__file__).with_suffix(".sql")
SEEDS = Path(__file__).parents[1] / "dbt_project" / "seeds"


def compare(folder: Path) -> list[tuple[Any, ...]]:
    """Rows (exhibit, cell, unit, expected, counted, difference) of the delivery in `folder`."""
    layout = json.loads((folder / "layout.json").read_text(encoding="utf-8"))
    scale = layout.get("scale", 1.0)
    with (
        tempfile.TemporaryDirectory() as spilled,
        duckdb.connect(config={"memory_limit": "6GB", "temp_directory": spilled}) as connection,
    ):
        for table in ("job", "certification"):
            connection.execute(f"create view {table} as from read_parquet('{folder}/{table}/*.parquet')")
        for seed in SEEDS.glob("*/*.csv"):
            connection.execute(f"create table {seed.stem} as from read_csv('{seed}', nullstr = '')")
        connection.execute("set variable scale = $1", [scale])
        connection.execute("set variable big_tech_scale = $1", [layout.get("big_tech_scale", scale)])
        connection.execute(STATEMENTS.read_text(encoding="utf-8"))
        return connection.execute("from compared").fetchall()


def holds(unit: str, difference: float | None) -> bool:
    """Whether a cell holds: a count within one of what is expected, anything else as printed."""
    return difference is not None and (abs(difference) < 1 if unit == "count" else difference == 0)


def main(folder: Path) -> bool:
    """Print every cell; True when all hold."""
    cells = compare(folder)
    for exhibit, cell, unit, expected, counted, difference in cells:
        shown = "–" if counted is None else f"{counted:,.10g}"
        mark = "" if holds(unit, difference) else "  DIFFERS"
        print(f"{exhibit:5} {cell:60} {expected:>15,.10g} {shown:>15} {difference}{mark}")
    held = all(holds(unit, difference) for _, _, unit, _, _, difference in cells)
    print(f"{len(cells)} cells; {'all hold' if held else 'some differ'}")
    return held


if __name__ == "__main__":
    sys.exit(not main(Path(sys.argv[1])))
