"""`credscope verify-badge`: its arguments, and what a person reads; `badges` knows whether a badge holds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.terminal import shown

if TYPE_CHECKING:
    from credscope.badges.verifying import Verified


def verify_badge(
    file: Annotated[Path, typer.Argument(help="An Open Badge 3.0 or other credential: JSON, or a JWT.")],
    key: Annotated[
        Path | None, typer.Option(help="The public key that must have signed it: PEM, JWK or multikey.")
    ] = None,
    issuer_keys: Annotated[
        Path | None, typer.Option(help="Folder of issuers' DID documents; they are not looked up elsewhere.")
    ] = None,
    status_list: Annotated[
        Path | None, typer.Option(help="The status list that it names, or a folder of such lists.")
    ] = None,
    known_issuers_only: Annotated[
        bool, typer.Option("--known-issuers-only", help="Refuse a did:key that none of the given keys is of.")
    ] = False,
    at: Annotated[str | None, typer.Option(help="Judge it on this day, YYYY-MM-DD; default now.")] = None,
) -> None:
    """Check a badge without a network: shape, signature, issuer, dates, status; then the demand for it.

    Exits 1 with the reason where it is refused.
    """
    from credscope.badges.keys import Keys
    from credscope.badges.refused import Refused
    from credscope.badges.status import StatusLists
    from credscope.badges.verifying import verify

    try:
        verified = verify(
            file, Keys.load(key, issuer_keys), StatusLists(status_list), _moment(at), known_issuers_only
        )
    except Refused as error:
        raise CredscopeError(shown(f"{file.name} is refused: {error}.")) from None
    print(shown(f"{file.name} verifies.\n{_told(verified)}"))


def _moment(day: str | None) -> datetime:
    if day is None:
        return datetime.now(UTC)
    try:
        return datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise CredscopeError(f"--at {day} is not a date; write it as YYYY-MM-DD.") from None


def _told(verified: Verified) -> str:
    from credscope.badges.dates import period
    from credscope.badges.matching import achievement_name

    name = achievement_name(verified.achievement)
    issuer = verified.document["issuer"]
    called = issuer.get("name", "") if isinstance(issuer, dict) else ""
    trust = "its key was given" if verified.issuer_known else (
        "a key that names itself: the badge is whole, but who issued it is not known; see --issuer-keys"
    )  # fmt: skip
    status = "not taken back, by " + ", ".join(verified.status_lists)
    lines = {
        "achievement": name or "none: a credential, but no Open Badge",
        "issuer": f"{called} {verified.issuer} ({trust})".strip(),
        "signed": "; ".join(verified.signed),
        "valid": period(verified.document),
        "status": status if verified.status_lists else "it names no status list",
        **(_worth(name) if name else {}),
    }
    return "\n".join(f"  {label:<12} {said}" for label, said in lines.items())


def _worth(name: str) -> dict[str, str]:
    from credscope.badges.matching import demand_for, entry_of
    from credscope.rules import Rules

    home = Home.find()
    rules = Rules.load()
    entry = entry_of(name, rules)
    if entry is None:
        return {"catalogue": "no entry has this name"}
    found = {"catalogue": f"{entry.name} ({entry.credential_id}), by its name"}
    if not home.current.exists():
        return {**found, "demand": f"not known: {home.root} has no release"}
    demand = demand_for(entry.credential_id, home.current.resolve(), rules.default_definition)
    if demand is None:
        return {**found, "demand": "no mart of the current release counts postings by this credential"}
    told = f"{demand.mention_count:,} AI postings of the current release name it ({demand.mention_share:.3%})"
    return {**found, "demand": f"{told}, by {demand.mart}"}
