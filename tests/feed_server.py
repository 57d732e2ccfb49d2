"""A server on this machine that answers as the job boards and USAJOBS do, and misbehaves where told to.

Every posting is invented. `trouble` holds, by path, what goes wrong with the next requests, one by one.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import socket
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

DAY = "Mon, 02 Nov 2026 06:00:00 GMT"
KEY, EMAIL = "k3y-of-nobody", "reader@example.org"


def greenhouse_job(number: int, **more: Any) -> dict[str, Any]:
    """A job of a Greenhouse board, its content as escaped HTML."""
    return {
        "id": number,
        "title": f"Instrument Maker {number}",
        "updated_at": "2026-10-20T10:00:00-04:00",
        "first_published": "2026-10-05T10:00:00-04:00",
        "absolute_url": f"https://boards.greenhouse.io/brasswind/jobs/{number}",
        "location": {"name": "Dayton, OH"},
        "content": "&lt;p&gt;Makes horns. A &lt;b&gt;CompTIA A+&lt;/b&gt; is required.&lt;/p&gt;",
    } | more


def lever_posting(number: int, **more: Any) -> dict[str, Any]:
    """A posting of a Lever board."""
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "text": f"Kite Tester {number}",
        "createdAt": 1_790_000_000_000 + number,
        "categories": {"location": "Toledo, OH", "commitment": "Full-time"},
        "hostedUrl": f"https://jobs.lever.co/kiteworks/{number}",
        "descriptionPlain": "Tests kites in wind.",
        "lists": [{"text": "What you bring", "content": "<li>Patience</li>"}],
    } | more


def ashby_job(number: int) -> dict[str, Any]:
    """A job of an Ashby board."""
    return {
        "id": f"11111111-0000-4000-8000-{number:012d}",
        "title": f"Lamp Designer {number}",
        "location": "Remote, United States",
        "isRemote": True,
        "publishedAt": "2026-10-11T09:00:00.000+00:00",
        "jobUrl": f"https://jobs.ashbyhq.com/lamplight/{number}",
        "descriptionHtml": "<p>Draws lamps.</p>",
    }


def announcement(number: int) -> dict[str, Any]:
    """An item of the USAJOBS search."""
    said = {
        "PositionID": f"ZZ-26-{number}",
        "PositionTitle": f"IT Specialist {number}",
        "PositionURI": f"https://www.usajobs.gov/job/{number}",
        "OrganizationName": "Bureau of Invented Affairs",
        "PublicationStartDate": "2026-10-15T00:00:00.0000",
        "PositionLocation": [{"LocationName": "Denver, Colorado", "CountryCode": "United States"}],
        "QualificationSummary": "One year of experience.",
        "UserArea": {"Details": {"JobSummary": "Keeps systems running."}},
    }
    return {"MatchedObjectId": str(number), "MatchedObjectDescriptor": said}


def past_announcement(number: int) -> dict[str, Any]:
    """A record of the historical announcements."""
    return {
        "usajobsControlNumber": number,
        "positionTitle": f"Archivist {number}",
        "hiringAgencyName": "Bureau of Invented Affairs",
        "positionOpenDate": "2026-09-03",
        "positionCloseDate": "2026-09-20",
        "positionLocations": [
            {
                "positionLocationCity": "Denver, Colorado",
                "positionLocationState": "Colorado",
                "positionLocationCountry": "United States",
            }
        ],
    }


def announcement_text(number: int) -> dict[str, Any]:
    """The text that belongs to a historical announcement."""
    return {"usajobsControlNumber": number, "summary": "Keeps papers.", "duties": "Sorts and finds."}


@dataclass
class Asked:
    """A request as it came in, and when."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    at: float
    status: int = 0


