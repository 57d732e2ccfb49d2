"""Apply a Python function once per distinct value of a column: how dates, places and pay are read quickly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa


def per_distinct(values: pa.Array, read: Callable[[str], Any], kind: pa.DataType) -> pa.Array:
    """`read` of every value as an array of `kind` with the rows of `values`; null stays null.

    `values` is a string array; `read` gets each distinct value once and may return None.
    """
    encoded = values.dictionary_encode()
    results = pa.array([read(value) for value in encoded.dictionary.to_pylist()], kind)
    return results.take(encoded.indices)
