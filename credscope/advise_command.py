"""`credscope advise`: its arguments; `advice` knows what a release says."""

from __future__ import annotations

from typing import Annotated

import typer

from credscope.home import Home
from credscope.terminal import shown


def advise(
    occupation: Annotated[str, typer.Option(help="The occupation wanted: SOC-2018 code or title.")],
    hold: Annotated[
        list[str] | None, typer.Option(help="A credential that you hold: name, alias or id; may be repeated.")
    ] = None,
    hours: Annotated[float | None, typer.Option(min=0, help="Hours that a programme may take.")] = None,
    budget: Annotated[float | None, typer.Option(min=0, help="Dollars that it may cost.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON, for machines.")] = False,
) -> None:
    """Say which credential could be next for an occupation, and why; nothing about you is kept."""
    import json

    from credscope.advice.finding import Limits
    from credscope.advice.finding import advise as found
    from credscope.advice.names import credential_of, occupation_of
    from credscope.advice.words import lines
    from credscope.rules import Rules

    rules = Rules.load()
    soc_code = occupation_of(occupation, rules)
    held = list(dict.fromkeys(credential_of(name, rules).credential_id for name in hold or []))
    advice = found(Home.find(), soc_code, held, Limits(hours, budget), rules)
    if as_json:
        print(json.dumps(advice, indent=1, ensure_ascii=False, default=str))
        return
    print(shown("\n".join(lines(advice))))
