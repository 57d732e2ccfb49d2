"""What a check of the doctor answers: whether all is well, and a line that ends with what to do."""

from __future__ import annotations

from collections.abc import Iterable

Finding = tuple[str, bool, str]
Answer = tuple[bool, str]
MOST = 5
"""So many troubles of one check are told in full."""


def answer(troubles: Iterable[str], otherwise: str) -> Answer:
    """Not well where there are troubles, the first of them told; else well, and `otherwise`."""
    found = list(troubles)
    if not found:
        return True, otherwise
    more = [f"and {len(found) - MOST} more"] if len(found) > MOST else []
    return False, "; ".join(found[:MOST] + more)
