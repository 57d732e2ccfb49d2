"""The marts in pandas by who knows what makes it fast: categories, decisions on distinct names, small frames.

    python benchmarks/peers/pandas_tuned_marts.py HOME OUTPUT

Strings that repeat become categories, so that a decision on a name costs as much as there are names; every
definition is counted once, into small frames from which the marts follow.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))
import rules

CATEGORIES = ["delivery_id", "title", "employer_name", "country", "occupation_code", "occupation_scheme"]
GROUP = ["team", "posted_month", "soc_code", "onet_code", "company"]


def read_postings(home: Path) -> pd.DataFrame:
    """One row per posting in the United States; repeats within a delivery are left out."""
    postings = pd.read_parquet(home / "lake" / "postings", columns=rules.POSTING_COLUMNS)
    postings[CATEGORIES] = postings[CATEGORIES].astype("category")
    repeats = pd.concat(
        pd.read_parquet(file, columns=["delivery_id", "row_number"])
        for file in (home / "lake" / "deliveries").glob("*/repeats.parquet")
    )
    keep = postings["country"] == "US"
    for delivery, rows in repeats.groupby("delivery_id")["row_number"]:
        keep &= ~((postings["delivery_id"] == delivery) & postings["row_number"].isin(rows))
    postings = postings[keep].drop(columns=["delivery_id", "row_number", "country"])
    return postings.reset_index(drop=True)


def add_occupations(postings: pd.DataFrame) -> pd.DataFrame:
    """With soc_code and onet_code in place of the delivered code."""
    codes = postings[["occupation_scheme", "occupation_code"]].drop_duplicates().dropna()
    found = [rules.occupation(*row) for row in codes.itertuples(index=False)]
    codes["soc_code"] = pd.Categorical([soc for soc, _ in found])
    codes["onet_code"] = pd.Categorical([onet for _, onet in found])
    return postings.merge(codes, how="left", on=["occupation_scheme", "occupation_code"]).drop(
        columns=["occupation_scheme", "occupation_code"]
    )


def add_companies(postings: pd.DataFrame) -> pd.DataFrame:
    """With the company that owned the employer on the day, where it is one of big tech."""
    names = postings["employer_name"].cat.categories
    spans = pd.DataFrame(
        [(name, *span) for name in names for span in rules.owners(name)],
        columns=["employer_name", "company", "since", "until"],
    )
    theirs = postings.loc[postings["employer_name"].isin(spans["employer_name"])]
    theirs = theirs[["employer_name", "posted_date"]].astype({"employer_name": "str"}).reset_index()
    theirs = theirs.merge(spans, on="employer_name")
    theirs = theirs[(theirs["posted_date"] >= theirs["since"]) & (theirs["posted_date"] < theirs["until"])]
    postings["company"] = theirs.set_index("index")["company"].astype("category")
    return postings.drop(columns="employer_name")


def add_mentions(postings: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Postings with is_matched and is_project_management; credentials by posting; facts of each."""
    named = postings["credential_names"].explode().dropna().astype("category")
    names = list(named.cat.categories)
    facts = pd.DataFrame.from_dict(
        rules.described(names),
        orient="index",
        columns=["credential_name", "is_ai_related", "is_project_management"],
    ).rename_axis("credential_id")
    identifiers = named.map({name: rules.credential(name) for name in names}).dropna().astype("category")
    mentions = identifiers.rename("credential_id").rename_axis("posting").reset_index().drop_duplicates()
    for kind, column in (("is_ai_related", "is_matched"), ("is_project_management", "is_project_management")):
        theirs = mentions.loc[mentions["credential_id"].isin(facts.index[facts[kind]]), "posting"]
        postings[column] = postings.index.isin(theirs)
    return postings, mentions, facts.reset_index()


