"""The rules, references and published figures as seeds: what the column tests of dbt cannot see.

Each test says which failure it prevents. Whether models use the seeds well is tested beside the models.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import pytest

from credscope.contract import EDUCATION_LEVELS, KINDS
from credscope.home import SEEDS
from credscope.rules import Rules

RULES = sorted(path.name for path in (SEEDS / "rules").glob("*.csv"))
ALL = sorted(SEEDS.glob("*/*.csv"))


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a seed, `name` being folder/file without ending."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def plain(name: str) -> str:
    """A spelling as the warehouse compares it: lower case, no accents, other signs as one blank."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9+#&]+", " ", bare).strip()


def employer(name: str) -> str:
    """An employer name as the warehouse compares it, without the legal form at its end."""
    bare = re.sub(r"[^a-z0-9]+", " ", name.lower().replace("&", " and ")).strip()
    forms = r"( (inc|incorporated|corp|corporation|co|company|llc|llp|lp|ltd|limited|plc|gmbh))+$"
    return re.sub(forms, "", re.sub(r"^the ", "", bare)).strip()


CREDENTIALS = rows("rules/credentials")


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_file_is_rectangular(path: Path):
    """Prevents a row with a comma too many, which shifts every column behind it."""
    with path.open(encoding="utf-8", newline="") as handle:
        table = list(csv.reader(handle))
    assert {len(row) for row in table} == {len(table[0])}
    assert not [cell for row in table for cell in row if cell != cell.strip()]


@pytest.mark.parametrize("name", RULES)
def test_rule_says_why_and_since_when(name: str):
    """Prevents a rule whose origin nobody can tell later."""
    for row in rows(f"rules/{name.removesuffix('.csv')}"):
        assert row["reason"], row
        date.fromisoformat(f"{row['added_on']}-01")


def test_keywords_are_those_of_table_1():
    """Prevents a lost keyword, above all by the wrapped or the paired entry of Table 1."""
    keywords = rows("rules/keywords")
    assert len(keywords) == 33
    assert len({row["printed_as"] for row in keywords}) == 32
    assert [int(row["keyword_rank"]) for row in keywords] == list(range(1, 34))
    assert "Natural language processing" in {row["keyword"] for row in keywords}


def test_spelling_belongs_to_one_credential():
    """Prevents a name that two credentials share, so that its mentions go to either by chance."""
    owners: dict[str, set[str]] = {}
    for row in CREDENTIALS:
        for spelling in [row["credential_name"], *parts(row["aliases"])]:
            owners.setdefault(plain(spelling), set()).add(row["credential_id"])
    assert not {spelling: ids for spelling, ids in owners.items() if len(ids) > 1}


def test_spelling_stands_once_in_its_row():
    """Prevents lists of aliases that grow by repetition and hide what is new."""
    for row in CREDENTIALS:
        counted = Counter(alias.lower() for alias in [row["credential_name"], *parts(row["aliases"])])
        assert not [alias for alias, count in counted.items() if count > 1], row["credential_id"]


def test_short_form_is_nobody_elses_spelling():
    """Prevents an ambiguous abbreviation from counting without context, or for another credential."""
    names = {plain(row["credential_name"]): row["credential_id"] for row in CREDENTIALS}
    aliases = {plain(alias): row["credential_id"] for row in CREDENTIALS for alias in parts(row["aliases"])}
    shorts = Counter(short for row in CREDENTIALS for short in parts(row["short_forms"]))
    assert not [short for short, count in shorts.items() if count > 1]
    for row in CREDENTIALS:
        for short in parts(row["short_forms"]):
            assert plain(short) not in aliases, short
            assert names.get(plain(short), row["credential_id"]) == row["credential_id"], short


def test_alias_is_no_everyday_word():
    """Prevents aliases that ordinary prose is full of, such as `pals`, `grid` or `first aid`."""
    everyday = {
        "a+", "mcp", "pe", "cpa", "csm", "safe", "pals", "bls", "grid", "arm", "are", "sie", "tips", "ace",
        "cap", "core", "well", "lean", "agile", "scrum", "first aid", "six sigma", "itil", "aws", "azure",
        "ase", "notary", "clad", "sped", "quality matters", "registered nurse", "professional engineer",
    }  # fmt: skip
    assert not {alias.lower() for row in CREDENTIALS for alias in parts(row["aliases"])} & everyday


