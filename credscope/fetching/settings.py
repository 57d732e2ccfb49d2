"""What the environment says about feeds: the key of USAJOBS, and a server to ask instead of the real ones.

The only reader of the environment in this package. Secrets come from nowhere else and go only into headers.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from credscope.errors import CredscopeError

KEY, EMAIL, SERVER = "CREDSCOPE_USAJOBS_KEY", "CREDSCOPE_USAJOBS_EMAIL", "CREDSCOPE_FEEDS_SERVER"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True)
class Access:
    """Key and e-mail address that USAJOBS gave the user; neither is shown when it is printed."""

    key: str = field(repr=False)
    email: str = field(repr=False)


def usajobs_access() -> Access | None:
    """The key and address that are set; raises CredscopeError for one alone, or where it cannot be sent."""
    key, email = (os.environ.get(name, "").strip() for name in (KEY, EMAIL))
    if not key and not email:
        return None
    if not key or not email:
        raise CredscopeError(
            f"USAJOBS wants both: set {KEY} and {EMAIL}; {KEY if email else EMAIL} is missing."
        )
    for name, value in ((KEY, key), (EMAIL, email)):
        if not (value.isascii() and value.isprintable()):
            raise CredscopeError(f"{name} holds characters that no header can carry: copy it again.")
    return Access(key, email)


def server() -> str | None:
    """Scheme and host of a server on this machine that stands in for every service, for tests."""
    given = os.environ.get(SERVER)
    if not given:
        return None
    if urlsplit(given).hostname not in LOOPBACK:
        raise CredscopeError(
            f"{SERVER} is for tests with a server on this machine, such as http://127.0.0.1:8000."
        )
    return given.rstrip("/")