@dataclass
class FeedServer:
    """The postings that are offered, the troubles to come, and the requests so far.

    `day` is the Date of answers; `marks` says whether they have an ETag, `modified` is their Last-Modified.
    """

    greenhouse: dict[str, list[Any]] = field(default_factory=dict)
    lever: dict[str, list[Any]] = field(default_factory=dict)
    ashby: dict[str, list[Any]] = field(default_factory=dict)
    current: list[Any] = field(default_factory=list)
    past: list[Any] = field(default_factory=list)
    texts: list[Any] = field(default_factory=list)
    count_all: int | None = None
    day: str | None = DAY
    marks: bool = True
    modified: str | None = None
    trouble: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    asked: list[Asked] = field(default_factory=list)

    def __enter__(self) -> FeedServer:
        handler = type("Handler", (_Handler,), {"offer": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, path: str, query: dict[str, str], headers: Any) -> tuple[int, Any]:
        """Status and JSON of a server that is well."""
        name = unquote(path.split("/")[-1])
        if path.startswith("/v1/boards/"):
            jobs = self.greenhouse.get(path.split("/")[3])
            return (404, {}) if jobs is None else (200, {"jobs": jobs, "meta": {"total": len(jobs)}})
        if path.startswith("/v0/postings/"):
            postings = self.lever.get(name)
            skip, limit = int(query["skip"]), int(query["limit"])
            return (404, {}) if postings is None else (200, postings[skip : skip + limit])
        if path.startswith("/posting-api/job-board/"):
            jobs = self.ashby.get(name)
            return (404, {}) if jobs is None else (200, {"jobs": jobs, "apiVersion": "1"})
        if path == "/api/Search":
            return self._search(query, headers)
        return self._history(path, query)

    def _search(self, query: dict[str, str], headers: Any) -> tuple[int, Any]:
        if headers.get("Authorization-Key") != KEY or headers.get("User-Agent") != EMAIL:
            return 401, {}
        size, page = int(query["ResultsPerPage"]), int(query["Page"])
        items = self.current[(page - 1) * size : page * size]
        pages = -(-len(self.current) // size)
        result = {
            "SearchResultCount": len(items),
            "SearchResultCountAll": self.count_all or len(self.current),
            "SearchResultItems": items,
            "UserArea": {"NumberOfPages": str(pages), "IsRadialSearch": False},
        }
        return 200, {"LanguageCode": "EN", "SearchParameters": {}, "SearchResult": result}

    def _history(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        records = self.texts if path.endswith("announcementtext") else self.past
        start = int(query.get("continuationtoken", "0=").rstrip("="))
        end, paging = start + 2, {"metadata": {"totalCount": len(records), "pageSize": 2}, "next": None}
        if end < len(records):
            paging["next"] = f"{path}?{urlencode({'continuationtoken': f'{end}='})}"
        return 200, {"paging": paging, "data": records[start:end]}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    offer: FeedServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.asked = Asked(parts.path, query, dict(self.headers), time.monotonic())
        self.offer.asked.append(self.asked)
        troubles = self.offer.trouble[parts.path]
        trouble = troubles.pop(0) if troubles else None
        status, said = self.offer.answer(parts.path, query, self.headers)
        body = json.dumps(said).encode()
        if trouble == "reset":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif trouble == "silence":
            time.sleep(3)
        elif trouble == "trickle":
            self._send(200, {"Content-Length": "10000000"})
            for _ in range(60):
                self.wfile.write(b" " * 5_000)
                time.sleep(0.05)
        elif trouble == "cut":
            self._send(200, {"Content-Length": str(len(body))}, body[: len(body) // 2])
            self.close_connection = True
        elif trouble == "half":
            self._whole(200, body[: len(body) // 2])
        elif isinstance(trouble, bytes):
            self._whole(200, trouble)
        elif isinstance(trouble, tuple):
            self._whole(trouble[0], b"{}", trouble[1])
        elif trouble is not None:
            self._whole(trouble, b"{}")
        else:
            self._marked(status, body)

    def _marked(self, status: int, body: bytes) -> None:
        mark = f'W/"{hashlib.sha256(body).hexdigest()}"'
        given = {"ETag": mark} if self.offer.marks else {}
        given |= {"Last-Modified": self.offer.modified} if self.offer.modified else {}
        asked = (self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"))
        unchanged = any(one is not None and one in given.values() for one in asked)
        self._whole(*((304, b"") if unchanged else (status, body)), given)

    def _whole(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        packed = gzip.compress(body)
        length = {} if status == 304 else {"Content-Length": str(len(packed)), "Content-Encoding": "gzip"}
        self._send(status, {**length, **(headers or {})}, b"" if status == 304 else packed)

    def _send(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.asked.status = status
        self.send_response_only(status)
        if self.offer.day:
            self.send_header("Date", self.offer.day)
        self.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Standard error belongs to the test."""