def test_alias_is_no_fragment():
    """Prevents an alias that swallows the words behind the credential, and so the next credential."""
    loose = re.compile(r"( (with|and|or|in|for|required|preferred)|\()$", re.IGNORECASE)
    assert not [a for row in CREDENTIALS for a in parts(row["aliases"]) if loose.search(a) or len(a) < 3]


def test_alias_names_one_credential_only():
    """Prevents `PMP/CAPM` as an alias of one, which hides the other from the reader."""
    owners = {s.lower(): r["credential_id"] for r in CREDENTIALS
              for s in [r["credential_name"], *parts(r["aliases"]), *parts(r["short_forms"])]}  # fmt: skip
    for row in CREDENTIALS:
        for alias in parts(row["aliases"]):
            pieces = [piece.strip().lower() for piece in re.split(r"/| or | and/or ", alias) if piece.strip()]
            ids = {owners[piece] for piece in pieces if piece in owners}
            assert len(pieces) == 1 or not (len(ids) == len(pieces) > 1), (row["credential_id"], alias)


def test_ambiguity_is_of_a_short_form_of_its_row():
    """Prevents other meanings of an abbreviation that the row does not have, or that are none."""
    stated = 0
    for row in CREDENTIALS:
        spelled = {*parts(row["short_forms"]), *parts(row["aliases"])}
        for part in parts(row["ambiguity"]):
            short, _, meanings = part.partition(": ")
            assert short in spelled, (row["credential_id"], short)
            listed = meanings.split("; ")
            assert len(set(listed)) == len(listed) and all(listed), part
            assert not [m for m in listed if m != m.lower() or m == short.lower()], part
            stated += 1
    assert stated >= 100


def test_credential_row_is_whole():
    """Prevents kinds, flags, dates or successors that readers and models do not understand."""
    ids = {row["credential_id"] for row in CREDENTIALS}
    assert len(ids) == len(CREDENTIALS) >= 350
    for row in CREDENTIALS:
        assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", row["credential_id"]), row["credential_id"]
        assert row["kind"] in KINDS
        assert row["issuer"] and row["field"], row["credential_id"]
        flags = {row[flag] for flag in ("is_government_mandated", "explicit_ai", "explicit_ai_extended")}
        assert flags <= {"true", "false"}, row["credential_id"]
        assert row["explicit_ai"] == "false" or row["explicit_ai_extended"] == "true", row["credential_id"]
        assert row["kind"] != "license" or row["is_government_mandated"] == "true", row["credential_id"]
        retired = date.fromisoformat(row["retired_on"] or "2000-01-01")
        assert date(1990, 1, 1) < retired < date(2030, 1, 1), row["credential_id"]
        assert row["successor_id"] in ids - {row["credential_id"]} | {""}, row["credential_id"]
        assert re.fullmatch(r"(ce-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?", row["ctid"])
    assert [row["credential_id"] for row in CREDENTIALS] == sorted(ids)


def test_printed_credential_is_in_the_catalogue_under_its_printed_name():
    """Prevents a figure of the brief that is compared with nothing, or under another name than it prints."""
    names = {row["credential_id"]: row["credential_name"] for row in CREDENTIALS}
    for row in rows("published/table_3_4_top_certifications"):
        assert names[row["credential_id"]] == row["printed_name"]
    for row in rows("published/table_5_big_tech_certifications"):
        assert names[row["credential_id"]] == row["printed_name"] or row["note"]
    assert names["aws_certified_solutions_architect"] == "AWS Certified Solutions Architect"
    assert "ABET" in next(r["name_note"] for r in CREDENTIALS if r["credential_id"] == "abet_accreditation")


def test_project_management_set_is_there():
    """Prevents a project management share that measures PMP alone, or that counts by keyword."""
    members = {row["credential_id"] for row in CREDENTIALS if row["field"] == "project_management"}
    assert {"pmp", "capm", "pgmp", "pmi_acp", "prince2", "certified_software_project_manager"} <= members
    keywords = [row["keyword"].lower() for row in rows("rules/keywords")]
    pmp = next(row["credential_name"].lower() for row in CREDENTIALS if row["credential_id"] == "pmp")
    assert not [keyword for keyword in keywords if keyword in pmp]


