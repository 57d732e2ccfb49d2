"""Repeats inside a delivery: which row counts for a posting, and that nothing else is taken for a repeat."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from credscope import posting_ids
from credscope.contract import LAKE, REPEATS
from credscope.posting_ids import Sought, as_numbers, met_in_several
from credscope.repeats import write_repeats

MARCH, APRIL = date(2021, 3, 5), date(2021, 4, 5)


def row(number: int, posting: int | str, **changes: Any) -> dict[str, Any]:
    """A lake row; `posting` is a number or the posting_id itself."""
    said: dict[str, Any] = dict.fromkeys(LAKE.names)
    said |= {
        "posting_id": posting if isinstance(posting, str) else f"{posting:016x}", "source": "invented",
        "delivery_id": "d", "delivered_on": date(2021, 6, 1), "posted_date": MARCH,
        "posted_date_basis": "stated", "title": "Data Engineer", "row_number": number,
    }  # fmt: skip
    return said | changes


def repeats(folder: Path, *rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(row number, month, posting, row that counts) of every repeat among `rows`; checks order and schema."""
    folder.mkdir(exist_ok=True)
    files = []
    for day in sorted({said["posted_date"] for said in rows}):
        path = folder / f"{day:%Y-%m}.parquet"
        here = [said for said in rows if said["posted_date"] == day]
        pq.write_table(pa.Table.from_pylist(here, LAKE), path)
        files.append((path.stem, path))
    count = write_repeats(folder, "d", files)
    found = pq.read_table(folder / "repeats.parquet")
    assert found.schema == REPEATS and found.num_rows == count
    numbers = found["row_number"].to_pylist()
    assert numbers == sorted(numbers) and set(found["delivery_id"].to_pylist()) <= {"d"}
    assert not list(folder.glob(".*"))
    return [tuple(said.values())[1:] for said in found.to_pylist()]


def test_of_equal_rows_the_first_counts(tmp_path: Path) -> None:
    """Prevents a posting that came three times from counting more than once, or as no row at all."""
    rows = [row(0, 7), row(1, 8), row(2, 7), row(3, 7)]
    seven = f"{7:016x}"
    assert repeats(tmp_path, *rows) == [(2, "2021-03", seven, 0), (3, "2021-03", seven, 0)]


def test_of_different_rows_the_least_content_counts_wherever_it_lies(tmp_path: Path) -> None:
    """Prevents the row that counts from depending on the order in which a delivery lists them."""
    said = [{"title": "One"}, {"title": "Two"}, {"title": "Two", "url": "https://example.org"}]
    chosen = set()
    for number, order in enumerate(((0, 1, 2), (2, 1, 0), (1, 0, 2))):
        rows = [row(place, 7, **said[which]) for place, which in enumerate(order)]
        found = repeats(tmp_path / str(number), *rows)
        assert len(found) == 2
        (representative,) = {repeat[3] for repeat in found}
        chosen.add(said[order[representative]]["title"])
    assert len(chosen) == 1


def test_a_repeat_in_another_month_is_seen(tmp_path: Path) -> None:
    """Prevents a posting that a delivery puts into two months from counting in both."""
    ((number, month, _, representative),) = repeats(tmp_path, row(0, 7), row(1, 7, posted_date=APRIL))
    assert {number, representative} == {0, 1}
    assert month == ("2021-04" if number else "2021-03")


def test_without_repeats_there_is_an_empty_file(tmp_path: Path) -> None:
    """Prevents a missing file from being taken for a delivery that was never looked at."""
    assert repeats(tmp_path, row(0, 7), row(1, 8)) == []


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    """Prevents a delivery that is taken in again elsewhere from looking like another one."""
    rows = [row(number, number % 40, title=f"Title {number % 3}") for number in range(100)]
    for name in ("a", "b"):
        repeats(tmp_path / name, *rows)
    for file in ("repeats.parquet", "posting_ids.u64"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_ids_that_are_nearly_equal_are_not_taken_for_one(tmp_path: Path) -> None:
    """Prevents postings whose ids share all leading or all trailing digits from repeating each other."""
    ids = ["fedcba9876543210", "fedcba9876543211", "0edcba9876543210", "fedcba98f6543210", "0" * 16, "f" * 16]
    assert repeats(tmp_path, *(row(number, name) for number, name in enumerate(ids))) == []
    numbers = as_numbers(pa.array(ids))
    assert [f"{number:016x}" for number in numbers.tolist()] == ids
    held = np.sort(numbers)
    for one in held:
        assert Sought(held[held != one]).within(np.array([one])).tolist() == []
        assert Sought(held).within(np.array([one])).tolist() == [one]


def test_ids_read_in_several_passes_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a delivery too large to be looked at in one go from losing repeats at the seams."""
    generator = np.random.default_rng(1)
    ids = [f"{number:016x}" for number in generator.integers(0, 2**64, 30, np.uint64, endpoint=False)]
    rows = [row(number, ids[number % 30]) for number in range(50)]
    once = repeats(tmp_path / "once", *rows)
    monkeypatch.setattr(posting_ids, "AT_ONCE", 7)
    assert repeats(tmp_path / "several", *rows) == once
    held = [(tmp_path / name / "posting_ids.u64").read_bytes() for name in ("once", "several")]
    assert held[0] == held[1] == np.sort(as_numbers(pa.array(ids))).tobytes()


def test_what_arrays_have_in_common_is_what_sets_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents blocks and tables of leading bits from dropping or inventing a posting in common."""
    monkeypatch.setattr(posting_ids, "_BLOCK", 50)
    generator = np.random.default_rng(2)
    crowded = generator.integers(0, 1000, (6, 300)).astype(np.uint64) << np.uint64(20)
    arrays = [np.unique(numbers) for numbers in crowded] + [np.empty(0, np.uint64)]
    for few in arrays:
        for many in arrays:
            assert Sought(few).within(many).tolist() == sorted(set(few.tolist()) & set(many.tolist()))
    counted = np.concatenate(arrays).tolist()
    assert met_in_several(arrays).tolist() == sorted(one for one in set(counted) if counted.count(one) > 1)


def test_an_id_of_another_form_is_refused() -> None:
    """Prevents ids that are not 16 digits long from being compared as something else."""
    with pytest.raises(ValueError):
        as_numbers(pa.array(["123"]))
