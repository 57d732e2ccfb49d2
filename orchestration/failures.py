"""How a run fails: one sentence for people, with example rows beside it, and never only a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dagster as dg

from credscope.errors import CredscopeError


def failure(sentence: str, examples: list[dict[str, Any]] | None = None) -> dg.Failure:
    """A failure that is not tried again; `examples` are failing rows."""
    metadata = {"examples": dg.MetadataValue.json(examples)} if examples else {}
    return dg.Failure(description=sentence, metadata=metadata, allow_retries=False)


@contextmanager
def spoken() -> Iterator[None]:
    """Turn a sentence for users into the failure of the step, so that the UI shows it first."""
    try:
        yield
    except CredscopeError as trouble:
        raise failure(str(trouble)) from trouble
