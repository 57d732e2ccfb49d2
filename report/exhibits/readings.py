"""The same postings under stricter readings of "AI-related", beside the brief's reading of it."""

from __future__ import annotations

from report import charts, labels
from report.exhibits.model import DEMAND_COLUMNS, DEMAND_KEYS, Column, Exhibit, ratio
from report.release import ALL, Release, Row

READINGS = (
    (None, "Keyword anywhere in the name (the brief's reading)"),
    ("reviewed", "Known false positives taken out"),
    ("whole_word", "Keyword as a whole word"),
    ("explicit_ai", "Explicitly AI"),
)
"""Each reading's id, as the marts and `credscope postings` have it, and its name; the brief's has no id."""

INTERVAL = ("matched_share_low", "matched_share_high")
"""Known for the brief's reading alone."""
COLUMNS = (Column("reading", "Reading"), *DEMAND_COLUMNS)
CHART_KEYS = ("reading", "value_label", *DEMAND_KEYS)


def chart() -> charts.Spec:
    """Bars of the share under each reading."""
    return charts.bars("Share of AI postings under each reading", "reading", "matched_share")


def readings_of(row: Row) -> list[Row]:
    """The postings of a mart's row under each reading that it carries, with the row's own columns."""
    rows = []
    for reading, name in READINGS:
        key = f"matched_{reading}_posting_count" if reading else "matched_posting_count"
        if row.get(key) is not None:
            matched = ratio(row[key], row["posting_count"])
            rows.append(
                {
                    **row,
                    "reading": name,
                    "reading_id": reading,
                    **(dict.fromkeys(INTERVAL) if reading else {}),
                    "is_brief_reading": reading is None,
                    "matched_posting_count": row[key],
                    "matched_share": matched,
                    "value_label": labels.share(matched),
                    "text_only": row.get("matched_text_only_posting_count"),
                }
            )
    return rows


def readings(release: Release, definition: str) -> list[Row]:
    """The postings of all teams under each reading of `AI-related`, where the mart carries the reading."""
    return readings_of(next(iter(release.rows("demand__by_team", definition, team=ALL)), {}))


def readings_sentence(rows: list[Row]) -> str:
    first, last = rows[0], rows[-1]
    words = f"The brief's reading finds {labels.share(first['matched_share'])} of these AI postings"
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
        "readings", "", "Stricter readings of “AI-related”", "demand__by_team", COLUMNS, readings,
        readings_sentence, chart(), CHART_KEYS, note="Beside the brief's number, never instead of it.",
    )  # fmt: skip
