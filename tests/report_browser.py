"""The report in a real browser: opens pages from disk and records what a reader would never see.

A test that uses `browser` is skipped by name where Playwright or Chromium is not installed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
LOCAL = ("file:", "data:", "blob:")
DRAWN = "document.documentElement.dataset.drawn"


@contextmanager
def launched() -> Iterator[Any]:
    """A headless Chromium that the machine has; Playwright brings the driver, never a browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"No Chromium is installed; looked for {', '.join(NAMES)}")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a module; two at once in a process is what Playwright refuses."""
    with launched() as started:
        yield started


@dataclass
class Opened:
    """A page with what it wrote to the console and asked for beyond the disk."""

    page: Any
    complaints: list[str] = field(default_factory=list)


@contextmanager
def opened(
    browser: Any, file: Path, address: str = "", drawn: bool = True, **context: Any
) -> Iterator[Opened]:
    """`file` in a fresh context; `address` is what follows the file's name; waits until it is drawn."""
    shown = browser.new_context(**context)
    found = Opened(shown.new_page())
    found.page.on("console", lambda said: found.complaints.append(f"{said.type}: {said.text}"))
    found.page.on("pageerror", lambda error: found.complaints.append(f"error: {error}"))
    found.page.on(
        "request",
        lambda asked: None if asked.url.startswith(LOCAL) else found.complaints.append(f"asked: {asked.url}"),
    )
    try:
        found.page.goto(file.resolve().as_uri() + address)
        if drawn:
            found.page.wait_for_function(DRAWN, timeout=30_000)
        yield found
    finally:
        shown.close()
