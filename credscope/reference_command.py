"""`credscope reference`: its arguments, and what a person reads; `reference` and `outside` know the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from credscope.home import Home
from credscope.terminal import shown

reference_app = typer.Typer(help="Optional references: titles, and figures of others.", no_args_is_help=True)


@reference_app.command("fetch")
def fetch() -> None:
    """Fetch O*NET's alternate titles (CC BY 4.0) into the home; never required."""
    from credscope.reference import fetch

    print(fetch(Home.find()))


@reference_app.command("add")
def add(
    source: Annotated[str, typer.Argument(help="oews, jolts or indeed.")],
    file: Annotated[Path, typer.Argument(help="The file as it was published, unpacked.")],
    year: Annotated[
        int | None, typer.Option(help="Of OEWS: the year of its May, where the file's name does not tell.")
    ] = None,
    area: Annotated[
        str | None, typer.Option(help="Of OEWS: AREA of the file to take; default 99, the nation.")
    ] = None,
) -> None:
    """Add figures of others, to be laid beside the postings; replaces those of the same source and year."""
    from credscope.outside.figures import Asked
    from credscope.outside.holding import add

    record = add(Home.find(), source, file, Asked(year, area))
    print(
        shown(
            f"{record['reference_id']}: {record['name']}, {record['row_count']:,} figures from "
            f"{record['first_period']} to {record['last_period']}, {record['suppressed_count']:,} of them "
            "not published; `credscope refresh` compares."
        )
    )


@reference_app.command("list")
def listed() -> None:
    """List the references that were added, each with the digest of its file."""
    from credscope.outside.holding import references

    lines = [
        f"{record['reference_id']}  {record['name']}  {record['row_count']:,} figures  "
        f"{record['file']}  sha256 {record['sha256'][:12]}"
        for record in references(Home.find())
    ]
    print(shown("\n".join(lines)) or "No reference was added yet: `credscope reference add oews FILE`.")


@reference_app.command("remove")
def remove(
    reference_id: Annotated[str, typer.Argument(help="A reference that `credscope reference list` lists.")],
) -> None:
    """Take a reference out; the next refresh compares without it."""
    from credscope.outside.holding import remove

    record = remove(Home.find(), reference_id)
    print(shown(f"{record['reference_id']} ({record['file']}) is removed."))
