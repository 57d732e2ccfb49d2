"""Slow imports while something else is waited for."""

from __future__ import annotations

from importlib import import_module
from threading import Thread


def import_ahead(module: str) -> None:
    """Begin to import `module` beside the work at hand; whoever imports it later waits for what is left."""
    Thread(target=import_module, args=(module,), name=f"import {module}", daemon=True).start()
