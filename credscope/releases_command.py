"""`credscope releases`: its arguments, and what a person reads afterwards; `releases` knows the rest."""

from __future__ import annotations

from typing import Annotated

import typer

from credscope.home import Home

releases_app = typer.Typer(help="List releases, go back to one, remove some.", invoke_without_command=True)


@releases_app.callback()
def releases(context: typer.Context) -> None:
    """List the releases, newest switch first; `current` is marked."""
    if context.invoked_subcommand is None:
        from credscope.releases import list_releases

        for line in list_releases(Home.find()):
            print(line)


@releases_app.command("rollback")
def rollback(
    release_id: Annotated[str, typer.Argument(help="A release that `credscope releases` lists.")],
) -> None:
    """Make an earlier release current again."""
    from credscope.releases import roll_back

    roll_back(Home.find(), release_id)
    print(f"current is {release_id}")


@releases_app.command("remove")
def remove(
    release_id: Annotated[str, typer.Argument(help="A release that is not current.")],
) -> None:
    """Remove one release, as one that `credscope doctor` found damaged."""
    from credscope.releases import remove as leave_out

    leave_out(Home.find(), release_id)
    print(f"removed {release_id}")


@releases_app.command("prune")
def prune(keep: Annotated[int, typer.Option(help="How many of the newest to keep.")] = 12) -> None:
    """Remove old releases; the current one always stays."""
    from credscope.releases import prune as remove

    for release_id in remove(Home.find(), keep):
        print(f"removed {release_id}")
