"""How time grows with size: the exponent b of time = a · rows^b, fitted on logarithms."""

from __future__ import annotations

import math
from collections.abc import Sequence


def exponent(points: Sequence[tuple[float, float]]) -> float | None:
    """Least-squares exponent of (rows, seconds) pairs, all above 0; None with fewer than two different sizes.

    1 means twice the rows take twice the time, 0 that time does not depend on rows.
    """
    logs = [(math.log(rows), math.log(seconds)) for rows, seconds in points if rows > 0 and seconds > 0]
    if len({x for x, _ in logs}) < 2:
        return None
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)
