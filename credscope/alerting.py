"""Alerts: where a home's alerts go, what one says, and sending it by e-mail, webhook or chat through Apprise.

Which run deserves an alert is not decided here. Addresses hold passwords, so they come from the environment
alone and no sentence of this module repeats one.
"""

from __future__ import annotations

import logging
import os
import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from credscope.errors import CredscopeError
from credscope.home import Home
from credscope.plain_yaml import read_yaml

VARIABLE = "CREDSCOPE_ALERTS"
WAITS = (1.0, 4.0)
"""Seconds before the second and the third try of an address that did not answer."""

LONGEST = 1500
EXAMPLES = 3
LONGEST_VALUE = 60


@dataclass(frozen=True)
class Alert:
    """What people are told: a title, facts in order (job, run, month, check, reason …) and example rows."""

    title: str
    facts: Mapping[str, str]
    examples: Sequence[Mapping[str, Any]] = ()
    good_news: bool = False


@dataclass(frozen=True)
class Settings:
    """`addresses` are (name to speak of it, address of Apprise); `tell_where` adds the host and the home."""

    addresses: list[tuple[str, str]]
    tell_where: bool = False


def settings_file(home: Home) -> Path:
    """Where the home says which variables hold its addresses; it need not exist."""
    return home.root / "alerts.yml"


def settings(home: Home) -> Settings:
    """The addresses of `home`: those of CREDSCOPE_ALERTS, or of the variables that alerts.yml names.

    A variable holds one address or more, with blanks or line breaks between them. Raises CredscopeError for
    a file that says anything else, and for a variable that it names and that is not set.
    """
    file = settings_file(home)
    said = _read(file) if file.exists() else {}
    names = said.get("addresses_from", [VARIABLE])
    missing = [name for name in names if not os.environ.get(name)] if "addresses_from" in said else []
    if missing:
        raise CredscopeError(
            f"{file} names the variable {missing[0]}, which is not set: set it or take it out."
        )
    addresses = [
        (f"address {number} of {name}", address)
        for name in names
        for number, address in enumerate(os.environ.get(name, "").split(), start=1)
    ]
    return Settings(addresses, bool(said.get("tell_where", False)))


def _read(file: Path) -> dict[str, Any]:
    """alerts.yml as written; its sentences never repeat a value, since one may be an address."""
    try:
        said = read_yaml(file, yaml.SafeLoader) or {}
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        raise CredscopeError(f"{file} is not YAML: see docs/alerts.md.") from None
    form = {"addresses_from": list, "tell_where": bool}
    if not isinstance(said, dict) or set(said) - set(form):
        raise CredscopeError(f"{file} may say {' and '.join(form)} and nothing else: see docs/alerts.md.")
    wrong = [name for name, value in said.items() if not isinstance(value, form[name])]
    if wrong:
        raise CredscopeError(f"{wrong[0]} in {file} has the wrong form: see docs/alerts.md.")
    for name in said.get("addresses_from", []):
        if not isinstance(name, str) or not name.isidentifier():
            raise CredscopeError(
                f"addresses_from in {file} takes names of environment variables, never an address: "
                "an address holds a password."
            )
    return said


def send(home: Home, alert: Alert, waits: Sequence[float] = WAITS) -> tuple[int, list[str]]:
    """Send `alert` to every address of `home`: (how many took it, a sentence for each that did not).

    `waits` are the seconds before each further try. Never raises: an alert that cannot be sent must not end
    what it tells of. (0, []) where no address is set up.
    """
    try:
        found = settings(home)
    except CredscopeError as trouble:
        return 0, [str(trouble)]
    said = text(home, alert, found.tell_where)
    troubles = [
        f"No alert reached {name}: {why}"
        for name, address in found.addresses
        if (why := _send_to(address, alert, said, waits))
    ]
    return len(found.addresses) - len(troubles), troubles


def text(home: Home, alert: Alert, tell_where: bool) -> str:
    """The message: one line a fact, then example rows; the home's path only with `tell_where`."""
    facts = dict(alert.facts)
    if tell_where:
        facts |= {"host": platform.node(), "home": str(home.root)}
    lines = [f"{name}: {value}" for name, value in facts.items()]
    lines += [f"  {_example(row)}" for row in alert.examples[:EXAMPLES]]
    said = "\n".join(lines)
    if not tell_where:
        said = said.replace(str(home.root), "$CREDSCOPE_HOME").replace(str(Path.home()), "~")
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def _example(row: Mapping[str, Any]) -> str:
    """A row in which no value is long enough to be a posting's text, and addresses of people are masked."""
    import pyarrow as pa

    from credscope.text import mask

    values = mask(pa.array([" ".join(str(value).split()) for value in row.values()], pa.string()))
    short = [
        value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 1]}…"
        for value in values.to_pylist()
    ]
    return " · ".join(f"{name}: {value}" for name, value in zip(row, short, strict=True))


def _send_to(address: str, alert: Alert, said: str, waits: Sequence[float]) -> str | None:
    """None where the address took the alert, else why not; the address itself is never in the answer."""
    import apprise

    logging.getLogger("apprise").setLevel(logging.CRITICAL)
    hook = apprise.Apprise()
    if not hook.add(address):
        return "Apprise does not know such an address; docs/alerts.md shows some that it knows."
    kind = apprise.NotifyType.SUCCESS if alert.good_news else apprise.NotifyType.FAILURE
    for wait in (0.0, *waits):
        time.sleep(wait)
        try:
            if hook.notify(
                title=alert.title, body=said, notify_type=kind, body_format=apprise.NotifyFormat.TEXT
            ):
                return None
        except Exception as broken:
            return f"sending ended with {type(broken).__name__}."
    return "it did not answer, or refused."
