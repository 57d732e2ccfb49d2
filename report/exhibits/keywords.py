"""The keywords that make a credential AI-related (Table 1)."""

from __future__ import annotations

from report import labels
from report.exhibits.model import Column, Exhibit
from report.release import Release, Row


def keywords(release: Release, definition: str) -> list[Row]:
    """The keywords in force, three to a row as the brief prints them."""
    names = release.facts.get("keywords") or []
    height = -(-len(names) // 3)
    return [
        {"first": names[index], **{
            key: names[index + height * step] if index + height * step < len(names) else ""
            for key, step in (("second", 1), ("third", 2))
        }}
        for index in range(height)
    ]  # fmt: skip


def keywords_sentence(rows: list[Row]) -> str:
    count = sum(bool(word) for row in rows for word in row.values())
    return (
        f"A credential is AI-related if its name contains one of {labels.plural(count, 'keyword')}, in any "
        "case, even inside another word."
    )


def exhibit() -> Exhibit:
    return Exhibit(
        "table-1", "Table 1", "Keywords of AI-related credentials", "",
        tuple(Column(key, "Keyword") for key in ("first", "second", "third")),
        keywords, keywords_sentence, note="The rules of this release; they can be changed.",
        by_definition=False,
    )  # fmt: skip
