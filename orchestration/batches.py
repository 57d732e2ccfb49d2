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


def link_batch(links: list[Path], months: list[Path], window_days: int) -> Batch:
    """Links with `month` and the lake rows at both ends.

    Adds `lake_posting_id` and `original_posting_id` (null where there is no such row), `day` and
    `original_day`, `lake_count`, the rows of the month in the lake, and `window_days`, the largest that
    anything is asked for.
    """
    lake = f"(select delivery_id, row_number, posting_id, posted_date from {parquet(months)})"
    return Batch(f"""
        select link.*, parse_filename(link.filename, true) as month, {window_days} as window_days,
            held.lake_count,
            here.posting_id as lake_posting_id, here.posted_date as day,
            there.posting_id as original_posting_id, there.posted_date as original_day
        from {parquet(links, "filename = true")} as link
        left join {lake} as here using (delivery_id, row_number)
        left join {lake} as there
            on link.duplicate_of_delivery_id = there.delivery_id
            and link.duplicate_of_row_number = there.row_number
        left join (
            select strftime(posted_date, '%Y-%m') as month, count(*) as lake_count from {lake} group by all
        ) as held on parse_filename(link.filename, true) = held.month
    """)


def mart_batch(mart: str) -> str:
    """All rows of a mart of the build."""
    return f'select * from main."{mart}"'