def test_false_positive_has_a_keyword():
    """Prevents a reviewed reading that strikes out what never matched, or misses the welding inspector."""
    names = {row["credential_id"]: row["credential_name"].lower() for row in CREDENTIALS}
    keywords = [row["keyword"].lower() for row in rows("rules/keywords")]
    struck = [row["credential_id"] for row in rows("rules/keyword_false_positives")]
    assert not [i for i in struck if not any(keyword in names[i] for keyword in keywords)]
    assert "aws_cwi" in struck


def test_occupations_are_54_and_real():
    """Prevents a team list with a mistyped, doubled or lost occupation."""
    occupations = rows("rules/occupation_teams")
    known = {row["soc_code"] for row in rows("reference/soc_2018")}
    assert len(known) == 867
    assert len({row["soc_code"] for row in occupations}) == len(occupations) == 54
    assert {row["soc_code"] for row in occupations} <= known
    assert Counter(row["tier"] for row in occupations) == {"A": 8, "B": 28, "C": 18}
    assert {row["team"] for row in occupations} | {"all"} == {row["team"] for row in rows("rules/teams")}


def test_definitions_have_one_default_and_their_parts():
    """Prevents two defaults, and a definition that nothing can ever meet."""
    definitions = {row["definition_id"]: row for row in rows("rules/definitions")}
    assert [i for i, row in definitions.items() if row["is_default"] == "true"] == ["cset_2021"]
    assert {i: row["tiers"] for i, row in definitions.items() if row["basis"] == "occupation"} == {
        "cset_2021": "A|B", "cset_2021_broad": "A|B|C", "cset_2021_named": "A",
    }  # fmt: skip
    clusters = Counter(row["definition_id"] for row in rows("rules/definition_skill_clusters"))
    assert clusters == {"cset_2020_core_ai": 4, "cset_2020_ai": 21}


@pytest.mark.parametrize(
    ("title", "builds_ai"),
    [
        ("senior machine learning engineer", True),
        ("ai engineer", True),
        ("software engineer, generative ai", True),
        ("research scientist, nlp", True),
        ("principal engineer ai/ml", True),
        ("staff engineer - ml infrastructure", True),
        ("machine learning recruiter", False),
        ("account executive, ai solutions", False),
        ("air conditioning engineer", False),
        ("retail sales associate", False),
        ("email marketing developer", False),
        ("autonomous vehicle test driver", False),
    ],
)
def test_title_patterns(title: str, builds_ai: bool):
    """Prevents a narrow definition that takes those who sell, hire or ride for those who build."""
    patterns = "|".join(f"(?:{row['pattern']})" for row in rows("rules/explicit_ai_titles"))
    found = duckdb.execute("select regexp_matches(?, ?)", [title, patterns]).fetchone()
    assert found == (builds_ai,)


def test_employer_means_one_company_at_a_time():
    """Prevents an employer that counts for two companies, or dates in the wrong order."""
    aliases = rows("rules/company_aliases")
    spelled = Counter(employer(row["employer_name"]) for row in aliases)
    assert not [name for name, count in spelled.items() if count > 1]
    for row in aliases:
        since = date.fromisoformat(row["valid_from"] or "0001-01-01")
        assert since < date.fromisoformat(row["valid_to"] or "9999-12-31"), row["employer_name"]


def test_parentage_dates():
    """Prevents a subsidiary that counts before it was bought."""
    since = {row["employer_name"]: row["valid_from"][:7] for row in rows("rules/company_aliases")}
    expected = {
        "LinkedIn": "2016-12", "GitHub": "2018-10", "Nuance": "2022-03", "Activision Blizzard": "2023-10",
        "Whole Foods": "2017-08", "Zappos": "2009-11", "Twitch": "2014-09", "Ring": "2018-04",
        "MGM": "2022-03", "YouTube": "2006-11", "DeepMind": "2014-01", "Fitbit": "2021-01",
        "Looker": "2020-02", "Mandiant": "2022-09", "Instagram": "2012-09", "WhatsApp": "2014-10",
        "Oculus": "2014-07", "Meta": "2021-10", "Beats": "2014-08", "Shazam": "2018-09",
    }  # fmt: skip
    assert {name: since[name] for name in expected} == expected
    assert not {"apple bank", "amazonia", "metabolon"} & {employer(name) for name in since}


