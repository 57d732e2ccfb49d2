"""The pages of exhibits, in order; each is a module of its own."""

from __future__ import annotations

from report.exhibits import (
    big_tech,
    certifications,
    degrees,
    demand,
    firmness,
    microcredentials,
    occupations,
    outside,
    pathways,
    pay,
    quality,
    replication,
    requirements,
    retirement,
    trends,
    vendors,
)
from report.exhibits.model import Exhibit, Page
from report.release import Release

__all__ = ["Exhibit", "Page", "pages"]


def pages(release: Release) -> list[Page]:
    """All pages of exhibits for `release`, also for one whose marts are empty."""
    rooms = (
        demand, trends, certifications, occupations, big_tech, requirements, degrees, pay, firmness, vendors,
        retirement, microcredentials, pathways, outside, quality, replication,
    )  # fmt: skip
    return [room.page(release) for room in rooms]
