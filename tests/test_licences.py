"""What the lock files let in: distributions by hash alone, under licences that allow commercial use."""

from __future__ import annotations

import re
from pathlib import Path

import licence_list
import pytest

LOCKS = [licence_list.ROOT / name for name in licence_list.LOCKS]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_pin_has_hashes_and_no_address(lock: Path) -> None:
    """Prevents a distribution from being replaced on its way, or from coming from one place only."""
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.replace("\\\n", " ").strip())
    assert len(entries) == len(list(licence_list.pins(lock))) > 0
    for entry in entries:
        assert licence_list.PIN.match(entry) and HASH.search(entry), entry[:80]
    assert "://" not in text and " @ " not in text and "--index" not in text and "--find-links" not in text


def test_every_licence_may_come_in() -> None:
    """Prevents a new distribution from coming in under a licence that nobody looked at."""
    refused = [
        one for one in licence_list.pinned() if not one.licence or not licence_list.is_allowed(one.licence)
    ]
    assert refused == []


def test_a_choice_of_licences_and_licences_together() -> None:
    """Prevents one allowed licence from covering for another that holds as well."""
    assert licence_list.is_allowed("MPL-2.0 AND (Apache-2.0 OR GPL-3.0-only)")
    assert not licence_list.is_allowed("MIT AND GPL-3.0-only")
    assert not licence_list.is_allowed("AGPL-3.0-only")


def test_the_list_is_up_to_date() -> None:
    """Prevents docs/licences.md from describing other distributions than those that are installed."""
    assert licence_list.PAGE.read_text(encoding="utf-8") == licence_list.page(), "run `make licences`"
