"""What a posting says, as one hash in SQL: equal for two rows where nothing but their way here differs.

It is computed only where rows are compared, never stored with the rows: repeats inside a delivery, and one
posting in several deliveries.
"""

from __future__ import annotations

import pyarrow as pa

from credscope.contract import POSTING

NOT_CONTENT = frozenset({"posting_id", "source", "delivery_id", "delivered_on", "url"})


def content_hash() -> str:
    """SQL over the columns of a lake row: 16 hex digits; the order within lists makes no difference."""
    said = [_text(field) for field in POSTING if field.name not in NOT_CONTENT]
    return f"left(md5(concat_ws(chr(31), {', '.join(said)})), 16)"


def _text(field: pa.Field) -> str:
    """The column as text; null is told from empty."""
    listed = f"array_to_string(list_sort({field.name}), chr(30))"
    return f"coalesce(({listed if pa.types.is_list(field.type) else field.name})::varchar, chr(0))"
