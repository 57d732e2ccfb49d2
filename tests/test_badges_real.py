"""Badges that others signed, where they lie beside the checkout: each must come out as its name says."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from credscope.badges.keys import Keys
from credscope.badges.refused import Refused
from credscope.badges.status import StatusLists
from credscope.badges.verifying import verify

BADGES = Path(__file__).resolve().parents[2] / "shared" / "badges"
SIGNED = sorted((BADGES / "signed").rglob("*.json"))
NOW = datetime(2026, 1, 1, tzinfo=UTC)
# Their names promise no end, but they say one that has passed: what stands inside counts.
MISNAMED = {"noRegistry-revokedStatus-noExpiry.json": "has expired.*revoked"}
REASONS = (
    ("badDidWeb", "is unknown"), ("expiredStatus", "status list expired is refused: it has expired"),
    ("tamperedStatus", "status list tampered is refused: its signature"),
    ("revokedStatus-expired", "has expired.*revoked"),
    ("revokedStatus", "revoked"),
    ("xpired", "has expired"),
)  # fmt: skip

pytestmark = pytest.mark.skipif(not SIGNED, reason="no signed badges beside the checkout")


def expected(path: Path) -> str | None:
    """Why the badge is refused, by its name; None where it holds."""
    if path.name in MISNAMED and path.parent.parent.name == "dataIntegrityProof":
        return MISNAMED[path.name]
    named = path.stem.replace("notExpired", "")
    return next((reason for part, reason in REASONS if part in named), None)


@pytest.mark.parametrize("path", SIGNED, ids=lambda path: str(path.relative_to(BADGES)))
def test_signed_badge(path: Path) -> None:
    """Prevents a reading of the standards that others do not share."""
    keys, lists = Keys.load(folder=BADGES / "dids"), StatusLists(BADGES / "statusLists")
    reason = expected(path)
    if reason is None:
        assert verify(path, keys, lists, NOW).signed
        return
    with pytest.raises(Refused, match=reason):
        verify(path, keys, lists, NOW)


@pytest.mark.parametrize(
    "path", sorted((BADGES / "open_badges_3").glob("*.json")), ids=lambda path: path.name
)
def test_unsigned_badge(path: Path) -> None:
    """Prevents an example of a badge, which nobody signed, from being believed; its shape is right."""
    with pytest.raises(Refused, match="it has no proof"):
        verify(path, Keys(), StatusLists(), NOW)
