"""Servers that tests send alerts to: a webhook and a mail server on this machine, which keep what came."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "hunter2-very-secret"


class Webhook:
    """What a webhook received; `status` is what it answers with."""

    def __init__(self, port: int) -> None:
        self.received: list[dict[str, Any]] = []
        self.asked = 0
        self.status = 200
        self.address = f"json://robot:{SECRET}@127.0.0.1:{port}/{SECRET}?cto=1&rto=2"

    @property
    def messages(self) -> list[str]:
        """Title and text of all that came."""
        return [f"{one['title']}\n{one['message']}" for one in self.received]


@contextmanager
def webhook() -> Iterator[Webhook]:
    """A web server on a free port that takes JSON."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.asked += 1
            if hook.status == 200:
                hook.received.append(json.loads(body))
            self.send_response(hook.status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        hook = Webhook(server.server_port)
        with _served(server):
            yield hook


@contextmanager
def mail_server() -> Iterator[tuple[int, list[Any]]]:
    """A mail server that speaks just enough SMTP: its port, and the mails that came, parsed."""
    mails: list[Any] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 localhost")
            while line := self.rfile.readline().decode().strip():
                verb = line.split()[0].upper()
                if verb == "DATA":
                    self._say("354 go on")
                    lines = []
                    while (text := self.rfile.readline().decode()) != ".\r\n":
                        lines.append(text)
                    mails.append(message_from_string("".join(lines), policy=policy.default))
                self._say("221 bye" if verb == "QUIT" else "250 ok")

        def _say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server, _served(server):
        yield server.server_address[1], mails


@contextmanager
def _served(server: Any) -> Iterator[None]:
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
