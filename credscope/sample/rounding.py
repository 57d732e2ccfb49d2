"""Controlled rounding: whole numbers near wanted ones whose sums are given.

Pure arithmetic on small tables belongs here; which table is rounded belongs to `plan`.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise

import numpy as np

from credscope.errors import CredscopeError


def largest_remainder(weights: np.ndarray, total: int, upper: np.ndarray | None = None) -> np.ndarray:
    """Whole numbers in proportion to `weights` that sum to `total`, each within one of its share.

    `weights`: non-negative, one dimension. Where `upper` is given no part exceeds it and the rest is shared
    among the others. Ties go to the earlier part. Integer weights that sum to `total` come back unchanged.
    Raises CredscopeError where the parts cannot hold the total.
    """
    weights = np.asarray(weights, dtype=float)
    parts = np.zeros(len(weights), dtype=np.int64)
    limit = (
        np.full(len(weights), total, dtype=np.int64) if upper is None else np.asarray(upper, dtype=np.int64)
    )
    open_parts = (weights > 0) & (limit > 0)
    left = int(total)
    while left > 0:
        if not open_parts.any():
            raise CredscopeError(
                f"The sample cannot place {left} of {total}: its parts are full; change the scale."
            )
        share = np.where(open_parts, weights, 0.0)
        share = share / share.sum() * left
        whole = np.floor(share + 1e-9).astype(np.int64)
        order = np.argsort(-(share - whole), kind="stable")
        order = order[open_parts[order]]
        whole[order[: left - int(whole.sum())]] += 1
        placed = np.minimum(whole, limit - parts)
        parts += placed
        left -= int(placed.sum())
        open_parts &= parts < limit
    return parts


def proportional_fit(
    start: np.ndarray, rows: np.ndarray, columns: np.ndarray, rounds: int = 200
) -> np.ndarray:
    """Iterative proportional fitting: a table like `start` with the given row and column sums."""
    table = np.array(start, dtype=float)
    for _ in range(rounds):
        before = table.copy()
        sums = table.sum(axis=1)
        table *= np.divide(rows, sums, out=np.zeros(len(sums)), where=sums > 0)[:, None]
        sums = table.sum(axis=0)
        table *= np.divide(columns, sums, out=np.zeros(len(sums)), where=sums > 0)[None, :]
        if np.abs(table - before).max(initial=0.0) < 1e-9:
            break
    return table


def controlled(
    start: np.ndarray,
    rows: np.ndarray,
    columns: np.ndarray,
    upper: np.ndarray | None = None,
    lower: np.ndarray | None = None,
) -> np.ndarray:
    """Whole table near the proportional fit of `start`, with exactly the given sums and within its bounds.

    `rows` and `columns` are whole and have one sum; `upper` and `lower` have the shape of `start`. Without
    bounds that bind, every cell is within one of the fit. Raises CredscopeError where no such table exists.
    """
    fit = proportional_fit(start, rows, columns)
    most = np.minimum.outer(rows, columns) if upper is None else np.asarray(upper, dtype=np.int64)
    least = np.zeros(fit.shape, dtype=np.int64) if lower is None else np.asarray(lower, dtype=np.int64)
    table = np.clip(np.floor(fit + 1e-9).astype(np.int64), least, most)
    _lower_surplus(table, np.asarray(rows), np.asarray(columns), least)
    _augment(table, fit, np.asarray(rows), np.asarray(columns), least, most)
    return table


def _lower_surplus(table: np.ndarray, rows: np.ndarray, columns: np.ndarray, least: np.ndarray) -> None:
    for axis, sums in ((1, rows), (0, columns)):
        for line in np.flatnonzero(table.sum(axis=axis) > sums):
            cells = table[line] if axis == 1 else table[:, line]
            floor = least[line] if axis == 1 else least[:, line]
            surplus = int(cells.sum() - sums[line])
            for cell in np.argsort(-(cells - floor), kind="stable"):
                step = min(surplus, int(cells[cell] - floor[cell]))
                cells[cell] -= step
                surplus -= step


def _augment(
    table: np.ndarray,
    fit: np.ndarray,
    rows: np.ndarray,
    columns: np.ndarray,
    least: np.ndarray,
    most: np.ndarray,
) -> None:
    """Raise cells until all sums hold: first those with the largest remainders, then along longer paths."""
    need_row, need_column = rows - table.sum(axis=1), columns - table.sum(axis=0)
    remainder = np.where(most > table, fit - table, -np.inf)
    for flat in np.argsort(-remainder, axis=None, kind="stable"):
        row, column = divmod(int(flat), table.shape[1])
        if need_row[row] > 0 and need_column[column] > 0 and 0 < remainder[row, column] < np.inf:
            table[row, column] += 1
            need_row[row] -= 1
            need_column[column] -= 1
    while (need_row > 0).any():
        path = _path(table, need_row, need_column, least, most)
        if path is None:
            raise CredscopeError("The sample's tables cannot hold together at this scale; change the scale.")
        step = min(int(need_row[path[0][0]]), int(need_column[path[-1][1]]))
        for number, (row, column) in enumerate(path):
            room = (
                most[row, column] - table[row, column]
                if number % 2 == 0
                else table[row, column] - least[row, column]
            )
            step = min(step, int(room))
        for number, (row, column) in enumerate(path):
            table[row, column] += step if number % 2 == 0 else -step
        need_row[path[0][0]] -= step
        need_column[path[-1][1]] -= step


def _path(
    table: np.ndarray, need_row: np.ndarray, need_column: np.ndarray, least: np.ndarray, most: np.ndarray
) -> list[tuple[int, int]] | None:
    """Cells of the shortest path from a row that lacks to a column that lacks: raised and lowered in turn."""
    came: dict[tuple[str, int], tuple[str, int] | None] = {
        ("r", int(r)): None for r in np.flatnonzero(need_row > 0)
    }
    queue = deque(came)
    while queue:
        node = queue.popleft()
        kind, line = node
        if kind == "c" and need_column[line] > 0:
            nodes = [node]
            while (previous := came[nodes[-1]]) is not None:
                nodes.append(previous)
            nodes.reverse()
            pairs = pairwise(nodes)
            return [(a[1], b[1]) if a[0] == "r" else (b[1], a[1]) for a, b in pairs]
        open_cells = table[line] < most[line] if kind == "r" else table[:, line] > least[:, line]
        other = "c" if kind == "r" else "r"
        for cell in np.flatnonzero(open_cells):
            if (other, int(cell)) not in came:
                came[(other, int(cell))] = node
                queue.append((other, int(cell)))
    return None
