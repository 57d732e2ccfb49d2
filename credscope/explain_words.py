"""The facts about one posting as lines that people read. Words only; the facts come from `explain`."""

from __future__ import annotations

from typing import Any

REASONS = {
    "same_text": "the same employer's ad for the place and title",
    "repost": "the same ad put up again by its source",
    "agency_copy": "the employer's own ad that this one passes on",
    "other_city": "the same ad for another place, which counts by itself",
}
SHOWN = 3
"""Ids that are named of several."""


def lines(facts: dict[str, Any]) -> list[str]:
    """The verdict first, then posting, credentials, education, occupation, definitions and versions."""
    return [
        verdict(facts),
        "",
        *_posting(facts),
        "",
        *_credentials(facts),
        "",
        *_education(facts),
        "",
        *_occupation(facts),
        "",
        *_definitions(facts),
        "",
        *_versions(facts),
    ]


def verdict(facts: dict[str, Any]) -> str:
    """One sentence: does it count as an AI posting, and as one that names an AI-related credential."""
    posting, link = facts["posting"], facts["link"]
    if link and link["is_left_out"]:
        return f"Does not count: it repeats posting {link['duplicate_of']}, {_why(link)}."
    if not posting["is_country_counted"]:
        place = "its country is unknown" if posting["is_unknown"] else "it is outside the United States"
        return f"Does not count: {place}."
    under = [row["definition_id"] for row in facts["teams"] if row["team"]]
    names = "names" if facts["matched"] else "does not name"
    if not under:
        return f"Is no AI posting under any definition; it {names} an AI-related credential that counts."
    definitions = ", ".join(under)
    return f"Counts as an AI posting under {definitions}, and {names} an AI-related credential that counts."


def _why(link: dict[str, Any]) -> str:
    days = f"{link['days_apart']} day{'' if link['days_apart'] == 1 else 's'} apart"
    return f"{REASONS[link['reason']]}; {days}, {link['similarity']:.0%} of the shorter text are in the other"


def _posting(facts: dict[str, Any]) -> list[str]:
    posting = facts["posting"]
    place = posting.get("location_text") or ", ".join(
        str(posting[key]) for key in ("city", "state", "country") if posting.get(key)
    )
    employer = posting.get("employer_name") or "–"
    if facts["employer_group"]:
        employer += f" (counts for {facts['employer_group']} on that day)"
    rows = [
        f"Posting    {posting['posting_id']}",
        f"Title      {posting.get('title') or '–'}",
        f"Employer   {employer}",
        f"Place      {place or '–'}",
        f"Posted     {posting['posted_date']} ({posting.get('posted_date_basis') or 'basis unknown'})",
        f"Delivery   {posting['delivery_id']} of {posting['source']}, delivered "
        f"{posting.get('delivered_on') or '–'}, row {posting['row_number']}",
    ]
    if facts["duplicates"]:
        rows.append(f"Copies     {len(facts['duplicates'])} linked and not counted again")
    if facts["link"]:
        rows.append(f"Repeats    {facts['link']['duplicate_of']}, {_why(facts['link'])}")
    if facts["copies"]:
        named = ", ".join(facts["copies"][:SHOWN]) + (" …" if len(facts["copies"]) > SHOWN else "")
        rows.append(f"Repeated   by {len(facts['copies'])} other postings: {named}")
    return rows


def _credentials(facts: dict[str, Any]) -> list[str]:
    if not facts["mentions"]:
        return ["Credentials: none found."]
    rows = ["Credentials:"]
    for mention in facts["mentions"]:
        rows.append(f"  {mention['credential_name']} ({mention['credential_id']})")
        rows.append(f"    {_related(mention)}; {_origin(mention)}")
        rows += [
            f"    {span['status'] or 'no status'} at {span['start']}–{span['end']}: “{span['surface']}” in "
            f"“{span['sentence']}”"
            for span in mention["spans"]
        ]
    return rows


def _education(facts: dict[str, Any]) -> list[str]:
    one = facts["education"]
    minimum = (one["min_education"] or "none_stated").replace("_", " ")
    wished = one["preferred_education"]
    preferred = f", preferred {wished.replace('_', ' ')}" if wished else ""
    replaced = {
        True: "; something may stand in for the degree",
        False: "; nothing is said to stand in for the degree",
    }.get(one["degree_substitutable"], "")
    return [
        f"Education  minimum {minimum}{preferred}{replaced}",
        *(
            f"           {span['says']} at {span['start']}–{span['end']}: “{span['surface']}” in "
            f"“{span['sentence']}”"
            for span in one["spans"]
        ),
    ]


def _related(mention: dict[str, Any]) -> str:
    if not mention["is_ai_related"]:
        return "not AI-related: no keyword in its name"
    doubts = [
        words
        for flag, words in (
            ("is_ai_related_whole_word", "not as a whole word"),
            ("is_ai_related_reviewed", "a reviewed false positive"),
        )
        if not mention[flag]
    ]
    explicit = ", explicitly AI" if mention["is_explicit_ai"] else ""
    doubt = f" ({' and '.join(doubts)})" if doubts else ""
    return f"AI-related by the keyword “{mention['keyword']}”{doubt}{explicit}"


def _origin(mention: dict[str, Any]) -> str:
    origin = "named by the delivery" if mention["found_in"] == "field" else "read from the text"
    status = f", status {mention['status']}" if mention["status"] else ""
    refused = "does not count: the delivery's own field does not name it"
    counts = "counts" if mention["is_counted"] else refused
    return f"{origin}{status}; {counts}"


def _occupation(facts: dict[str, Any]) -> list[str]:
    one = facts["occupation"]
    if one.get("soc_code"):
        title = one.get("occupation_title") or "title unknown"
        rows = [f"Occupation {one['soc_code']} {title}, {one['basis'] or 'basis unknown'}"]
    else:
        rows = ["Occupation unknown: the coder abstained, so no definition by occupation takes this posting"]
    if one.get("delivered_code"):
        scheme = one["delivered_scheme"] or "unknown scheme"
        finer = f", O*NET {one['onet_code']}" if one.get("onet_code") else ""
        rows.append(f"           delivered code {one['delivered_code']} ({scheme}){finer}")
    if one.get("read_soc_code"):
        probability = f"{one['read_probability']:.2f}" if one["read_probability"] is not None else "–"
        rows.append(
            f"           title read as {one['read_soc_code']} with probability {probability}, "
            f"runner-up {one['read_runner_up'] or 'none'}"
        )
    return rows


def _definitions(facts: dict[str, Any]) -> list[str]:
    width = max((len(row["definition_id"]) for row in facts["teams"]), default=0)
    return [
        "Definitions:",
        *(f"  {row['definition_id']:<{width}}  {row['team'] or 'no AI posting'}" for row in facts["teams"]),
    ]


def _versions(facts: dict[str, Any]) -> list[str]:
    release = facts["release"]
    versions = sorted((release.get("rule_versions") or {}).items())
    rules = [(name, version) for name, version in versions if name.startswith("rules/")]
    return [
        f"Release    {release.get('release_id')} ({release.get('kind')}), code {release.get('code_version')}",
        *(f"           {name} {version[:12]}" for name, version in rules),
    ]
