"""From the pages of one layout to a delivery in the inbox, by one rename."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path

from credscope.errors import CredscopeError
from credscope.fetching.outcome import Outcome, counted
from credscope.home import Home


@dataclass(frozen=True)
class HandedOver:
    """A delivery that lies in the inbox at `path`, with `count` postings of `feeds` feeds."""

    path: Path
    feeds: int
    count: int

    @property
    def sentence(self) -> str:
        """For people."""
        return f"{self.path} waits: {counted(self.count, 'posting')} of {counted(self.feeds, 'feed')}."


def hand_over(home: Home, outcomes: Sequence[Outcome], delivered: date | None) -> HandedOver:
    """Put the pages of `outcomes`, all of one layout, into the inbox of `home` as one delivery.

    It is named after layout and day. A second delivery of that day gets a number, unless it is the same.
    """
    service = outcomes[0].feed.service
    day = delivered or _latest_day(outcomes)
    if day is None:
        raise CredscopeError(
            f"No answer of {service.name} says what day it is: give the day with --delivered YYYY-MM-DD."
        )
    making = home.root / "fetched" / f".making-{os.getpid()}"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    boards = {}
    for outcome in outcomes:
        for number, page in enumerate(outcome.pages, start=1):
            stem = f"{outcome.feed.stem}-{number}"
            shutil.copyfile(page.answer.body, making / f"{stem}.json")
            boards[stem] = {
                "employer": outcome.feed.employer,
                "board": outcome.feed.board,
                "url": page.answer.url,
            }
    about = {
        "layout": service.layout,
        "source": service.source,
        "delivered_on": day.isoformat(),
        "boards": boards,
    }
    (making / "delivery.json").write_text(json.dumps(about, indent=1, ensure_ascii=False), encoding="utf-8")
    target = _place(home.inbox, f"{service.layout}-{day}", making)
    return HandedOver(target, len(outcomes), sum(outcome.count for outcome in outcomes))


def _latest_day(outcomes: Sequence[Outcome]) -> date | None:
    from credscope.fetching.session import moment

    said = [moment(page.answer.date) for outcome in outcomes for page in outcome.pages]
    return max((one.astimezone(UTC).date() for one in said if one), default=None)


def _place(inbox: Path, name: str, making: Path) -> Path:
    """Move `making` to the first free place for `name`; a delivery that lies there already is left there."""
    inbox.mkdir(parents=True, exist_ok=True)
    number = 1
    while (target := inbox / (name if number == 1 else f"{name}-{number}")).exists():
        if _same(making, target):
            shutil.rmtree(making)
            return target
        number += 1
    os.replace(making, target)
    return target


def _same(one: Path, other: Path) -> bool:
    names = [file.name for file in one.iterdir()]
    if sorted(names) != sorted(file.name for file in other.iterdir()):
        return False
    return filecmp.cmpfiles(one, other, names, shallow=False)[0] == names
