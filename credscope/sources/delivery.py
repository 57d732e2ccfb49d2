"""A delivery: files that came together on one day from one source, with their identity and their rows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from credscope.errors import CredscopeError
from credscope.sources.candidates import Candidates
from credscope.sources.files import DeliveredFile

SOURCE_NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")
"""A source names folders of the home, so that nothing else may stand in its name."""


@dataclass(frozen=True)
class Delivery:
    """What `detect` found out about a path before any row of it is judged.

    `delivered_on_basis` says where the date comes from. `reader` gets a folder for temporary files, which
    must last until the candidate rows have been read. `places_read`: city, state and country are read from
    the place as written, because the layout does not state a country; `defaults` fill what is blank after
    that. `complete_months`: of every month that it has rows in, the delivery has all postings of its source.
    `scale` and `big_tech_scale` are the size of a sample against the brief, None for real postings;
    the identity does not depend on them.
    """

    path: Path
    source: str
    layout: str
    mapping_name: str | None
    identity: str
    delivered_on: date
    delivered_on_basis: str
    files: tuple[DeliveredFile, ...]
    reader: Callable[[Path], Candidates]
    kind: str = "postings"
    scale: float | None = None
    big_tech_scale: float | None = None
    has_credential_names: bool = False
    has_skill_clusters: bool = False
    has_text: bool = True
    complete_months: bool = False
    date_formats: tuple[str, ...] = ()
    places_read: bool = False
    defaults: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Raises CredscopeError for a name of a source that cannot name a folder, wherever it was stated."""
        if not SOURCE_NAME.fullmatch(self.source):
            raise CredscopeError(
                f"The source name {self.source!r} must be made of small letters, digits and underscores, "
                "at most 60 of them."
            )

    @property
    def delivery_id(self) -> str:
        """16 hex digits of SHA-256 over source, layout with mapping, day, and file contents in name order.

        Whether it speaks for whole months makes another delivery of the same files.
        """
        digest = hashlib.sha256()
        parts = [self.source, self.layout, self.identity, self.delivered_on.isoformat()]
        if self.complete_months:
            parts.append("complete months")
        for part in [*parts, *(file.sha256 for file in sorted(self.files, key=lambda file: file.name))]:
            digest.update(part.encode() + b"\x1f")
        return digest.hexdigest()[:16]
