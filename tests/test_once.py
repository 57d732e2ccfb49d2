"""Rows that repeat are worked once, and nobody can tell from the result."""

from __future__ import annotations

import pyarrow as pa
import pytest

from credscope import once, parallel
from credscope.once import mapped_once
from credscope.reading import READ_FROM, read_postings
from credscope.rules import Rules

COLUMNS = ("a", "b")


def table(*rows: tuple[str | None, str | None]) -> pa.Table:
    """Rows under COLUMNS, with a column that no work depends on."""
    cells = [pa.array([row[at] for row in rows], pa.string()) for at in range(2)]
    return pa.table({**dict(zip(COLUMNS, cells, strict=True)), "number": pa.array(range(len(rows)))})


def joined(rows: pa.Table, seen: list[int]) -> pa.Table:
    """What is worked in these tests; `seen` gets the number of rows that came."""
    seen.append(rows.num_rows)
    cells = zip(*(rows[name].to_pylist() for name in COLUMNS), strict=True)
    return pa.table({"both": pa.array([f"{a}|{b}" for a, b in cells], pa.string())})


def worked(tables: list[pa.Table]) -> tuple[list[list[str]], list[int]]:
    """Results by table, and the number of rows that were worked for each."""
    seen: list[int] = []
    found = mapped_once(joined, tables, seen, COLUMNS, parallel=False)
    return [part["both"].to_pylist() for part in found], seen


def test_rows_alike_share_a_result_within_and_across_tables() -> None:
    """Fails when a repeat is worked again, gets another row's result, or changes the order."""
    first = table(("x", "1"), ("y", "1"), ("x", "1"))
    second = table(("z", None), ("y", "1"), ("x", "1"), ("x", "2"), ("z", None))
    third = table(("x", "2"), ("x", "1"))
    found, seen = worked([first, second, third, table(), second])
    assert found[0] == ["x|1", "y|1", "x|1"]
    assert found[1] == found[4] == ["z|None", "y|1", "x|1", "x|2", "z|None"]
    assert found[2:4] == [["x|2", "x|1"], []]
    assert seen == [2, 2, 0, 0, 0]


def test_cells_are_told_apart_where_one_ends() -> None:
    """Fails when rows are compared by their letters alone: another posting's reading would be shown."""
    found, _ = worked([table(("ab", "c"), ("a", "bc"), ("", None), (None, ""))])
    assert found == [["ab|c", "a|bc", "|None", "None|"]]


def test_what_is_forgotten_is_worked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when memory grows with the file, or a result is looked up after it was dropped."""
    monkeypatch.setattr(once, "REMEMBERED", 3)
    rows = [(str(n), "") for n in range(7)]
    found, seen = worked([table(*rows[:4]), table(*rows[3:6]), table(rows[0], rows[5]), table(*rows)])
    assert found[3] == [f"{n}|" for n in range(7)]
    assert seen == [4, 2, 1, 4]


def test_batches_and_cores_do_not_change_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when a reading depends on how the rows were cut or on which process read them."""
    rules = Rules.load()
    texts = [
        f"Team {n % 7}. Bachelor's degree required. {'PMP' if n % 3 else 'CISSP'} preferred."
        for n in range(60)
    ]
    columns = {"title": ["Analyst"] * 60, "employer_name": ["Invented Works"] * 60, "description": texts}
    whole = pa.table({name: columns[name] for name in READ_FROM})
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    expected = read_postings(whole, rules).to_pydict()
    for rows, spread in ((60, False), (13, False), (13, True)):
        cut = [whole.slice(start, rows) for start in range(0, 60, rows)]
        parts = mapped_once(_fields, cut, rules, READ_FROM, parallel=spread)
        assert pa.concat_tables(parts).to_pydict() == expected


def _fields(rows: pa.Table, rules: Rules) -> pa.Table:
    return read_postings(rows, rules).drop_columns(list(READ_FROM))


def test_a_slice_is_sent_without_the_rest_of_its_table() -> None:
    """Fails when every batch carries the whole file to the other processes."""
    whole = table(*[(f"{n:0100d}", "") for n in range(10_000)])
    assert len(parallel._packed(whole.slice(500, 10))) < 10_000