def test_crosswalk_is_complete():
    """Prevents occupations that no posting of the old vintage can reach, or codes that lead nowhere."""
    pairs = rows("reference/soc_2010_to_2018")
    known = {row["soc_code"] for row in rows("reference/soc_2018")}
    assert len({(row["soc_2010_code"], row["soc_2018_code"]) for row in pairs}) == len(pairs) == 900
    assert len({row["soc_2010_code"] for row in pairs}) == 840
    assert {row["soc_2018_code"] for row in pairs} == known
    successors: dict[str, set[str]] = {}
    for row in pairs:
        successors.setdefault(row["soc_2010_code"], set()).add(row["soc_2018_code"])
    assert successors["15-1199"] == {"13-1082", "15-1243", "15-1253", "15-1255", "15-1299"}


def test_details_belong_to_their_occupations():
    """Prevents an O*NET detail that is shown under an occupation outside every team, or has no title."""
    teams = {row["soc_code"] for row in rows("rules/occupation_teams")}
    details = {row["onet_code"]: row["detail_title"] for row in rows("reference/onet_occupations")}
    assert {code[:7] for code in details} == teams
    assert details["15-1299.08"] == "Computer Systems Engineers/Architects"
    known = {row["soc_code"] for row in rows("reference/soc_2018")}
    moved = rows("reference/onet_2010_to_2019")
    assert {row["onet_2019_code"][:7] for row in moved} <= known
    assert not [r for r in moved if r["onet_2019_code"][:7] in teams and r["onet_2019_code"] not in details]
    assert {"onet_2010_code": "15-1199.02", "onet_2019_code": "15-1299.08"} in moved


def test_published_tables_add_up():
    """Prevents a mistyped figure: years and teams have the same totals, shares are their ratios."""
    years, teams = rows("published/table_a1_by_year"), rows("published/table_2_by_team")
    big_tech = rows("published/table_a2_big_tech_by_year")
    parted = [row for row in teams if row["team"] != "all"]

    def total(table: list[dict[str, str]]) -> tuple[int, int]:
        matched, postings = "matched_posting_count", "posting_count"
        return sum(int(r[matched]) for r in table), sum(int(r[postings]) for r in table)

    whole = [row for row in teams if row["team"] == "all"]
    assert total(years) == total(parted) == total(whole) == (1_387_529, 56_101_989)
    assert total(big_tech) == (9_190, 605_932)
    for row in [*years, *teams, *big_tech]:
        share = 100 * int(row["matched_posting_count"]) / int(row["posting_count"])
        assert f"{share:.1f}" == row["matched_share_percent"]


def test_published_ranks_fall():
    """Prevents a printed top ten with a rank lost or two figures swapped."""
    top = rows("published/table_3_4_top_certifications")
    for team in ("technical_1", "technical_2", "product", "commercial"):
        own = [row for row in top if row["team"] == team]
        assert [int(row["credential_rank"]) for row in own] == list(range(1, 11))
        counts = [int(row["mention_count"]) for row in own]
        assert counts == sorted(counts, reverse=True)
    assert len(rows("published/table_5_big_tech_certifications")) == 5


def test_slips_are_all_recorded():
    """Prevents a silent mending of what the brief printed."""
    assert len({row["slip_id"] for row in rows("published/slips")}) == 6
    figures = {row["figure_id"]: float(row["published_value"]) for row in rows("published/prose_figures")}
    assert figures["mcse_technical_1_mentions_text"] == 169_189
    assert figures["pmp_product_share"] == 6.3


def test_education_levels_are_those_of_the_contract():
    """Prevents a delivered level that no mart knows."""
    levels = rows("rules/education_levels")
    assert {row["education_level"] for row in levels} <= set(EDUCATION_LEVELS)
    assert not [row for row in levels if row["delivered_value"] != row["delivered_value"].lower()]


def test_lexicon_points_to_real_occupations():
    """Prevents titles that are coded to an occupation which does not exist."""
    known = {row["soc_code"] for row in rows("reference/soc_2018")}
    for row in rows("rules/title_occupations"):
        assert row["soc_code"] in known and row["phrase"] == row["phrase"].lower(), row["phrase"]
        assert 0 < float(row["probability"]) <= 1


def test_rules_load():
    """Prevents seeds that dbt takes and the reader does not."""
    rules = Rules.load()
    assert len(rules.credentials) == len(CREDENTIALS)
    assert rules.default_definition == "cset_2021"
    assert rules.threshold("thin_cell_posting_count") == 30
    assert rules.team("15-1252") == "technical_1"
    assert rules.team("11-1011") == "none"
