"""A month that several deliveries decide: of every posting the rows of the last day that has it, in one file.

Which deliveries and files take part is decided by `overlaps`; here the rows are compared and written. Where
deliveries of one day have a posting in common, all their rows of it are in the month, and which of them
counts is written beside it, as `repeats` does within one delivery.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from credscope.content import content_hash
from credscope.contract import LAKE
from credscope.duck import connect, parquet, quoted
from credscope.keys import KEY
from credscope.months import GROUP_ROWS, sync


@dataclass(frozen=True)
class Part:
    """A delivery that takes part: its file of the month, if any, and its files with postings of the month."""

    delivery_id: str
    delivered_on: str
    here: list[Path]
    elsewhere: list[Path]


def merge(month: str, parts: list[Part], output: Path, ties: Path | None, key: str, spill: Path) -> int:
    """Winning rows into `output`, in the order of `parts` (the earliest first) and their rows; how many.

    `month` is YYYY-MM. `ties`, None where no two parts are of one day, gets the rows among them that count
    for their delivery but not for its day (contract.TIES). The same parts always give the same bytes. `spill`
    is a folder for what does not fit into memory; it is removed.
    """
    here = parquet([file for part in parts for file in part.here])
    everywhere = parquet([file for part in parts for file in [*part.here, *part.elsewhere]])
    columns = ", ".join(f'"{name}"' for name in LAKE.names)
    spill.parent.mkdir(parents=True, exist_ok=True)
    try:
        with connect(spill) as connection:
            connection.execute("create table ranked (delivery_id varchar, place integer)")
            ranks = [(part.delivery_id, place) for place, part in enumerate(parts)]
            connection.executemany("insert into ranked values (?, ?)", ranks)
            connection.execute(_CONTESTED.format(here=here, everywhere=everywhere))
            connection.execute(
                f"""
                copy (
                    select {columns}
                    from {here} join ranked using (delivery_id) left join contested using (posting_id)
                    where delivered_on = coalesce(winning_day, delivered_on)
                    order by place, row_number
                ) to {quoted(output)} (
                    format parquet, compression zstd, row_group_size {GROUP_ROWS},
                    kv_metadata {{{quoted(KEY.decode())}: {quoted(key)}}}
                )
                """
            )
            rows = connection.execute(f"select count(*) from {parquet([output])}").fetchall()[0][0]
            if ties is not None:
                _write_ties(connection, month, everywhere, ties)
    finally:
        shutil.rmtree(spill, ignore_errors=True)
    sync(output)
    return rows


def _write_ties(connection: duckdb.DuckDBPyConnection, month: str, everywhere: str, ties: Path) -> None:
    connection.execute(_TIED.format(everywhere=everywhere))
    ties.parent.mkdir(parents=True, exist_ok=True)
    query = _TIES.format(everywhere=everywhere, content_hash=content_hash(), month=quoted(month))
    temporary = ties.with_name(f".{ties.name}.{os.getpid()}")
    try:
        connection.execute(f"copy ({query}) to {quoted(temporary)} (format parquet, compression zstd)")
        sync(temporary)
        os.replace(temporary, ties)
    finally:
        temporary.unlink(missing_ok=True)


# Postings of the month that several deliveries have, whichever month they put them in.
_CONTESTED = """
    create table contested as
    select posting_id, max(delivered_on) as winning_day
    from {everywhere}
    semi join (select posting_id from {here}) as wanted using (posting_id)
    group by posting_id
    having min(delivery_id) < max(delivery_id)
"""
_TIED = """
    create table tied as
    select posting_id, winning_day
    from {everywhere} join contested using (posting_id)
    where delivered_on = winning_day
    group by posting_id, winning_day
    having min(delivery_id) < max(delivery_id)
"""
# One row speaks for a delivery, one for the day; all months are compared, those of this month are told.
_TIES = """
    with said as (
        select posting_id, delivery_id, row_number, strftime(posted_date, '%Y-%m') as month,
            {content_hash} as content_hash
        from {everywhere} join tied using (posting_id)
        where delivered_on = winning_day
    ),
    ordered as (
        select *,
            first_value(row_number) over of_delivery as speaks_for_delivery,
            first_value(delivery_id) over of_day as representative_delivery_id,
            first_value(row_number) over of_day as representative_row_number
        from said
        window
            of_delivery as (partition by posting_id, delivery_id order by content_hash, row_number),
            of_day as (partition by posting_id order by content_hash, delivery_id, row_number)
    )
    select delivery_id, row_number, month, posting_id, representative_row_number, representative_delivery_id
    from ordered
    where month = {month} and row_number = speaks_for_delivery and delivery_id <> representative_delivery_id
    order by delivery_id, row_number
"""
