"""Made-up rows of the marts beyond the brief, for the fabricated release; names may be hostile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

Row = dict[str, Any]


def beyond(
    teams: tuple[tuple[str, int], ...], names: tuple[str, str], demand: Callable[[int, int], Row]
) -> dict[str, list[Row]]:
    """Rows of the marts beyond the brief, without their definition.

    `teams` are names and postings, `names` a hostile name and a formula, `demand` makes the shared columns.
    """
    hostile, formula = names
    readings = ("every_kind", "without_government_mandated", "without_licenses", "without_retired",
                "without_accreditations", "explicit_ai", "explicit_ai_extended")  # fmt: skip
    left_out = [
        ("substring", "any", "Any AI-related credential", None, None, 125),
        ("reviewed", "any", "Any AI-related credential", None, None, 118),
        ("reviewed", "welding", hostile, "AWS", "The letters mean a <society>.", 9),
        ("whole_word", "any", "Any AI-related credential", None, None, 100),
    ]
    return {
        "sensitivity__definitions": [
            {"definition_name": "Definition 1", "definition_rank": 1, "is_default": True, **demand(125, 5000),
             "is_thin": False}
        ],
        "sensitivity__keywords": [
            {"team": team, "keyword_id": word.lower(), "keyword": word, "keyword_rank": rank,
             **demand(count, n), "is_thin": False, "headline_posting_count": n // 40,
             "lost_posting_count": lost, "lost_share": lost / (n // 40)}
            for team, n in teams
            for rank, (word, count, lost) in enumerate((("Data", 9, 3), ("SQL", 9, 0), ("keras", 0, 0)), 1)
        ],
        "sensitivity__keywords_proposed": [
            {"team": team, "keyword_id": key, "keyword": word, "keyword_rank": None, "is_in_list": in_list,
             "is_proposed": verdict != "would be dropped", "verdict": verdict, "verdict_reason": "Made up.",
             "ai_programme_count": None if key == "any" else 3,
             "other_programme_count": None if key == "any" else 1,
             "keyness": None if key == "any" else 4.5, **demand(count, n), "is_thin": False,
             "headline_posting_count": n // 40, "added_posting_count": added,
             "added_whole_word_posting_count": added // 2, "lost_posting_count": lost}
            for team, n in teams
            for key, word, verdict, in_list, count, added, lost in (
                ("any", "The proposed list", "whole list", False, n // 40 + 4, 7, 3),
                ("data", "Data", "kept", True, 9, 0, 3),
                ("sql", "SQL", "would be dropped", True, 9, 0, 2),
                ("hostile", hostile, "would be added", False, 8, 7, None),
            )
        ],
        "sensitivity__keyword_readings": [
            {"team": "all", "reading": reading, "reading_name": f"Reading {reading}", "reading_rank": rank,
             "credential_id": key, "credential_name": name, "keyword": word, "left_out_reason": reason,
             **demand(count, 5000), "is_thin": False}
            for rank, (reading, key, name, word, reason, count) in enumerate(left_out, 1)
        ],
        "sensitivity__credential_kinds": [
            {"team": "all", "posted_year": year, "reading": reading, "reading_name": f"Reading {reading}",
             "reading_rank": rank, **demand(70 - 9 * rank, 2500), "is_thin": False}
            for year in (2019, 2020)
            for rank, reading in enumerate(readings, 1)
        ],
        "vendors__own_credentials": [
            {"vendor": vendor, "named": named, "posting_count": n, "own_posting_count": own,
             "own_share": own / n if n else None, "is_thin": n < 30, "others_posting_count": 900 - n,
             "others_own_posting_count": 90, "others_own_share": round(90 / (900 - n), 9)}
            for vendor, n, own in (("Microsoft", 40, 30), ("Oracle", 0, 0))
            for named in ("any", "ai_related")
        ],
        "benchmarks__external": [
            {"outside_source": source, "group_kind": kind, "group_id": group,
             "posted_period": date(2020, 1, 1), "group_name": name, "reference_id": source,
             "outside_period": date(2019, 1, 1), "posting_count": 400,
             "posting_share": ratio and 0.4, "posting_share_low": ratio and 0.35,
             "posting_share_high": ratio and 0.45, "outside_value": 50_000.0,
             "outside_share": ratio and 0.4 / ratio, "outside_gap_reason": None, "share_ratio": ratio,
             "matched_posting_count": 10, "matched_share": 0.025, "matched_share_low": 0.014,
             "matched_share_high": 0.045, "reweighted_matched_share": None if ratio else 0.03,
             "reweighted_matched_share_low": None if ratio else 0.018,
             "reweighted_matched_share_high": None if ratio else 0.05,
             "reweighted_outside_share": None if ratio else 0.9, "common_month_count": months,
             "level_correlation": months and 0.9, "change_correlation": months and 0.4,
             "coverage_share": 1.0, "is_thin": False, "thin_reason": None}
            for source, kind, group, name, ratio, months in (
                ("oews", "occupation", "15-1252", hostile, 1.25, None),
                ("oews", "occupation", "15-1244", "Knot tiers", 0.8, None),
                ("oews", "all", "all", "All occupations of the definition", None, None),
                ("jolts", "industry", "000000", "Total nonfarm", 0.8, 30),
            )
        ],
        "retirement__still_asked": [
            {"credential_id": "formula", "months_since_retired": since,
             "posted_month": date(2020, 4 + since, 1), "credential_name": formula,
             "retired_on": date(2020, 4, 30), "posting_count": 400,
             "mention_count": count, "mention_share": count / 400, "is_thin": False,
             "required_mention_count": 0, "successor_id": "licensed_engineer", "successor_name": hostile,
             "successor_mention_count": 6}
            for since, count in ((-1, 4), (0, 3), (1, 0), (2, 1))
        ],
    }  # fmt: skip
