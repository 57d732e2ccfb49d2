"""Planted rows of replication__published: the brief's figures beside what the sample was planted with.

Cells are named as the warehouse names them: `posting_count|2010`, `mention_count|technical_1|mcse`, for prose
the figure's id. Values are rounded to the precision of the brief; difference is measured - published. Beside
them stands the published count times the sample's scale, of big tech times its own; shares and ranks stay.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from credscope.sample.published import rows

Record = dict[str, Any]
BOUNDS = ("lower bound", "upper bound")
COUNTS = ("postings", "mentions")


def replication(marts: dict[str, list[Record]], scale: float, big_tech_scale: float) -> list[Record]:
    """Every cell of Tables A1, 2, 3, 4, A2 and 5 and of the prose, and the slips, which hold no values."""
    found = [*_postings(marts, scale, big_tech_scale), *_mentions(marts, scale, big_tech_scale)]
    measured = _prose(marts)
    for figure in rows("published/prose_figures"):
        name, counted = figure["figure_id"], figure["unit"] in COUNTS
        factor = (big_tech_scale if name.startswith("big_tech") else scale) if counted else 1.0
        value = measured.get(name, 0.0 if counted else None)
        published, precision = float(figure["published_value"]), figure["printed_precision"]
        found.append(_compare("prose", name, published, value, precision, factor))
    for slip in rows("published/slips"):
        found.append(_compare("slip", slip["slip_id"], None, None, "1", 1.0))
    return found


def _postings(marts: dict[str, list[Record]], scale: float, big_tech_scale: float) -> list[Record]:
    sources = (
        ("table_a1", "table_a1_by_year", "posted_year", scale, marts["demand__by_year"]),
        ("table_2", "table_2_by_team", "team", scale, marts["demand__by_team"]),
        ("table_a2", "table_a2_big_tech_by_year", "posted_year", big_tech_scale,
         [r for r in marts["big_tech__by_year"] if r["company"] == "all"]),
    )  # fmt: skip
    found = []
    for exhibit, seed, key, factor, planted in sources:
        held = {str(r[key]): r for r in planted}
        for row in rows(f"published/{seed}"):
            record = held.get(row[key], _NOBODY)
            for measure in ("posting_count", "matched_posting_count"):
                cell = f"{measure}|{row[key]}"
                found.append(_compare(exhibit, cell, float(row[measure]), record[measure], "1", factor))
            published = float(row["matched_share_percent"])
            share = _percent(record) if record["posting_count"] else None
            cell = f"matched_share_percent|{row[key]}"
            found.append(_compare(exhibit, cell, published, share, "0.1", 1.0))
    return found


def _mentions(marts: dict[str, list[Record]], scale: float, big_tech_scale: float) -> list[Record]:
    top = {(r["team"], r["credential_id"]): r["mention_count"] for r in marts["certifications__top_by_team"]}
    big_tech = {r["credential_id"]: r["matched_posting_count"] for r in marts["big_tech__top_certifications"]}
    found = []
    for row in rows("published/table_3_4_top_certifications"):
        team, credential = row["team"], row["credential_id"]
        exhibit = "table_3" if team in ("technical_1", "technical_2") else "table_4"
        found.append(_compare(exhibit, f"mention_count|{team}|{credential}", float(row["mention_count"]),
                              top.get((team, credential), 0), "1", scale))  # fmt: skip
    for row in rows("published/table_5_big_tech_certifications"):
        cell, published = f"matched_posting_count|{row['credential_id']}", float(row["matched_posting_count"])
        found.append(_compare("table_5", cell, published, big_tech.get(row["credential_id"], 0), "1",
                              big_tech_scale))  # fmt: skip
    return found


def _prose(marts: dict[str, list[Record]]) -> dict[str, float]:
    return {**_totals(marts), **_extremes(marts), **_of_credentials(marts), **_of_details(marts)}


def _totals(marts: dict[str, list[Record]]) -> dict[str, float]:
    """Figures over all years; those of postings are 0 where there is none."""
    everything = next((r for r in marts["demand__by_team"] if r["team"] == "all"), _NOBODY)
    big_tech = [r for r in marts["big_tech__by_year"] if r["company"] == "all"]
    sums = {measure: sum(r[measure] for r in big_tech) for measure in _NOBODY}
    values = {
        "ai_postings_total": everything["posting_count"],
        "matched_postings_total": everything["matched_posting_count"],
        "big_tech_posting_total": sums["posting_count"],
        "big_tech_matched_total": sums["matched_posting_count"],
    }
    shares = {"matched_share_total": everything, "big_tech_share_total": sums}
    return values | {name: _percent(r) for name, r in shares.items() if r["posting_count"]}


def _extremes(marts: dict[str, list[Record]]) -> dict[str, float]:
    """Highest and lowest yearly shares."""
    years: dict[str, list[float]] = {"big_tech": []}
    for row in marts["big_tech__by_year"]:
        if row["company"] == "all":
            years["big_tech"].append(_percent(row))
    for row in marts["demand__by_team_year"]:
        years.setdefault(row["team"], []).append(_percent(row))
    bounds = {f"{team}_share_bound": max(shares) for team, shares in years.items() if shares}
    second = years.get("technical_2")
    return bounds | (
        {"technical_2_share_high": max(second), "technical_2_share_low": min(second)} if second else {}
    )


def _of_credentials(marts: dict[str, list[Record]]) -> dict[str, float]:
    """MCSE and AWS in Technical Team 1, project management in the product team."""
    postings = {r["team"]: r["posting_count"] for r in marts["demand__by_team"]}
    values: dict[str, float] = {}
    for row in marts["project_management__by_team"]:
        if row["team"] == "product" and row["credential_id"] in ("any", "pmp"):
            name = "pmp" if row["credential_id"] == "pmp" else "project_management"
            values[f"{name}_product_share"] = _percent(row)
    for row in marts["certifications__top_by_team"]:
        if row["team"] != "technical_1":
            continue
        share = _share(row["mention_count"], postings["technical_1"])
        if row["credential_id"] == "mcse":
            values |= {
                "mcse_technical_1_mentions_text": row["mention_count"],
                "mcse_technical_1_share": share,
            }
        if row["credential_id"] == "aws_certified_solutions_architect":
            values["aws_csa_technical_1_mentions"] = row["mention_count"]
            values["aws_csa_technical_1_rank"] = row["credential_rank"]
            values["aws_csa_technical_1_share"] = share
    return values


def _of_details(marts: dict[str, list[Record]]) -> dict[str, float]:
    """Shares of O*NET details in their occupations."""
    sizes: dict[str, int] = {}
    for row in marts["occupations__detail"]:
        sizes[row["soc_code"]] = sizes.get(row["soc_code"], 0) + row["posting_count"]
    shares = {
        r["onet_code"]: _share(r["posting_count"], sizes[r["soc_code"]]) for r in marts["occupations__detail"]
    }
    wanted = {
        figure["figure_id"]: figure["cell"].split(", ")[1]
        for figure in rows("published/prose_figures") if figure["figure_id"].endswith("_detail_share")
    }  # fmt: skip
    return {name: shares[code] for name, code in wanted.items() if code in shares}


_NOBODY: Record = {"posting_count": 0, "matched_posting_count": 0}


def _percent(record: Record) -> float:
    return _share(record["matched_posting_count"], record["posting_count"])


def _share(part: int, whole: int) -> float:
    """Percent of a whole above 0, as the warehouse rounds it."""
    return 100 * round(part / whole, 9)


def _compare(
    exhibit: str, cell: str, published: float | None, value: float | None, precision: str, factor: float
) -> Record:
    measured = value
    if value is not None and precision not in BOUNDS:
        step = Decimal(precision)
        measured = float((Decimal(str(round(value, 9))) / step).quantize(Decimal(1), ROUND_HALF_UP) * step)
    elif value is not None:
        measured = float(value)
    difference = None if measured is None or published is None else round(measured - published, 6)
    if difference is not None and precision == "lower bound":
        difference = min(difference, 0.0)
    if difference is not None and precision == "upper bound":
        difference = max(difference, 0.0)
    scaled = None if published is None else round(published * factor, 6)
    return {"exhibit": exhibit, "cell": cell, "published_value": published, "scaled_published_value": scaled,
            "measured_value": measured, "difference": difference}  # fmt: skip
