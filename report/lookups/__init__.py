"""The look-ups, in order; each is a module of its own."""

from __future__ import annotations

from report.lookups import credentials, employers, occupations, teams
from report.lookups.model import Lookup
from report.release import Release

__all__ = ["Lookup", "lookups"]


def lookups(release: Release) -> list[Lookup]:
    """All look-ups for `release`, also for one whose marts are empty."""
    return [room.lookup(release) for room in (teams, occupations, credentials, employers)]
