"""`credscope postings`: its arguments, and what a person reads; `listing` knows which postings are meant."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.spreadsheet import safe_cell
from credscope.terminal import shown as visible


def postings(
    definition: Annotated[
        str | None, typer.Option(help="Which definition of AI postings; default the release's.")
    ] = None,
    team: Annotated[str, typer.Option(help="A team, or all.")] = "all",
    period: Annotated[str | None, typer.Option(help="A year YYYY or a month YYYY-MM.")] = None,
    occupation: Annotated[str | None, typer.Option(help="SOC-2018 or O*NET code.")] = None,
    company: Annotated[str | None, typer.Option(help="A big-tech company, or all six.")] = None,
    credential: Annotated[str | None, typer.Option(help="Id of a credential that they name.")] = None,
    matched: Annotated[
        bool, typer.Option("--matched", help="Only those that name an AI-related credential.")
    ] = False,
    employer: Annotated[str | None, typer.Option(help="An employer_id of employers__largest.")] = None,
    field: Annotated[str | None, typer.Option(help="Field of a credential, as project_management.")] = None,
    reading: Annotated[
        str | None,
        typer.Option(
            help="AI-related as another reading has it: whole_word, reviewed, explicit_ai, text_only."
        ),
    ] = None,
    limit: Annotated[int, typer.Option(help="How many to print.")] = 20,
    output: Annotated[Path | None, typer.Option(help="Write all of them to this CSV.")] = None,
) -> None:
    """List the postings behind a number of the current release; `explain` tells why each one counts."""
    from credscope.explain import release_of
    from credscope.listing import Wanted, postings_behind

    home = Home.find()
    if period is not None and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", period):
        raise CredscopeError(f"--period {period} is neither a year YYYY nor a month YYYY-MM.")
    wanted = Wanted(
        definition or release_of(home)["default_definition"],
        team, period, occupation, company, credential, matched, employer, field, reading,
    )  # fmt: skip
    found = postings_behind(home, wanted)
    if output is not None:
        print(f"{_write(found, output):,} postings in {output}")
        return
    shown = list(islice(found, limit))
    for row in shown:
        print(visible(_line(row)))
    more = sum(1 for _ in found)
    rest = f"; {more:,} more, which --output FILE.csv writes" if more else ""
    print(f"{len(shown) + more:,} postings{rest}. `credscope explain POSTING_ID` says why one counts.")


def _line(row: dict[str, Any]) -> str:
    named = ", ".join(row["credentials"]) or "no credential"
    employer = row["employer_name"] or "no employer named"
    what = " · ".join((row["title"], employer, row["soc_code"] or "no code", named))
    return f"{row['posting_id']}  {row['posted_date']}  {what}"


def _write(found: Iterable[dict[str, Any]], output: Path) -> int:
    """Write the rows as CSV; how many."""
    from credscope.listing import COLUMNS

    count = 0
    with output.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in found:
            cells = {**row, "credentials": "|".join(row["credentials"])}
            writer.writerow([safe_cell(cells[name]) for name in COLUMNS])
            count += 1
    return count
