"""Dagster's UI of a home in a real browser: starts it as `credscope ui` does, and ends it again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from credscope.home import PROJECT_ROOT, Home

PATIENCE = 300.0
"""Seconds for the UI to answer, and for a run of one small month; a busy machine needs most of them."""


@contextmanager
def served(home: Home, log: Path) -> Iterator[str]:
    """The address of the UI and daemon of `home`, started on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "credscope.cli", "--home", str(home.root), "ui", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT_ROOT)}
    with log.open("w") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said, start_new_session=True)
        try:
            _wait(f"http://127.0.0.1:{port}/server_info", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            _end(process)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"The UI did not come up:\n{log.read_text()[-2000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """As Ctrl-C on a terminal does; what is left of its session after a while is killed."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@dataclass
class Visit:
    """A page of the UI, with what it asked of other machines and what broke in it."""

    page: Any
    base: str
    complaints: list[str] = field(default_factory=list)

    def show(self, path: str, *texts: str) -> None:
        """Open `path` and wait until every one of `texts` is to be seen."""
        self.page.goto(self.base + path)
        for text in texts:
            self.page.get_by_text(text).filter(visible=True).first.wait_for()

    def materialize(self, asset: str, month: str) -> None:
        """Click a run of `asset` for the partition `month` (YYYY-MM-01), as a person does."""
        self.show(f"/assets/{asset}")
        page = self.page
        page.get_by_role("button", name="Materialize").first.click()
        confirm = page.get_by_role("button", name="Confirm")
        chooser = page.get_by_text("Partition selection")
        confirm.or_(chooser).first.wait_for()
        if confirm.is_visible():
            confirm.click()
        page.get_by_text("Show all partitions").click()
        months = page.get_by_role("dialog").locator("input[type=text]").first
        months.fill(month)
        months.press("Enter")
        page.get_by_role("button", name="Launch 1 run").click()
        page.get_by_text("Launched run").first.wait_for()


@contextmanager
def visited(browser: Any, base: str, **context: Any) -> Iterator[Visit]:
    """A fresh browser context on the UI at `base`; every request to another origin is a complaint."""
    shown = browser.new_context(**context)
    visit = Visit(shown.new_page(), base)
    visit.page.set_default_timeout(PATIENCE * 1000)
    local = (base, base.replace("http", "ws", 1), "data:", f"blob:{base}")

    def look(address: str) -> None:
        if not address.startswith(local):
            visit.complaints.append(f"asked: {address}")

    visit.page.on("request", lambda asked: look(asked.url))
    visit.page.on("websocket", lambda asked: look(asked.url))
    visit.page.on("pageerror", lambda error: visit.complaints.append(f"error: {error}"))
    try:
        yield visit
    finally:
        shown.close()
