"""The keyword list made anew from the titles of programmes: what it keeps, adds and drops."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.model import Column, Exhibit
from report.release import ALL, Release, Row

MART = "sensitivity__keywords_proposed"
WHOLE_LIST = "any"
DRAWN = 12
NOTE = (
    "A small catalogue of programmes: a keyword that no title holds is not refuted by that, and a phrase of "
    "two or three titles is a hint. Phrases are searched within words, as the brief's keywords are (ai is in "
    "trainer, too); the column beside counts them as words of their own. Keywords share postings: only the "
    "first line says what the lists make together."
)


def rows(release: Release, definition: str) -> list[Row]:
    """The proposed list, then what it adds, keeps and drops, each by the postings that go with it."""
    place = {"whole list": 0, "would be added": 1, "kept": 2, "would be dropped": 3}
    found = release.rows(MART, definition, team=ALL)
    return sorted(
        found,
        key=lambda row: (
            place[row["verdict"]], -row["added_posting_count"], -(row["lost_posting_count"] or 0),
            row["keyword_id"],
        ),
    )  # fmt: skip


def moved(every: list[Row]) -> list[Row]:
    """What changes the headline most: postings that a new keyword adds, or that go with a dropped one."""
    found = []
    for row in every:
        is_dropped = row["verdict"] == "would be dropped"
        change = row["lost_posting_count"] if is_dropped else row["added_posting_count"]
        if change and row["keyword_id"] != WHOLE_LIST:
            way = "fewer" if is_dropped else "more"
            found.append({**row, "change": change, "value_label": f"{labels.count(change)} {way}"})
    return sorted(found, key=lambda row: (-row["change"], row["keyword_id"]))[:DRAWN]


def sentence(every: list[Row]) -> str:
    verdicts = [row["verdict"] for row in every]
    kept, dropped = verdicts.count("kept"), verdicts.count("would be dropped")
    added = [row["keyword"] for row in every if row["verdict"] == "would be added"]
    words = (
        f"Of the brief's {kept + dropped} keywords the titles keep {kept}; they add "
        f"{labels.plural(len(added), 'phrase')}{f' ({labels.listed(added)})' if added else ''}"
    )
    whole = next((row for row in every if row["keyword_id"] == WHOLE_LIST), None)
    if whole is None:
        return f"{words}."
    return (
        f"{words}. That list would find {labels.count(whole['matched_posting_count'])} of these AI postings "
        f"({labels.share(whole['matched_share'])}) where the brief's finds "
        f"{labels.count(whole['headline_posting_count'])}: "
        f"{labels.count(whole['lost_posting_count'])} would go and "
        f"{labels.count(whole['added_posting_count'])} come, "
        f"{labels.count(whole['added_whole_word_posting_count'])} of them by words that stand alone."
    )


def exhibit() -> Exhibit:
    """Every keyword of either list, with its verdict."""
    return Exhibit(
        "keywords-proposed", "", "The keyword list made anew from programmes' titles", MART,
        (
            Column("keyword", "Keyword"), Column("verdict", "Verdict"),
            Column("ai_programme_count", "Programmes about AI", "count"),
            Column("other_programme_count", "Others", "count"),
            Column("keyness", "Keyness", "number"), Column("matched_posting_count", "It matches", "count"),
            Column("added_posting_count", "It adds", "count"),
            Column("added_whole_word_posting_count", "As words", "count"),
            Column("lost_posting_count", "Lost without it", "count"), Column("verdict_reason", "Why"),
        ),
        rows, sentence,
        charts.bars("Postings that a keyword would add or take along", "keyword", "change",
                    {"verdict": ("Verdict", "text"), "added_posting_count": ("It adds", "count"),
                     "lost_posting_count": ("Lost without it", "count")}),
        ("keyword", "value_label", "change", "verdict", "added_posting_count", "lost_posting_count"),
        moved, note=NOTE, folded=True, is_wide=True,
    )  # fmt: skip
