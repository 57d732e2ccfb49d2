"""Answers kept on disk, for two reasons: a page that has not changed is not sent again, and a fetch that was
killed goes on where it stopped. One folder per layout, one pair of files per address.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

GO_ON_WITHIN_HOURS = 12
"""A fetch that stopped longer ago is begun anew, so that a delivery is of one day."""


@dataclass(frozen=True)
class Answer:
    """A server's answer: its body in `body`, the day and marks it was sent with, and the fetch it is of."""

    url: str
    body: Path
    sha256: str
    fetch: str
    date: str | None
    etag: str | None
    last_modified: str | None
    unchanged: bool = False

    def conditions(self) -> dict[str, str]:
        """Headers that ask for the page only if it has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True)
class Kept:
    """The answers of one layout in `folder`; `fetch` names the fetch under way."""

    folder: Path
    fetch: str

    @classmethod
    def begin(cls, folder: Path) -> Kept:
        """Begin a fetch, or go on with one that was not brought to its end."""
        folder.mkdir(parents=True, exist_ok=True)
        note = folder / "unfinished"
        if note.exists() and time.time() - note.stat().st_mtime < GO_ON_WITHIN_HOURS * 3600:
            return cls(folder, note.read_text(encoding="utf-8"))
        begun = cls(folder, uuid.uuid4().hex)
        _put(note, begun.fetch.encode())
        return begun

    def end(self) -> None:
        """The answers were handed over: the next fetch asks anew, and only they are worth keeping."""
        for note in self.folder.glob("*.json"):
            if self._read(note).get("fetch") != self.fetch:
                note.unlink()
                note.with_suffix(".body").unlink(missing_ok=True)
        (self.folder / "unfinished").unlink()

    def of_this_fetch(self, url: str) -> Answer | None:
        """The answer that this fetch already has."""
        answer = self.find(url)
        return answer if answer and answer.fetch == self.fetch else None

    def find(self, url: str) -> Answer | None:
        """The last whole answer from `url`."""
        body = self._body(url)
        said = self._read(body.with_suffix(".json"))
        if said.get("url") != url or not body.exists() or _digest(body.read_bytes()) != said.get("sha256"):
            return None
        try:
            return Answer(**{**said, "body": body})  # type: ignore[arg-type]
        except TypeError:  # The note is of another version of Credscope.
            return None

    def put(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Keep an answer; one that says the same as the last is marked as unchanged."""
        before, file = self.find(url), self._body(url)
        digest = _digest(body)
        answer = Answer(
            url=url,
            body=file,
            sha256=digest,
            fetch=self.fetch,
            date=headers.get("Date"),
            etag=headers.get("ETag"),
            last_modified=headers.get("Last-Modified"),
            unchanged=before is not None and before.sha256 == digest,
        )
        _put(file, body)
        self._note(answer)
        return answer

    def confirm(self, before: Answer, headers: Mapping[str, str]) -> Answer:
        """The server says that `before` still stands; only its day is new."""
        answer = replace(before, fetch=self.fetch, date=headers.get("Date"), unchanged=True)
        self._note(answer)
        return answer

    def _note(self, answer: Answer) -> None:
        said = {**asdict(answer), "body": answer.body.name}
        _put(answer.body.with_suffix(".json"), json.dumps(said, indent=1).encode())

    def _body(self, url: str) -> Path:
        return self.folder / f"{_digest(url.encode())[:32]}.body"

    def _read(self, note: Path) -> dict[str, str]:
        try:
            return json.loads(note.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _put(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    os.replace(temporary, path)
