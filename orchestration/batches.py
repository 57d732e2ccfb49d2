"""The batches that suites look at: which files, as which SQL.

Rows of deliveries and readings are counted by month in one pass (`counted`); a mart is looked at as it is.
"""

from __future__ import annotations

from pathlib import Path

from credscope.duck import parquet, quoted
from credscope.intake import Staged
from orchestration.counted import Batch


def delivery_batch(staged: Staged) -> Batch:
    """All rows of a delivery, with `month` from the file's name.

    Beside them stand `quarantine`, `repeats`, `delivery` (one row of the manifest's delivery_id, source and
    delivered_on) and `expected` (the row_number of every row read).
    """
    told = staged.manifest
    files = [file for _, file in staged.months()]
    return Batch(
        rows=f"select *, parse_filename(filename, true) as month from {parquet(files, 'filename = true')}",
        relations={
            "quarantine": f"select * from {parquet([staged.folder / 'quarantine.parquet'])}",
            "repeats": f"select * from {parquet([staged.folder / 'repeats.parquet'])}",
            "delivery": f"select {quoted(told['delivery_id'])} as delivery_id, "
            f"{quoted(told['source'])} as source, date '{told['delivered_on']}' as delivered_on",
            "expected": f"select range as row_number from range({told['read_count']})",
        },
    )


def reading_batch(readings: list[Path], months: list[Path]) -> Batch:
    """Readings joined with the lake rows they came from.

    Adds `month`, `lake_row_number` (null where there is no such row) and `description` of the lake.
    """
    return Batch(f"""
        select reading.*, parse_filename(reading.filename, true) as month,
            lake.row_number as lake_row_number, lake.description
        from {parquet(readings, "filename = true")} as reading
        left join {parquet(months)} as lake using (delivery_id, row_number)
    """)


def mart_batch(mart: str) -> str:
    """All rows of a mart of the build."""
    return f'select * from main."{mart}"'
