"""schema.org JobPosting: properties in the shapes that pages really give them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from document_files import FIXTURES, job_posting
from taking import accepted, staged

from credscope.home import Home

DAY = date(2026, 10, 31)


def read(tmp_path: Path, **properties: Any) -> dict[str, Any]:
    """The row of a JobPosting with these properties."""
    path = tmp_path / "posting.json"
    path.write_text(json.dumps(job_posting("Clerk", **properties)))
    return accepted(staged(path, Home(tmp_path / "home"), delivered=DAY))[0]


def test_a_posting_alone(tmp_path: Path) -> None:
    """Prevents a property of the documented shape from being lost, or text from being said twice."""
    held = staged(FIXTURES / "schema_org" / "posting.jsonld", Home(tmp_path), delivered=DAY)
    assert held.manifest["layout"] == "schema_org"
    found = accepted(held)[0]
    assert found["source_posting_id"] == "Wellspring Telecom: WT-0042"
    assert (found["posted_date"], found["valid_through"]) == (date(2026, 10, 1), date(2026, 11, 15))
    assert found["description"].split("\n\n") == [
        "Wellspring Telecom connects valleys.",
        "You hold a CompTIA Network+ certificate or will earn it within a year.",
        "Education\nhigh school",
        "Experience\n24 months of experience",
        "Skills\n• Splicing fibre\n• Climbing poles",
    ]
    assert found["location_text"] == "Taos, NM, US; Durango, CO, US"
    assert (found["city"], found["state"], found["country"]) == (None, None, "US"), "what both places share"
    assert (found["salary_min"], found["salary_max"], found["salary_unit"]) == (24.5, 31, "HOUR")
    assert (found["occupation_code"], found["occupation_scheme"]) == ("15-1231.00", "onet_soc_2019")
    assert found["min_education"] == "high school"
    assert found["is_remote"] is None


def test_a_graph(tmp_path: Path) -> None:
    """Prevents objects that only refer to others, expanded names or a list of types from hiding a posting."""
    first, second = accepted(staged(FIXTURES / "schema_org" / "graph.json", Home(tmp_path), delivered=DAY))
    assert [row["title"] for row in (first, second)] == ["Actuarial Analyst", "Claims Adjuster"]
    assert [row["employer_name"] for row in (first, second)] == ["Halcyon Mutual"] * 2
    assert (first["is_remote"], first["country"], first["location_text"]) == (True, "US", "USA")
    assert (first["salary_min"], first["salary_max"], first["salary_unit"]) == (88_000, 88_000, None)
    assert (second["salary_min"], second["salary_max"], second["salary_unit"]) == (52_000, 61_000, "YEAR")
    assert (second["city"], second["state"]) == ("Hartford", "CT")
    assert second["source_posting_id"] is None, "the employer's name is no number"


@pytest.mark.parametrize(
    ("salary", "expected"),
    [
        (50_000, (50_000, 50_000, None)),
        ("50,000", (50_000, 50_000, None)),
        ({"value": 50_000}, (50_000, 50_000, None)),
        ({"minValue": 20, "maxValue": 30, "unitText": "HOUR"}, (20, 30, "HOUR")),
        ({"value": {"minValue": 20, "unitCode": "HUR"}}, (20, None, "HOUR")),
        ({"value": {"value": 4_000, "unitText": "per month"}}, (4_000, 4_000, "MONTH")),
        ([{"value": {"value": [70_000], "unitText": ["YEAR"]}}], (70_000, 70_000, "YEAR")),
        ({"@type": "PriceSpecification", "minPrice": "10", "maxPrice": "12"}, (10, 12, None)),
        ({"value": {"minValue": 0, "maxValue": 0, "unitText": "YEAR"}}, (None, None, None)),
        ({"value": "up to $90K"}, (None, 90_000, "YEAR")),
        ({"value": "competitive"}, (None, None, None)),
        ([], (None, None, None)),
    ],
)
def test_pay_in_many_shapes(tmp_path: Path, salary: Any, expected: tuple[Any, ...]) -> None:
    """Prevents pay from being lost, or taken for yearly where no unit is stated."""
    found = read(tmp_path, baseSalary=salary)
    assert (found["salary_min"], found["salary_max"], found["salary_unit"]) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Austin, TX", ("Austin", "TX", "US")),
        ({"address": "Austin, TX"}, ("Austin", "TX", "US")),
        (
            {"addressLocality": "Austin", "addressRegion": "Texas", "addressCountry": "USA"},
            ("Austin", "TX", "US"),
        ),
        ({"address": [{"addressLocality": "Lyon", "addressCountry": "France"}]}, ("Lyon", None, "FR")),
        (
            {"address": {"addressRegion": {"name": "Ohio"}, "addressCountry": {"name": "US"}}},
            (None, "OH", "US"),
        ),
        ({"name": "Akron, OH", "address": {}}, ("Akron", "OH", "US")),
        ([None, {"address": {"addressLocality": "Reno", "addressRegion": "NV"}}], ("Reno", "NV", "US")),
        ([], (None, None, None)),
    ],
)
def test_places_in_many_shapes(tmp_path: Path, place: Any, expected: tuple[Any, ...]) -> None:
    """Prevents a place from being lost that is a text, a list or an address without a place around it."""
    found = read(tmp_path, jobLocation=place)
    assert (found["city"], found["state"], found["country"]) == expected


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ({"@type": "PropertyValue", "name": "Acme", "value": 17}, "Acme: 17"),
        ("R-17", "Acme: R-17"),
        ([{"name": "Acme"}, {"value": "R-18"}], "Acme: R-18"),
        ({"name": "Acme", "value": "ACME"}, None),
        ({"value": ""}, None),
    ],
)
def test_own_ids(tmp_path: Path, identifier: Any, expected: str | None) -> None:
    """Prevents two employers' number 17, or all postings of one that gives none, from being one posting."""
    assert read(tmp_path, hiringOrganization="Acme", identifier=identifier)["source_posting_id"] == expected


