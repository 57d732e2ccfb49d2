"""Microcredentials: who names them, what is claimed of them, how programmes score (the second document)."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.demand import named
from report.exhibits.model import (
    COUNTED_COLUMNS,
    DEMAND_COLUMNS,
    DEMAND_KEYS,
    OCCUPATION,
    TEAM,
    Column,
    Exhibit,
    Page,
    highest,
    ratio,
    total,
)
from report.release import ALL, Release, Row

DEMAND = "microcredentials__demand"
CLAIMS = "microcredentials__claims"
PROGRAMMES = "microcredentials__programmes"
ISSUERS_SHOWN = 10
OCCUPATIONS_SHOWN = 5


def teams(release: Release, definition: str) -> list[Row]:
    """Postings of each team that name any microcredential, by year."""
    rows = named(release, release.rows(DEMAND, definition, grouping_level="all"))
    order = {team: release.team_order(team) for team in {row["team"] for row in rows}}
    return sorted(rows, key=lambda row: (order[row["team"]], row["posted_year"]))


def teams_sentence(rows: list[Row]) -> str:
    """The share over all teams and years, and the team that names them most."""
    everyone = [row for row in rows if row["team"] == ALL] or rows
    matched, postings = total(everyone, "matched_posting_count"), total(everyone, "posting_count")
    words = (
        f"{labels.count(matched)} of {labels.count(postings)} AI postings "
        f"({labels.share(ratio(matched, postings))}) name a microcredential"
    )
    single = [row for row in rows if row["team"] != ALL]
    if not single:
        return f"{words}."
    high = highest(single)
    return (
        f"{words}; the largest share is that of {high['team_name']} in {high['posted_year']} "
        f"({labels.share(high['matched_share'])})."
    )


def issuers(release: Release, definition: str) -> list[Row]:
    """The issuers named most, over all teams and years."""
    every = release.rows(DEMAND, definition, team=ALL, grouping_level="all")
    postings = total(every, "posting_count")
    found: dict[str, list[Row]] = {}
    for row in release.rows(DEMAND, definition, team=ALL, grouping_level="issuer"):
        found.setdefault(row["member_id"], []).append(row)
    rows = []
    for own in found.values():
        matched = total(own, "matched_posting_count")
        rows.append(
            {
                "member_name": own[0]["member_name"], "matched_posting_count": matched,
                "posting_count": postings, "matched_share": ratio(matched, postings),
                "required_posting_count": total(own, "required_posting_count"),
                "value_label": labels.count(matched),
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: (-row["matched_posting_count"], row["member_name"]))[:ISSUERS_SHOWN]


def issuers_sentence(rows: list[Row]) -> str:
    first = rows[0]
    found = labels.plural(first["matched_posting_count"], "posting")
    words = f"Microcredentials of {first['member_name']} are named most, in {found}"
    if len(rows) > 1:
        words += (
            f", before those of {rows[1]['member_name']} ({labels.count(rows[1]['matched_posting_count'])})"
        )
    return f"{words}."


def claims(release: Release, definition: str) -> list[Row]:
    """Every claim, those that postings can answer first."""
    rows = release.rows(CLAIMS, definition)
    return sorted(rows, key=lambda row: (not row["is_measurable"], row["claim_id"]))


def claims_sentence(rows: list[Row]) -> str:
    answered = [row for row in rows if row["measured_value"] is not None]
    if not answered:
        return f"Of {labels.plural(len(rows), 'claim')} postings can answer none here."
    words = f"Of {labels.plural(len(rows), 'claim')} postings have a counterpart to {len(answered)}"
    prefer = [row for row in answered if row["claim_id"] == "employers_prefer"]
    if prefer:
        words += (
            f"; that {prefer[0]['published_value']:g}% of employers prefer such candidates stands beside "
            f"{prefer[0]['measured_value']:.2g}% of AI postings that name a microcredential"
        )
    return f"{words}."


def programmes(release: Release, definition: str) -> list[Row]:
    """Programmes by score, for the occupations with the most postings."""
    rows = release.rows(PROGRAMMES, definition)
    sizes = {row["soc_code"]: row["posting_count"] for row in rows}
    largest = sorted(sizes, key=lambda soc: (-sizes[soc], soc))[:OCCUPATIONS_SHOWN]
    shown = [row for row in rows if row["soc_code"] in largest]
    place = {soc: rank for rank, soc in enumerate(largest)}
    return sorted(shown, key=lambda row: (place[row["soc_code"]], -row["total_score"], row["programme_id"]))


def programmes_sentence(rows: list[Row]) -> str:
    first = rows[0]
    known = [row for row in rows if row["known_criteria_count"] == 5]
    words = (
        f"For {first['occupation_title']}, {first['programme_name']} scores highest "
        f"({first['total_score']:.2f}), on {first['known_criteria_count']} of five criteria"
    )
    if not known:
        return f"{words}; all five are known of no programme."
    complete = len({row["programme_id"] for row in known})
    return f"{words}; all five are known of {labels.plural(complete, 'programme')}."


def page(release: Release) -> Page:
    """Whether employers name microcredentials."""
    shown = [release.team_name(team) for team in [*release.teams(DEMAND), ALL]]
    return Page(
        "microcredentials",
        "Microcredentials",
        "Digital badges, nanodegrees, MicroMasters, professional and course certificates: short, of one "
        "skill. They count here whether their name holds a keyword of the brief or not.",
        (
            Exhibit(
                "microcredentials-by-team", "", "Postings that name a microcredential, by team and year",
                DEMAND, (TEAM, Column("posted_year", "Year"), *DEMAND_COLUMNS), teams, teams_sentence,
                charts.lines_by_team("Share of AI postings that name a microcredential", shown),
                ("team_name", "posted_year", *DEMAND_KEYS), folded=True,
                note="Postings that want one for itself are rare; what is not written is not seen.",
            ),
            Exhibit(
                "microcredential-issuers", "", "Issuers of the microcredentials that are named", DEMAND,
                (Column("member_name", "Issuer"), *COUNTED_COLUMNS,
                 Column("required_posting_count", "Required", "count")),
                issuers, issuers_sentence,
                charts.bars("Postings per issuer of microcredentials", "member_name",
                            "matched_posting_count"),
                ("member_name", "value_label", *DEMAND_KEYS), folded=True,
                note="A posting that names microcredentials of two issuers counts in two rows.",
            ),
            Exhibit(
                "microcredential-claims", "", "What is claimed, and what postings say", CLAIMS,
                (Column("claim", "Claim"), Column("published_value", "Claimed", "number"),
                 Column("unit", "Unit"), Column("attributed_to", "By"),
                 Column("measured_value", "Measured", "number"), Column("answer", "Answer"),
                 Column("note", "In print")),
                claims, claims_sentence, is_wide=True,
                note="What is measured is a counterpart, not the same question; read its answer with it.",
            ),
            Exhibit(
                "microcredential-programmes", "", "Programmes on the five criteria", PROGRAMMES,
                (OCCUPATION, Column("programme_name", "Programme"), Column("provider", "Provider"),
                 Column("relevance_score", "Relevance", "number"),
                 Column("recognition_score", "Recognition", "number"),
                 Column("ai_integration_score", "AI", "number"),
                 Column("flexibility_score", "Flexibility", "number"),
                 Column("cost_and_duration_score", "Cost and duration", "number"),
                 Column("known_criteria_count", "Known", "count"), Column("total_score", "Mean", "number")),
                programmes, programmes_sentence, is_wide=True, folded=True,
                note="From 0 to 1; the mean is of what is known, so compare programmes with as many known "
                "criteria. The five occupations with the most postings; the mart holds all.",
            ),
        ),
    )  # fmt: skip
