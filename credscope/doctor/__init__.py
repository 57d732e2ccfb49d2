"""Checks of the environment and of everything under a home. Looks only; repairs nothing.

`environment` is about the machine, `holdings` about what was taken in and made of it, `published` about
releases. Here is the order alone.
"""

from __future__ import annotations

from collections.abc import Callable

from credscope.doctor import environment, holdings, published
from credscope.doctor.findings import Answer, Finding
from credscope.home import Home


def doctor(home: Home, quick: bool = False) -> list[Finding]:
    """Every check as (check, ok, detail), in the order a reader would repair them. Never raises.

    `quick` leaves out what reads every byte: the checksums of deliveries and releases, and months
    to their end.
    """
    checks: list[tuple[str, Callable[[Home], Answer]]] = [
        ("Python", environment.python),
        ("packages", environment.packages),
        ("home", environment.writable),
        ("disk", environment.disk),
        ("kind of home", holdings.kind),
        ("deliveries", lambda home: holdings.deliveries(home, quick)),
        ("leftovers", holdings.left_over),
        ("months", lambda home: holdings.months(home, quick)),
        ("readings", lambda home: holdings.readings(home, quick)),
        ("duplicates", lambda home: holdings.duplicates(home, quick)),
        ("closed months", lambda home: holdings.closed(home, quick)),
        ("references", holdings.references),
        ("releases", lambda home: published.releases(home, quick)),
        ("current release", published.current),
    ]
    return [(name, *_guarded(check, home)) for name, check in checks]


def _guarded(check: Callable[[Home], Answer], home: Home) -> Answer:
    """The check's answer; a check that fails itself is a finding and does not hide the others."""
    try:
        return check(home)
    except Exception as error:
        return False, f"could not be checked: {type(error).__name__}: {' '.join(str(error).split())}"
