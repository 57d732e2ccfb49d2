"""The credentials that the sample uses: their names, spellings and whether they are AI-related.

Read from the same seeds as the warehouse; nothing is decided here but which spelling is safe to deliver.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

import numpy as np

from credscope.errors import CredscopeError
from credscope.sample import mentions
from credscope.sample.occupations import OUTSIDE
from credscope.sample.published import rows


@dataclass(frozen=True)
class Catalogue:
    """Parallel by credential: id, printed name, one other spelling (else the name), flags."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    spellings: tuple[str, ...]
    ai_related: np.ndarray
    project_management: np.ndarray

    def number(self, credential_id: str) -> int:
        return self.ids.index(credential_id)


def load() -> Catalogue:
    """Every credential the sample names; raises CredscopeError for one that the seeds lack or contradict."""
    known = {row["credential_id"]: row for row in rows("rules/credentials")}
    keywords = [row["keyword"].lower() for row in rows("rules/keywords")]
    projects = {name for sets in mentions.PROJECT_MANAGEMENT.values() for names in sets for name in names}
    free = {name for names in mentions.WITHOUT_KEYWORD.values() for name in names}
    outside = {name for occupation in OUTSIDE for name in occupation.credentials}
    ids = (*mentions.ORDER, *sorted((projects | free | outside) - set(mentions.ORDER)))
    if lacking := [name for name in ids if name not in known and name not in mentions.UNCATALOGUED]:
        raise CredscopeError(
            f"rules/credentials.csv lacks {', '.join(lacking)}, which the sample names: add them."
        )
    names = tuple(mentions.UNCATALOGUED.get(i) or known[i]["credential_name"] for i in ids)
    ai_related = np.array([any(word in name.lower() for word in keywords) for name in names])
    managing = np.array([i in known and known[i]["field"] == "project_management" for i in ids])
    for i, credential_id in enumerate(ids):
        if ai_related[i] != (credential_id in mentions.ORDER) and credential_id not in outside:
            raise CredscopeError(
                f"The sample takes {credential_id} for the other side of the keywords; see mentions.py."
            )
        if credential_id in projects and not managing[i]:
            raise CredscopeError(
                f"rules/credentials.csv: {credential_id} is not of field project_management."
            )
        if credential_id in free and managing[i]:
            raise CredscopeError(
                f"rules/credentials.csv: {credential_id} is of field project_management; see mentions.py."
            )
    owners: Counter[str] = Counter()
    for row in known.values():
        owners.update({_plain(text) for text in _all_spellings(row)})
    spellings = tuple(
        _other(known[i], owners) if i in known else name for i, name in zip(ids, names, strict=True)
    )
    return Catalogue(ids, names, spellings, ai_related, managing)


def _all_spellings(row: dict[str, str]) -> list[str]:
    text = "|".join((row["credential_name"], row["aliases"] or "", row["short_forms"] or ""))
    return [part.strip() for part in text.split("|") if part.strip()]


def _other(row: dict[str, str], owners: Counter[str]) -> str:
    """The first alias that only this credential has."""
    for alias in (row["aliases"] or "").split("|"):
        if alias.strip() and owners[_plain(alias)] == 1 and _plain(alias) != _plain(row["credential_name"]):
            return alias.strip()
    return row["credential_name"]


def _plain(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9+#&]+", " ", bare).strip()
