"""The `credscope` command: parses arguments, calls the room that knows, prints what a person needs.

Nothing is computed here. Heavy imports stay inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from credscope.acknowledge_command import acknowledge
from credscope.advise_command import advise
from credscope.alerts_command import alerts_app
from credscope.backup_command import backup, restore
from credscope.badge_command import verify_badge
from credscope.errors import CredscopeError
from credscope.fetching.commands import fetch_app
from credscope.home import PROJECT_ROOT, Home
from credscope.listing_command import postings
from credscope.publish_command import publish_app
from credscope.reference_command import reference_app
from credscope.releases_command import releases_app
from credscope.terminal import shown

app = typer.Typer(
    help="Credscope measures employer demand for credentials from job postings.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(alerts_app, name="alerts")
app.add_typer(fetch_app, name="fetch")
app.command()(acknowledge)
app.add_typer(reference_app, name="reference")
app.add_typer(publish_app, name="publish")
app.add_typer(releases_app, name="releases")
app.command()(backup)
app.command()(restore)
app.command()(postings)
app.command()(verify_badge)
app.command()(advise)

SAMPLE_SCALE = 0.001


@app.callback()
def options(
    home: Annotated[
        Path | None, typer.Option(help="Folder of all state; default $CREDSCOPE_HOME, else ./data.")
    ] = None,
) -> None:
    if home is not None:
        os.environ["CREDSCOPE_HOME"] = str(home.expanduser().resolve())


@app.command()
def demo(
    scale: Annotated[float, typer.Option(help="1 is the brief's 56 million postings.")] = SAMPLE_SCALE,
) -> None:
    """Take the embedded sample all the way to a release, in a home of its own."""
    from credscope.sample import write_sample

    home = Home.find(default="data-sample")
    home.claim("sample")
    delivery = home.root / f"sample-delivery-{scale:g}"
    if not (delivery / "planted.json").exists():
        _say(f"Writing the calibrated sample at scale {scale:g} to {delivery}")
        write_sample(delivery, scale=scale)
    _ingest(home, {"path": str(delivery)})
    _refresh(home, {})
    print("\nThis is the calibrated sample, not data: the brief's tables in proportion, postings invented.")
    _print_headline(home)


@app.command()
def sample(
    output: Annotated[Path, typer.Option(help="Folder to write; must not exist or be empty.")],
    scale: Annotated[float, typer.Option(help="1 is the brief's 56 million postings.")] = SAMPLE_SCALE,
    text: Annotated[
        bool | None, typer.Option("--text/--no-text", help="Write descriptions; default up to scale 0.01.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 2021,
) -> None:
    """Write the calibrated sample as a delivery in the Burning Glass layout, with planted.json."""
    from credscope.sample import write_sample

    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise CredscopeError(f"{output} is not an empty folder; name another with --output.")
    write_sample(output, scale=scale, text=text, seed=seed)
    print(output)


@app.command()
def ingest(
    path: Annotated[Path, typer.Argument(help="A file, or a folder of files in one layout.")],
    source: Annotated[
        str | None, typer.Option(help="Short name of the source; default from the mapping.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="YAML that describes the file; see docs/sources.md.")
    ] = None,
    delivered: Annotated[str | None, typer.Option(help="Date of the delivery, YYYY-MM-DD.")] = None,
    complete: Annotated[
        bool, typer.Option("--complete", help="It has all postings of its months: others are withdrawn.")
    ] = False,
) -> None:
    """Take a delivery in: tables, answers of job boards, web pages. Its layout is recognised."""
    if delivered is not None:
        _date(delivered, "--delivered")
    config: dict[str, Any] = {
        "path": str(path.expanduser().resolve()),
        "source": source,
        "delivered": delivered,
    }
    config["mapping"] = None if mapping is None else str(mapping.expanduser().resolve())
    config["complete"] = True if complete else None
    _ingest(Home.find(), {key: value for key, value in config.items() if value is not None})


@app.command()
def withdraw(
    delivery_id: Annotated[
        str | None, typer.Argument(help="The delivery to take back; without it, all are listed.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; it is kept with the delivery.")] = "",
) -> None:
    """Take a whole delivery back, as one with a wrong mapping; the next refresh counts without it."""
    from credscope import withdrawing

    if delivery_id is None:
        print(shown("\n".join(withdrawing.listed(Home.find()))) or "No delivery was taken in yet.")
        return
    taken = withdrawing.withdraw(Home.find(), delivery_id, reason)
    if not taken:
        print(f"Delivery {delivery_id}, whose manifest is damaged, is withdrawn; take it in again.")
        return
    print(
        f"{taken['source']}: delivery {delivery_id} of {taken['delivered_on']} is withdrawn, "
        f"{taken['accepted_count']:,} rows in {len(taken['months'])} months; "
        "`credscope refresh` counts without it."
    )


@app.command()
def accept(
    reason: Annotated[str, typer.Option(help="Why the rules and gates changed; it stands in the lock.")] = "",
) -> None:
    """Accept changed rules, suites and tests; without this, nothing is taken in or released by them."""
    from credscope import accepted

    told = accepted.accept(reason)
    for path, how in told.items():
        print(f"{path}: {how}")
    print(f"{len(told)} files accepted." if told else "All rules and gates are as they were accepted.")


@app.command()
def refresh(
    month: Annotated[
        str | None, typer.Option(help="Also this month, YYYY-MM, although nothing in it changed.")
    ] = None,
) -> None:
    """Read, build, check and release what has changed."""
    home = Home.find()
    config: dict[str, Any] = {}
    if month is not None:
        try:
            datetime.strptime(month, "%Y-%m")
        except ValueError:
            raise CredscopeError(f"--month {month} is not a month; write it as YYYY-MM.") from None
        config["month"] = month
    _refresh(home, config)
    _print_headline(home)


@app.command()
def read(
    file: Annotated[
        Path, typer.Argument(help="CSV, TSV, JSON Lines or Parquet with a title and a description.")
    ],
    output: Annotated[Path, typer.Option(help="Parquet file to write, one row per row of FILE.")],
    id_column: Annotated[
        str | None, typer.Option("--id", help="Column that holds each posting's id.")
    ] = None,
    definition: Annotated[str, typer.Option(help="Definition that assigns teams.")] = "cset_2021",
) -> None:
    """Read credentials, education and occupation from a table, without a warehouse."""
    from credscope.read_file import read_file

    count = read_file(file, output, id_column=id_column, definition=definition, home=Home.find())
    print(f"{count:,} postings read into {output}")


@app.command()
def accuracy(
    labels: Annotated[
        list[Path], typer.Argument(help="Labelled postings: JSON Lines with postings.parquet beside it.")
    ],
    definition: Annotated[
        str, typer.Option(help="Definition the labelled teams follow.")
    ] = "cset_2021_broad",
    ids: Annotated[
        list[Path] | None,
        typer.Option(
            help="File with one id per line: measure these alone. The first is for the first LABELS."
        ),
    ] = None,
    second: Annotated[
        Path | None,
        typer.Option(help="Another labelling of the same postings: the ceiling."),
    ] = None,
    markdown: Annotated[bool, typer.Option(help="Print the tables of docs/accuracy.md.")] = False,
) -> None:
    """Measure how good the reading is against labelled postings."""
    from credscope.accuracy import accuracy as measure

    home = Home.find()
    print(measure(labels, home, definition, ids=ids or (), second=second, markdown=markdown))


@app.command()
def review(
    output: Annotated[Path, typer.Option(help="CSV to write.")] = Path("review.csv"),
) -> None:
    """Write what a person should look at next: doubtful titles and unknown names, by postings times doubt."""
    from credscope.review import review as write_review

    print(f"{write_review(Home.find(), output):,} rows in {output}")


@app.command()
def explain(posting_id: Annotated[str, typer.Argument(help="posting_id of the lake.")]) -> None:
    """Say why a posting counts: credential, keyword, span, code, rule versions."""
    from credscope.explain import explain as describe

    print(shown(describe(Home.find(), posting_id)))


@app.command()
def doctor(
    quick: Annotated[
        bool, typer.Option("--quick", help="Read no whole files: no checksums, no damage inside them.")
    ] = False,
) -> None:
    """Check the environment and everything under the home; says what to do about what is wrong."""
    from credscope.doctor import doctor as examine

    findings = examine(Home.find(), quick)
    for check, ok, detail in findings:
        print(f"{'ok ' if ok else 'BAD'}  {check}: {detail}")
    if not all(ok for _, ok, _ in findings):
        raise typer.Exit(1)


@app.command()
def ui(
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 3000,
    host: Annotated[
        str, typer.Option(help="Address to bind; put a login before anything else.")
    ] = "127.0.0.1",
) -> None:
    """Start Dagster's UI and daemon."""
    home = Home.find()
    home.dagster.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "CREDSCOPE_HOME": str(home.root), "DAGSTER_HOME": str(home.dagster)}
    command = [sys.executable, "-m", "orchestration.ui", "--host", host, "--port", str(port)]
    os.chdir(PROJECT_ROOT)
    os.execve(sys.executable, command, environment)


