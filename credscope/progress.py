"""Progress of long steps on standard error: a bar on a terminal, a line every ten percent elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

from credscope.terminal import shown

T = TypeVar("T")


def say(step: str) -> None:
    """Tell on standard error that a step begins which cannot count how far it is."""
    print(shown(step), file=sys.stderr, flush=True)


def progress(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """Yield `items` unchanged while showing how far they are; `total` where `items` has no length."""
    if total is None and isinstance(items, Sized):
        total = len(items)
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import track

        yield from track(items, description=escape(shown(label)), total=total, console=Console(stderr=True))
        return
    told = -1
    for number, item in enumerate(items, start=1):
        yield item
        tenth = number * 10 // total if total else number // 10
        if tenth > told:
            told = tenth
            print(f"{shown(label)}: {number}{f' of {total}' if total else ''}", file=sys.stderr, flush=True)
