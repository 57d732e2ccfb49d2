"""What stands above and below the exhibits: headline numbers, sources and facts of the release, in words."""

from __future__ import annotations

from report import labels
from report.exhibits.demand import years
from report.exhibits.model import parts, total
from report.release import Release, Row

PLAIN = str | int | float
SKIPPED = {"kind", "default_definition"}


def headline(release: Release, definition: str) -> Row | None:
    """The numbers at the top for a definition: total, years and postings left out for want of a code."""
    rows = years(release, definition)
    if not rows:
        return None
    whole, single = rows[-1], parts(rows)
    uncoded = total(single, "uncoded_posting_count")
    first, last = single[0]["posted_year"], single[-1]["posted_year"]
    return {
        "share": labels.share(whole["matched_share"]),
        "matched": labels.count(whole["matched_posting_count"]),
        "postings": labels.count(whole["posting_count"]),
        "years": str(first) if first == last else f"{first}–{last}",
        "uncoded": labels.plural(uncoded, "posting") if uncoded else None,
    }


def sources(release: Release) -> str:
    """The sources of the release's deliveries and their months, in words; empty where it does not say."""
    spans: dict[str, list[str]] = {}
    for delivery in release.facts.get("deliveries") or []:
        months = [delivery.get("first_month"), delivery.get("last_month")]
        spans.setdefault(str(delivery.get("source")), []).extend(filter(None, months))
    words = [
        f"{source} ({min(months)} to {max(months)})" if months else source for source, months in spans.items()
    ]
    return ", ".join(words)


def facts(release: Release) -> list[tuple[str, str]]:
    """The plain values of release.json, in words, for the foot of every page."""
    return [
        (key.replace("_", " "), str(value))
        for key, value in release.facts.items()
        if key not in SKIPPED and isinstance(value, PLAIN) and not isinstance(value, bool)
    ]
