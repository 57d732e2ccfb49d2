"""When a badge holds: from and until which moment, in both versions of the data model."""

from __future__ import annotations

from datetime import UTC, datetime

from credscope.badges.document import Document
from credscope.badges.refused import Refused

BEGINS = ("validFrom", "issuanceDate")
ENDS = ("validUntil", "expirationDate")


def moment(written: str) -> datetime:
    """A moment as `schema.json` lets it be written; raises Refused where the calendar has none such."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        raise Refused(f"it is malformed: {written} is no moment of the calendar") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def said(written: str) -> str:
    """The day of a moment, for people."""
    return written[:10]


def check_dates(document: Document, now: datetime) -> None:
    """Raise Refused where `now` lies before `document` becomes valid or after it ceased to be."""
    for name in BEGINS:
        if name in document and moment(document[name]) > now:
            raise Refused(f"it is not valid yet: its {name} is {said(document[name])}")
    for name in ENDS:
        if name in document and moment(document[name]) <= now:
            raise Refused(f"it has expired: its {name} is {said(document[name])}")


def period(document: Document) -> str:
    """From when until when, for people."""
    begins = next((said(document[name]) for name in BEGINS if name in document), "a day that it does not say")
    ends = next((f"until {said(document[name])}" for name in ENDS if name in document), "without end")
    return f"from {begins}, {ends}"
