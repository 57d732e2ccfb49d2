"""YAML that people write by hand: lists, names and values, and nothing that could grow when it is read.

A few lines of YAML with anchors stand for gigabytes, and nesting without end stops the parser, so that both
are refused before a value is made. What a file must say is checked by who asked for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

LONGEST = 1 << 20
"""Bytes of a file; the longest shipped mapping has 4,000."""

DEEPEST = 20
"""Levels of lists and names; mappings have five."""


def read_yaml(path: Path, loader: type) -> Any:
    """The value in the file at `path` as `loader` (a safe one of yaml's) reads it.

    Raises OSError or UnicodeError where it cannot be read as text, yaml.YAMLError for all else.
    """
    with path.open("rb") as opened:
        held = opened.read(LONGEST + 1)
    if len(held) > LONGEST:
        raise yaml.MarkedYAMLError(problem=f"it is longer than {LONGEST >> 20} MB")
    text = held.decode("utf-8-sig")
    _refuse_growth(text, loader)
    return yaml.load(text, Loader=loader)


def _refuse_growth(text: str, loader: type) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _refused(event, f"lists within lists, more than {DEEPEST} of them")
        if isinstance(event, yaml.AliasEvent):
            raise _refused(event, f"the alias *{event.anchor} stands for a value: write the value itself")


def _refused(event: Any, problem: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
