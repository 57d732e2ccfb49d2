"""How firm the headline is: other definitions, single keywords, stricter readings, kinds of credentials."""

from __future__ import annotations

from report import charts, labels
from report.exhibits import kinds, proposed
from report.exhibits.model import CREDENTIAL, DEMAND_COLUMNS, DEMAND_KEYS, Column, Exhibit, Page
from report.release import ALL, Release, Row

ANY = "any"
DRAWN = 12
LEFT_OUT_SHOWN = 15


def definitions(release: Release, _: str) -> list[Row]:
    """The headline under every definition, the largest share first."""
    rows = [
        {**row, "value_label": labels.marked(labels.share(row["matched_share"]), row)}
        for row in release.rows("sensitivity__definitions")
    ]
    return sorted(rows, key=lambda row: (-row["matched_share"], row["definition_id"]))


def definitions_sentence(rows: list[Row]) -> str:
    if len(rows) == 1:
        return f"Only one definition has postings here: {labels.share(rows[0]['matched_share'])} of them."
    high, low = rows[0], rows[-1]
    words = (
        f"Of the {len(rows)} definitions that these postings carry, the share is highest under “"
        f"{high['definition_name']}” ({labels.share(high['matched_share'])}) and lowest under “"
        f"{low['definition_name']}” ({labels.share(low['matched_share'])})"
    )
    chosen = next((row for row in rows if row["is_default"]), None)
    return f"{words}; the default says {labels.share(chosen['matched_share'])}." if chosen else f"{words}."


def keywords(release: Release, definition: str) -> list[Row]:
    """Every keyword, the one without which most would be lost first."""
    rows = release.rows("sensitivity__keywords", definition, team=ALL)
    rows = [{**row, "value_label": labels.share(row["lost_share"])} for row in rows]
    return sorted(rows, key=lambda row: (-row["lost_posting_count"], row["keyword_rank"]))


def keywords_sentence(rows: list[Row]) -> str:
    first = rows[0]
    silent = sum(row["matched_posting_count"] == 0 for row in rows)
    idle = sum(row["matched_posting_count"] > 0 and not row["lost_posting_count"] for row in rows)
    return (
        f"Without “{first['keyword']}” alone the headline would lose "
        f"{labels.plural(first['lost_posting_count'], 'posting')} of "
        f"{labels.count(first['headline_posting_count'])} ({labels.share(first['lost_share'])}). "
        f"{labels.plural(silent, 'keyword matches', 'keywords match')} nothing, and "
        f"{labels.plural(idle, 'matches', 'match')} only postings that another keyword matches too."
    )


def readings(release: Release, definition: str) -> list[Row]:
    """Every reading's headline, and below it the credentials that it leaves out, those named most first."""
    rows = [
        {
            **row,
            "is_total": row["credential_id"] == ANY,
            "value_label": labels.count(row["matched_posting_count"]),
        }
        for row in release.rows("sensitivity__keyword_readings", definition, team=ALL)
    ]
    return sorted(
        rows,
        key=lambda row: (
            row["reading_rank"], not row["is_total"], -row["matched_posting_count"], row["credential_id"],
        ),
    )  # fmt: skip


def false_positives(rows: list[Row]) -> list[Row]:
    """The reviewed credentials that the substring rule finds by a keyword in another sense."""
    return [row for row in rows if row["reading"] == "reviewed" and not row["is_total"]][:DRAWN]


def most_named(rows: list[Row]) -> list[Row]:
    """Every reading with the credentials named most among those that it leaves out."""
    shown: dict[str, int] = {}
    kept = []
    for row in rows:
        shown[row["reading"]] = shown.get(row["reading"], -1) + 1
        if shown[row["reading"]] <= LEFT_OUT_SHOWN:
            kept.append(row)
    return kept


def readings_sentence(rows: list[Row]) -> str:
    shares = {row["reading"]: labels.share(row["matched_share"]) for row in rows if row["is_total"]}
    words = (
        f"The substring rule finds {shares['substring']} of these AI postings, whole words "
        f"{shares['whole_word']}, and the rule without known false positives {shares['reviewed']}"
    )
    wrong = false_positives(rows)
    if not wrong:
        return f"{words}; no posting names one of them."
    names = [f"{row['credential_name']} ({labels.count(row['matched_posting_count'])})" for row in wrong[:3]]
    most = " most" if len(wrong) > len(names) else ""
    return f"{words}. Of the false positives, postings name{most} {labels.listed(names)}."


def page(release: Release) -> Page:
    """What would be left of the headline if something in its making were otherwise."""
    names = [row["reading_name"] for row in kinds.in_order(release)]
    return Page(
        "firmness",
        "How firm is the headline",
        "What the share becomes under other definitions, without single keywords, under stricter readings "
        "and without kinds of credentials.",
        (
            Exhibit(
                "definitions", "", "The headline under every definition", "sensitivity__definitions",
                (Column("definition_name", "Definition"), *DEMAND_COLUMNS), definitions,
                definitions_sentence,
                charts.bars("Share with a credential per definition", "definition_name", "matched_share"),
                ("definition_name", "value_label", *DEMAND_KEYS), by_definition=False,
                note="Definitions share postings: never add them up.",
            ),
            Exhibit(
                "keyword-losses", "", "What each keyword brings", "sensitivity__keywords",
                (
                    Column("keyword", "Keyword"), Column("matched_posting_count", "It matches", "count"),
                    Column("lost_posting_count", "Only it matches", "count"),
                    Column("lost_share", "Share of the headline lost without it", "share"),
                ),
                keywords, keywords_sentence,
                charts.bars("Share of the headline that is lost without a keyword", "keyword", "lost_share",
                            {"matched_posting_count": ("It matches", "count"),
                             "lost_posting_count": ("Only it matches", "count")}),
                ("keyword", "value_label", "matched_posting_count", "lost_posting_count", "lost_share"),
                lambda rows: [row for row in rows if row["lost_posting_count"]][:DRAWN],
                note="A posting that two keywords match is lost without neither of them; a keyword within "
                "another one (Data in Database) leaves the longer one nothing of its own.",
                folded=True,
            ),
            proposed.exhibit(),
            Exhibit(
                "keyword-readings", "", "Names that hold a keyword in another sense",
                "sensitivity__keyword_readings",
                (
                    Column("reading_name", "Reading"), CREDENTIAL, Column("keyword", "Keyword"),
                    Column("matched_posting_count", "Postings", "count"),
                    Column("matched_share", "Share", "share"), Column("left_out_reason", "Why left out"),
                ),
                readings, readings_sentence,
                charts.bars("Postings that name a known false positive", "credential_name",
                            "matched_posting_count", {"matched_posting_count": ("Postings", "count")}),
                ("credential_name", "value_label", "matched_posting_count"), false_positives, most_named,
                note="A posting may name another credential too that counts; only the reading's own line "
                "says how many postings are left. Reviewed were the names of the catalogue alone.",
                folded=True, is_wide=True,
            ),
            kinds.exhibit(),
            kinds.by_year(names),
        ),
    )  # fmt: skip
