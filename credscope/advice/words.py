"""Advice in words for a person to read: every number with what it is of, every unknown as such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]
FITS = {
    "within": "Next",
    "unknown": "Not known whether within your limits (no programme, price or hours in the catalogue)",
    "outside": "Outside your limits",
}
ASKED_SHOWN = 10
WHY_NOT = {
    "retired": "retired",
    "family": "any of a family, not one credential",
    "accreditation": "accreditation of a degree, not of a person",
}
ORDER = (
    "Order: what goes along most often with what you hold (where at least 30 postings tell), then what most "
    "postings name. Differences of pay are those of postings, not what a credential earns."
)


def lines(advice: Row) -> Iterator[str]:
    """Advice as lines: the occupation, what it asks for, what one holds of it, and what could be next."""
    occupation = advice["occupation"]
    kind = "one of the AI occupations" if occupation["is_ai_occupation"] else "not one of the AI occupations"
    yield (
        f"{occupation['occupation_title']} ({occupation['soc_code']}), {kind}: "
        f"{occupation['posting_count']:,} postings of release {advice['release']}."
    )
    if occupation["thin_reason"]:
        yield f"Take care: {occupation['thin_reason']}."
    yield "\nWhat they ask for:"
    yield from (_asked(row) for row in advice["asked"][:ASKED_SHOWN])
    yield f"\n{_gap(advice)}"
    for fit, heading in FITS.items():
        rows = [row for row in advice["next"] if row["fit"] == fit]
        if rows:
            yield f"\n{heading}:"
        for number, row in enumerate(rows, start=1):
            yield f"{number:>3}. {row['credential_name']}"
            yield from (f"       {said}" for said in reasons(row))
    if not advice["next"]:
        yield "\nNothing that they name can be earned next."
    yield f"\n{ORDER}"


def reasons(row: Row) -> Iterator[str]:
    """Why a credential stands among the next ones, one line each."""
    if row["is_government_mandated"]:
        yield "a licence that the law asks for: no choice where the job needs it"
    if row["matched_share"] is None:
        yield "demand: too few postings of the occupation name it yet"
    else:
        yield f"demand: {_demand(row)}"
    for old in row["succeeds"]:
        still = f"{old['matched_posting_count']:,} still name"
        yield f"it took the place of {old['credential_name']}, which {still}"
    for step in row["together"]:
        care = f" (take care: {step['thin_reason']})" if step["thin_reason"] else ""
        yield (
            f"with {step['held_credential_name']}: {step['both_posting_count']:,} of the "
            f"{step['held_posting_count']:,} postings that name yours name it too "
            f"({_share(step['co_demand_share'])}), {step['lift']:.1f} times as often as all{care}"
        )
    if row["required_share"] is not None:
        yield (
            f"required: in {_share(row['required_share'])} of the {row['stated_posting_count']:,} postings "
            "whose text says how firmly"
        )
    yield f"pay: {_pay(row)}"
    yield f"programme: {_programme(row)}"


def _asked(row: Row) -> str:
    notes = [] if row["advice"] == "advised" else [WHY_NOT[row["advice"]]]
    if row["advice"] == "retired" and row["advised_credential_name"]:
        notes.append(f"now {row['advised_credential_name']}")
    if row["is_government_mandated"]:
        notes.append("the law asks for it")
    if row["required_share"] is not None:
        notes.append(f"required in {_share(row['required_share'])}")
    told = f"; {', '.join(notes)}" if notes else ""
    return f"  {'you hold' if row['is_held'] else '':<8}  {row['credential_name']}: {_demand(row)}{told}"


def _gap(advice: Row) -> str:
    asked = advice["asked"]
    own = sum(row["is_held"] for row in asked)
    words = (
        f"Of the {len(asked)} credentials named most you hold {own}; the gap is the other {len(asked) - own}."
    )
    unasked = [row["credential_name"] for row in advice["held"] if not row["is_asked"]]
    return f"{words} Not among them: {', '.join(unasked)}." if unasked else words


def _demand(row: Row) -> str:
    interval = f"{_share(row['matched_share_low'])} to {_share(row['matched_share_high'])}"
    return f"{row['matched_posting_count']:,} postings, {_share(row['matched_share'])} ({interval})"


def _pay(row: Row) -> str:
    if row["pay_difference"] is None:
        return "not known; too few postings that name it post pay"
    words = f"{row['pay_difference']:+.1%} against the occupation's other postings"
    if row["pay_difference_low"] is not None:
        words += f" ({row['pay_difference_low']:+.1%} to {row['pay_difference_high']:+.1%})"
    return f"{words}, in {row['paid_posting_count']:,} that post it"


def _programme(row: Row) -> str:
    if row["programme_id"] is None:
        return "none in the catalogue, so that cost and hours are not known"
    cost = "price not known" if row["cost_usd"] is None else f"${row['cost_usd']:,.0f}"
    hours = "hours not known" if row["hours"] is None else f"{row['hours']:,.0f} hours"
    return f"{row['programme_name']} of {row['provider']}, {cost}, {hours}"


def _share(value: float) -> str:
    return f"{value:.1%}"
