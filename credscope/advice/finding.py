"""What a release says to a person who holds some credentials and wants an occupation.

Reads one mart of a release and writes nothing: what a person holds, has and wants is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.rules import Rules

Row = dict[str, Any]
MART = "pathways__next_credential"
NOTHING = "none"
"""What a row of the mart says is held where nothing is."""

DEMAND = (
    "matched_posting_count", "posting_count", "matched_share", "matched_share_low", "matched_share_high",
    "stated_posting_count", "required_posting_count", "required_share", "required_share_low",
    "required_share_high", "paid_posting_count", "pay_difference", "pay_difference_low",
    "pay_difference_high",
)  # fmt: skip
PROGRAMME = ("programme_id", "programme_name", "provider", "cost_usd", "hours")
TOGETHER = (
    "held_credential_id", "held_credential_name", "both_posting_count", "held_posting_count",
    "co_demand_share", "co_demand_share_low", "co_demand_share_high", "lift", "thin_reason",
)  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """How many hours and dollars a person has; None for any number."""

    hours: float | None = None
    budget: float | None = None

    def judge(self, row: Row) -> str:
        """Whether a row's programme is `within` the limits, `outside`, or that this is `unknown`."""
        facts = [
            (row[fact], limit)
            for fact, limit in (("hours", self.hours), ("cost_usd", self.budget))
            if limit is not None
        ]
        if any(value is not None and value > limit for value, limit in facts):
            return "outside"
        return "unknown" if any(value is None for value, _ in facts) else "within"


def advise(home: Home, soc_code: str, held: Collection[str], limits: Limits, rules: Rules) -> Row:
    """What the current release says: `occupation`, what it has `asked` for, `held`, `next` credentials.

    `asked` are the credentials named most, with `is_held`; the gap is the rest of them. `next` are those
    that can be earned, each with its demand, `together` (how often it goes along with one that is held),
    `succeeds` (retired ones that it replaced), its cheapest programme and `fit`, see Limits. They stand
    in this order: within the limits, unknown, outside; then by the largest share of postings naming a
    held credential that name it too, thin ones aside; then by demand; then by id. Raises CredscopeError
    where there is no release, it lacks the mart, or has too few postings of the occupation.
    """
    rows = _rows(home, soc_code, rules)
    asked = sorted(
        (row for row in rows if row["held_credential_id"] == NOTHING), key=lambda row: row["credential_rank"]
    )
    if not asked:
        raise CredscopeError(
            f"The release has too few postings of {soc_code} {rules.soc_titles[soc_code]} that name a "
            "credential: choose an occupation near it."
        )
    names = {credential.credential_id: credential.name for credential in rules.credentials}
    whole = {
        key: asked[0][key] for key in ("soc_code", "occupation_title", "is_ai_occupation", "posting_count")
    }
    return {
        "release": home.current.resolve().name,
        "occupation": {**whole, "thin_reason": asked[0]["thin_reason"]},
        "limits": {"hours": limits.hours, "budget": limits.budget},
        "held": [
            {"credential_id": one, "credential_name": names[one],
             "is_asked": any(row["credential_id"] == one for row in asked)}
            for one in held
        ],
        "asked": [
            {**{key: row[key] for key in ("credential_id", "credential_name", "advice", *DEMAND)},
             "advised_credential_name": row["advised_credential_name"],
             "is_government_mandated": row["is_government_mandated"],
             "is_held": row["credential_id"] in held}
            for row in asked
        ],
        "next": _next(rows, held, limits),
    }  # fmt: skip


def _rows(home: Home, soc_code: str, rules: Rules) -> list[Row]:
    """The mart's rows of an occupation."""
    import pyarrow.parquet as pq

    if not home.current.exists():
        raise CredscopeError(f"{home.root} has no release: run `credscope refresh` first.")
    path = home.current / "marts" / f"{MART}.parquet"
    if not path.exists():
        raise CredscopeError(f"The current release has no table {MART}: run `credscope refresh`.")
    return pq.read_table(path, filters=[("soc_code", "=", soc_code)]).to_pylist()


def _next(rows: list[Row], held: Collection[str], limits: Limits) -> list[Row]:
    """The credentials to earn next, in order; of a retired one its successor stands here."""
    steps = [row for row in rows if row["held_credential_id"] in {NOTHING, *held}]
    groups: dict[str, list[Row]] = {}
    for row in steps:
        if row["advised_credential_id"] not in {None, *held} and row["credential_id"] not in held:
            groups.setdefault(row["advised_credential_id"], []).append(row)
    found = [_one(advised, own, limits) for advised, own in groups.items()]
    return sorted(found, key=_place)


def _one(advised: str, rows: list[Row], limits: Limits) -> Row:
    """What is known of one credential from the steps that lead to it, or to a retired one before it."""
    own = [row for row in rows if row["credential_id"] == advised]
    before = {
        row["credential_id"]: {"credential_name": row["credential_name"],
                               "matched_posting_count": row["matched_posting_count"]}
        for row in rows if row["credential_id"] != advised
    }  # fmt: skip
    return {
        "credential_id": advised,
        "credential_name": rows[0]["advised_credential_name"],
        "is_government_mandated": any(row["is_government_mandated"] for row in own),
        "fit": limits.judge(rows[0]),
        **{key: own[0][key] if own else None for key in DEMAND},
        "together": [
            {key: row[key] for key in TOGETHER} for row in own if row["held_credential_id"] != NOTHING
        ],
        "succeeds": list(before.values()),
        **{key: rows[0][key] for key in PROGRAMME},
    }


def _place(row: Row) -> tuple[int, float, float, str]:
    """Where a credential stands among those to earn next; see `advise`."""
    along = [one["co_demand_share"] for one in row["together"] if one["thin_reason"] is None]
    order = ("within", "unknown", "outside").index(row["fit"])
    return order, -max(along, default=0), -(row["matched_share"] or 0), row["credential_id"]
