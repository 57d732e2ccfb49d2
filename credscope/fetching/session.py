"""A requests session with manners: pauses, conditional requests, attempts, limits, and nowhere but its host.

Redirects are not followed, since a key must not travel. The body that a caller sees is the one kept on disk.
"""

from __future__ import annotations

import io
import json
import time
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from credscope import __version__
from credscope.fetching.kept import Answer, Kept
from credscope.fetching.manners import Again, LeaveAlone, Manners, Trouble
from credscope.fetching.settings import Access
from credscope.progress import say

_PASSING = {408, 425, 429, 500, 502, 503, 504}
_MEANINGS = {
    401: "it does not accept the key",
    403: "it does not let us in",
    404: "it has nothing of that name",
    410: "it has nothing of that name any more",
}
_CHUNK_BYTES = 1 << 12
"""Small, because limits are looked at between two of them."""
_NOTHING = b"204 No Content"
"""How USAJOBS says, with status 200, that no announcement matches."""


class Nothing(Exception):
    """The server has no content: no posting matches."""


class Polite(requests.Session):
    """Asks the server at `address` (scheme and host), and keeps what it answers in `kept`."""

    def __init__(self, address: str, kept: Kept, manners: Manners, access: Access | None) -> None:
        super().__init__()
        self._address, self._host = address, urlsplit(address).netloc
        self._kept, self._manners = kept, manners
        self._last_asked = float("-inf")
        self._lost_in_a_row = 0
        self._left_alone: LeaveAlone | None = None
        self.headers["User-Agent"] = f"credscope/{__version__}"
        self.headers["Accept"] = "application/json"
        if access:
            self.headers.update({"User-Agent": access.email, "Authorization-Key": access.key})

    def send(self, request: requests.PreparedRequest, **settings: Any) -> requests.Response:
        """The answer to `request`: kept by this fetch already, or asked for. Raises Trouble or Nothing."""
        url = str(request.url)
        scheme, host, *_ = urlsplit(url)
        if f"{scheme}://{host}" != self._address:
            raise Trouble(f"its answer leads to {scheme}://{host}, which is not asked")
        return _response(request, self._kept.of_this_fetch(url) or self._asked(request, settings))

    def _asked(self, request: requests.PreparedRequest, settings: dict[str, Any]) -> Answer:
        """The answer after as many attempts as it takes; a server that is left alone is not asked."""
        if self._lost_in_a_row >= self._manners.lost_in_a_row:
            raise Trouble(f"{self._host} failed {self._lost_in_a_row} times in a row and is left alone")
        if self._left_alone:
            raise self._left_alone
        try:
            answer = self._attempts()(self._ask, request, settings)
        except Again:
            self._lost_in_a_row += 1
            raise
        except LeaveAlone as trouble:
            self._left_alone = trouble
            raise
        self._lost_in_a_row = 0
        return answer

    def _attempts(self) -> Retrying:
        manners = self._manners
        backing_off = wait_exponential_jitter(
            multiplier=manners.first_wait_seconds,
            max=manners.longest_wait_seconds,
            jitter=manners.first_wait_seconds,
        )

        def wait(state: RetryCallState) -> float:
            asked = getattr(state.outcome and state.outcome.exception(), "wait_seconds", None)
            return backing_off(state) if asked is None else asked

        return Retrying(
            stop=stop_after_attempt(manners.attempts),
            wait=wait,
            retry=retry_if_exception_type(Again),
            before_sleep=_tell,
            reraise=True,
        )

    def _ask(self, request: requests.PreparedRequest, settings: dict[str, Any]) -> Answer:
        url = str(request.url)
        before = self._kept.find(url)
        asked = request.copy()
        asked.headers.update(before.conditions() if before else {})
        patience = (self._manners.connect_seconds, self._manners.silence_seconds)
        settings = {**settings, "stream": True, "timeout": patience, "allow_redirects": False}
        self._pause()
        try:
            with super().send(asked, **settings) as answer:
                if answer.status_code == 304 and before:
                    return self._kept.confirm(before, answer.headers)
                self._judge(answer)
                body = self._body(answer)
        except requests.Timeout as error:
            raise Again(f"{self._host} does not answer in time") from error
        except requests.exceptions.ChunkedEncodingError as error:
            raise Again(f"{self._host} breaks its answer off") from error
        except requests.exceptions.ContentDecodingError as error:
            raise Again(f"{self._host} sends an answer that cannot be unpacked") from error
        except requests.ConnectionError as error:
            raise Again(f"{self._host} cannot be reached or falls silent") from error
        except requests.RequestException as error:
            raise Trouble(f"{self._host} cannot be asked ({type(error).__name__})") from error
        if body.strip() == _NOTHING:
            raise Nothing
        _check_json(self._host, body)
        return self._kept.put(url, answer.headers, body)

    def _pause(self) -> None:
        time.sleep(max(0.0, self._last_asked + self._manners.pause_seconds - time.monotonic()))
        self._last_asked = time.monotonic()

    def _judge(self, answer: requests.Response) -> None:
        status = answer.status_code
        if status == 204:
            raise Nothing
        if status == 200:
            return
        said = f"{self._host} answers {status}"
        if status in _PASSING:
            wait = _retry_after(answer)
            if wait is not None and wait > self._manners.longest_wait_seconds:
                raise LeaveAlone(f"{said} and asks to be left alone for {wait:,.0f} seconds")
            raise Again(said, wait)
        if answer.is_redirect:
            elsewhere = urlsplit(answer.headers["Location"]).netloc or self._host
            raise Trouble(f"{said} and sends us to {elsewhere}, which is not followed")
        raise Trouble(f"{said}: {_MEANINGS[status]}" if status in _MEANINGS else said)

    def _body(self, answer: requests.Response) -> bytes:
        body, deadline = bytearray(), time.monotonic() + self._manners.answer_seconds
        for chunk in answer.iter_content(_CHUNK_BYTES):
            body += chunk
            if len(body) > self._manners.answer_bytes:
                raise Trouble(f"its answer is larger than {self._manners.answer_bytes:,} bytes")
            if time.monotonic() > deadline:
                raise Again(f"{self._host} takes longer than {self._manners.answer_seconds:g} seconds")
        return bytes(body)


def _check_json(host: str, body: bytes) -> None:
    try:
        json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Again(f"{host} sends half a page, or one that is not JSON") from error


def _retry_after(answer: requests.Response) -> float | None:
    """Seconds that the server asks us to wait; a time of day counts from the answer's own."""
    said = answer.headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    until, now = (moment(text) for text in (said, answer.headers.get("Date")))
    return max(0.0, (until - now).total_seconds()) if until and now else None


def moment(header: str | None) -> datetime | None:
    """The moment that an HTTP date names, None where it names none."""
    try:
        return parsedate_to_datetime(header) if header else None
    except ValueError:
        return None


def _response(request: requests.PreparedRequest, answer: Answer) -> requests.Response:
    response = requests.Response()
    response.status_code = 200
    response.request, response.url, response.encoding = request, answer.url, "utf-8"
    response.raw = io.BytesIO(answer.body.read_bytes())
    return response


def _tell(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    wait = state.next_action.sleep if state.next_action else 0
    say(f"{error}; asking again in {wait:,.1f} s")
