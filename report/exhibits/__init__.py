"""The sections of the page, in order; each is a module of its own with its exhibits."""

from __future__ import annotations

from report.exhibits import big_tech, certifications, demand, occupations, quality
from report.exhibits.model import Exhibit, Section
from report.release import Release

__all__ = ["Exhibit", "Section", "sections"]


def sections(release: Release) -> list[Section]:
    """All sections for `release`, also for one whose marts are empty."""
    return [room.section(release) for room in (demand, certifications, occupations, big_tech, quality)]
