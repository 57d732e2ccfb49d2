"""The credential catalogue as the reader folds it: what `test_seeds` cannot see on the rows as written."""

from __future__ import annotations

import csv
import re
from collections import defaultdict

from credscope.home import SEEDS
from credscope.reading.text import fold, lower, spellings
from credscope.rules import Credential, Rules

CATALOGUE = Rules.load().credentials
with (SEEDS / "rules" / "credentials.csv").open(encoding="utf-8", newline="") as _handle:
    ROWS = list(csv.DictReader(_handle))
# Fields where law asks for certificates that nobody calls a licence (OSHA cards, EPA 608, EIT).
REGULATED = frozenset(
    {
        "construction", "education", "engineering", "environment", "facilities", "food", "government",
        "health", "public_safety", "real_estate", "safety", "trades", "transport", "architecture",
    }
)  # fmt: skip
# Directives bind federal staff and contractors to these, whatever the field of work.
DEMANDED_OF_FEDERAL_STAFF = ("dawia", "fac_", "dod_")
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_NOUN = re.compile(
    r" (?:certifications?|certificates?|certified|licen[sc]e[sd]?|licensure|credentials?|designations?)$"
)
_BETWEEN = re.compile(r"/| and/or | or |, ")


def names(row: Credential) -> set[str]:
    """Every lower-case spelling under which the reader finds `row` without a word for credentials near it."""
    bare = _BRACKETS.sub("", row.name)
    written = [*row.aliases, *([bare] if " " in bare and bare not in row.short_forms else [])]
    return {low for name in written for low in spellings(name)}


def owners() -> dict[str, set[str]]:
    """Entries by spelling, short forms included."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in CATALOGUE:
        for low in names(row) | {lower(fold(short)) for short in row.short_forms}:
            found[low].add(row.credential_id)
    return found


def test_folded_spelling_belongs_to_one_entry() -> None:
    """Fails when two entries meet once apostrophes, hyphens and "&" are folded, so that either may win."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in CATALOGUE:
        for low in names(row):
            found[low].add(row.credential_id)
    assert not {low: ids for low, ids in found.items() if len(ids) > 1}


def test_short_form_is_no_name_of_another_entry() -> None:
    """Fails when an abbreviation counts without context because another entry has it as a name."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in CATALOGUE:
        for low in names(row):
            found[low].add(row.credential_id)
    assert not [
        (row.credential_id, short)
        for row in CATALOGUE
        for short in row.short_forms
        if found.get(lower(fold(short)), set()) - {row.credential_id}
    ]


def test_alias_has_more_than_three_letters() -> None:
    """Fails when three letters, which stand for many things, are written down as an unambiguous name."""
    assert not [
        (row.credential_id, alias)
        for row in CATALOGUE
        for alias in row.aliases
        if len(re.sub(r"[^A-Za-z0-9+#]", "", alias)) <= 3 and alias.isalpha()
    ]


def test_alias_is_no_list_of_two_entries() -> None:
    """Fails when `A or B certification` is an alias of one entry and hides the other, nouns left aside."""
    by_name = owners()

    def entries(piece: str) -> set[str]:
        bare = _NOUN.sub("", piece.strip())
        return by_name.get(piece.strip(), set()) | by_name.get(bare, set())

    lists = []
    for row in CATALOGUE:
        for alias in row.aliases:
            pieces = [piece for piece in _BETWEEN.split(lower(fold(alias))) if piece.strip()]
            ids = [entries(piece) for piece in pieces]
            if alias != row.name and len(pieces) > 1 and all(ids) and len(set.union(*ids)) > 1:
                lists.append((row.credential_id, alias))
    assert not lists


def test_certification_has_an_issuer() -> None:
    """Fails when nobody is said to award a certification, unless the entry is a family."""
    assert not [
        row["credential_id"]
        for row in ROWS
        if row["kind"] == "certification"
        and not row["issuer"].strip()
        and "(unspecified)" not in row["credential_name"]
    ]


def test_law_mandates_licences_and_what_regulated_fields_ask() -> None:
    """Fails when a vendor's or an association's certification is marked as demanded by law."""
    assert not [
        row["credential_id"]
        for row in ROWS
        if row["is_government_mandated"] == "true"
        and row["kind"] != "license"
        and row["field"] not in REGULATED
        and not row["credential_id"].startswith(DEMANDED_OF_FEDERAL_STAFF)
    ]


def test_parent_family_is_one_word() -> None:
    """Fails when a family is written in two ways, so that its members are counted apart."""
    assert not [
        (row["credential_id"], row["parent_family"])
        for row in ROWS
        if row["parent_family"] and not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", row["parent_family"])
    ]


def test_successor_is_not_retired_before_the_entry() -> None:
    """Fails when an entry leads to a successor that was gone before it."""
    retired = {row["credential_id"]: row["retired_on"] for row in ROWS}
    assert not [
        row["credential_id"]
        for row in ROWS
        if row["successor_id"]
        and retired[row["successor_id"]]
        and retired[row["successor_id"]] < row["retired_on"]
    ]
