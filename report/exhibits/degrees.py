"""Whether a credential stands instead of a degree: the brief's question, asked of the postings."""

from __future__ import annotations

from functools import partial
from typing import Any

from report import charts, labels
from report.exhibits.model import OCCUPATION, TEAM, Column, Exhibit, Page, highest, parts, ratio, total
from report.release import ALL, Release, Row

RANKS_SHOWN = 10
SHARES = {
    "coverage_share": ("known_posting_count", "matched_posting_count"),
    "degree_share": ("degree_posting_count", "known_posting_count"),
    "four_year_degree_share": ("four_year_degree_posting_count", "known_posting_count"),
    "in_lieu_share": ("in_lieu_posting_count", "judged_degree_posting_count"),
    "credential_only_share": ("credential_only_posting_count", "known_posting_count"),
    "required_credential_only_share": ("required_credential_only_posting_count", "known_posting_count"),
    "ai_degree_share": ("ai_degree_posting_count", "ai_known_posting_count"),
    "four_year_minimum_share": ("four_year_minimum_posting_count", "minimum_posting_count"),
}
"""Each share of the marts, with the counts that it is made of."""

COLUMNS = (
    Column("known_posting_count", "With a credential", "count"),
    Column("degree_share", "Ask for a degree", "share"),
    Column("in_lieu_share", "Degree replaceable", "share"),
    Column("credential_only_share", "Ask for none", "share"),
    Column("required_credential_only_share", "None, and require the credential", "share"),
    Column("ai_degree_share", "All AI postings that ask for a degree", "share"),
)
CERTAIN_COLUMNS = (*COLUMNS[:4], Column("credential_only_share", "95 % interval", "interval"), *COLUMNS[4:])
"""For rows of a mart as they are; what a page sums itself has no interval."""
TIPS = {
    "credential_only_posting_count": ("Ask for no degree", "count"),
    "known_posting_count": ("With a credential", "count"),
    "credential_only_share": ("Share", "share"),
}
LINES = {
    "degree_share": "Ask for a degree", "in_lieu_share": "Degree replaceable",
    "credential_only_share": "Ask for none",
}  # fmt: skip
KEYS = ("known_posting_count", "credential_only_posting_count", "credential_only_share")


def summed(rows: list[Row], shown: str = "credential_only_share", **key: Any) -> Row:
    """The counts of rows together and their shares; `shown` is written at the end of its bar."""
    counts = {name: total(rows, name) for pair in SHARES.values() for name in pair}
    shares = {share: ratio(counts[part], counts[whole]) for share, (part, whole) in SHARES.items()}
    return {**key, **counts, **shares, "value_label": labels.share(shares[shown])}


def teams(release: Release, definition: str) -> list[Row]:
    """Each team over all years, then all of them."""
    found = []
    for team in [*release.teams("degrees__in_lieu"), ALL]:
        if rows := release.rows("degrees__in_lieu", definition, team=team):
            name = release.team_name(team)
            found.append(summed(rows, team=team, team_name=name, is_total=team == ALL))
    return found


def teams_sentence(rows: list[Row]) -> str:
    """The answer to the brief's question, with the counts behind it."""
    whole = rows[-1]
    known = whole["known_posting_count"]
    if not known:
        return "Of no posting with an AI-related credential the education is known."
    words = (
        f"Of {labels.plural(known, 'AI posting')} with an AI-related credential whose education is known, "
        f"{labels.share(whole['degree_share'])} ask for a degree "
        f"({labels.share(whole['ai_degree_share'])} of all AI postings do)"
    )
    if whole["judged_degree_posting_count"]:
        words += (
            f"; {labels.share(whole['in_lieu_share'])} of these degrees may be replaced by experience or a "
            "credential"
        )
    return (
        f"{words}. {labels.share(whole['credential_only_share'])} ask for no degree, and "
        f"{labels.share(whole['required_credential_only_share'])} "
        f"({labels.count(whole['required_credential_only_posting_count'])}) require the credential and no "
        "degree: as far as these postings go, so many openings take the one instead of the other."
    )


