"""The marts as a straightforward pandas script: read, merge, decide by columns, group for each definition.

    python benchmarks/peers/pandas_marts.py HOME OUTPUT

Every row is decided where it stands, by string methods, merges with the seeds and `isin`; every mart is
grouped from the rows of its definition.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))
import rules

ROW = ["delivery_id", "row_number"]
CREDENTIAL = ["credential_id", "credential_name"]


def read_postings(home: Path) -> pd.DataFrame:
    """One row per posting in the United States; repeats within a delivery are left out."""
    postings = pd.read_parquet(home / "lake" / "postings", columns=rules.POSTING_COLUMNS)
    files = (home / "lake" / "deliveries").glob("*/repeats.parquet")
    repeats = pd.concat(pd.read_parquet(file, columns=ROW) for file in files)
    postings = postings.merge(repeats.assign(is_repeat=True), how="left", on=ROW)
    postings = postings[(postings["country"] == "US") & postings["is_repeat"].isna()]
    postings = postings.drop(columns=[*ROW, "country", "is_repeat"]).reset_index(drop=True)
    posted = pd.to_datetime(postings["posted_date"])
    return postings.rename_axis("posting").reset_index().assign(
        posted_date=posted,
        posted_month=posted.dt.to_period("M").dt.to_timestamp(),
        posted_year=posted.dt.year,
    )  # fmt: skip


def plain(names: pd.Series) -> pd.Series:
    """Lower case without accents."""
    return names.str.normalize("NFD").str.replace(r"[\u0300-\u036f]", "", regex=True).str.lower()


def add_occupations(postings: pd.DataFrame) -> pd.DataFrame:
    """With soc_code, onet_code and their titles in place of the delivered code."""
    codes = postings[["occupation_scheme", "occupation_code"]].drop_duplicates().dropna()
    codes[["soc_code", "onet_code"]] = [rules.occupation(*row) for row in codes.itertuples(index=False)]
    postings = postings.merge(codes, how="left", on=["occupation_scheme", "occupation_code"])
    postings["occupation_title"] = postings["soc_code"].map(rules.occupation_titles())
    postings["detail_title"] = postings["onet_code"].map(rules.detail_titles())
    postings["detail_title"] = postings["detail_title"].fillna(postings["occupation_title"])
    return postings.drop(columns=["occupation_scheme", "occupation_code"])


def add_companies(postings: pd.DataFrame) -> pd.DataFrame:
    """With the company that owned the employer on the day, where it is one of big tech."""
    aliases = pd.DataFrame(
        [(name, *span) for name, spans in rules.aliases().items() for span in spans],
        columns=["employer", "company", "since", "until"],
    )
    names = plain(postings["employer_name"]).str.replace("&", " and ")
    names = names.str.replace("[^a-z0-9]+", " ", regex=True).str.strip().str.replace("^the ", "", regex=True)
    postings["employer"] = names.str.replace(rules.LEGAL_FORM.pattern, "", regex=True).str.strip()
    owned = postings[["posting", "employer", "posted_date"]].merge(aliases, on="employer")
    day = owned["posted_date"].dt.date
    owned = owned.loc[(day >= owned["since"]) & (day < owned["until"]), ["posting", "company"]]
    return postings.drop(columns=["employer", "employer_name"]).merge(owned, how="left", on="posting")


def read_mentions(postings: pd.DataFrame) -> pd.DataFrame:
    """One row per posting and credential that it names, with the credential's name and kind."""
    named = postings[["posting", "credential_names"]].explode("credential_names").dropna()
    named["delivered_name"] = named["credential_names"].str.strip(" ")
    named = named[named["delivered_name"] != ""].drop(columns="credential_names")
    named["spelling"] = (
        plain(named["delivered_name"]).str.replace("[^a-z0-9+#&]+", " ", regex=True).str.strip()
    )
    spellings = pd.DataFrame(rules.spellings().items(), columns=["spelling", "credential_id"])
    named = named.merge(spellings, how="left", on="spelling")
    slug = plain(named["delivered_name"]).str.replace("[^a-z0-9]+", "_", regex=True).str.strip("_")
    named["credential_id"] = named["credential_id"].fillna("uncatalogued:" + slug)
    catalogue = pd.DataFrame(rules.seed("credentials"))[[*CREDENTIAL, "field"]]
    named = named.merge(catalogue, how="left", on="credential_id")
    first_name = named.groupby("credential_id")["delivered_name"].transform("min")
    named["credential_name"] = named["credential_name"].fillna(first_name)
    keywords = "|".join(map(re.escape, rules.keywords()))
    named["is_ai_related"] = named["credential_name"].str.lower().str.contains(keywords, regex=True)
    named["is_project_management"] = named["field"] == "project_management"
    return named.drop(columns=["delivered_name", "spelling", "field"]).drop_duplicates(
        ["posting", "credential_id"]
    )


