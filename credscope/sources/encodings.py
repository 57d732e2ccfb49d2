"""Encodings of text files: what the first bytes give away, and how bytes that are not UTF-8 are read."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WINDOWS = "as windows-1252"


def wide_encoding(head: bytes) -> str | None:
    """UTF-32 or UTF-16 by its mark, or UTF-16 by the zero bytes of its characters; None for neither."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = head[place::2], head[1 - place :: 2]
        if zeros.count(0) > len(zeros) / 2 and not others.count(0):
            return encoding
    return None


def errors_of(encoding: str) -> str:
    """How bytes that `encoding` does not know are read: beside UTF-8 as Windows-1252, else as U+FFFD."""
    return _WINDOWS if encoding.startswith("utf-8") else "replace"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_WINDOWS, _as_windows)