def levels(release: Release, definition: str) -> list[Row]:
    """Lowest education of all years, the lowest first."""
    found: dict[str, list[Row]] = {}
    rows = release.rows("degrees__by_education", definition, team=ALL)
    for row in sorted(rows, key=lambda row: row["education_rank"]):
        found.setdefault(row["min_education"], []).append(row)
    matched, postings = total(rows, "matched_posting_count"), total(rows, "posting_count")
    shown = []
    for level, own in found.items():
        share = ratio(total(own, "matched_posting_count"), matched)
        shown.append(
            {
                "education": labels.words(level), "posting_count": total(own, "posting_count"),
                "matched_posting_count": total(own, "matched_posting_count"), "matched_posting_share": share,
                "posting_share": ratio(total(own, "posting_count"), postings),
                "value_label": labels.share(share),
            }
        )  # fmt: skip
    return shown


def levels_sentence(rows: list[Row]) -> str:
    most = max(rows, key=lambda row: row["matched_posting_count"])
    return (
        f"The most usual lowest education beside an AI-related credential is {most['education'].lower()}: "
        f"{labels.share(most['matched_posting_share'])} of these postings, and "
        f"{labels.share(most['posting_share'])} of all AI postings."
    )


def years(release: Release, definition: str) -> list[Row]:
    return sorted(release.rows("degrees__in_lieu", definition, team=ALL), key=lambda row: row["posted_year"])


def year_lines(rows: list[Row]) -> list[Row]:
    """Each share of each year as a row of its own."""
    return [
        {"line": line, "posted_year": row["posted_year"], "share": row[share]}
        for share, line in LINES.items()
        for row in rows
    ]


def years_sentence(rows: list[Row]) -> str:
    known = [row for row in rows if row["known_posting_count"]]
    if not known:
        return "The education is known in no year."
    first, last = known[0], known[-1]
    words = f"In {first['posted_year']}, {labels.share(first['credential_only_share'])} ask for no degree"
    if first is last:
        return f"{words}."
    return f"{words}, in {last['posted_year']} {labels.share(last['credential_only_share'])}."


def occupations(release: Release, definition: str) -> list[Row]:
    """The occupations with most postings of an AI-related credential."""
    rows = release.rows("degrees__in_lieu_by_occupation", definition, team=ALL)
    rows = [row for row in rows if row["known_posting_count"]]
    rows.sort(key=lambda row: (-row["matched_posting_count"], row["soc_code"]))
    return [
        {**row, "value_label": labels.marked(labels.share(row["credential_only_share"]), row)}
        for row in rows[:RANKS_SHOWN]
    ]


def occupations_sentence(rows: list[Row]) -> str:
    high = highest(rows, "credential_only_share")
    return (
        f"Among the occupations with most such postings, {high['occupation_title']} ask least often for a "
        f"degree: {labels.share(high['credential_only_share'])} of their "
        f"{labels.plural(high['known_posting_count'], 'posting')} name the credential and no degree."
    )


def companies(release: Release, definition: str) -> list[Row]:
    """Each big-tech company over all years, by AI postings that list a minimum; then the six together."""
    found: dict[str, list[Row]] = {}
    for row in release.rows("degrees__in_lieu_by_company", definition):
        found.setdefault(row["company"], []).append(row)
    make = partial(summed, shown="four_year_minimum_share")
    rows = [
        make(own, company=company, company_name=labels.company_name(company), is_total=company == ALL)
        for company, own in found.items()
    ]
    return sorted(rows, key=lambda row: (row["is_total"], -row["minimum_posting_count"], row["company"]))


