"""The seeds as plain Python, shared by the peers so that their rules are the very seeds of the warehouse.

Only tables to look names up in, and what is decided once per distinct name or code, belong here; what is done
to rows is the peers' own work.
Needs nothing but the standard library: Spark's environment has neither pandas nor Credscope.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "dbt_project" / "seeds"

POSTING_COLUMNS = [
    "delivery_id", "row_number", "posted_date", "title", "employer_name", "country", "occupation_code",
    "occupation_scheme", "credential_names", "skill_clusters",
]  # fmt: skip
"""The columns of the lake that the marts depend on."""

CODE = re.compile(r"^\s*(\d\d)-?(\d{4})(\.\d\d)?\s*$", re.ASCII)


@cache
def seed(name: str) -> list[dict[str, str]]:
    """Rows of the seed `name`, as text."""
    (path,) = SEEDS.glob(f"*/{name}.csv")
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def plain(name: str) -> str:
    """Lower case without accents."""
    parts = unicodedata.normalize("NFD", name)
    return "".join(part for part in parts if not unicodedata.combining(part)).lower()


@cache
def accented_letters() -> tuple[str, str]:
    """Letters of Latin scripts with an accent, and the same without: for who knows no Unicode forms."""
    pairs = [(chr(code), unicodedata.normalize("NFD", chr(code))[0]) for code in range(0xC0, 0x250)]
    found = [(letter, bare) for letter, bare in pairs if bare != letter]
    return "".join(letter for letter, _ in found), "".join(bare for _, bare in found)


LEGAL_FORM = re.compile(f"( ({'|'.join(row['legal_form'] for row in seed('legal_forms'))}))+$")


def normalise_employer(name: str) -> str:
    """Lower case, no accents, no signs, no leading "the", no legal form at the end."""
    words = re.sub(r"[^a-z0-9]+", " ", plain(name).replace("&", " and ")).strip()
    return LEGAL_FORM.sub("", words.removeprefix("the ")).strip()


def normalise_credential(name: str) -> str:
    """Lower case, no accents, runs of signs other than + # & become one space."""
    return re.sub(r"[^a-z0-9+#&]+", " ", plain(name)).strip()


def definitions(basis: str) -> list[dict[str, str]]:
    """Definitions that assign postings by `basis`: occupation, skill_cluster or title."""
    return [row for row in seed("definitions") if row["basis"] == basis]


def teams() -> list[tuple[str, str, str]]:
    """(definition_id, soc_code, team) of every occupation that a definition by occupation counts."""
    return [
        (definition["definition_id"], row["soc_code"], row["team"])
        for definition in definitions("occupation")
        for row in seed("occupation_teams")
        if row["tier"] in definition["tiers"].split("|")
    ]


@cache
def _crosswalks() -> tuple[set[str], dict[str, list[str]], dict[str, list[str]], dict[str, str]]:
    known = {row["soc_code"] for row in seed("soc_2018")}
    soc: dict[str, list[str]] = defaultdict(list)
    for row in seed("soc_2010_to_2018"):
        soc[row["soc_2010_code"]].append(row["soc_2018_code"])
    onet: dict[str, list[str]] = defaultdict(list)
    for row in seed("onet_2010_to_2019"):
        onet[row["onet_2010_code"]].append(row["onet_2019_code"])
    group = {row["soc_code"]: row["team"] + row["tier"] for row in seed("occupation_teams")}
    return known, soc, onet, group


def occupation(scheme: str | None, code: str | None) -> tuple[str | None, str | None]:
    """SOC-2018 and O*NET-2019 code of a delivered code; None where it is unknown or leaves a choice."""
    found = CODE.match(code or "")
    if not found or not scheme:
        return None, None
    known, to_soc, to_onet, group = _crosswalks()
    soc = f"{found[1]}-{found[2]}"
    detail = soc + found[3] if found[3] else None
    candidates: list[tuple[str, str | None]] = []
    if scheme in ("soc_2018", "onet_soc_2019"):
        candidates = [(soc, detail)] if soc in known else []
    elif scheme == "onet_soc_2010" and detail in to_onet:
        candidates = [(onet[:7], onet) for onet in to_onet[detail]]
    elif scheme in ("soc_2010", "onet_soc_2010"):
        candidates = [(new, detail if new == soc else None) for new in to_soc.get(soc, [])]
    if not candidates or len({group.get(new, "") for new, _ in candidates}) > 1:
        return None, candidates[0][1] if len(candidates) == 1 else None
    return min(new for new, _ in candidates), candidates[0][1] if len(candidates) == 1 else None


