"""What a planted fault is, and the ground it is planted in: a released home, a delivery, a checkout.

Faults themselves stand in the neighbouring modules, one a layer; how they are run is `trying`'s matter.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from credscope.accepted import accept
from credscope.home import PROJECT_ROOT, Home

ROOMS = ("credscope", "orchestration", "report", "dbt_project", "expectations")
SOURCE = "example_board"


@dataclass
class Ground:
    """Where one fault is planted: its own copy of the home; of delivery and checkout only where it asks."""

    folder: Path
    home: Home
    sound_delivery: Path

    @cached_property
    def delivery(self) -> Path:
        """A new delivery, of postings that the home does not hold."""
        return Path(shutil.copytree(self.sound_delivery, self.folder / "delivery"))

    @cached_property
    def checkout(self) -> Path:
        """A copy of the project."""
        root = self.folder / "checkout"
        for room in ROOMS:
            shutil.copytree(
                PROJECT_ROOT / room, root / room, ignore=shutil.ignore_patterns("logs", "__pycache__")
            )
        return root

    @property
    def has_checkout(self) -> bool:
        """Whether the fault lies in the project."""
        return "checkout" in self.__dict__

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the first `old` in a file of the checkout; a fault that no longer fits the code fails."""
        _replaced(self.checkout / file, old, new)

    def append(self, file: str, line: str) -> None:
        """Add a line to a file of the checkout."""
        path = self.checkout / file
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text.rstrip()}\n{line}\n", encoding="utf-8")

    def accept(self) -> None:
        """Accept the rules and gates of the checkout, so that only what they do can stop them."""
        accept("Planted by a test.", self.checkout)

    def edit_delivery(self, file: str, old: str, new: str) -> None:
        """Replace every `old` in a file of the delivery."""
        _replaced(self.delivery / file, old, new, times=-1)

    def rewrite(self, path: Path, change: Callable[[pa.Table], pa.Table]) -> None:
        """Put another Parquet file in the place of one of the home, its key kept."""
        table = pq.read_table(path)
        temporary = path.with_name(f".{path.name}.planted")
        pq.write_table(change(table).replace_schema_metadata(table.schema.metadata), temporary)
        temporary.replace(path)


MONTH = "2020-01"
"""The month of the home that faults are planted in."""

INGEST, REFRESH, REOPEN = ("ingest",), ("refresh",), ("refresh", "--month", MONTH)
OTHER_MONTH = ("refresh", "--month", "2019-12")
"""Commands; `ingest` takes the ground's delivery in, REOPEN counts MONTH anew, OTHER_MONTH all but that."""


@dataclass(frozen=True)
class Fault:
    """One fault: `name` says what is wrong, `plant` does it, `commands` are how the home meets it.

    `heals` where nothing has to stop, because the release is made as if there were no fault.
    """

    name: str
    plant: Callable[[Ground], object]
    commands: tuple[tuple[str, ...], ...] = (REFRESH,)
    heals: bool = False


def _replaced(path: Path, old: str, new: str, times: int = 1) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} has no {old!r}: the planted fault must follow the code"
    path.write_text(text.replace(old, new, times), encoding="utf-8")
