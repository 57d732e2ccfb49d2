"""One credential at one place of a text."""

from __future__ import annotations

from dataclasses import dataclass

from credscope.rules import Credential


@dataclass(frozen=True)
class Mention:
    """A credential at `start`..`end`, in characters; `credential` is None for a name outside the catalogue.

    `weak` marks a short form that counts only with a cue near it.
    """

    start: int
    end: int
    credential: Credential | None
    name: str
    kind: str
    weak: bool = False
