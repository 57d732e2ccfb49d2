"""The same postings under stricter readings of "AI-related", beside the brief's reading of it."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.model import DEMAND_COLUMNS, DEMAND_KEYS, Column, Exhibit, ratio
from report.release import Release, Row

READINGS = (
    ("matched_posting_count", "Keyword anywhere in the name (the brief's reading)"),
    ("matched_reviewed_posting_count", "Known false positives taken out"),
    ("matched_whole_word_posting_count", "Keyword as a whole word"),
    ("matched_explicit_ai_posting_count", "Explicitly AI"),
)


def readings(release: Release, definition: str) -> list[Row]:
    """The postings of all teams under each reading of `AI-related`, where the mart carries the reading."""
    row = next(iter(release.rows("demand__by_team", definition, team=labels.ALL)), {})
    rows = []
    for key, name in READINGS:
        if row.get(key) is not None:
            matched = ratio(row[key], row["posting_count"])
            rows.append(
                {
                    "reading": name,
                    "matched_posting_count": row[key],
                    "posting_count": row["posting_count"],
                    "matched_share": matched,
                    "value_label": labels.share(matched),
                    "text_only": row.get("matched_text_only_posting_count"),
                }
            )
    return rows


def readings_sentence(rows: list[Row]) -> str:
    first, last = rows[0], rows[-1]
    words = f"The brief's reading finds {labels.share(first['matched_share'])} of AI postings"
    if last is not first:
        words += f"; the strictest one, “{last['reading'].lower()}”, {labels.share(last['matched_share'])}"
    words = words.replace("explicitly ai", "explicitly AI") + "."
    if first["text_only"]:
        words += (
            f" {labels.plural(first['text_only'], 'further posting names', 'further postings name')} one in "
            "the text alone, beside a field of the delivery that does not; these are in no number above."
        )
    return words


def exhibit() -> Exhibit:
    return Exhibit(
        "readings", "", "Stricter readings of “AI-related”", "demand__by_team",
        (Column("reading", "Reading"), *DEMAND_COLUMNS), readings, readings_sentence,
        charts.bars("Share of AI postings under each reading", "reading", "matched_share"),
        ("reading", "value_label", *DEMAND_KEYS),
        note="Beside the brief's number, never instead of it.",
    )  # fmt: skip
