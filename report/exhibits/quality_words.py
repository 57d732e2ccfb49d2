"""What the marts of section `quality` say in words: one sentence each, written from all rows of the mart."""

from __future__ import annotations

from collections.abc import Callable

from report import labels
from report.exhibits.model import ratio, total
from report.release import Row


def deliveries(rows: list[Row]) -> str:
    read, kept = total(rows, "read_count"), total(rows, "accepted_count")
    coded, abstained = total(rows, "coded_count"), total(rows, "abstained_count")
    return (
        f"{labels.plural(len(rows), 'delivery', 'deliveries')} brought {labels.plural(read, 'row')}: "
        f"{labels.count(kept)} accepted and {labels.count(total(rows, 'quarantined_count'))} quarantined "
        f"({labels.share(ratio(total(rows, 'quarantined_count'), read))}). An occupation is known for "
        f"{labels.share(ratio(coded, coded + abstained))} of the postings; the others are in no team."
    )


def restatements(rows: list[Row]) -> str:
    """How many months changed since the release before, and by how many AI postings."""
    before = next((row["previous_release_id"] for row in rows if row["previous_release_id"]), None)
    if before is None:
        return "This is the first release: there is nothing to compare its months with."
    restated = [row for row in rows if row["is_restated"]]
    new = sum(row["previous_posting_count"] is None for row in rows)
    if not restated:
        return f"No month changed since release {before}; {labels.plural(new, 'month')} came new."
    change = sum(row["posting_count_change"] or 0 for row in restated)
    return (
        f"{labels.plural(len(restated), 'month')} changed since release {before}, by {change:+,} AI postings "
        f"together; {labels.plural(new, 'month')} came new."
    )


def duplicates(rows: list[Row]) -> str:
    """The share that is left out, and the shares that other windows would leave out."""
    whole = sorted((row for row in rows if row["reason"] == "all"), key=lambda row: row["window_days"])
    applied = next((row for row in whole if row["is_applied"]), None)
    if applied is None:
        return any_rows(rows)
    others = [
        f"{labels.share(row['duplicate_share'])} within {labels.plural(row['window_days'], 'day')}"
        for row in whole
        if row is not applied
    ]
    words = (
        f"{labels.count(applied['duplicate_count'])} of {labels.plural(applied['posting_count'], 'row')} "
        f"({labels.share(applied['duplicate_share'])}) repeat another posting within "
        f"{labels.plural(applied['window_days'], 'day')} and are linked to it"
    )
    return f"{words}; it would be {labels.listed(others)}." if others else f"{words}."


def employers(rows: list[Row]) -> str:
    postings = total(rows, "posting_count")
    missing = total([row for row in rows if row["resolved_by"] in ("missing", "unnamed")], "posting_count")
    grouped = total([row for row in rows if row["resolved_by"] == "group"], "posting_count")
    return (
        f"{labels.share(ratio(missing, postings))} of {labels.plural(postings, 'posting')} name no employer; "
        f"{labels.share(ratio(grouped, postings))} name one that belongs to a known group."
    )


def places(rows: list[Row]) -> str:
    postings = total(rows, "posting_count")
    counted = total([row for row in rows if row["is_counted"]], "posting_count")
    unknown = total([row for row in rows if row["country"] == "unknown"], "posting_count")
    remote = total(rows, "remote_posting_count")
    return (
        f"{labels.share(ratio(counted, postings))} of {labels.plural(postings, 'posting')} are in a country "
        f"that is counted; of {labels.share(ratio(unknown, postings))} the country is unknown. "
        f"{labels.plural(remote, 'posting says', 'postings say')} that the work is done from anywhere."
    )


def pay(rows: list[Row]) -> str:
    postings = total(rows, "posting_count")
    plausible = total([row for row in rows if row["verdict"] == "plausible"], "posting_count")
    return (
        f"{labels.plural(postings, 'posting states', 'postings state')} pay; "
        f"{labels.share(ratio(plausible, postings))} of them come to a plausible yearly figure."
    )


def agreement(rows: list[Row]) -> str:
    """How far codes read from titles agree with the codes delivered."""
    postings = total(rows, "posting_count")
    read = total([row for row in rows if row["read_minor_group"] != "none"], "posting_count")
    group = total(
        [row for row in rows if row["read_minor_group"] == row["delivered_minor_group"]], "posting_count"
    )
    same = total(rows, "same_code_posting_count")
    return (
        f"Of {labels.plural(postings, 'posting')} with a delivered code, "
        f"{labels.share(ratio(read, postings))} were coded from their title too: "
        f"{labels.share(ratio(group, read))} of those into the same minor group, "
        f"{labels.share(ratio(same, read))} into the same occupation."
    )


def drift(rows: list[Row]) -> str:
    """How many months were held against the months before, and what came of it."""
    judged = [row for row in rows if row["verdict"] != "not_judged"]
    if not judged:
        return "No month has enough months of its source before it to be held against."
    stopped = [row for row in judged if row["verdict"] == "stopped"]
    warned = [row for row in judged if row["verdict"] == "warned"]
    acknowledged = [row for row in judged if row["acknowledged_reason"]]
    return (
        f"{labels.plural(len(judged), 'figure')} of a source and month were held against the months before: "
        f"{labels.count(len(warned))} warned and {labels.count(len(stopped))} would have stopped the "
        f"release; {labels.count(len(acknowledged))} were acknowledged, with the reason beside them."
    )


def checks(rows: list[Row]) -> str:
    passed, warned, failed = (row["check_count"] for row in rows)
    return (
        f"{labels.plural(passed + warned + failed, 'check')} ran on this release: {labels.count(passed)} "
        f"passed, {labels.count(warned)} warned, {labels.count(failed)} failed."
    )


def any_rows(rows: list[Row]) -> str:
    return f"The table has {labels.plural(len(rows), 'row')}."


KNOWN: dict[str, tuple[str, Callable[[list[Row]], str]]] = {
    "quality__deliveries": ("Deliveries", deliveries),
    "quality__duplicates": ("Duplicates", duplicates),
    "quality__restatements": ("Restatements", restatements),
    "quality__drift": ("Drift", drift),
    "quality__employers": ("Employers' names", employers),
    "quality__places": ("Places", places),
    "quality__pay": ("Pay", pay),
    "quality__occupation_agreement": ("Occupations, delivered and read", agreement),
}