def companies_sentence(rows: list[Row]) -> str:
    """The brief's remark on big tech, measured."""
    whole = rows[-1]
    stated, share = whole["minimum_posting_count"], whole["four_year_minimum_share"]
    if not stated:
        return "No AI posting of the six companies lists a minimum of education."
    verdict = "agree" if share > 0.5 else "do not agree"
    words = (
        "The brief remarks that most AI postings of these companies that list a minimum require a four-year "
        f"degree. These postings {verdict}: {labels.count(whole['four_year_minimum_posting_count'])} of "
        f"{labels.count(stated)} ({labels.share(share)})."
    )
    only = labels.plural(
        whole["required_credential_only_posting_count"], "opening requires", "openings require"
    )
    return f"{words} {only} an AI-related credential and no degree."


def page(release: Release) -> Page:
    """Instead of a degree, or beside one."""
    return Page(
        "degrees",
        "Instead of a degree",
        "The brief asks whether employers take AI-related credentials in lieu of a college degree.",
        (
            Exhibit(
                "degree-teams", "", "What postings with a credential ask in education", "degrees__in_lieu",
                (TEAM, *COLUMNS), teams, teams_sentence,
                charts.bars("Share that names a credential and asks for no degree per team", "team_name",
                            "credential_only_share", TIPS),
                ("team_name", "value_label", *KEYS), parts,
                note="Drawn: of the postings with an AI-related credential, the share that asks for no "
                "degree. “Degree replaceable” is of those that ask for one and whose text was read; a text "
                "seldom says whether experience or a credential replaces it, so the two count together.",
                is_wide=True,
            ),
            Exhibit(
                "degree-levels", "", "Lowest education that qualifies", "degrees__by_education",
                (
                    Column("education", "Lowest education"),
                    Column("matched_posting_count", "With a credential", "count"),
                    Column("matched_posting_share", "Of these", "share"),
                    Column("posting_count", "AI postings", "count"),
                    Column("posting_share", "Of all AI postings", "share"),
                ),
                levels, levels_sentence,
                charts.bars("Postings with a credential per lowest education", "education",
                            "matched_posting_share",
                            {"matched_posting_count": ("With a credential", "count"),
                             "matched_posting_share": ("Share", "share")}),
                ("education", "value_label", "matched_posting_count", "matched_posting_share"),
                note="The delivered level decides where there is one, else what the text says.",
            ),
            Exhibit(
                "degree-years", "", "The same by year", "degrees__in_lieu",
                (Column("posted_year", "Year"), *CERTAIN_COLUMNS), years, years_sentence,
                charts.lines("What postings with a credential ask in education per year", "line",
                             [*LINES.values()], {"line": ("Share", "text"), "share": ("Of these", "share")},
                             "share"),
                ("line", "posted_year", "share"), year_lines, folded=True,
            ),
            Exhibit(
                "degree-occupations", "", "By occupation", "degrees__in_lieu_by_occupation",
                (OCCUPATION, *CERTAIN_COLUMNS), occupations, occupations_sentence,
                charts.bars("Share that names a credential and asks for no degree per occupation",
                            "occupation_title", "credential_only_share", TIPS),
                ("occupation_title", "value_label", *KEYS), folded=True,
            ),
            Exhibit(
                "degree-companies", "", "Big tech: four-year degrees and credentials",
                "degrees__in_lieu_by_company",
                (
                    Column("company_name", "Company"),
                    Column("minimum_posting_count", "AI postings that list a minimum", "count"),
                    Column("four_year_minimum_share", "Four-year degree", "share"), *COLUMNS,
                ),
                companies, companies_sentence,
                charts.bars("Share of AI postings with a minimum that ask for a four-year degree per company",
                            "company_name", "four_year_minimum_share",
                            {"minimum_posting_count": ("List a minimum", "count"),
                             "four_year_minimum_share": ("Four-year degree", "share")}),
                ("company_name", "value_label", "minimum_posting_count", "four_year_minimum_share"), parts,
            ),
        ),
    )  # fmt: skip
