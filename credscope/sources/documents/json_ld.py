"""JSON-LD as pages write it: objects of a type anywhere in a document, plain property names, references.

No JSON-LD processor: contexts are never fetched, every name is taken for schema.org's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from credscope.sources.documents.values import first, listed, text

_PREFIX = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:)", re.I)
_REFERENCE = {"@id", "@type"}
_DEEPEST = 8


def nodes(value: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Every object of type `kind` in a document, in order; none that stands inside another of them."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            if kind in types(item):
                yield item
            else:
                waiting.extend(reversed(item.values()))
        elif isinstance(item, list):
            waiting.extend(reversed(item))


def types(node: dict[str, Any]) -> list[str]:
    """The types of an object, without schema.org's address."""
    return [_PREFIX.sub("", said) for item in listed(node.get("@type")) if (said := text(item))]


def references(document: Any) -> dict[str, dict[str, Any]]:
    """The objects of a document that others may refer to, by their @id."""
    known: dict[str, dict[str, Any]] = {}
    waiting = [document]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            if isinstance(item.get("@id"), str) and not set(item) <= _REFERENCE:
                known.setdefault(item["@id"], item)
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return known


def unfold(node: dict[str, Any], known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """An object with plain property names; what only refers to one of the `known` objects is that object."""
    return {_PREFIX.sub("", key): _plain(item, known, 1) for key, item in node.items()}


def named(value: Any, *keys: str) -> str | None:
    """The first name in a text, an object with one of `keys`, or a list of either."""
    return next(iter(names(value, *keys)), None)


def names(value: Any, *keys: str) -> list[str]:
    """One name for each text or object in `value`, an object's by the first of `keys` that says something."""
    found = []
    for item in listed(value):
        said = (
            first([part for key in keys for part in listed(item.get(key))])
            if isinstance(item, dict)
            else text(item)
        )
        if said is not None:
            found.append(said)
    return found


def _plain(value: Any, known: dict[str, dict[str, Any]], depth: int) -> Any:
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        return [_plain(item, known, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    if "@value" in value:
        return value["@value"]
    if "@list" in value:
        return _plain(value["@list"], known, depth + 1)
    if set(value) <= _REFERENCE and (other := known.get(str(value.get("@id")))) is not None:
        value = other
    return {_PREFIX.sub("", key): _plain(item, known, depth + 1) for key, item in value.items()}
