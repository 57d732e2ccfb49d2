"""A month that several deliveries decide: of every posting the rows of its winning delivery, in one file.

Which deliveries and files take part is decided by `overlaps`; here the rows are compared and written.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from credscope.content import content_hash
from credscope.contract import LAKE
from credscope.duck import connect, parquet, quoted
from credscope.keys import KEY
from credscope.months import GROUP_ROWS, sync


@dataclass(frozen=True)
class Part:
    """A delivery that takes part: its file of the month, if any, and its files with postings of the month."""

    delivery_id: str
    here: list[Path]
    elsewhere: list[Path]


def merge(parts: list[Part], output: Path, key: str, spill: Path) -> tuple[int, int]:
    """Winning rows into `output`, in the order of `parts` (the last wins) and their rows; how many.

    Also how many postings of them an earlier delivery had with another content. The same parts always give
    the same bytes. `spill` is a folder for what does not fit into memory; it is removed.
    """
    here = parquet([file for part in parts for file in part.here])
    everywhere = parquet([file for part in parts for file in [*part.here, *part.elsewhere]])
    columns = ", ".join(f'"{name}"' for name in LAKE.names)
    spill.parent.mkdir(parents=True, exist_ok=True)
    try:
        with connect(spill) as connection:
            connection.execute("create table ranked (delivery_id varchar, delivery_rank integer)")
            ranks = [(part.delivery_id, rank) for rank, part in enumerate(parts)]
            connection.executemany("insert into ranked values (?, ?)", ranks)
            connection.execute(_CONTESTED.format(here=here, everywhere=everywhere))
            connection.execute(
                f"""
                copy (
                    select {columns}
                    from {here} join ranked using (delivery_id) left join contested using (posting_id)
                    where delivery_rank = coalesce(winning_rank, delivery_rank)
                    order by delivery_rank, row_number
                ) to {quoted(output)} (
                    format parquet, compression zstd, row_group_size {GROUP_ROWS},
                    kv_metadata {{{quoted(KEY.decode())}: {quoted(key)}}}
                )
                """
            )
            restated = connection.execute(
                _RESTATED.format(
                    everywhere=everywhere, content_hash=content_hash(), winning=parquet([output])
                )
            ).fetchall()[0][0]
            rows = connection.execute(f"select count(*) from {parquet([output])}").fetchall()[0][0]
    finally:
        shutil.rmtree(spill, ignore_errors=True)
    sync(output)
    return rows, restated


# Postings of the month that several deliveries have, whichever month they put them in.
_CONTESTED = """
    create table contested as
    select posting_id, max(delivery_rank) as winning_rank
    from {everywhere} join ranked using (delivery_id)
    semi join (select posting_id from {here}) as wanted using (posting_id)
    group by posting_id
    having min(delivery_rank) < max(delivery_rank)
"""
_RESTATED = """
    with held as (
        select posting_id, delivery_rank, winning_rank, {content_hash} as content_hash
        from {everywhere} join ranked using (delivery_id) join contested using (posting_id)
    )
    select count(distinct posting_id)
    from held
    semi join {winning} as winning using (posting_id)
    anti join (select * from held where delivery_rank = winning_rank) as said using (posting_id, content_hash)
    where delivery_rank < winning_rank
"""
