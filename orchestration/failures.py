"""How a run fails: one sentence for people, with example rows beside it, and never only a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dagster as dg

from credscope import disk
from credscope.errors import CredscopeError
from orchestration import paths


def failure(sentence: str, examples: list[dict[str, Any]] | None = None) -> dg.Failure:
    """A failure that is not tried again; `examples` are failing rows."""
    metadata = {"examples": dg.MetadataValue.json(examples)} if examples else {}
    return dg.Failure(description=sentence, metadata=metadata, allow_retries=False)


@contextmanager
def spoken() -> Iterator[None]:
    """Turn a sentence for users into the failure of the step, so that the UI shows it first.

    What the disk refuses becomes such a sentence here.
    """
    try:
        yield
    except dg.Failure:
        raise
    except Exception as trouble:
        said = str(trouble) if isinstance(trouble, CredscopeError) else disk.trouble(trouble, paths.home())
        if said is None:
            raise
        raise failure(said) from trouble
