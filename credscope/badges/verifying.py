"""The checks of a badge in order: what must hold before the next can be asked, and what may fail together.

Each check stands in a module of its own. What a badge is worth belongs to `matching`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from credscope.badges.dates import check_dates
from credscope.badges.document import Document, identifier, is_token, parsed, text_of
from credscope.badges.keys import Keys
from credscope.badges.proof import check_proofs
from credscope.badges.refused import Refused
from credscope.badges.shape import check_shape
from credscope.badges.status import StatusLists, check_status
from credscope.badges.token import check_token, opened


@dataclass(frozen=True)
class Verified:
    """A badge that verifies: the document, how it was signed, which status lists were asked.

    `issuer_known` says whether the one who checks vouched for the issuer; a did:key that nobody vouched for
    proves that the badge is whole, but not who issued it.
    """

    document: Document
    signed: list[str]
    status_lists: list[str]
    issuer_known: bool

    @property
    def issuer(self) -> str:
        """The issuer's identifier."""
        return identifier(self.document["issuer"]) or ""

    @property
    def achievement(self) -> dict[str, Any]:
        """What the badge is for; empty where the credential is no Open Badge."""
        subject = self.document["credentialSubject"]
        held = subject.get("achievement") if isinstance(subject, dict) else None
        return held if isinstance(held, dict) else {}


def verify(
    path: Path, keys: Keys, lists: StatusLists, now: datetime, known_issuers_only: bool = False
) -> Verified:
    """The badge in the file `path`, if it verifies at the moment `now`, which has a time zone.

    Raises Refused with the reason: malformed, tampered, wrong key, unknown issuer, not valid yet, expired,
    revoked, status unknown. Of a badge that is whole, all reasons at once.
    """
    document, signed = _whole(path, keys, now)
    issuer = identifier(document["issuer"]) or ""
    if known_issuers_only and not keys.knows(issuer):
        raise Refused(f"its issuer {issuer} is unknown: none of the keys that were given is of it")
    reasons, asked = [], []
    try:
        check_dates(document, now)
    except Refused as error:
        reasons.append(str(error))
    of_lists = replace(keys, given_for=issuer)
    try:
        asked = check_status(document, lists, lambda listed: _current(listed, of_lists, now))
    except Refused as error:
        reasons.append(str(error))
    if reasons:
        raise Refused("; and ".join(reasons))
    return Verified(document, signed, asked, keys.knows(issuer))


def _whole(path: Path, keys: Keys, now: datetime) -> tuple[Document, list[str]]:
    """A credential whose shape and signatures hold, and how it was signed."""
    text = text_of(path)
    token = is_token(text)
    document = opened(text, path.name) if token else parsed(text, path.name)
    check_shape(document, path.name)
    if token:
        return document, check_token(text, document, keys, now)
    return document, check_proofs(document, keys, now)


def _current(path: Path, keys: Keys, now: datetime) -> Document:
    document, _ = _whole(path, keys, now)
    check_dates(document, now)
    return document
