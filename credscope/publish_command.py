"""`credscope publish`: its arguments, and what a person reads afterwards; `publish` knows the rest."""

from __future__ import annotations

from typing import Annotated

import typer

from credscope.errors import CredscopeError
from credscope.home import Home

publish_app = typer.Typer(help="Push the current release to a server.", no_args_is_help=True)


@publish_app.callback()
def publish() -> None:
    """Push the current release to a server."""


@publish_app.command("postgres")
def postgres(
    dsn: Annotated[
        str | None,
        typer.Option(envvar="CREDSCOPE_POSTGRES", help="postgresql:// address; better by environment."),
    ] = None,
    schema: Annotated[str, typer.Option(help="Schema to replace.")] = "credscope",
    reader: Annotated[str | None, typer.Option(help="Role that may read.")] = None,
) -> None:
    """Load the current release's marts into PostgreSQL and swap them in at once."""
    from credscope.publish import publish_postgres

    if not dsn:
        raise CredscopeError("No server named: set CREDSCOPE_POSTGRES to a postgresql:// address.")
    print(publish_postgres(Home.find().released(), dsn, schema=schema, reader=reader))
