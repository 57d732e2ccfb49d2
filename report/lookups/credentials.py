"""Every credential: who names it, team by team and among the six companies."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.certifications import mentions
from report.exhibits.demand import named
from report.exhibits.model import (
    CREDENTIAL,
    DEMAND_KEYS,
    PRINTED_COUNT,
    TEAM,
    Column,
    Exhibit,
    highest,
)
from report.lookups.model import Lookup
from report.release import ALL, Release, Row

AI, FIELD = "AI-related", "project management"
COLUMNS = (
    Column("matched_posting_count", "Postings that name it", "count"),
    Column("posting_count", "AI postings", "count"), Column("matched_share", "Share", "share"),
)  # fmt: skip


def by_team(release: Release, definition: str) -> list[Row]:
    """Every credential in every team: AI-related ones by mentions, those of project management beside them.

    A posting mentions a credential once, so that mentions of one credential are distinct postings.
    """
    sizes = {row["team"]: row["posting_count"] for row in release.rows("demand__by_team", definition)}
    rows = []
    for team in [*release.teams("demand__by_team"), ALL]:
        own = mentions(release, definition, team)
        rows += [
            {**row, "field": AI, "matched_posting_count": row["mention_count"],
             "matched_share": row["mention_share"],
             "matched_share_low": row.get("mention_share_low"),
             "matched_share_high": row.get("mention_share_high"), "posting_count": sizes.get(team)}
            for row in own
        ]  # fmt: skip
        known = {row["credential_id"] for row in own}
        rows += [
            {**row, "field": FIELD, "text_only_mention_count": None}
            for row in named(release, release.rows("project_management__by_team", definition, team=team))
            if row["credential_id"] not in known | {"any"} and row["matched_posting_count"]
        ]
    return [{**row, "value_label": labels.marked(labels.share(row["matched_share"]), row)} for row in rows]


def by_team_sentence(rows: list[Row]) -> str:
    """How many AI postings name the credential, and which team most often."""
    whole = next((row for row in rows if row["team"] == ALL), rows[-1])
    words = (
        f"{labels.plural(whole['matched_posting_count'], 'AI posting names', 'AI postings name')} "
        f"{whole['credential_name']} ({labels.share(whole['matched_share'])})"
    )
    single = [row for row in rows if row["team"] != ALL]
    if single:
        high = highest(single)
        words += f", most often in {high['team_name']} ({labels.share(high['matched_share'])})"
    words += "."
    if whole.get("text_only_mention_count"):
        further = labels.plural(
            whole["text_only_mention_count"], "further posting has", "further postings have"
        )
        words += f" {further} it in the text alone, beside a field of the delivery that does not."
    return words


def members(release: Release, definition: str) -> list[Row]:
    rows = [row for row in by_team(release, definition) if row["team"] == ALL]
    return sorted(rows, key=lambda row: (-row["matched_posting_count"], row["credential_id"]))


def members_sentence(rows: list[Row]) -> str:
    related = sum(row["field"] == AI for row in rows)
    return (
        f"{labels.plural(related, 'AI-related credential is', 'AI-related credentials are')} named in AI "
        f"postings, and {len(rows) - related} of project management."
    )


def big_tech(release: Release, definition: str) -> list[Row]:
    return release.rows("big_tech__top_certifications", definition)


def big_tech_sentence(rows: list[Row]) -> str:
    row = rows[0]
    return (
        f"{labels.plural(row['matched_posting_count'], 'AI posting')} of the six companies "
        f"{'names' if row['matched_posting_count'] == 1 else 'name'} it: place {row['credential_rank']}."
    )


def lookup(release: Release) -> Lookup:
    mart = "certifications__top_by_team"
    listed = Exhibit(
        "credentials", "", "Credentials", mart, (CREDENTIAL, Column("field", "Field"), *COLUMNS), members,
        members_sentence, is_wide=True,
    )  # fmt: skip
    teams = Exhibit(
        "credential-teams", "", "By team", mart, (TEAM, *COLUMNS, PRINTED_COUNT), by_team, by_team_sentence,
        charts.bars("Share of the team's postings that name the credential", "team_name", "matched_share"),
        ("team_name", "value_label", *DEMAND_KEYS),
    )  # fmt: skip
    six = Exhibit(
        "credential-big-tech", "", "Among the six companies", "big_tech__top_certifications",
        (Column("credential_rank", "Rank"), Column("matched_posting_count", "Postings", "count")), big_tech,
        big_tech_sentence,
    )  # fmt: skip
    return Lookup(
        "credential", "Credentials", "credential",
        "Every credential that AI postings name: the AI-related ones, and those of project management.",
        "credential_id", "credential_name", listed, (teams, six),
    )  # fmt: skip
