"""Whether a document is a verifiable credential, and an Open Badge where it says so, by `schema.json`."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from credscope.badges.document import Document
from credscope.badges.refused import Refused

_MOST_LETTERS = 160


def check_shape(document: Document, name: str) -> None:
    """Raise Refused, naming the property, where `document` is no credential of the data model 1.1 or 2.0."""
    from jsonschema.exceptions import best_match

    worst = best_match(_validator().iter_errors(document))
    if worst is None:
        return
    where = ".".join(str(part) for part in worst.absolute_path) or "the document"
    said = worst.message if len(worst.message) <= _MOST_LETTERS else f"{worst.message[:_MOST_LETTERS]}…"
    raise Refused(f"{name} is malformed: {where}: {said}")


@lru_cache(maxsize=1)
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    schema = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)
