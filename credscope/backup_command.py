"""`credscope backup` and `credscope restore`: their arguments, and what a person reads afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from credscope.home import Home


def backup(
    file: Annotated[Path, typer.Argument(help="Archive to write, outside the home; must not exist.")],
) -> None:
    """Write the home into one file: deliveries, what was made of them, releases, settings."""
    from credscope.backup import back_up

    count = back_up(Home.find(), file)
    print(f"{count:,} files in {file}; `credscope --home DIR restore {file}` makes a home of them.")


def restore(
    file: Annotated[Path, typer.Argument(help="Archive that `credscope backup` wrote.")],
) -> None:
    """Make a home from a backup, whole or not at all; the home must be empty or not there."""
    from credscope.restoring import restore as bring_back

    home = Home.find()
    count = bring_back(home, file)
    print(f"{count:,} files restored to {home.root}; `credscope doctor` checks them.")
