"""Live feeds: current postings over HTTP into dated deliveries that wait in the inbox.

`fetch` is the only door. What a posting is, and how a delivery is read, belongs to `credscope/sources`: here
a server's answers are kept as they came. Only `credscope.reference` uses the internet besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from credscope.errors import CredscopeError
from credscope.fetching.feed import Feed
from credscope.fetching.handing_over import HandedOver, hand_over
from credscope.fetching.kept import Kept
from credscope.fetching.manners import Manners, Trouble
from credscope.fetching.outcome import Outcome
from credscope.fetching.settings import Access
from credscope.home import Home
from credscope.progress import progress

__all__ = ["Feed", "Fetched", "Outcome", "fetch"]


@dataclass(frozen=True)
class Fetched:
    """What became of every feed, and the deliveries that lie in the inbox now."""

    outcomes: tuple[Outcome, ...]
    deliveries: tuple[HandedOver, ...]

    def sentences(self) -> list[str]:
        """One sentence per feed, then one per delivery."""
        return [outcome.sentence for outcome in self.outcomes] + [one.sentence for one in self.deliveries]


def fetch(
    home: Home,
    feeds: Iterable[Feed],
    *,
    access: Access | None = None,
    delivered: date | None = None,
    manners: Manners | None = None,
) -> Fetched:
    """Ask for every feed and put one delivery per layout into the inbox of `home`, whole or not at all.

    A feed that fails is left out whole and does not stop the others; a layout of which nothing came gets no
    delivery. What a killed or failed fetch got in the last hours is not asked for again. `access` is what
    USAJOBS wants to know; `delivered` is the day of delivery, else the latest day that an answer names.
    Raises CredscopeError where the home holds the sample, another fetch is under way in it, or no answer of a
    layout names a day.
    """
    if home.kind() == "sample":
        home.claim("postings")
    by_layout: dict[str, list[Feed]] = defaultdict(list)
    for feed in feeds:
        by_layout[feed.service.layout].append(feed)
    folder = home.root / "fetched"
    folder.mkdir(parents=True, exist_ok=True)
    outcomes: list[Outcome] = []
    deliveries: list[HandedOver] = []
    with _alone(folder):
        for layout, group in by_layout.items():
            kept = Kept.begin(folder / layout)
            asked = _ask(group, kept, access, manners or Manners())
            outcomes += asked
            got = [outcome for outcome in asked if outcome.trouble is None]
            if not got or (group[0].service.only_together and len(got) < len(group)):
                continue
            if any(outcome.count for outcome in got):
                deliveries.append(hand_over(home, got, delivered))
            kept.end()
    return Fetched(tuple(outcomes), tuple(deliveries))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise CredscopeError("Another fetch is under way in this home: wait for its end.") from None
    try:
        yield
    finally:
        lock.release()


def _ask(feeds: Sequence[Feed], kept: Kept, access: Access | None, manners: Manners) -> list[Outcome]:
    """The outcome of every feed of one layout, over one session, so that its server is asked in one row."""
    from credscope.fetching.pages import pages
    from credscope.fetching.session import Polite

    service = feeds[0].service
    if service.needs_access and access is None:
        raise CredscopeError(
            f"{service.name} asks for a key: set CREDSCOPE_USAJOBS_KEY and CREDSCOPE_USAJOBS_EMAIL "
            "in the environment (docs/feeds.md)."
        )
    outcomes = []
    with Polite(service.address, kept, manners, access if service.needs_access else None) as session:
        for feed in progress(feeds, f"Asking {service.name}"):
            try:
                outcomes.append(Outcome(feed, tuple(pages(feed, session, kept))))
            except Trouble as trouble:
                outcomes.append(Outcome(feed, trouble=str(trouble)))
    return outcomes
