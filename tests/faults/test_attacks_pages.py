"""The report and dbt's documentation of a hostile release in a real browser: nothing runs or asks for more.

Prevents a name in a posting from running as a script at a reader's, or from telling others who reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import hostile
import pytest
from attacked import World
from report_browser import DRAWN, LOCAL, browser

__all__ = ["browser"]

Tried = Callable[..., None]
INJECTED = (
    "iframe, object, embed, base, [onerror], [onload], [ontoggle], [onfocus], [srcdoc], "
    "a[href^='javascript:'], script[src^='http'], script:not([src])"
)
SHOWN = "name => document.getElementById('member').textContent === name"
LOOKUPS = ("employer", "credential")


@contextmanager
def visited(browser: Any, file: Path, address: str = "") -> Iterator[tuple[Any, list[str]]]:
    """The page once it is drawn, and what happened on it that no page of ours does."""
    context = browser.new_context()
    page, happened = context.new_page(), []
    page.on("dialog", lambda dialog: (happened.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: happened.append(f"error: {error}"))
    page.on("request", lambda asked: None if asked.url.startswith(LOCAL) else happened.append(asked.url))
    page.on("popup", lambda popup: happened.append("popup"))
    try:
        page.goto(file.as_uri() + address)
        yield page, happened
    finally:
        context.close()


def test_no_page_of_the_report_runs_a_name(attacked: World, browser: Any, tried: Tried) -> None:
    """Prevents a name from becoming an element, a dialog or a request on any page."""
    pages = sorted((attacked.release / "report").glob("*.html"))
    assert len(pages) > 10
    for path in pages:
        with visited(browser, path) as (page, happened):
            page.wait_for_function(DRAWN, timeout=60_000)
            assert page.locator(INJECTED).count() == 0, path.name
        assert happened == [], path.name
    tried("hostile names on pages", len(pages))


@pytest.mark.parametrize("lookup", LOOKUPS)
def test_members_with_hostile_names_open(
    attacked: World, browser: Any, lookup: str, full: bool, tried: Tried
) -> None:
    """Prevents a name from running when its own profile is drawn, and a member from being unreachable."""
    path = attacked.release / "report" / f"{lookup}.html"
    with visited(browser, path) as (page, happened):
        page.wait_for_function(DRAWN, timeout=60_000)
        links = page.locator("#list tbody a").all()
        hostile_ones = [link for link in links if "Harmless" not in link.text_content()]
        assert len(hostile_ones) >= len(hostile.NAMES)
        chosen = hostile_ones if full else hostile_ones[::4]
        for link in chosen:
            name = link.text_content()
            link.evaluate("link => { location.hash = link.hash }")
            page.wait_for_function(
                "name => document.getElementById('member').textContent.trim() === name", arg=name
            )
            assert page.locator(INJECTED).count() == 0, name
        page.locator("#find").fill(hostile.NAMES[0])
        assert happened == []
    tried("hostile names on pages", len(chosen))


def test_documentation_runs_nothing(attacked: World, browser: Any) -> None:
    """Prevents the home's path, or a name in it, from running in dbt's documentation."""
    with visited(browser, attacked.release / "dbt_docs" / "index.html") as (page, happened):
        page.wait_for_selector("text=credscope", state="attached", timeout=60_000)
        assert page.locator("iframe, [onload], [ontoggle]").count() == 0
    assert happened == []
