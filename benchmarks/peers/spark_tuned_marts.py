"""The marts in PySpark by who knows what makes it fast: narrow, decide on distinct names, broadcast, group.

    python benchmarks/peers/spark_tuned_marts.py HOME OUTPUT

Rows stay with Spark throughout: names are decided on the driver once per distinct name and come back as
broadcast tables and maps, so that no posting is shuffled. Postings that count alike are counted once, before
definitions and teams multiply them.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F

sys.path.insert(0, str(Path(__file__).parent))
import rules

COUNTS = ["posting_count", "matched_posting_count", "project_management_count"]
GROUP = ["definition_id", "team", "posted_month", "soc_code", "onet_code", "company"]


def session(memory: str) -> SparkSession:
    """Spark in this process's JVM on every core, with `memory` (as `8g`) for its heap."""
    settings = {
        "spark.driver.memory": memory,
        "spark.sql.adaptive.enabled": "true",
        "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 2)),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
    }
    builder = SparkSession.builder.master("local[*]").appName("marts")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def small(spark: SparkSession, rows: Iterable[tuple], schema: str) -> DataFrame:
    """A small table to be sent to every task."""
    return F.broadcast(spark.createDataFrame(list(rows), schema))


def lookup(found: dict[str, str]) -> Column:
    """A map to be asked with the names that rows hold."""
    return F.create_map(*[F.lit(part) for pair in found.items() for part in pair])


def read_postings(spark: SparkSession, home: Path) -> DataFrame:
    """One row per posting in the United States; repeats within a delivery are left out."""
    repeats = spark.read.parquet(f"{home}/lake/deliveries/*/repeats.parquet")
    postings = spark.read.parquet(f"{home}/lake/postings/*/*.parquet").select(*rules.POSTING_COLUMNS)
    return postings.where(F.col("country") == "US").join(
        F.broadcast(repeats.select("delivery_id", "row_number")), ["delivery_id", "row_number"], "left_anti"
    )


def decided(spark: SparkSession, postings: DataFrame) -> tuple[DataFrame, DataFrame]:
    """Postings counted by all that decides how they count, and a table of the credentials they name."""
    distinct = postings.agg(
        F.collect_set(F.struct("occupation_scheme", "occupation_code")).alias("codes"),
        F.collect_set("employer_name").alias("employers"),
        F.collect_set("title").alias("titles"),
        F.array_distinct(F.flatten(F.collect_set("credential_names"))).alias("names"),
    ).first()
    codes = [(*row, *rules.occupation(*row)) for row in distinct["codes"] if all(row)]
    spans = [(name, *span) for name in distinct["employers"] for span in rules.owners(name)]
    titles = [title for title in distinct["titles"] if rules.is_explicit_ai(title)]
    names = distinct["names"]
    known = rules.described(names)
    identifiers = {name: found for name in names if (found := rules.credential(name))}

    credentials = small(
        spark,
        [(key, *about) for key, about in known.items()],
        "credential_id string, credential_name string, is_ai_related boolean, is_project_management boolean",
    )
    owned = small(spark, spans, "employer_name string, company string, since date, until date").alias("owned")
    coded = small(
        spark, codes, "occupation_scheme string, occupation_code string, soc_code string, onet_code string"
    )
    identified = lookup(identifiers)
    posted = F.col("posted_date")
    postings = (
        postings.join(coded, ["occupation_scheme", "occupation_code"], "left")
        .alias("posting")
        .join(
            owned,
            (F.col("posting.employer_name") == F.col("owned.employer_name"))
            & (posted >= F.col("owned.since"))
            & (posted < F.col("owned.until")),
            "left",
        )
        .select(
            F.trunc(posted, "month").alias("posted_month"),
            "soc_code",
            "onet_code",
            "company",
            F.col("title").isin(titles).alias("is_explicit_ai"),
            *[
                F.arrays_overlap("skill_clusters", F.array(*map(F.lit, sorted(wanted)))).alias(name)
                for name, wanted in rules.clusters().items()
            ],
            F.array_distinct(
                F.filter(
                    F.transform("credential_names", lambda name: F.try_element_at(identified, name)),
                    lambda found: found.isNotNull(),
                )
            ).alias("credential_ids"),
        )
    )
    profiles = postings.groupBy(*postings.columns).agg(F.count("*").alias("posting_count"))
    for column, place in (("matched_posting_count", 1), ("project_management_count", 2)):
        wanted = F.array(*[F.lit(key) for key, about in known.items() if about[place]])
        count = F.when(F.arrays_overlap("credential_ids", wanted), F.col("posting_count")).otherwise(F.lit(0))
        profiles = profiles.withColumn(column, count)
    return profiles, credentials


def assigned(spark: SparkSession, profiles: DataFrame) -> DataFrame:
    """Profiles once per definition that counts them, with the team."""
    teams = small(spark, rules.teams(), "definition_id string, soc_code string, team string")
    found = profiles.join(teams, "soc_code")
    conditions = {name: F.col(name) for name in rules.clusters()}
    conditions |= {row["definition_id"]: F.col("is_explicit_ai") for row in rules.definitions("title")}
    counted = F.filter(
        F.array(*[F.when(condition, F.lit(name)) for name, condition in conditions.items()]),
        lambda name: name.isNotNull(),
    )
    others = profiles.withColumn("definition_id", F.explode(counted)).withColumn("team", F.lit("all"))
    return found.unionByName(others)


