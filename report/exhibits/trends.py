"""The page of mix and trend: what changes are made of, and how the months move."""

from __future__ import annotations

from report.exhibits import decomposition, momentum
from report.exhibits.model import Page
from report.release import Release


def page(release: Release) -> Page:
    """Why the share changed, and when."""
    return Page(
        "trends",
        "Mix and trend",
        "Whether the share changed because teams asked for more, or because other teams posted more, "
        "and in which months its course changed.",
        (*decomposition.exhibits(), *momentum.exhibits()),
    )
