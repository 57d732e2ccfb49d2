"""Mappings: short YAML files that say how the columns of a layout become the posting contract.

This module loads, checks and recognises them; `table` applies them. How to write one: docs/sources.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from credscope.contract import POSTED_DATE_BASES, POSTING
from credscope.errors import CredscopeError
from credscope.flags import read_flag
from credscope.plain_yaml import read_yaml

SHIPPED = Path(__file__).resolve().parent / "mappings"
LISTS = ("credential_names", "skill_clusters")
FLAGS = {field.name for field in POSTING if pa.types.is_boolean(field.type)}
_GIVEN_BY_DELIVERY = {"posting_id", "source", "delivery_id", "delivered_on"}
TARGETS = [name for name in POSTING.names if name not in _GIVEN_BY_DELIVERY] + ["pay"]
_KEYS = {
    "source", "about", "recognise", "columns", "constants", "defaults", "dates", "blanks", "separators",
    "delivered_on", "complete_months", "ignore_case",
}  # fmt: skip
_SHAPES: dict[str, type] = {
    "source": str, "recognise": list, "columns": dict, "constants": dict, "defaults": dict, "dates": list,
    "blanks": list, "separators": dict, "delivered_on": str, "complete_months": str,
    "ignore_case": str,
}  # fmt: skip
_SHAPE_NAMES: dict[type, str] = {str: "text", list: "list", dict: "list of names with values"}
_CELL_KEYS = {"from", "headed", "extract", "values"}


@dataclass(frozen=True)
class Mapping:
    """One mapping as written; `columns` gives each contract column its cell (see docs/sources.md)."""

    name: str
    source: str
    recognise: tuple[str, ...]
    columns: dict[str, Any]
    constants: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    separators: dict[str, str] = field(default_factory=dict)
    delivered_on: str | None = None
    complete_months: bool = False
    ignore_case: bool = False

    def fits(self, columns: Iterable[str]) -> bool:
        """Whether a file with `columns` has all that tell this layout."""
        held = set(respelled(columns, self.recognise)) if self.ignore_case else set(columns)
        return held.issuperset(self.recognise)

    @property
    def identity(self) -> str:
        """What the mapping says, without comments and layout of its file: part of a delivery's identity."""
        said = {key: value for key, value in vars(self).items() if key != "name"}
        return json.dumps(said, sort_keys=True, ensure_ascii=False)

    def source_columns(self) -> list[str]:
        """Every source column that the mapping reads, once, in order of mention."""
        names = [name for spec in self.columns.values() for name in spec_columns(spec)]
        if self.delivered_on and self.delivered_on.startswith("max:"):
            names.append(self.delivered_on.removeprefix("max:"))
        return list(dict.fromkeys(names))


def spec_columns(spec: Any) -> list[str]:
    """Source columns that one cell specification names."""
    if isinstance(spec, str):
        return [spec]
    if isinstance(spec, list):
        return [name for part in spec for name in spec_columns(part)]
    if "headed" in spec:
        return [
            name for part in spec["headed"]
            for name in spec_columns(next(iter(part.values())) if isinstance(part, dict) else part)
        ]  # fmt: skip
    return spec_columns(spec["from"])


def respelled(columns: Iterable[str], known: Iterable[str]) -> list[str]:
    """`columns` in the capital and small letters that `known` has them in; others as they are."""
    spelling = {name.lower(): name for name in known}
    return [spelling.get(name.lower(), name) for name in columns]


def load(path: Path) -> Mapping:
    """The mapping in a YAML file; raises CredscopeError naming the file and the setting that is wrong."""
    try:
        # Every value stays the text it is written as: a column named "on" is no truth value, a day no date.
        said = read_yaml(path, yaml.BaseLoader)
    except FileNotFoundError as error:
        raise CredscopeError(f"There is no mapping {path}; shipped ones: {', '.join(shipped())}.") from error
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise CredscopeError(f"The mapping {path} cannot be read: {' '.join(str(error).split())}.") from error
    return _checked(path, said)


def find(name: Path | str) -> Mapping:
    """The mapping in the file `name`, or the shipped one of that name."""
    path = Path(name)
    return shipped()[str(name)] if not path.exists() and str(name) in shipped() else load(path)


@cache
def shipped() -> dict[str, Mapping]:
    """Every mapping that comes with Credscope, by name."""
    return {path.stem: load(path) for path in sorted(SHIPPED.glob("*.yml"))}


