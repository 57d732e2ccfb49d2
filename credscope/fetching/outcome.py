"""What became of one feed, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from credscope.fetching.feed import Feed
from credscope.fetching.kept import Answer


@dataclass(frozen=True)
class Page:
    """One answer that holds `count` postings; `total` is how many there are in all, if the server tells."""

    answer: Answer
    count: int
    total: int | None = None


@dataclass(frozen=True)
class Outcome:
    """The pages of a feed, or the trouble that kept it from being had."""

    feed: Feed
    pages: tuple[Page, ...] = ()
    trouble: str | None = None

    @property
    def count(self) -> int:
        """Postings as sent: one that stands on two pages counts twice."""
        return sum(page.count for page in self.pages)

    @property
    def sentence(self) -> str:
        """For people: what came, what is missing, or why nothing came."""
        who = f"{self.feed.employer or self.feed.service.name} ({self.feed.service.layout} {self.feed.board})"
        if self.trouble is not None:
            return f"{who} was not fetched: {self.trouble}."
        if not self.pages:
            return f"{who} has no postings."
        total = self.pages[0].total
        held_back = f" of {total:,} that the server counts" if total and total > self.count else ""
        new = sum(not page.answer.unchanged for page in self.pages)
        pages = counted(len(self.pages), "page")
        return (
            f"{who}: {counted(self.count, 'posting')}{held_back} on {pages}, {new} new since the last fetch."
        )


def counted(number: int, thing: str) -> str:
    """`1 page`, `1,200 pages`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