@app.command()
def docs(
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
) -> None:
    """Show dbt's documentation of the current release."""
    _show(Home.find().released() / "dbt_docs" / "index.html", show)


@app.command()
def report(
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
) -> None:
    """Show the report of the current release."""
    _show(Home.find().released() / "report" / "index.html", show)


def _ingest(home: Home, config: dict[str, Any]) -> None:
    from credscope.launch import run_job

    _print_deliveries(home, run_job(home, "ingest", config)["deliveries"])


def _print_deliveries(home: Home, deliveries: list[dict[str, Any]]) -> None:
    for taken in deliveries:
        if taken["known"]:
            print(
                f"{taken['source']}: this delivery is already in ({taken['delivery_id']}); nothing changed."
            )
            continue
        print(
            f"{taken['source']}: {taken['read_count']:,} rows read, {taken['accepted_count']:,} accepted, "
            f"{taken['quarantined_count']:,} quarantined, {len(taken['months'])} months "
            f"(delivery {taken['delivery_id']})"
        )
        for reason, count in sorted(taken["quarantine_reasons"].items(), key=lambda item: -item[1]):
            print(f"  quarantined: {count:,} × {reason}")
        for note in taken["notes"]:
            print(f"  note: {shown(note)}")
        if taken["quarantined_count"]:
            print(f"  rows and reasons: {home.deliveries / taken['delivery_id'] / 'quarantine.parquet'}")