def defined(postings: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    """Every definition with the team of each posting that it counts, indexed as the postings."""
    for definition in rules.definitions("occupation"):
        name = definition["definition_id"]
        teams = {soc: team for owner, soc, team in rules.teams() if owner == name}
        yield name, postings["soc_code"].map(teams).dropna()
    clusters = postings["skill_clusters"].explode().dropna().astype("category")
    for name, wanted in rules.clusters().items():
        yield name, pd.Series("all", index=clusters.index[clusters.isin(wanted)].unique())
    titles = [title for title in postings["title"].cat.categories if rules.is_explicit_ai(title)]
    for definition in rules.definitions("title"):
        yield definition["definition_id"], pd.Series("all", postings.index[postings["title"].isin(titles)])


def count(
    postings: pd.DataFrame, mentions: pd.DataFrame, facts: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two small frames: counts of postings by everything a mart groups by, and counts of mentions."""
    counted, mentioned = [], []
    for definition, teams in defined(postings):
        rows = postings.loc[teams.index].assign(team=teams.astype("category"))
        counts = rows.groupby(GROUP, observed=True, dropna=False).agg(
            posting_count=("is_matched", "size"),
            matched_posting_count=("is_matched", "sum"),
            project_management_count=("is_project_management", "sum"),
        )
        named = mentions.merge(rows[["team", "company"]], left_on="posting", right_index=True)
        sizes = named.groupby(["team", "company", "credential_id"], observed=True, dropna=False).size()
        for small, frames in ((counts, counted), (sizes.rename("mention_count"), mentioned)):
            small = small.reset_index().astype({"team": "str", "company": "str"})
            frames.append(small.assign(definition_id=definition))
            if set(small["team"]) != {"all"}:
                frames.append(small.assign(definition_id=definition, team="all"))
    return pd.concat(counted, ignore_index=True), pd.concat(mentioned, ignore_index=True).merge(facts)


def demand(counted: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Postings, matched postings and their share by `keys` within each definition."""
    sums = ["posting_count", "matched_posting_count"]
    table = counted.groupby(["definition_id", *keys])[sums].sum().reset_index()
    return table.assign(matched_share=table["matched_posting_count"] / table["posting_count"])


def ranked(table: pd.DataFrame, within: list[str], by: str, then: str, name: str) -> pd.DataFrame:
    """With a rank from 1 within each group: largest `by` first, ties by `then`."""
    table = table.sort_values([by, then], ascending=[False, True])
    return table.assign(**{name: table.groupby(within).cumcount() + 1})


def make_marts(counted: pd.DataFrame, mentioned: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Every mart from the two small frames."""
    counted["posted_year"] = counted["posted_month"].dt.year
    everyone = counted[counted["team"] == "all"]
    size = counted.groupby(["definition_id", "team"])[["posting_count", "project_management_count"]].sum()
    size = size.reset_index()
    credential = ["credential_id", "credential_name"]
    marts = {
        "demand__by_year": demand(everyone, ["posted_year"]),
        "demand__by_month": demand(everyone, ["posted_month"]),
        "demand__by_team": demand(counted, ["team"]),
        "demand__by_team_year": demand(counted, ["team", "posted_year"]),
    }

    related = mentioned[mentioned["is_ai_related"]]
    top = related.groupby(["definition_id", "team", *credential])["mention_count"].sum().reset_index()
    top = ranked(top, ["definition_id", "team"], "mention_count", "credential_id", "credential_rank")
    top = top.merge(size, on=["definition_id", "team"])
    top["mention_share"] = top["mention_count"] / top["posting_count"]
    marts["certifications__top_by_team"] = top

    titled = counted.assign(
        soc_code=counted["soc_code"].astype("str"),
        onet_code=counted["onet_code"].astype("str"),
        occupation_title=counted["soc_code"].astype("str").map(rules.occupation_titles()),
    )
    titled = titled[titled["occupation_title"].notna()]
    occupations = demand(titled, ["team", "soc_code", "occupation_title"])
    marts["occupations__top_by_team"] = ranked(
        occupations, ["definition_id", "team"], "matched_posting_count", "soc_code", "occupation_rank"
    )

    by_occupation = {row["definition_id"] for row in rules.definitions("occupation")}
    detail = titled[(titled["team"] == "all") != titled["definition_id"].isin(by_occupation)]
    whole = detail.groupby(["definition_id", "soc_code"])["posting_count"].sum().rename("whole").reset_index()
    detail = detail[detail["onet_code"].notna()]
    detail = detail.assign(
        detail_title=detail["onet_code"].map(rules.detail_titles()).fillna(detail["occupation_title"])
    )
    detail = demand(detail, ["team", "soc_code", "onet_code", "detail_title"])
    detail = detail.merge(whole, on=["definition_id", "soc_code"])
    marts["occupations__detail"] = detail.assign(detail_share=detail["posting_count"] / detail["whole"])

    project = mentioned[mentioned["is_project_management"]]
    project = project.groupby(["definition_id", "team", *credential])["mention_count"].sum().reset_index()
    project = project.rename(columns={"mention_count": "matched_posting_count"}).merge(
        size[["definition_id", "team", "posting_count"]], on=["definition_id", "team"]
    )
    either = size.rename(columns={"project_management_count": "matched_posting_count"}).assign(
        credential_id="any", credential_name="Any project management certification"
    )
    project = pd.concat([project, either], ignore_index=True)
    marts["project_management__by_team"] = project.assign(
        matched_share=project["matched_posting_count"] / project["posting_count"]
    )

    tech = everyone[everyone["company"].notna()]
    tech = pd.concat([tech, tech.assign(company="all")])
    marts["big_tech__by_year"] = demand(tech, ["company", "posted_year"])
    named = related[(related["team"] == "all") & related["company"].notna()]
    named = named.groupby(["definition_id", *credential])["mention_count"].sum().reset_index()
    named = named.rename(columns={"mention_count": "matched_posting_count"})
    marts["big_tech__top_certifications"] = ranked(
        named, ["definition_id"], "matched_posting_count", "credential_id", "credential_rank"
    )
    return marts


def main(home: Path, output: Path) -> None:
    """Write every mart of HOME's lake under OUTPUT."""
    begun = time.perf_counter()
    postings = add_companies(add_occupations(read_postings(home)))
    postings, mentions, facts = add_mentions(postings)
    postings["posted_month"] = pd.to_datetime(postings["posted_date"]).dt.to_period("M").dt.to_timestamp()
    counted, mentioned = count(postings, mentions, facts)
    output.mkdir(parents=True, exist_ok=True)
    for name, mart in make_marts(counted, mentioned).items():
        mart.to_parquet(output / f"{name}.parquet", index=False)
    print(json.dumps({"work_seconds": time.perf_counter() - begun}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