def with_all_teams(table: DataFrame) -> DataFrame:
    """Every row of a team a second time for all teams."""
    return table.unionByName(table.where(F.col("team") != "all").withColumn("team", F.lit("all")))


def demand(counted: DataFrame, *keys: str) -> DataFrame:
    """Postings, matched postings and their share by `keys` within each definition."""
    return (
        counted.groupBy("definition_id", *keys)
        .agg(
            F.sum("posting_count").alias("posting_count"),
            F.sum("matched_posting_count").alias("matched_posting_count"),
        )
        .withColumn("matched_share", F.col("matched_posting_count") / F.col("posting_count"))
    )


def ranked(table: DataFrame, within: list[str], by: str, then: str, name: str) -> DataFrame:
    """With a rank from 1 within each group: largest `by` first, ties by `then`."""
    order = Window.partitionBy(*within).orderBy(F.desc(by), F.asc(then))
    return table.withColumn(name, F.row_number().over(order))


def make_marts(spark: SparkSession, counted: DataFrame, mentioned: DataFrame) -> dict[str, DataFrame]:
    """Every mart from the two small tables."""
    counted = counted.withColumn("posted_year", F.year("posted_month"))
    everyone = counted.where(F.col("team") == "all")
    size = F.broadcast(
        counted.groupBy("definition_id", "team").agg(
            F.sum("posting_count").alias("posting_count"),
            F.sum("project_management_count").alias("project_management_count"),
        )
    )
    team = ["definition_id", "team"]
    credential = ["credential_id", "credential_name"]
    related = mentioned.where("is_ai_related")
    top = related.groupBy(*team, *credential).agg(F.sum("mention_count").alias("mention_count"))
    top = ranked(top, team, "mention_count", "credential_id", "credential_rank").join(size, team)

    soc = small(spark, rules.occupation_titles().items(), "soc_code string, occupation_title string")
    titled = counted.join(soc, "soc_code")
    by_occupation = [row["definition_id"] for row in rules.definitions("occupation")]
    once = titled.where((F.col("team") == "all") != F.col("definition_id").isin(by_occupation))
    whole = once.groupBy("definition_id", "soc_code").agg(F.sum("posting_count").alias("whole"))
    onet = small(spark, rules.detail_titles().items(), "onet_code string, onet_title string")
    detail = once.where(F.col("onet_code").isNotNull()).join(onet, "onet_code", "left")
    detail = detail.withColumn("detail_title", F.coalesce("onet_title", "occupation_title"))
    detail = demand(detail, "team", "soc_code", "onet_code", "detail_title")

    project = mentioned.where("is_project_management").groupBy(*team, *credential)
    project = project.agg(F.sum("mention_count").alias("matched_posting_count")).join(size, team)
    either = size.withColumn("matched_posting_count", F.col("project_management_count"))
    either = either.withColumn("credential_id", F.lit("any"))
    either = either.withColumn("credential_name", F.lit("Any project management certification"))
    project = project.unionByName(either).drop("project_management_count")

    tech = everyone.where(F.col("company").isNotNull())
    named = related.where((F.col("team") == "all") & F.col("company").isNotNull())
    named = named.groupBy("definition_id", *credential)
    named = named.agg(F.sum("mention_count").alias("matched_posting_count"))
    return {
        "demand__by_year": demand(everyone, "posted_year"),
        "demand__by_month": demand(everyone, "posted_month"),
        "demand__by_team": demand(counted, "team"),
        "demand__by_team_year": demand(counted, "team", "posted_year"),
        "certifications__top_by_team": top.withColumn(
            "mention_share", F.col("mention_count") / F.col("posting_count")
        ),
        "occupations__top_by_team": ranked(
            demand(titled, "team", "soc_code", "occupation_title"),
            team,
            "matched_posting_count",
            "soc_code",
            "occupation_rank",
        ),
        "occupations__detail": detail.join(F.broadcast(whole), ["definition_id", "soc_code"]).withColumn(
            "detail_share", F.col("posting_count") / F.col("whole")
        ),
        "project_management__by_team": project.withColumn(
            "matched_share", F.col("matched_posting_count") / F.col("posting_count")
        ),
        "big_tech__by_year": demand(
            tech.unionByName(tech.withColumn("company", F.lit("all"))), "company", "posted_year"
        ),
        "big_tech__top_certifications": ranked(
            named, ["definition_id"], "matched_posting_count", "credential_id", "credential_rank"
        ),
    }


def main(home: Path, output: Path, memory: str) -> None:
    """Write every mart of HOME's lake under OUTPUT."""
    spark = session(memory)
    begun = time.perf_counter()
    profiles, credentials = decided(spark, read_postings(spark, home))
    profiles = assigned(spark, profiles.cache())
    counted = profiles.groupBy(*GROUP).agg(*[F.sum(name).alias(name) for name in COUNTS])
    named = profiles.withColumn("credential_id", F.explode("credential_ids"))
    mentioned = named.groupBy("definition_id", "team", "company", "credential_id")
    mentioned = mentioned.agg(F.sum("posting_count").alias("mention_count"))
    mentioned = mentioned.join(credentials, "credential_id")
    marts = make_marts(spark, with_all_teams(counted).cache(), with_all_teams(mentioned).cache())
    for name, mart in marts.items():
        mart.coalesce(1).write.mode("overwrite").parquet(str(output / f"{name}.parquet"))
    print(json.dumps({"work_seconds": time.perf_counter() - begun}))
    spark.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "8g")