def recognise(columns: list[str], where: str, among: Iterable[Mapping] | None = None) -> Mapping:
    """The mapping with the most `recognise` columns, all of them in `columns`; by default of those shipped.

    Raises CredscopeError where none fits or two fit equally well; `where` names the file for that sentence.
    """
    fitting = [mapping for mapping in among or shipped().values() if mapping.fits(columns)]
    if not fitting:
        listed = ", ".join(columns[:12]) + (", …" if len(columns) > 12 else "")
        raise CredscopeError(
            f"No layout is known for {where} (columns: {listed}): describe it in a mapping (docs/sources.md) "
            "and give it with --mapping."
        )
    most = max(len(mapping.recognise) for mapping in fitting)
    best = [mapping for mapping in fitting if len(mapping.recognise) == most]
    if len(best) > 1:
        names = " and ".join(mapping.name for mapping in best)
        raise CredscopeError(f"{where} fits the mappings {names} equally well: choose one with --mapping.")
    return best[0]


def _checked(path: Path, said: Any) -> Mapping:
    def wrong(trouble: str) -> CredscopeError:
        return CredscopeError(f"The mapping {path.name} is wrong: {trouble}.")

    if not isinstance(said, dict):
        raise wrong("it must be a list of settings such as 'source: …'")
    if unknown := set(said) - _KEYS:
        raise wrong(f"unknown setting {', '.join(sorted(unknown))}; known are {', '.join(sorted(_KEYS))}")
    for key in ("source", "recognise", "columns"):
        if not said.get(key):
            raise wrong(f"'{key}' is missing")
    for key, kind in _SHAPES.items():
        if said.get(key) and not isinstance(said[key], kind):
            raise wrong(f"'{key}' must be a {_SHAPE_NAMES[kind]}")
    if not re.fullmatch(r"[a-z0-9][a-z0-9_]*", said["source"]):
        raise wrong("'source' must be made of small letters, digits and underscores")
    for key in ("columns", "constants", "defaults"):
        if unknown := set(said.get(key) or {}) - set(TARGETS):
            raise wrong(
                f"'{key}' names {', '.join(sorted(unknown))}, which the posting contract does not have"
            )
    stated = set(said["columns"]) | set(said.get("constants") or {})
    if lacking := {"title", "posted_date"} - stated:
        raise wrong(f"nothing is said about {' and '.join(sorted(lacking))}")
    for target, spec in said["columns"].items():
        if not _is_cell(spec):
            raise wrong(f"'columns: {target}' is not understood")
    basis = (said.get("constants") or {}).get("posted_date_basis", "stated")
    if basis not in POSTED_DATE_BASES:
        raise wrong(f"posted_date_basis must be one of {', '.join(POSTED_DATE_BASES)}")
    for key in ("constants", "defaults"):
        for flag in FLAGS & set(said.get(key) or {}):
            if read_flag(said[key][flag]) is None:
                raise wrong(f"'{key}: {flag}' must be true or false")
    switches = {key: read_flag(said.get(key) or "false") for key in ("complete_months", "ignore_case")}
    for key, value in switches.items():
        if value is None:
            raise wrong(f"'{key}' must be true or false")
    return Mapping(
        name=path.stem,
        source=said["source"],
        recognise=tuple(said["recognise"]),
        columns=said["columns"],
        constants=said.get("constants") or {},
        defaults=said.get("defaults") or {},
        dates=tuple(said.get("dates") or ()),
        blanks=tuple(said.get("blanks") or ()),
        separators=said.get("separators") or {},
        delivered_on=said.get("delivered_on") or None,
        complete_months=bool(switches["complete_months"]),
        ignore_case=bool(switches["ignore_case"]),
    )


def _is_cell(spec: Any) -> bool:
    if isinstance(spec, str):
        return True
    if isinstance(spec, list):
        return bool(spec) and all(isinstance(part, str) for part in spec)
    if not isinstance(spec, dict) or not set(spec) <= _CELL_KEYS:
        return False
    if "headed" in spec:
        parts = spec["headed"]
        return isinstance(parts, list) and all(
            _is_cell(next(iter(part.values())))
            if isinstance(part, dict) and len(part) == 1
            else _is_cell(part)
            for part in parts
        )
    return "from" in spec and _is_cell(spec["from"])
