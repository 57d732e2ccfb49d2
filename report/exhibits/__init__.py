"""The pages of exhibits, in order; each is a module of its own."""

from __future__ import annotations

from report.exhibits import (
    big_tech,
    certifications,
    demand,
    microcredentials,
    occupations,
    quality,
    replication,
)
from report.exhibits.model import Exhibit, Page
from report.release import Release

__all__ = ["Exhibit", "Page", "pages"]


def pages(release: Release) -> list[Page]:
    """All pages of exhibits for `release`, also for one whose marts are empty."""
    rooms = (demand, certifications, microcredentials, occupations, big_tech, quality, replication)
    return [room.page(release) for room in rooms]
