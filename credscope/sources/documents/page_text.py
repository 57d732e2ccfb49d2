"""Bytes of a web page as text; what a page declares of its character set is often wrong."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.I)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(page: bytes, declared: str | None) -> str:
    """`page` as text: by its byte-order mark, as UTF-8 where it is sound UTF-8, else as `declared` says, else
    as its own meta element says, else as Windows-1252. No byte is ever a reason to refuse a page."""
    for mark, encoding in _MARKS:
        if page.startswith(mark):
            return page.removeprefix(codecs.BOM_UTF8).decode(encoding, "replace")
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        pass
    match = _DECLARED.search(page[:4096])
    for name in (declared, match.group(1).decode() if match else None):
        # Pages that are not sound UTF-8 often say that they are; ISO 8859-1 on the web means Windows-1252.
        if name and name.lower() not in {"utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii"}:
            try:
                return page.decode(name, "replace")
            except LookupError:
                continue
    return page.decode("cp1252", "replace")
