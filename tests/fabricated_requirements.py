"""Made-up rows of the marts of requirements and degrees, for the release of `fabricated_release`."""

from __future__ import annotations

from typing import Any

TEAMS = (("technical_1", 2000), ("technical_2", 1000), ("product", 1500), ("commercial", 500), ("all", 5000))
STATUSES = {"required": 4, "obtain": 1, "preferred": 3, "alternative": 0, "mentioned": 1, "unstated": 1}
LEVELS = (("none_stated", 1, 0.2), ("bachelor", 5, 0.8))


def degrees(postings: int) -> dict[str, Any]:
    """What a fortieth of `postings`, which name a credential, ask in education."""
    known = postings // 40
    return {
        "matched_posting_count": known, "known_posting_count": known, "coverage_share": 1.0,
        "degree_posting_count": known // 2, "degree_share": known // 2 / known,
        "four_year_degree_posting_count": known // 3, "four_year_degree_share": known // 3 / known,
        "judged_degree_posting_count": known // 2, "in_lieu_posting_count": known // 4,
        "in_lieu_share": 0.5, "credential_only_posting_count": known - known // 2,
        "credential_only_share": 1 - known // 2 / known,
        "required_credential_only_posting_count": known // 5,
        "required_credential_only_share": known // 5 / known, "ai_known_posting_count": postings,
        "ai_degree_posting_count": postings * 3 // 4, "ai_degree_share": 0.75,
        "minimum_posting_count": postings * 4 // 5, "four_year_minimum_posting_count": postings * 3 // 5,
        "four_year_minimum_share": 0.75, "is_thin": known < 30,
    }  # fmt: skip


def marts() -> dict[str, list[dict[str, Any]]]:
    """Rows without their definition."""
    years = [(team, number // 2, year) for team, number in TEAMS for year in (2019, 2020)]
    return {
        "requirements__by_status": [
            {
                "team": team, "posted_year": year, "status": status, "mention_count": count,
                "mention_share": count / 10, "of_stated_share": None if status == "unstated" else count / 9,
                "named_mention_count": 10, "stated_mention_count": 9, "is_thin": True,
            }
            for team, _, year in years
            for status, count in STATUSES.items()
        ],
        "requirements__readings": [
            {
                "team": team, "posted_year": year, "reading": reading, "reading_rank": rank,
                "posting_count": number, "matched_posting_count": number // part,
                "matched_share": number // part / number, "is_thin": False,
                "named_posting_count": number // 40, "stated_posting_count": number // 50,
                "stated_share": 0.8,
            }
            for team, number, year in years
            for rank, (reading, part) in enumerate(
                (("any_mention", 40), ("required_or_obtain", 100), ("required", 125)), start=1
            )
        ],
        "degrees__by_education": [
            {
                "team": team, "posted_year": year, "min_education": level, "education_rank": rank,
                "posting_count": int(number * share), "matched_posting_count": int(number * share) // 40,
                "matched_share": 0.025, "posting_share": share, "matched_posting_share": share,
                "is_thin": False,
            }
            for team, number, year in years
            for level, rank, share in LEVELS
        ],
        "degrees__in_lieu": [
            {"team": team, "posted_year": year, **degrees(number)} for team, number, year in years
        ],
        "degrees__in_lieu_by_occupation": [
            {
                "team": team, "soc_code": "15-1299", "occupation_title": "Computer Occupations, All Other",
                **degrees(400),
            }
            for team, _ in TEAMS
        ],
        "degrees__in_lieu_by_company": [
            {"company": company, "posted_year": year, **degrees(130)}
            for company in ("Amazon", "all")
            for year in (2019, 2020)
        ],
    }  # fmt: skip
