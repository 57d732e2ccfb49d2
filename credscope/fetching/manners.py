"""How a server is treated, as numbers, and the ways in which a request can go wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Manners:
    """Pauses, patience and limits.

    Chosen, not measured: a request a second is the pace of a person who reads; 5,000 postings of 10 kB, with
    their HTML escaped, are about 60 MB.
    """

    pause_seconds: float = 1.0
    """Least time from one request to a host to the next."""
    connect_seconds: float = 10.0
    silence_seconds: float = 30.0
    """Longest silence within an answer."""
    answer_seconds: float = 600.0
    """Longest time that one answer may take, however steadily it trickles."""
    answer_bytes: int = 128 << 20
    """Largest answer, unpacked."""
    attempts: int = 5
    first_wait_seconds: float = 2.0
    """Wait before the second attempt; it doubles from then on."""
    longest_wait_seconds: float = 300.0
    """A server that asks to wait longer is left alone until the next fetch."""
    lost_in_a_row: int = 3
    """So many requests that failed for good, attempts and all, and the server is not asked any more."""


class Trouble(Exception):
    """Why a feed cannot be had, as the end of a sentence that begins with whom was asked."""


class LeaveAlone(Trouble):
    """A trouble of the whole server: nothing else is to be asked of it in this fetch."""


class Again(Trouble):
    """A trouble that may pass: worth another attempt, after `wait_seconds` where the server says so."""

    def __init__(self, reason: str, wait_seconds: float | None = None) -> None:
        super().__init__(reason)
        self.wait_seconds = wait_seconds
