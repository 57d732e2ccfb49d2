"""Quarantined rows as they are kept: reason, column at fault, value and the row as JSON, all masked."""

from __future__ import annotations

import json

import pyarrow as pa

from credscope.contract import POSTING, QUARANTINE
from credscope.text import mask

_VALUE_LENGTH = 200


def quarantined_rows(broken: pa.Table, delivery_id: str, dated: pa.DataType | None = None) -> pa.Table:
    """Candidate rows with their `reason`, as rows of QUARANTINE in the same order.

    `dated` is the type in which posted_date was delivered, where it was not delivered as text.
    """
    rows = []
    if dated is not None:
        # As text it is what a reader of the file would have got.
        days = broken["posted_date"].cast(dated).cast(pa.string())
        broken = broken.set_column(broken.column_names.index("posted_date"), "posted_date", days)
    for row in broken.to_pylist():
        reason = row.pop("reason")
        column = reason.split(" ")[0] if reason.split(" ")[0] in POSTING.names else None
        number, problem = row.pop("row_number"), row.pop("problem")
        value = problem.partition(": ")[2] if column is None and problem else row.get(column or "")
        said = {name: cell for name, cell in row.items() if cell not in (None, "", [])}
        rows.append((number, reason, column, value, json.dumps(said, ensure_ascii=False)))
    numbers, whys, columns, values, texts = (
        (list(part) for part in zip(*rows, strict=True)) if rows else [[]] * 5
    )
    cut = [
        value[:_VALUE_LENGTH] if value else value for value in mask(pa.array(values, pa.string())).to_pylist()
    ]
    arrays = [[delivery_id] * len(rows), numbers, whys, columns, cut, mask(pa.array(texts, pa.string()))]
    return pa.table(
        [pa.array(values, field.type) for values, field in zip(arrays, QUARANTINE, strict=True)],
        schema=QUARANTINE,
    )
