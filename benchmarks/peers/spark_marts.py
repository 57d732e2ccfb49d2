"""The marts as a straightforward PySpark job: read, join, decide by columns, then group for each definition.

    python benchmarks/peers/spark_marts.py HOME OUTPUT

Every row is decided where it stands, by functions of Spark, joins with the seeds and `isin`; the postings and
their mentions are cached, and every mart is grouped from the rows of all definitions.
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

POSTING = ["delivery_id", "row_number"]
CREDENTIAL = ["credential_id", "credential_name"]
DEFINED = ["definition_id", "team"]
NEEDED = [
    *POSTING, "posted_month", "posted_year", "soc_code", "onet_code", "occupation_title", "detail_title",
    "company", "is_matched", "is_manager",
]  # fmt: skip


def session(memory: str) -> SparkSession:
    """Spark in this process's JVM on every core, with `memory` (as `8g`) for its heap."""
    spark = (
        SparkSession.builder.master("local[*]")
        .appName("marts")
        .config("spark.driver.memory", memory)
        .config("spark.sql.shuffle.partitions", str(8 * (os.cpu_count() or 2)))
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def table(spark: SparkSession, rows: Iterable[tuple], schema: str) -> DataFrame:
    """A small table made of rows of Python, to be joined by broadcast."""
    return F.broadcast(spark.createDataFrame(list(rows), schema))


def plain(name: Column) -> Column:
    """Lower case without accents."""
    accented, bare = rules.accented_letters()
    return F.lower(F.translate(name, accented, bare))


def read_postings(spark: SparkSession, home: Path) -> DataFrame:
    """One row per posting in the United States; repeats within a delivery are left out."""
    repeats = spark.read.parquet(f"{home}/lake/deliveries/*/repeats.parquet").select(*POSTING)
    postings = spark.read.parquet(f"{home}/lake/postings/*/*.parquet").select(*rules.POSTING_COLUMNS)
    postings = postings.where(F.col("country") == "US").join(repeats, POSTING, "left_anti")
    return postings.withColumn("posted_month", F.trunc("posted_date", "month")).withColumn(
        "posted_year", F.year("posted_date")
    )


def with_occupations(spark: SparkSession, postings: DataFrame) -> DataFrame:
    """With soc_code, onet_code and their titles."""
    codes = postings.select("occupation_scheme", "occupation_code").distinct().dropna().collect()
    coded = table(
        spark,
        [(*row, *rules.occupation(*row)) for row in codes],
        "occupation_scheme string, occupation_code string, soc_code string, onet_code string",
    )
    titles = table(spark, rules.occupation_titles().items(), "soc_code string, occupation_title string")
    details = table(spark, rules.detail_titles().items(), "onet_code string, onet_title string")
    postings = postings.join(coded, ["occupation_scheme", "occupation_code"], "left")
    postings = postings.join(titles, "soc_code", "left").join(details, "onet_code", "left")
    return postings.withColumn("detail_title", F.coalesce("onet_title", "occupation_title"))


def with_companies(spark: SparkSession, postings: DataFrame) -> DataFrame:
    """With the company that owned the employer on the day, where it is one of big tech."""
    spans = [(name, *span) for name, owned in rules.aliases().items() for span in owned]
    aliases = table(spark, spans, "employer string, company string, since date, until date")
    name = F.replace(plain(F.col("employer_name")), F.lit("&"), F.lit(" and "))
    name = F.trim(F.regexp_replace(name, "[^a-z0-9]+", " "))
    name = F.regexp_replace(F.regexp_replace(name, "^the ", ""), rules.LEGAL_FORM.pattern, "")
    named = postings.withColumn("employer", F.trim(name))
    owned = (
        (named["employer"] == aliases["employer"])
        & (named["posted_date"] >= aliases["since"])
        & (named["posted_date"] < aliases["until"])
    )
    return named.join(aliases, owned, "left").drop(named["employer"], aliases["employer"])


def read_mentions(spark: SparkSession, postings: DataFrame) -> DataFrame:
    """One row per posting and credential that it names, with the credential's name and kind."""
    named = postings.select(*POSTING, F.explode("credential_names").alias("delivered_name"))
    named = named.withColumn("delivered_name", F.trim("delivered_name")).where("delivered_name <> ''")
    plain_name = plain(F.col("delivered_name"))
    named = named.withColumn("spelling", F.trim(F.regexp_replace(plain_name, "[^a-z0-9+#&]+", " ")))
    named = named.withColumn("slug", F.trim(F.regexp_replace(plain_name, "[^a-z0-9]+", " ")))
    spellings = table(spark, rules.spellings().items(), "spelling string, known_id string")
    named = named.join(spellings, "spelling", "left")
    unknown = F.concat(F.lit("uncatalogued:"), F.replace("slug", F.lit(" "), F.lit("_")))
    named = named.withColumn("credential_id", F.coalesce("known_id", unknown))
    catalogue = table(
        spark,
        [(row["credential_id"], row["credential_name"], row["field"]) for row in rules.seed("credentials")],
        "credential_id string, known_name string, field string",
    )
    first_names = named.groupBy("credential_id").agg(F.min("delivered_name").alias("first_name"))
    named = named.join(catalogue, "credential_id", "left").join(first_names, "credential_id")
    named = named.withColumn("credential_name", F.coalesce("known_name", "first_name"))
    related = F.lit(False)
    for keyword in rules.keywords():
        related = related | F.contains(F.lower("credential_name"), F.lit(keyword))
    return named.select(
        *POSTING,
        *CREDENTIAL,
        related.alias("is_ai_related"),
        (F.coalesce("field", F.lit("")) == "project_management").alias("is_project_management"),
    ).distinct()


def with_matches(postings: DataFrame, mentions: DataFrame) -> DataFrame:
    """With is_matched and is_project_management, 1 or 0, of what the posting names."""
    kinds = {"is_ai_related": "is_matched", "is_project_management": "is_manager"}
    of_posting = mentions.groupBy(*POSTING).agg(
        *[F.max(F.col(kind).cast("int")).alias(name) for kind, name in kinds.items()]
    )
    return postings.join(of_posting, POSTING, "left").fillna(0, list(kinds.values()))


def with_flags(postings: DataFrame) -> DataFrame:
    """The columns that marts need, and a flag for each definition by skill cluster or title."""
    flags = {
        name: F.arrays_overlap("skill_clusters", F.array(*map(F.lit, sorted(wanted))))
        for name, wanted in rules.clusters().items()
    }
    said = F.lower("title").rlike(rules.title_pattern())
    flags |= {row["definition_id"]: said for row in rules.definitions("title")}
    return postings.select(*NEEDED, *[flag.alias(name) for name, flag in flags.items()])


def defined(spark: SparkSession, postings: DataFrame) -> DataFrame:
    """Postings of every definition that counts them: once in their team, and once in all."""
    teams = table(spark, rules.teams(), "definition_id string, soc_code string, team string")
    found = postings.join(teams, "soc_code").select("definition_id", "team", *NEEDED)
    found = found.unionByName(found.withColumn("team", F.lit("all")))
    for name in [*rules.clusters(), *[row["definition_id"] for row in rules.definitions("title")]]:
        rows = postings.where(F.col(name)).select(*NEEDED)
        rows = rows.withColumn("definition_id", F.lit(name)).withColumn("team", F.lit("all"))
        found = found.unionByName(rows)
    return found


def demand(rows: DataFrame, *keys: str) -> DataFrame:
    """Postings, matched postings and their share by `keys` within each definition."""
    counted = rows.groupBy("definition_id", *keys).agg(
        F.count("*").alias("posting_count"), F.sum("is_matched").alias("matched_posting_count")
    )
    return counted.withColumn("matched_share", F.col("matched_posting_count") / F.col("posting_count"))


def ranked(marts: DataFrame, within: list[str], by: str, then: str, name: str) -> DataFrame:
    """With a rank from 1 within each group: largest `by` first, ties by `then`."""
    order = Window.partitionBy(*within).orderBy(F.desc(by), F.asc(then))
    return marts.withColumn(name, F.row_number().over(order))


def make_marts(rows: DataFrame, mentions: DataFrame) -> dict[str, DataFrame]:
    """Every mart from the postings of all definitions and all mentions."""
    everyone = rows.where(F.col("team") == "all")
    named = rows.select(*DEFINED, *POSTING, "company").join(mentions, POSTING)
    related = named.where("is_ai_related")
    size = rows.groupBy(*DEFINED).agg(
        F.count("*").alias("posting_count"), F.sum("is_manager").alias("manager_count")
    )
    top = related.groupBy(*DEFINED, *CREDENTIAL).agg(F.count("*").alias("mention_count"))
    top = ranked(top, DEFINED, "mention_count", "credential_id", "credential_rank").join(size, DEFINED)

    occupied = rows.where(F.col("occupation_title").isNotNull())
    by_occupation = [row["definition_id"] for row in rules.definitions("occupation")]
    once = occupied.where((F.col("team") == "all") != F.col("definition_id").isin(by_occupation))
    whole = once.groupBy("definition_id", "soc_code").agg(F.count("*").alias("whole"))
    detail = demand(
        once.where(F.col("onet_code").isNotNull()), "team", "soc_code", "onet_code", "detail_title"
    )

    project = named.where("is_project_management").groupBy(*DEFINED, *CREDENTIAL)
    project = project.agg(F.count("*").alias("matched_posting_count")).join(size, DEFINED)
    either = size.withColumn("matched_posting_count", F.col("manager_count"))
    either = either.withColumn("credential_id", F.lit("any"))
    either = either.withColumn("credential_name", F.lit("Any project management certification"))
    project = project.unionByName(either).withColumn(
        "matched_share", F.col("matched_posting_count") / F.col("posting_count")
    )

    tech = everyone.where(F.col("company").isNotNull())
    theirs = related.where((F.col("team") == "all") & F.col("company").isNotNull())
    theirs = theirs.groupBy("definition_id", *CREDENTIAL).agg(F.count("*").alias("matched_posting_count"))
    return {
        "demand__by_year": demand(everyone, "posted_year"),
        "demand__by_month": demand(everyone, "posted_month"),
        "demand__by_team": demand(rows, "team"),
        "demand__by_team_year": demand(rows, "team", "posted_year"),
        "certifications__top_by_team": top.withColumn(
            "mention_share", F.col("mention_count") / F.col("posting_count")
        ),
        "occupations__top_by_team": ranked(
            demand(occupied, "team", "soc_code", "occupation_title"),
            DEFINED,
            "matched_posting_count",
            "soc_code",
            "occupation_rank",
        ),
        "occupations__detail": detail.join(whole, ["definition_id", "soc_code"]).withColumn(
            "detail_share", F.col("posting_count") / F.col("whole")
        ),
        "project_management__by_team": project,
        "big_tech__by_year": demand(
            tech.unionByName(tech.withColumn("company", F.lit("all"))), "company", "posted_year"
        ),
        "big_tech__top_certifications": ranked(
            theirs, ["definition_id"], "matched_posting_count", "credential_id", "credential_rank"
        ),
    }


def main(home: Path, output: Path, memory: str) -> None:
    """Write every mart of HOME's lake under OUTPUT."""
    spark = session(memory)
    begun = time.perf_counter()
    postings = with_companies(spark, with_occupations(spark, read_postings(spark, home)))
    mentions = read_mentions(spark, postings).cache()
    rows = defined(spark, with_flags(with_matches(postings, mentions)).cache())
    for name, mart in make_marts(rows, mentions).items():
        mart.coalesce(1).write.mode("overwrite").parquet(str(output / f"{name}.parquet"))
    print(json.dumps({"work_seconds": time.perf_counter() - begun}))
    spark.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "8g")