def _refresh(home: Home, config: dict[str, Any]) -> None:
    from credscope.freshness import nothing_new
    from credscope.launch import run_job

    said = None if config else nothing_new(home)
    if said:
        print(said)
        return
    result = run_job(home, "monthly_refresh", config)
    _print_deliveries(home, result["deliveries"])
    print(f"Released {result['release_id']}")


def _print_headline(home: Home) -> None:
    from credscope.headline import DEFAULT_DEFINITION, render

    release = home.released()
    print(f"\n{render(release)}\n\ndefinition {DEFAULT_DEFINITION} · release {release}")


def _show(page: Path, show: bool) -> None:
    if not page.exists():
        raise CredscopeError(f"The current release has no {page.parent.name}: run `credscope refresh`.")
    print(page)
    if show:
        import webbrowser

        webbrowser.open(page.as_uri())


def _date(value: str, option: str) -> None:
    try:
        datetime.strptime(value, "%Y-%m-%d")
    except ValueError:
        raise CredscopeError(f"{option} {value} is not a date; write it as YYYY-MM-DD.") from None


def _say(text: str) -> None:
    print(shown(text), file=sys.stderr, flush=True)


def main() -> None:
    """Entry point: a failure is one sentence and a non-zero exit; CREDSCOPE_DEBUG=1 shows the traceback."""
    try:
        app()
    except CredscopeError as trouble:
        _say(f"credscope: {trouble}")
        sys.exit(1)
    except KeyboardInterrupt:
        _say("credscope: stopped; nothing half-done was kept.")
        sys.exit(130)
    except Exception as trouble:
        if os.environ.get("CREDSCOPE_DEBUG"):
            raise
        from credscope import disk

        said = disk.trouble(trouble, Home.find())
        _say(f"credscope: {said or f'{type(trouble).__name__}: {trouble} (CREDSCOPE_DEBUG=1 shows where)'}")
        sys.exit(1)


if __name__ == "__main__":
    main()
