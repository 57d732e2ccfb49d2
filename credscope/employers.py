"""Employers' names brought to one form before they are compared for equality, in SQL over columns of names.

The warehouse does the same in its macro `normalise_employer`; which words are legal forms is the seed
`rules/legal_forms.csv`. Who an employer belongs to is decided in the warehouse.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache

import duckdb
import pyarrow as pa

from credscope.home import SEEDS

# "dba" counts in small letters only: in capitals it is as often a database administrator.
_TRADING_AS = r"^.*[A-Za-z0-9].*\b([dD]/[bB]/[aA]|dba)\b"
_PLAINER = (
    (r",\s+an?\s+[a-z].*$", ""),
    ("[''’`]|#\\s*\\d+", ""),
    (r"\b([a-z])\.", r"\1"),
    (r"[^\p{L}\p{N}]+", " "),
)


def employer_key_sql(column: str) -> str:
    """SQL for the form of an employer's name: "The Acme Co., a Delaware corporation" becomes "acme".

    Lower case without accents, signs, "the" in front, store numbers, what follows ", a" or ", an", and legal
    forms at the end; of "Holding d/b/a Trade Name" the trade name. A name of which nothing would be left
    stays as it is, in small letters; null stays null.
    """
    forms = ", ".join(f"'{form}'" for form in _legal_forms())
    plain = f"regexp_replace({column}, '{_TRADING_AS}', '')"
    plain = f"replace(lower(strip_accents({plain})), '&', ' and ')"
    for pattern, instead in _PLAINER:
        plain = f"regexp_replace({plain}, '{pattern}', '{instead}', 'g')"
    words = f"string_split(regexp_replace(trim({plain}), '^the ', ''), ' ')"
    # Where the last word that is no legal form stands, from the end. A list of one binds the words once.
    named = (
        "coalesce(list_position(list_transform(list_reverse(words), "
        f"lambda word: list_contains([{forms}], word)), false), len(words))"
    )
    kept = f"array_to_string(list_slice(words, 1, len(words) + 1 - {named}), ' ')"
    key = f"list_extract(list_transform([{words}], lambda words: {kept}), 1)"
    return f"coalesce(nullif({key}, ''), lower(trim({column})))"


def employer_keys(names: Iterable[str]) -> list[str]:
    """The forms of `names`, in order."""
    listed = list(names)
    table = pa.table({"place": pa.array(range(len(listed))), "name": pa.array(listed, pa.string())})
    with duckdb.connect() as connection:
        connection.register("names", table)
        rows = connection.execute(f"select {employer_key_sql('name')} from names order by place").fetchall()
    return [key for (key,) in rows]


@cache
def _legal_forms() -> tuple[str, ...]:
    with (SEEDS / "rules" / "legal_forms.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(row["legal_form"] for row in csv.DictReader(handle))
