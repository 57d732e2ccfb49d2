"""schema.org JobPosting as JSON-LD, alone or inside web pages: which objects are one, and their rows.

Properties are read as https://schema.org/JobPosting and Google's notes on it describe them, and as pages
really write them. Places and pay have modules of their own; scripts of a page are found in `page_scripts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from credscope.sources.documents import schema_org_pay, schema_org_place
from credscope.sources.documents.document import Board, Document, Layout, Row, broken
from credscope.sources.documents.json_ld import named, names, nodes, references, unfold
from credscope.sources.documents.page_scripts import BROKEN_SCRIPT, canonical_address, scripts
from credscope.sources.documents.values import address_name, first, headed, joined, listed, obj, text
from credscope.text import html_to_text

_TYPE = "JobPosting"
_CODE = re.compile(r"(?<![\d-])(\d\d-\d{4})(\.\d\d)?(?![\d-])")
_SHORTEST_REPEATED = 20
_COLUMNS = frozenset(
    {
        "source_posting_id", "posted_date", "valid_through", "title", "employer_name", "description",
        "occupation_code", "occupation_scheme", "min_education", "url", *schema_org_place.COLUMNS,
        *schema_org_pay.COLUMNS,
    }
)  # fmt: skip


def _recognised(document: Document) -> bool:
    return document.page is not None or next(nodes(document.value, _TYPE), None) is not None


def _rows(document: Document, board: Board) -> Iterator[Row]:
    """One row per JobPosting; a script that speaks of one and is no JSON is a row that cannot be read."""
    if document.page is None:
        yield from _of_value(document.value, document.url)
        return
    address = document.url or canonical_address(document.page)
    for script in scripts(document.page, _TYPE):
        if script.problem is not None:
            yield broken(BROKEN_SCRIPT, f"{document.place}, {script.problem}")
        else:
            yield from _of_value(script.value, address)


def _of_value(value: Any, address: str | None) -> Iterator[Row]:
    known = references(value)
    for found in nodes(value, _TYPE):
        yield _row(unfold(found, known), address)


def _row(posting: dict[str, Any], address: str | None) -> Row:
    employer = named(posting.get("hiringOrganization"), "name", "legalName", "alternateName")
    posted = first(listed(posting.get("datePosted")))
    url = first(listed(posting.get("url"))) or address
    row: Row = {
        "source_posting_id": _own_id(posting.get("identifier"), employer, url),
        "posted_date": posted,
        "valid_through": first(listed(posting.get("validThrough"))),
        "title": first([*listed(posting.get("title")), *listed(posting.get("name"))]),
        "employer_name": employer,
        "description": _description(posting),
        "min_education": _education(posting.get("educationRequirements")),
        "url": url,
    }
    return row | schema_org_place.read(posting) | schema_org_pay.read(posting) | _occupation(posting, posted)


def _own_id(identifier: Any, employer: str | None, url: str | None) -> str | None:
    """The employer's own number, under the name of the employer that it is unique for.

    Pages that give the employer's name as the number give no number at all.
    """
    for item in listed(identifier):
        stated = obj(item)
        number = first([*listed(stated.get("value")), *listed(stated.get("@value"))] if stated else [item])
        scope = employer or text(stated.get("name")) or address_name(url, "")
        if number is not None and number.casefold() not in {
            (employer or "").casefold(),
            (scope or "").casefold(),
        }:
            return number if scope is None else f"{scope}: {number}"
    return None


def _description(posting: dict[str, Any]) -> str | None:
    """The description, and under headings what other properties say that it does not."""
    description = joined(listed(posting.get("description")), "\n\n")
    others = {
        "Responsibilities": names(posting.get("responsibilities"), "name", "description"),
        "Qualifications": names(posting.get("qualifications"), "name", "description", "credentialCategory"),
        "Education": _asked(posting.get("educationRequirements")),
        "Experience": _asked(posting.get("experienceRequirements")),
        "Skills": names(posting.get("skills"), "name", "description"),
    }
    if not any(others.values()):
        return description
    held = _folded(html_to_text(description or ""))
    parts: list[tuple[str | None, Any]] = [(None, description)]
    for heading, said in others.items():
        new = [one for one in said if not _is_held(_folded(html_to_text(one)), held)]
        parts.append((heading, new if len(new) > 1 else "".join(new)))
    return headed(parts)


def _is_held(said: str, held: str) -> bool:
    """Whether the description says it already; of a word or two that is not asked, they mean little alone."""
    return len(said) >= _SHORTEST_REPEATED and said in held


def _folded(said: str) -> str:
    return re.sub(r"\W+", " ", said).casefold().strip()


def _asked(value: Any) -> list[str]:
    """What is asked for in education or experience, in words."""
    said = []
    for item in listed(value):
        stated = obj(item)
        months = text(stated.get("monthsOfExperience"))
        told = first([stated.get(key) for key in ("description", "name", "credentialCategory")])
        said += [one for one in (told or text(item), months and f"{months} months of experience") if one]
    return said


def _education(value: Any) -> str | None:
    """The level asked for, where exactly one is named as a category."""
    levels = {level for item in listed(value) if (level := text(obj(item).get("credentialCategory")))}
    return levels.pop() if len(levels) == 1 else None


def _occupation(posting: dict[str, Any], posted: str | None) -> Row:
    """The O*NET-SOC or SOC code among the categories; its vintage is not stated and follows from the year."""
    for said in names(posting.get("occupationalCategory"), "codeValue", "name", "termCode"):
        if match := _CODE.search(said):
            vintage = ("2010", "2010") if (posted or "9999") < "2020" else ("2018", "2019")
            scheme = f"onet_soc_{vintage[1]}" if match.group(2) else f"soc_{vintage[0]}"
            return {"occupation_code": match.group(), "occupation_scheme": scheme}
    return {}


SCHEMA_ORG = Layout("schema_org", "schema_org", _COLUMNS, _recognised, _rows)
