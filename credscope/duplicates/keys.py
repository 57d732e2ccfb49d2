"""Employer, place and title as keys, in SQL over lake rows: equal where two boards name the same thing.

A key is a number of 64 bits, 0 where nothing is said. Keys decide which postings are compared at all, so they
forgive spelling and nothing else: words are compared whole.
"""

from __future__ import annotations

from credscope.duck import quoted
from credscope.duplicates.rules import Rules
from credscope.employers import employer_key_sql

COUNTRY = "( (united states( of america)?|usa|u s a|us))+$"


def place_name() -> str:
    """City and state, else the place as delivered without its country."""
    stated = f"regexp_replace({_plain('location_text')}, '{COUNTRY}', '')"
    return f"coalesce({_plain('city')} || ', ' || coalesce({_plain('state')}, ''), {stated})"


def title_words(rules: Rules) -> str:
    """The words of the title in alphabetical order, each once, without what boards add to it."""
    title = "lower(strip_accents(title))"
    for pattern, replacement in rules.title_patterns:
        title = f"regexp_replace({title}, {quoted(pattern)}, {quoted(replacement)}, 'g')"
    words = f"string_split(trim(regexp_replace({title}, '[^a-z0-9+#]+', ' ', 'g')), ' ')"
    listed = f"array_to_string(list_sort(list_distinct({words})), ' ')"
    return f"coalesce(nullif({listed}, ''), {_plain('title')})"


def key(name: str) -> str:
    """The number for a name in SQL; does not depend on DuckDB's version as its own hash does."""
    return f"coalesce(md5_number_lower(nullif({name}, '')), 0)"


def is_staffing(rules: Rules) -> str:
    """Whether the employer is known as a staffing agency, by the delivery or by the rules."""
    listed = ", ".join(quoted(name) for name in rules.agencies)
    agencies = f"select {employer_key_sql('name')} from (select unnest([{listed}]::varchar[]) as name)"
    return (
        "coalesce(employer_is_staffing, false) "
        f"or coalesce({employer_key_sql('employer_name')} in ({agencies}), false)"
    )


def _plain(text: str) -> str:
    return f"trim(regexp_replace(lower(strip_accents({text})), '[^a-z0-9]+', ' ', 'g'))"
