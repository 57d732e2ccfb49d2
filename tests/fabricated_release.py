"""A small release folder with made-up numbers and hostile names, for tests of what reads a release.

Only the shape is real: the marts' names and columns. Counts are chosen to be easy to recognise on a page.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import fabricated_requirements
import pyarrow as pa
import pyarrow.parquet as pq
from fabricated_beyond import beyond

HOSTILE_NAME = "<script>alert('x')</script> Engineer"
FORMULA_NAME = "=cmd|' /C calc'!A0 Engineer"
DEFINITIONS = ("cset_2021", "cset_2021_named", "explicit_ai_title")
TEAMS = (("technical_1", 2000), ("technical_2", 1000), ("product", 1500), ("commercial", 500), ("all", 5000))


def demand(matched: int, postings: int) -> dict[str, Any]:
    """The three columns that most marts share."""
    return {
        "posting_count": postings,
        "matched_posting_count": matched,
        "matched_share": round(matched / postings, 9),
    }


def marts(kind: str = "postings") -> dict[str, list[dict[str, Any]]]:
    """Rows of every mart under `cset_2021`; the other definitions have a total by team only, or nothing."""
    years = [(2019, 61, 2400), (2020, 64, 2600)]
    names = [("licensed_engineer", HOSTILE_NAME, 40), ("formula", FORMULA_NAME, 17)]
    rows: dict[str, list[dict[str, Any]]] = {
        "demand__by_year": [
            {"posted_year": year, **demand(m, n), "uncoded_posting_count": 7} for year, m, n in years
        ],
        "demand__by_month": [{"posted_month": date(y, 3, 1), **demand(m, n)} for y, m, n in years],
        "demand__by_team": [
            {
                "team": team, **demand(n // 40, n), "is_thin": n < 600,
                "matched_whole_word_posting_count": n // 50, "matched_reviewed_posting_count": n // 45,
                "matched_explicit_ai_posting_count": 0, "matched_text_only_posting_count": 3,
            }
            for team, n in TEAMS
        ],
        "demand__by_team_year": [
            {"team": team, "posted_year": year, **demand(n // 90, n // 2)}
            for team, n in TEAMS
            for year in (2019, 2020)
        ],
        "certifications__top_by_team": [
            {
                "team": team, "credential_rank": rank, "credential_id": key, "credential_name": name,
                "mention_count": count, "mention_share": count / n, "text_only_mention_count": 0,
                "is_thin": False,
            }
            for team, n in TEAMS
            for rank, (key, name, count) in enumerate(names, start=1)
        ],
        "occupations__top_by_team": [
            {
                "team": team, "occupation_rank": 1, "soc_code": "15-1299",
                "occupation_title": "Computer Occupations, All Other", **demand(11, 400), "is_thin": False,
            }
            for team, _ in TEAMS
        ],
        "occupations__detail": [
            {
                "team": "technical_1", "soc_code": "15-1299", "onet_code": "15-1299.08",
                "detail_title": "Computer Systems Engineers/Architects", "matched_posting_count": 6,
                "detail_share": 0.61,
            }
        ],
        "project_management__by_team": [
            {"team": team, "credential_id": key, "credential_name": name, **demand(n // part, n)}
            for team, n in TEAMS
            for key, name, part in (("any", "any", 10), ("pmp", "Project Management Professional (PMP)", 16))
        ],
        "microcredentials__demand": [
            {
                "team": team, "posted_year": year, "grouping_level": level, "member_id": member,
                "member_name": name, **demand(3, n // 2), "required_posting_count": 1,
                "text_only_posting_count": 0, "is_thin": False,
            }
            for team, n in TEAMS
            for year in (2019, 2020)
            for level, member, name in (("all", "all", "Any microcredential"),
                                        ("issuer", "hostile", HOSTILE_NAME))
        ],
        "microcredentials__claims": [
            {
                "claim_id": claim, "claim": claim.replace("_", " "), "published_value": 83.0,
                "unit": "percent", "attributed_to": "no source", "claimed_for": None,
                "is_measurable": value is not None, "measured_value": value,
                "difference": value and value - 83.0, "answer": "What was measured.", "note": None,
            }
            for claim, value in (("employers_prefer", 0.12), ("learners_prefer", None))
        ],
        "microcredentials__programmes": [
            {
                "programme_id": programme, "soc_code": "15-1299",
                "occupation_title": "Computer Occupations, All Other", "programme_name": name,
                "provider": "A school", "credential_id": "digital_badge", "posting_count": 400,
                "matched_posting_count": 2, "relevance_share": 0.005, "recognition_share": 0.001,
                "relevance_score": score, "recognition_score": score, "ai_integration_score": None,
                "flexibility_score": 0.5, "cost_and_duration_score": 0.5, "known_criteria_count": 4,
                "total_score": (score + 0.5) / 2, "cost_usd": 500.0, "hours": 15.0, "source": "invented",
                "is_thin": False,
            }
            for programme, name, score in (("one", HOSTILE_NAME, 1.0), ("two", "Knots", 0.0))
        ],
        "big_tech__by_year": [
            {"company": company, "posted_year": year, **demand(2, 130)}
            for company in ("Amazon", "all")
            for year in (2019, 2020)
        ],
        "big_tech__top_certifications": [
            {
                "credential_rank": rank, "credential_id": key, "credential_name": name,
                "matched_posting_count": count,
            }
            for rank, (key, name, count) in enumerate(names, start=1)
        ],
        "trends__decomposition": [
            {
                "compared_with": kind, "posted_year": 2020, "team": team, "base_year": 2019,
                "base_posting_count": n // 2, "base_matched_posting_count": n // 90,
                "base_matched_share": 0.022, "posting_count": n // 2, "matched_posting_count": n // 80,
                "matched_share": 0.025, "matched_share_change": 0.003,
                "within_team_change": 0.002 if team == "all" else 0.0005,
                "mix_change": 0.001 if team == "all" else 0.00025,
                "not_split_reason": None, "is_partial": False, "is_thin": False,
            }
            for kind in ("previous_year", "first_year")
            for team, n in TEAMS
        ],
        "trends__momentum": [
            {
                "team": team, "posted_month": date(2020, month, 1), **demand(n // 900, n // 20),
                "adjusted_posting_count": n / 21, "adjusted_matched_share": 0.021,
                "not_adjusted_reason": None, "posting_change_factor": 1.2 if month == 3 else None,
                "share_change_size": 0.004 if month == 3 else None, "changes_not_sought_reason": None,
                "is_thin": False,
            }
            for team, n in TEAMS
            for month in (2, 3)
        ],
        "pay__premium": [
            {
                "team": team, "posting_count": n, "matched_posting_count": n // 40,
                "paid_posting_count": n // 2, "paid_share": 0.5, "matched_paid_posting_count": n // 100,
                "matched_paid_share": 0.4, "matched_median_pay": 90000.0, "unmatched_median_pay": 80000.0,
                "median_premium": 0.125, "compared_posting_count": n // 4,
                "compared_matched_posting_count": n // 100, "compared_employer_count": 40,
                "log_premium": log, "log_premium_standard_error": log and 0.01,
                "log_premium_low": log and 0.02, "log_premium_high": log and 0.06, "premium": log and 0.0408,
                "premium_low": log and 0.0202,
                "premium_high": log and 0.0618, "not_estimated_reason": None if log else "too_few_postings",
                "is_thin": log is None,
            }
            for team, n in TEAMS
            for log in ([None] if team == "commercial" else [0.04])
        ],
        "replication__published": [
            {
                "exhibit": "table_2", "cell": "matched_share_percent|technical_1",
                "published_value": 2.8, "scaled_published_value": 2.8 if kind == "sample" else None,
                "measured_value": 2.5, "difference": -0.3, "note": None,
            },
            {
                "exhibit": "table_2", "cell": "matched_share_percent|all",
                "published_value": 2.5, "scaled_published_value": 2.5 if kind == "sample" else None,
                "measured_value": 2.5,
                "difference": 0.0, "note": None,
            },
            {
                "exhibit": "Figure 7", "cell": "2 percent or less in each year",
                "published_value": None, "scaled_published_value": None, "measured_value": None,
                "difference": None, "note": "Table A2 prints 2.4 percent for 2011",
            },
        ],
    }  # fmt: skip
    rows["employers__largest"] = [
        {
            "employer_rank": rank, "employer_id": key, "employer_name": name, "is_staffing": False,
            "is_aggregator": rank == 2, "is_group": rank == 1, **demand(matched, postings), "is_thin": False,
            "matched_reviewed_posting_count": matched, "matched_whole_word_posting_count": matched,
            "matched_explicit_ai_posting_count": 0, "matched_text_only_posting_count": 0,
        }
        for rank, key, name, matched, postings in (
            (1, "amazon", "Amazon", 4, 260), (2, HOSTILE_NAME.lower(), HOSTILE_NAME, 9, 120)
        )
    ]  # fmt: skip
    rows |= beyond(TEAMS, (HOSTILE_NAME, FORMULA_NAME), demand)
    rows |= fabricated_requirements.marts()
    first = {
        mart: [{"definition_id": DEFINITIONS[0], **row} for row in content] for mart, content in rows.items()
    }
    first["demand__by_team"].append(
        {**first["demand__by_team"][-1], "definition_id": DEFINITIONS[2], **demand(4, 90)}
    )
    first["quality__deliveries"] = [
        {
            "delivery_id": "00ff00ff00ff00ff", "source": "=source", "read_count": 5010,
            "accepted_count": 5003, "quarantined_count": 7, "restated_count": 0, "duplicate_count": 3,
            "coded_count": 4900, "abstained_count": 100, "unknown_country_count": 2, "outside_us_count": 1,
            "delivered_on": date(2021, 6, 1),
        }
    ]  # fmt: skip
    return {**first, **quality(), **pathways()}


def pathways() -> dict[str, list[dict[str, Any]]]:
    """Rows of the mart that speaks of occupations: two credentials that go together."""
    base = {
        "soc_code": "15-1299", "occupation_title": "Computer Occupations, All Other",
        "is_ai_occupation": True, "posting_count": 400, "stated_posting_count": 10,
        "required_posting_count": 4, "required_share": 0.4, "required_share_low": 0.2,
        "required_share_high": 0.7, "paid_posting_count": 9, "other_paid_posting_count": 90,
        "pay_difference": 0.05, "pay_difference_low": -0.01, "pay_difference_high": 0.11,
        "is_government_mandated": False, "coverage_share": 1.0, "is_thin": False, "thin_reason": None,
    }  # fmt: skip
    named = {"formula": (FORMULA_NAME, 80, 250.0, 20.0), "licensed_engineer": (HOSTILE_NAME, 40, None, None)}
    rows = []
    for held, key, both in (
        ("none", "formula", 80), ("none", "licensed_engineer", 40), ("formula", "licensed_engineer", 20),
        ("licensed_engineer", "formula", 20),
    ):  # fmt: skip
        name, matched, cost, hours = named[key]
        whole = 400 if held == "none" else named[held][1]
        shares = {"matched_share": matched / 400, "co_demand_share": both / whole}
        rows.append(
            {
                **base, "held_credential_id": held, "credential_id": key, "credential_name": name,
                "held_credential_name": named[held][0] if held in named else "None held",
                "credential_rank": 1 + (held == "none" and key != "formula"),
                "matched_posting_count": matched, "held_posting_count": whole, "both_posting_count": both,
                **shares, **{f"{share}_low": value / 2 for share, value in shares.items()},
                **{f"{share}_high": value * 1.1 for share, value in shares.items()},
                "lift": both / whole / (matched / 400), "advice": "advised", "advised_credential_id": key,
                "advised_credential_name": name, "programme_id": cost and "one",
                "programme_name": cost and "Knots", "provider": cost and "A school", "cost_usd": cost,
                "hours": hours,
            }
        )  # fmt: skip
    return {"pathways__next_credential": rows}


def quality() -> dict[str, list[dict[str, Any]]]:
    """Rows of the marts that say how far the numbers can be trusted."""
    return {
        "quality__duplicates": [
            {
                "window_days": days, "reason": reason, "is_applied": days == 60, "posting_count": 5010,
                "duplicate_count": days * 2, "duplicate_share": days * 2 / 5010, "matched_posting_count": 125,
                "ai_posting_count": 5100 - days, "matched_share": 0.0245,
            }
            for days in (0, 30, 60)
            for reason in ("repost", "all")
        ],
        "quality__restatements": [
            {
                "posted_month": date(2020, month, 1), "previous_release_id": "2021-05-01-00000000",
                "previous_posting_count": before, "posting_count": 100, "posting_count_change": change,
                "previous_matched_posting_count": before and 3, "matched_posting_count": 3,
                "matched_posting_count_change": before and 0, "is_restated": change == 5,
            }
            for month, before, change in ((1, 95, 5), (2, 100, 0), (3, None, None))
        ],
        "quality__employers": [
            {
                "resolved_by": way, "name_count": 10, "employer_count": 5, "posting_count": count,
                "posting_share": count / 5000,
            }
            for way, count in (("group", 1000), ("own_name", 3500), ("missing", 500))
        ],
        "quality__places": [
            {
                "country": country, "is_counted": country == "US", "posting_count": count,
                "posting_share": count / 5010, "remote_posting_count": 1, "unsaid_remote_posting_count": 5,
            }
            for country, count in (("US", 5000), ("CA", 8), ("unknown", 2))
        ],
        "quality__pay": [
            {
                "salary_unit": "YEAR", "assumption": "none", "verdict": verdict, "posting_count": count,
                "median_yearly_min": 90000.0, "median_yearly_max": 120000.0,
            }
            for verdict, count in (("plausible", 75), ("too_low", 25))
        ],
        "quality__drift": [
            {
                "source": "=source", "posted_month": date(2020, month, 1), "measure": "volume",
                "measured_value": value, "expected_value": 100.0, "history_month_count": 12,
                "change_factor": value / 100, "warn_beyond_factor": 2.0, "stop_beyond_factor": 4.0,
                "verdict": verdict, "not_judged_reason": None, "direction": "rise", "finding": found,
                "acknowledged_reason": reason, "acknowledged_by": reason and "A. Person",
                "acknowledged_on": reason and date(2021, 6, 1),
            }
            for month, value, verdict, found, reason in (
                (1, 110.0, "steady", None, None),
                (2, 300.0, "warned", "=source 2020-02, volume: 300 against 100 in the months before", None),
                (3, 500.0, "stopped", "=source 2020-03, volume: 500 against 100 in the months before",
                 "a second <feed>"),
            )
        ],
        "quality__occupation_agreement": [
            {
                "delivered_minor_group": "15-1", "read_minor_group": group, "posting_count": count,
                "same_code_posting_count": same, "delivered_group_share": count / 100,
            }
            for group, count, same in (("15-1", 60, 50), ("17-2", 20, 0), ("none", 20, 0))
        ],
    }  # fmt: skip


def write_release(folder: Path, kind: str = "postings", empty: bool = False) -> Path:
    """Write the release into `folder` (made if need be); `empty` keeps the columns and drops every row."""
    (folder / "marts").mkdir(parents=True)
    counts = {}
    with duckdb.connect(str(folder / "credscope.duckdb")) as connection:
        for mart, rows in marts(kind).items():
            table = pa.Table.from_pylist(rows)
            table = table.slice(0, 0) if empty else table
            pq.write_table(table, folder / "marts" / f"{mart}.parquet")
            counts[mart] = table.num_rows
            connection.register("incoming", table)
            connection.execute(f"create table {mart} as select * from incoming")
            connection.unregister("incoming")
            connection.execute(f"comment on table {mart} is 'One row per something; it''s described.'")
            connection.execute(
                f"comment on column {mart}.{table.column_names[0]} is 'What the row is under.'"
            )
    release = {
        "release_id": "2021-06-01-0123abcd", "kind": kind, "code_version": "abc123",
        "default_definition": DEFINITIONS[0], "row_counts": counts, "rule_versions": {}, "deliveries": [],
        "definitions": [
            {
                "definition_id": one, "definition_name": f"Definition {number}",
                "is_default": str(number == 1).lower(),
            }
            for number, one in enumerate(DEFINITIONS, start=1)
        ],
        "teams": [
            {"team": team, "team_name": "All AI Job Postings" if team == "all" else f"{team} by name"}
            for team, _ in TEAMS
        ],
        "keywords": ["Engineer", "Cloud", "Data", "SQL"],
        "checks": {"passed": ["a.sound", "b.sound"], "warned": ["c.odd"], "failed": []},
    }  # fmt: skip
    (folder / "release.json").write_text(json.dumps(release))
    return folder
