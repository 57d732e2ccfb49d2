"""`credscope acknowledge`: its arguments, and what a person reads; `acknowledging` knows the rest."""

from __future__ import annotations

from typing import Annotated

import typer

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.terminal import shown


def acknowledge(
    source: Annotated[
        str | None, typer.Option(help="Source of the month; without it, all are listed.")
    ] = None,
    month: Annotated[str | None, typer.Option(help="The month, YYYY-MM.")] = None,
    measure: Annotated[str | None, typer.Option(help="What drifted, as `volume`.")] = None,
    reason: Annotated[str, typer.Option(help="Why it is let through; the release tells it.")] = "",
    by: Annotated[str | None, typer.Option(help="Who says so; default the user of this machine.")] = None,
    take_back: Annotated[bool, typer.Option("--take-back", help="Take back what was said to it.")] = False,
) -> None:
    """Let a month through that is far from the months before it, and say why."""
    from credscope import acknowledging

    home = Home.find()
    given = [value for value in (source, month, measure) if value is not None]
    if source is None or month is None or measure is None:
        if given or reason or take_back:
            raise CredscopeError("Name the drift with --source, --month and --measure, all three.")
        print(shown("\n".join(_listed(home))))
        return
    if take_back:
        said = acknowledging.take_back(home, source, month, measure)
        print(shown(f"{source} {month}, {measure}: no longer acknowledged (it was: {said['reason']})."))
        return
    acknowledging.acknowledge(home, source, month, measure, reason, _user() if by is None else by)
    print(f"{source} {month}, {measure} is acknowledged; `credscope refresh` lets it through.")


def _listed(home: Home) -> list[str]:
    """What waits, with the command for each, then what was acknowledged."""
    from credscope.acknowledging import acknowledgements
    from credscope.drift import drifts

    lines = []
    for drift in drifts(home):
        if drift.reason is None:
            lines += [f"{drift.verdict}  {drift.finding}", f"         {drift.command}"]
    for one in acknowledgements(home):
        lines.append(
            f"acknowledged  {one['source']} {one['month']}, {one['measure']}, "
            f"at {one['acknowledged_value']:,.10g} by {one['acknowledged_by']} on {one['acknowledged_on']}: "
            f"{one['reason']}"
        )
    return lines or ["Nothing drifts, and nothing was acknowledged."]


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise CredscopeError("This machine has no name for its user: say with --by who you are.") from None
