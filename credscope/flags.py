"""Truth values as deliveries write them: "true", "0", "Yes". What else they write says neither."""

from __future__ import annotations

import pyarrow as pa

from credscope.distinct import per_distinct

_WORDS = {
    **dict.fromkeys(("true", "t", "yes", "y", "1", "1.0"), True),
    **dict.fromkeys(("false", "f", "no", "n", "0", "0.0"), False),
}


def read_flag(text: str) -> bool | None:
    """True or False for the usual words of either, in any case; None for anything else."""
    return _WORDS.get(text.strip().lower())


def read_flags(values: pa.Array) -> pa.Array:
    """`read_flag` over a string array."""
    return per_distinct(values, read_flag, pa.bool_())
