"""Documents for tests: the fixtures, which are written by hand, and web archives, which are written here."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FIXTURES = Path(__file__).resolve().parent / "fixtures"


def job_posting(title: str, **properties: Any) -> dict[str, Any]:
    """A JobPosting with `properties` on top."""
    usual = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": title,
        "datePosted": "2026-10-01",
    }
    return usual | {"description": f"We look for a {title}."} | properties


def page(*scripts: Any, canonical: str | None = None) -> str:
    """A web page with JSON-LD scripts; a script that is text is written as it is."""
    written = "".join(
        f'<script type="application/ld+json">{item if isinstance(item, str) else json.dumps(item)}</script>'
        for item in scripts
    )
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return f"<!DOCTYPE html><html><head>{link}{written}</head><body><h1>Work with us</h1></body></html>"


def write_warc(path: Path, records: list[dict[str, Any]]) -> Path:
    """A web archive, zipped where its name says so; a record gives `url`, `body` and perhaps more."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz")
        for record in records:
            headers = [
                ("Content-Type", record.get("type", "text/html; charset=utf-8")),
                *record.get("headers", []),
            ]
            answer = StatusAndHeaders(record.get("status", "200 OK"), headers, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    record["url"],
                    "response",
                    payload=io.BytesIO(record["body"]),
                    http_headers=answer,
                    warc_headers_dict={"WARC-Date": record.get("date", "2026-10-05T10:00:00Z")},
                )
            )
    return path