@pytest.mark.parametrize(
    ("category", "posted", "expected"),
    [
        ("15-1252", "2026-10-01", ("15-1252", "soc_2018")),
        ("Software Developers (15-1132.00)", "2016-10-01", ("15-1132.00", "onet_soc_2010")),
        ({"@type": "CategoryCode", "codeValue": "29-1141.00"}, "2026-10-01", ("29-1141.00", "onet_soc_2019")),
        (["Engineering", "17-2051.00 Civil Engineers"], "2026-10-01", ("17-2051.00", "onet_soc_2019")),
        ("Call 555-15-12529", "2026-10-01", (None, None)),
        ("Engineering", "2026-10-01", (None, None)),
    ],
)
def test_occupations(tmp_path: Path, category: Any, posted: str, expected: tuple[Any, ...]) -> None:
    """Prevents a category's words, or digits that are no code, from becoming an occupation."""
    found = read(tmp_path, occupationalCategory=category, datePosted=posted)
    assert (found["occupation_code"], found["occupation_scheme"]) == expected


def test_requirements_outside_the_description_are_headed(tmp_path: Path) -> None:
    """Prevents a credential that only `qualifications` names from being lost, or said twice."""
    found = read(
        tmp_path,
        description="<p>Type letters.</p><p>A notary commission is required here.</p>",
        qualifications=["Certified Professional Secretary", "A notary commission is required here"],
        educationRequirements=[
            {"credentialCategory": "associate degree"},
            {"credentialCategory": "high school"},
        ],
        responsibilities={"@type": "Text", "name": "Filing"},
    )
    assert found["description"] == (
        "Type letters.\n\nA notary commission is required here.\n\nResponsibilities\nFiling\n\n"
        "Qualifications\nCertified Professional Secretary\n\nEducation\n• associate degree\n• high school"
    )
    assert found["min_education"] is None, "two levels are not one minimum"


def test_objects_that_refer_to_each_other_in_a_circle(tmp_path: Path) -> None:
    """Prevents a circle of references from never ending."""
    posting = job_posting("Clerk", hiringOrganization={"@id": "#a"})
    path = tmp_path / "circle.json"
    path.write_text(json.dumps([posting, {"@id": "#a", "name": "Acme", "parentOrganization": {"@id": "#a"}}]))
    assert accepted(staged(path, Home(tmp_path / "home"), delivered=DAY))[0]["employer_name"] == "Acme"
