"""Two refreshes of one home started at once: one waits and says so, both end well, there is one release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import started
from small_delivery import write_delivery
from states import complaints, readable

from credscope import lake, releases
from credscope.home import Home


def test_two_refreshes_at_once(tmp_path: Path, full: bool, tried: Callable[..., None]) -> None:
    """Prevents two writers in one home, and one that fails because another is at work."""
    if not full:
        pytest.skip("two whole refreshes: part of `make faults`")
    home = Home(tmp_path / "home")
    write_delivery(home.inbox / "first")
    processes = [started(home, "refresh") for _ in range(2)]
    errors = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], errors
    assert sum("Another run is working on this home; waiting" in said for said in errors) == 1
    lost = 120 - sum(manifest["accepted_count"] for manifest in lake.manifests(home))
    tried("two refreshes at once", lost_rows=lost)
    assert lost == 0 and len(releases.list_releases(home)) == 1
    readable(home)
    assert complaints(home) == []