def defined(postings: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every definition with the postings that it counts: once in their team, and once in all."""
    teams = pd.DataFrame(rules.teams(), columns=["definition_id", "soc_code", "team"])
    for definition, own in teams.groupby("definition_id"):
        rows = postings.merge(own[["soc_code", "team"]], on="soc_code")
        yield str(definition), pd.concat([rows, rows.assign(team="all")], ignore_index=True)
    clusters = postings[["posting", "skill_clusters"]].explode("skill_clusters")
    for definition, wanted in rules.clusters().items():
        met = clusters.loc[clusters["skill_clusters"].isin(wanted), "posting"]
        yield definition, postings[postings["posting"].isin(met)].assign(team="all")
    said = postings["title"].str.lower().str.contains(rules.title_pattern(), regex=True, flags=re.ASCII)
    for row in rules.definitions("title"):
        yield row["definition_id"], postings[said].assign(team="all")


def demand(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Postings, matched postings and their share by `keys`."""
    table = rows.groupby(keys).agg(
        posting_count=("posting", "size"), matched_posting_count=("is_matched", "sum")
    )
    return table.assign(matched_share=table["matched_posting_count"] / table["posting_count"]).reset_index()


def mentioned(mentions: pd.DataFrame, keys: list[str], name: str) -> pd.DataFrame:
    """How many postings name each credential, by `keys`."""
    return mentions.groupby([*keys, *CREDENTIAL]).size().rename(name).reset_index()


def ranked(table: pd.DataFrame, within: list[str], by: str, then: str, name: str) -> pd.DataFrame:
    """With a rank from 1 within each group: largest `by` first, ties by `then`."""
    table = table.sort_values([by, then], ascending=[False, True])
    return table.assign(**{name: (table.groupby(within).cumcount() if within else range(len(table)))}).assign(
        **{name: lambda found: found[name] + 1}
    )


def make_marts(rows: pd.DataFrame, mentions: pd.DataFrame, by_occupation: bool) -> dict[str, pd.DataFrame]:
    """Every mart of one definition from its postings and all mentions."""
    everyone = rows[rows["team"] == "all"]
    named = mentions.merge(rows[["posting", "team", "company"]], on="posting")
    related = named[named["is_ai_related"]]
    size = rows.groupby("team").size().rename("posting_count").reset_index()

    top = mentioned(related, ["team"], "mention_count").merge(size, on="team")
    top = ranked(top, ["team"], "mention_count", "credential_id", "credential_rank")
    top["mention_share"] = top["mention_count"] / top["posting_count"]

    occupations = demand(rows, ["team", "soc_code", "occupation_title"])
    once = rows[(rows["team"] == "all") != by_occupation]
    detail = demand(once, ["team", "soc_code", "onet_code", "detail_title"])
    whole = once.groupby("soc_code").size().rename("whole").reset_index()
    detail = detail.merge(whole, on="soc_code")
    detail["detail_share"] = detail["posting_count"] / detail["whole"]

    managing = named[named["is_project_management"]]
    project = mentioned(managing, ["team"], "matched_posting_count")
    either = managing.groupby("team")["posting"].nunique().rename("matched_posting_count")
    either = (
        size[["team"]].merge(either.reset_index(), how="left", on="team").fillna({"matched_posting_count": 0})
    )
    either = either.assign(credential_id="any", credential_name="Any project management certification")
    project = pd.concat([project, either]).astype({"matched_posting_count": "int64"}).merge(size, on="team")
    project["matched_share"] = project["matched_posting_count"] / project["posting_count"]

    tech = everyone[everyone["company"].notna()]
    theirs = related[(related["team"] == "all") & related["company"].notna()]
    theirs = mentioned(theirs, [], "matched_posting_count")
    return {
        "demand__by_year": demand(everyone, ["posted_year"]),
        "demand__by_month": demand(everyone, ["posted_month"]),
        "demand__by_team": demand(rows, ["team"]),
        "demand__by_team_year": demand(rows, ["team", "posted_year"]),
        "certifications__top_by_team": top,
        "occupations__top_by_team": ranked(
            occupations, ["team"], "matched_posting_count", "soc_code", "occupation_rank"
        ),
        "occupations__detail": detail,
        "project_management__by_team": project,
        "big_tech__by_year": demand(
            pd.concat([tech, tech.assign(company="all")]), ["company", "posted_year"]
        ),
        "big_tech__top_certifications": ranked(
            theirs, [], "matched_posting_count", "credential_id", "credential_rank"
        ),
    }


def main(home: Path, output: Path) -> None:
    """Write every mart of HOME's lake under OUTPUT."""
    begun = time.perf_counter()
    postings = add_companies(add_occupations(read_postings(home)))
    mentions = read_mentions(postings)
    postings["is_matched"] = postings["posting"].isin(mentions.loc[mentions["is_ai_related"], "posting"])
    by_occupation = {row["definition_id"] for row in rules.definitions("occupation")}
    marts: dict[str, list[pd.DataFrame]] = {}
    for definition, rows in defined(postings):
        for name, mart in make_marts(rows, mentions, definition in by_occupation).items():
            marts.setdefault(name, []).append(mart.assign(definition_id=definition))
    output.mkdir(parents=True, exist_ok=True)
    for name, parts in marts.items():
        pd.concat(parts, ignore_index=True).to_parquet(output / f"{name}.parquet", index=False)
    print(json.dumps({"work_seconds": time.perf_counter() - begun}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
