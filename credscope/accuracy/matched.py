"""Whether a posting names an AI-related credential: what every matched share counts, labelled and as read.

Whether a mention was found belongs to `credentials`; here a posting is right or wrong as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from credscope.accuracy.counts import Counts, flag_hits
from credscope.accuracy.credentials import Resolve
from credscope.accuracy.labelled import Row
from credscope.rules import Rules


class Matched:
    """The rule of `int_credentials_matched` in Python: a keyword inside a canonical name, in any case."""

    def __init__(self, rules: Rules) -> None:
        self._keywords = tuple(keyword.lower() for keyword in rules.keywords)
        self._names = {entry.credential_id: entry.name.lower() for entry in rules.credentials}

    def counts(self, label: Row, reading: Row, resolve: Resolve) -> Counts:
        """Precision, recall and F1 of "names an AI-related credential" over whole postings."""
        said = [(resolve(each["name"]), each["name"]) for each in label["credentials"]]
        read = [(each["credential_id"], each["name"]) for each in reading["credentials"]]
        return flag_hits(self._any(said), self._any(read)).counts("matched.")

    def _any(self, named: Iterable[tuple[str | None, str]]) -> bool:
        names = (self._names.get(known or "", name.lower()) for known, name in named)
        return any(keyword in name for name in names for keyword in self._keywords)
