"""Whether the issuer took a badge back: its bit in a status list, which is a signed credential itself.

Lists come from files. How a credential is checked belongs to `verifying`, which hands that in.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from credscope.badges.document import Document, identifier, listed, parsed, text_of
from credscope.badges.refused import Refused
from credscope.errors import CredscopeError

ENTRIES = ("BitstringStatusListEntry", "StatusList2021Entry")
LISTS = ("BitstringStatusListCredential", "StatusList2021Credential")
_TAKEN_BACK = {"revocation": "it was revoked by its issuer", "suspension": "it is suspended by its issuer"}
_MOST_LIST_BYTES = 1 << 24
_MOST_LISTS = 1_000


@dataclass(frozen=True)
class StatusLists:
    """The file, or the folder of files, in which lists are looked for; None where none was given."""

    path: Path | None = None

    def find(self, address: str) -> Path:
        """The file of the list at `address`: by its own `id`, else by its name, the last part of the address.

        Raises Refused where there is none, or where several files could be meant.
        """
        if self.path is None:
            raise Refused(f"its status is unknown: give the list {address} with --status-list")
        if not self.path.exists():
            raise CredscopeError(f"There is no {self.path}, which --status-list names.")
        files = [self.path]
        if self.path.is_dir():
            files = [path for path in sorted(self.path.rglob("*")) if path.is_file()]
        wanted = address.partition("#")[0].rstrip("/").rpartition("/")[2]
        for meant in (
            [path for path in files[:_MOST_LISTS] if _id_of(path) == address],
            [path for path in files if wanted in (path.name, path.stem)],
        ):
            if len(meant) == 1:
                return meant[0]
            if meant:
                raise Refused(f"its status is unknown: {len(meant)} files could be the list {address}")
        raise Refused(
            f"its status is unknown: {self.path} has no list {address}; a file of that list is known by its "
            f"id, or by the name {wanted}"
        )


def check_status(document: Document, lists: StatusLists, checked: Callable[[Path], Document]) -> list[str]:
    """Look `document` up in every list that it names; the addresses of those lists.

    `checked` gives the verified credential in a file. Raises Refused where a bit is set, or where a list that
    decides is missing, does not verify or is none.
    """
    looked_up = []
    for entry in listed(document.get("credentialStatus")):
        if entry["type"] not in ENTRIES:
            raise Refused(f"its status is of the kind {entry['type']}, which cannot be checked here")
        purpose = entry.get("statusPurpose")
        if purpose not in _TAKEN_BACK:
            continue
        address = str(entry.get("statusListCredential"))
        path = lists.find(address)
        try:
            bits = _bits(checked(path), str(purpose))
        except Refused as error:
            raise Refused(
                f"its status is unknown, as the status list {path.name} is refused: {error}"
            ) from None
        index = str(entry.get("statusListIndex"))
        if not index.isascii() or not index.isdigit() or int(index) >= 8 * len(bits):
            raise Refused(f"its status is unknown: the status list {path.name} has no entry {index}")
        if bits[int(index) // 8] >> (7 - int(index) % 8) & 1:
            raise Refused(_TAKEN_BACK[purpose])
        looked_up.append(address)
    return looked_up


def _bits(document: Document, purpose: str) -> bytes:
    if not set(LISTS) & set(document["type"]):
        raise Refused("it is no status list by its type")
    subject = document["credentialSubject"]
    if not isinstance(subject, dict) or purpose not in listed(subject.get("statusPurpose")):
        raise Refused(f"it is no list for {purpose}")
    written = str(subject.get("encodedList"))
    packed = written.removeprefix("u") if "BitstringStatusListCredential" in document["type"] else written
    try:
        raw = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        unpack = zlib.decompressobj(wbits=31)
        bits = unpack.decompress(raw, _MOST_LIST_BYTES)
    except (binascii.Error, zlib.error, ValueError):
        raise Refused("its bits are malformed") from None
    if unpack.unconsumed_tail or not unpack.eof:
        raise Refused(f"it unpacks to more than {_MOST_LIST_BYTES:,} bytes, or is cut off")
    return bits


def _id_of(path: Path) -> str | None:
    try:
        return identifier(parsed(text_of(path), path.name))
    except Refused:
        return None
