"""The table of docs/gates.md that says which gate stopped which fault: rows from what was tried, and back.

The run writes it; people write only around it.
"""

from __future__ import annotations

import re
from pathlib import Path

from planted.fault import Fault
from planted.trying import Tried

from credscope.home import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "gates.md"
BEGIN = "<!-- planted faults: written by the run of all of them -->"
END = "<!-- end of planted faults -->"
HEADER = "| where | planted fault | stopped by | which says |\n|---|---|---|---|"

GATES = (
    (
        r"The suite (?P<name>\w+) expects that (?P<says>.*?)(?: \([\d,]+ failing .*|\.(?: Others.*)?)$",
        "suite",
    ),
    (r"Not released: dbt's example (?P<name>\w+) has (?P<says>another answer)", "known answers of dbt"),
    (r"Not released: dbt's (?P<name>\w+) failed: (?P<says>.*?)\.(?: Others.*)?$", "dbt"),
    (r"(?P<says>The rules and gates are not those that were accepted: [^ ]+ is \w+)(?P<name>)", "the lock"),
)


def row(layer: str, fault: Fault, tried: Tried) -> str:
    """A row of the table, without what differs from run to run."""
    return f"| {layer} | {fault.name} | {' | '.join(_stopped(tried.sentence))} |"


def _stopped(sentence: str | None) -> tuple[str, str]:
    if sentence is None:
        return "nothing needs to", "released as if it had not been there"
    for pattern, kind in GATES:
        if found := re.search(pattern, sentence):
            name = f" `{found['name']}`" if found["name"] else ""
            return f"{kind}{name}", " ".join(found["says"].split()).replace("|", "/")
    return "the command", sentence.replace("|", "/")


def written() -> list[str]:
    """The rows that the page holds now."""
    between = PAGE.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]
    return [line for line in between.splitlines() if line.startswith("| ")][1:]


def write(rows: list[str], page: Path = PAGE) -> None:
    """Put `rows` in the place of those that the page holds."""
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    table = "\n".join([HEADER, *rows])
    page.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")
