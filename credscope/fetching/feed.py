"""A feed: one list of postings that one service offers. How it is asked for stands in `services`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from credscope.fetching.settings import server


@dataclass(frozen=True)
class Service:
    """A public service of postings.

    `layout` names the form of its answers, in `delivery.json` and in a file of boards; `name` is what people
    call it; `path` may hold `{board}`; `postings_at` is the JSON path of the list of postings in an answer,
    `total_at` that of how many there are in all, where it tells; `paging` makes dlt's paginator; `source` is
    the name of the source in the lake.
    `only_together`: a delivery that lacks one of its feeds would be misread.
    """

    layout: str
    name: str
    origin: str
    path: str
    params: Mapping[str, Any]
    postings_at: str
    paging: Callable[[], Any]
    source: str
    total_at: str | None = None
    needs_access: bool = False
    only_together: bool = False

    @property
    def address(self) -> str:
        """Scheme and host that are asked: the service's own, or the server that a test names."""
        return server() or self.origin


@dataclass(frozen=True)
class Feed:
    """What to ask of a service: a `board`, whose postings are `employer`'s, with `params` of its own."""

    service: Service
    board: str
    employer: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """Beginning of its files' names."""
        return re.sub(r"[^A-Za-z0-9-]", "_", self.board)
