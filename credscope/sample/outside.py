"""What others would publish if the outside were the sample: figures that make every comparison come to one.

Counted by year, month and occupation as rows are made; `Truth` counts what the marts show without them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from credscope.sample.plan import AI, OUTSIDE, UNCODED
from credscope.sample.records import Rows, World


class Outside:
    """codes[month, code] counts AI postings, months[month, kind] distinct postings in the United States."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._codes = np.zeros((len(world.plan.months), len(world.codes)), dtype=np.int64)
        self._kinds = np.zeros((len(world.plan.months), 6), dtype=np.int64)

    def add(self, rows: Rows) -> None:
        """Count a stretch of rows."""
        counted = rows.kind == AI
        self._codes[rows.month] += np.bincount(rows.code[counted], minlength=len(self._world.codes))
        self._kinds[rows.month] += np.bincount(rows.kind, minlength=6)

    def planted(self) -> dict[str, Any]:
        """`oews`: jobs by year and SOC code; `jolts`: openings by month; `indeed`: AI share by month."""
        jobs: dict[str, dict[str, int]] = {}
        for month, counts in zip(self._world.plan.months, self._codes, strict=True):
            held = jobs.setdefault(month[:4], {})
            for code, count in zip(self._world.codes, counts.tolist(), strict=True):
                if count:
                    held[code[:7]] = held.get(code[:7], 0) + count
        ours = self._kinds[:, AI]
        everything = self._kinds[:, [AI, OUTSIDE, UNCODED]].sum(axis=1)
        months = self._world.plan.months
        return {
            "oews": jobs,
            "jolts": dict(zip(months, ours.tolist(), strict=True)),
            "indeed": dict(zip(months, (ours / everything).tolist(), strict=True)),
        }
