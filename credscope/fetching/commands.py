"""`credscope fetch`: its arguments, and what a person reads afterwards; what is asked, others decide."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from credscope.errors import CredscopeError
from credscope.home import Home

if TYPE_CHECKING:
    from credscope.fetching import Feed

fetch_app = typer.Typer(
    help="Bring current postings over HTTP into the inbox, where the next `credscope refresh` finds them. "
    "A feed that fails is named and left out; the exit code is 1 only where no delivery came of it. "
    "A fetch that was stopped goes on where it was.",
    invoke_without_command=True,
)
Delivered = Annotated[
    str | None,
    typer.Option(help="Day of the delivery, YYYY-MM-DD; default the latest that the answers name."),
]


@fetch_app.callback()
def boards(
    context: typer.Context,
    boards: Annotated[
        Path | None,
        typer.Option(
            help="YAML of employers and their boards (docs/feeds.md); default boards.yml in the home."
        ),
    ] = None,
    delivered: Delivered = None,
) -> None:
    """Fetch the postings of employers' boards at Greenhouse, Lever and Ashby."""
    if context.invoked_subcommand is not None:
        if boards is not None or delivered is not None:
            raise CredscopeError(
                "Boards and USAJOBS are fetched one after the other: `credscope fetch --boards FILE`, then "
                "`credscope fetch usajobs`; --delivered belongs behind `usajobs`."
            )
        return
    from credscope.fetching.boards import read_boards
    from credscope.fetching.configured import boards_file

    file = boards_file(Home.find()) if boards is None else boards.expanduser()
    if boards is None and not file.exists():
        raise CredscopeError(
            f"Nothing says what to fetch: name a file with --boards, write {file}, or run "
            "`credscope fetch usajobs`."
        )
    _fetch(read_boards(file), delivered)


@fetch_app.command()
def usajobs(
    keyword: Annotated[str | None, typer.Option(help="Only announcements with all of these words.")] = None,
    days: Annotated[
        int | None, typer.Option(help="Only those posted in the last so many days, 0 to 60.")
    ] = None,
    historic: Annotated[
        tuple[str, str] | None,
        typer.Option(
            help="Instead, past announcements that opened between two days, with texts; no key needed.",
            metavar="FROM TO",
        ),
    ] = None,
    delivered: Delivered = None,
) -> None:
    """Fetch announcements of USAJOBS; CREDSCOPE_USAJOBS_KEY and CREDSCOPE_USAJOBS_EMAIL must be set."""
    from credscope.fetching.usajobs import current, past

    if historic is None:
        _fetch(current(keyword, days), delivered)
        return
    if keyword is not None or days is not None:
        raise CredscopeError(
            "USAJOBS looks for words and days in current announcements only: drop --historic."
        )
    first, last = (_day(day, "--historic") for day in historic)
    _fetch(past(first, last), delivered)


def _fetch(feeds: list[Feed], delivered: str | None) -> None:
    from credscope.fetching import fetch
    from credscope.fetching.settings import usajobs_access

    day = None if delivered is None else _day(delivered, "--delivered")
    fetched = fetch(Home.find(), feeds, access=usajobs_access(), delivered=day)
    for sentence in fetched.sentences():
        print(sentence)
    if not fetched.deliveries and any(outcome.trouble for outcome in fetched.outcomes):
        raise CredscopeError("Nothing could be fetched whole, and the inbox is as it was.")
    if fetched.deliveries:
        print("`credscope refresh` takes in what waits in the inbox.")


def _day(value: str, option: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise CredscopeError(f"{option} {value} is not a date; write it as YYYY-MM-DD.") from None
