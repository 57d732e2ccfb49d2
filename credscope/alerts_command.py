"""`credscope alerts`: its arguments, and what a person reads afterwards; `alerting` knows the rest."""

from __future__ import annotations

import typer

from credscope.errors import CredscopeError
from credscope.home import Home

alerts_app = typer.Typer(help="Who is told of failed runs; see docs/alerts.md.", no_args_is_help=True)


@alerts_app.callback()
def alerts() -> None:
    """Keeps `test` a command of its own while there is no other."""


@alerts_app.command("test")
def test() -> None:
    """Send a test message to every address that is set up."""
    from credscope.alerting import VARIABLE, Alert, send, settings

    home = Home.find()
    found = settings(home)
    if not found.addresses:
        raise CredscopeError(f"No address is set up: put one into {VARIABLE}, as docs/alerts.md shows.")
    reason = "This is a test: nothing failed, and alerts arrive here."
    taken, troubles = send(home, Alert("Credscope: test of alerts", {"reason": reason}, good_news=True))
    if troubles:
        raise CredscopeError(" ".join(troubles))
    print(f"{taken} of {len(found.addresses)} addresses took the test message.")