def owners(employer: str) -> list[tuple[str, date, date]]:
    """(company, from, until) that own the employer of this name, by its aliases; mostly none."""
    return aliases().get(normalise_employer(employer), [])


@cache
def aliases() -> dict[str, list[tuple[str, date, date]]]:
    """(company, from, until) that own an employer, by its normalised name."""
    found: dict[str, set[tuple[str, date, date]]] = defaultdict(set)
    for row in seed("company_aliases"):
        first = date.fromisoformat(row["valid_from"] or "0001-01-01")
        until = date.fromisoformat(row["valid_to"] or "9999-12-31")
        found[normalise_employer(row["employer_name"])].add((row["company"], first, until))
    return {name: sorted(spans) for name, spans in found.items()}


def is_explicit_ai(title: str) -> bool:
    """Whether a title by itself says that AI is built."""
    return bool(re.search(title_pattern(), title.lower(), re.ASCII))


@cache
def title_pattern() -> str:
    """Pattern that lower-case titles are searched for; its classes are those of ASCII."""
    return "|".join(f"(?:{row['pattern']})" for row in seed("explicit_ai_titles"))


def clusters() -> dict[str, set[str]]:
    """Skill clusters of every definition that counts by them."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in seed("definition_skill_clusters"):
        found[row["definition_id"]].add(row["skill_cluster"])
    return dict(found)


@cache
def spellings() -> dict[str, str]:
    """Credential by every normalised spelling of the catalogue."""
    found: dict[str, tuple[int, str]] = {}
    for row in seed("credentials"):
        names = [(1, row["credential_name"])]
        names += [(2, name) for name in row["aliases"].split("|")]
        names += [(3, name) for name in row["short_forms"].split("|")]
        for priority, name in names:
            spelling, entry = normalise_credential(name), (priority, row["credential_id"])
            if spelling and (spelling not in found or entry < found[spelling]):
                found[spelling] = entry
    return {spelling: credential for spelling, (_, credential) in found.items()}


def credential(name: str) -> str | None:
    """Id of the credential that a delivered name names; None for a blank one."""
    if not name.strip(" "):
        return None
    known = spellings().get(normalise_credential(name))
    return known or "uncatalogued:" + re.sub(r"[^a-z0-9]+", "_", plain(name.strip(" "))).strip("_")


def keywords() -> list[str]:
    """What the name of an AI-related credential contains, in lower case."""
    return [row["keyword"].lower() for row in seed("keywords")]


def described(names: list[str]) -> dict[str, tuple[str, bool, bool]]:
    """Of every credential named: its name, whether it is AI-related, whether it is of project management."""
    catalogue = {row["credential_id"]: (row["credential_name"], row["field"]) for row in seed("credentials")}
    found: dict[str, tuple[str, bool, bool]] = {}
    for delivered in sorted(name.strip(" ") for name in names):
        identifier = credential(delivered)
        if identifier and identifier not in found:
            name, field = catalogue.get(identifier, (delivered, ""))
            related = any(keyword in name.lower() for keyword in keywords())
            found[identifier] = (name, related, field == "project_management")
    return found


def occupation_titles() -> dict[str, str]:
    """Title of every SOC-2018 occupation."""
    return {row["soc_code"]: row["occupation_title"] for row in seed("soc_2018")}


def detail_titles() -> dict[str, str]:
    """Title of every O*NET occupation held."""
    return {row["onet_code"]: row["detail_title"] for row in seed("onet_occupations")}
