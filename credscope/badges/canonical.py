"""The bytes that a Data Integrity signature covers: RDF dataset canonicalization of a JSON-LD document.

PyLD does it. Here are its bounds: which contexts it may read (files, never an address), that every
word of the document is covered, and how long it may take. Hashing and signatures belong to `proof`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from credscope.badges.document import Document, listed
from credscope.badges.refused import Refused

_FILES = Path(__file__).with_name("contexts")
CONTEXTS = {
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json": "open_badges_3.0",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": "open_badges_3.0.1",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": "open_badges_3.0.2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "open_badges_3.0.3",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "open_badges_extensions",
    "https://w3id.org/security/data-integrity/v1": "data_integrity_v1",
    "https://w3id.org/security/data-integrity/v2": "data_integrity_v2",
    "https://www.w3.org/ns/credentials/status/v1": "status_v1",
    "https://w3id.org/vc/status-list/2021/v1": "status_list_2021_v1",
}
"""Beside those that PyLD brings: credentials v1 and v2, ed25519-2020, jws-2020."""
_EMBEDDED = ("endorsement",)
"""Properties whose values are credentials of their own and may therefore name contexts."""
_WRITTEN_OUT = {"@context", "@value", "@language", "@direction"}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S*")
_RELATIVE = "relative://badge/"
"""What PyLD puts before an address that is relative, so that it is seen."""
_MOST_PATHS = 3_000
"""Steps of telling alike blank nodes apart. Real badges need tens; a poisoned graph, factorials."""


def canonical(document: Document) -> bytes:
    """N-Quads of `document` as RDFC-1.0 (URDNA2015) orders them; raises Refused where it misleads."""
    from pyld import jsonld

    _check_words(document, top=True)
    dropped: list[Any] = []
    options = {"documentLoader": _loader(), "base": _RELATIVE}
    try:
        expanded = jsonld.expand(document, options, on_property_dropped=dropped.append)
        if dropped:
            raise Refused(f"the signature does not cover {dropped[0]!r}, which none of its contexts defines")
        _check_addresses(expanded)
        dataset = jsonld.to_rdf(expanded, options)
        return _bounded().main(dataset, {"format": "application/n-quads"}).encode()
    except jsonld.JsonLdError as error:
        raise Refused(f"it is malformed as JSON-LD: {_cause(error)}") from None


def _check_words(value: Any, top: bool = False) -> None:
    """Contexts are known and stand where a credential begins, so that a name means what its context says."""
    if isinstance(value, list):
        for item in value:
            _check_words(item)
    if not isinstance(value, dict):
        return
    for key, below in value.items():
        if key.startswith("@") and key not in _WRITTEN_OUT:
            raise Refused(f"it uses {key}, with which a document can say other things than it seems to")
        if key == "@context":
            if not top:
                raise Refused("a part of it brings a context of its own, which could change what it says")
            _check_contexts(listed(below))
        elif key in _EMBEDDED:
            for embedded in listed(below):
                _check_words(embedded, top=True)
        else:
            _check_words(below)


def _check_contexts(contexts: list[Any]) -> None:
    known = _loader().documents
    for context in contexts:
        if not isinstance(context, str):
            raise Refused("it brings a context of its own, which could change what its names mean")
        if context not in known:
            raise Refused(f"its context {context} is not known here, and nothing is fetched")


def _check_addresses(value: Any) -> None:
    """Every id and type is an absolute address; a relative one would silently stay out of the signature."""
    if isinstance(value, list):
        for item in value:
            _check_addresses(item)
    elif isinstance(value, dict):
        for address in [*listed(value.get("@id")), *listed(value.get("@type"))]:
            if address.startswith(_RELATIVE) or not _ABSOLUTE.fullmatch(address):
                told = address.removeprefix(_RELATIVE)
                raise Refused(f"the signature does not cover {told!r}, which is no absolute address")
        for below in value.values():
            _check_addresses(below)


def _loader() -> Any:
    from pyld.documentloader.frozen import BUNDLED_CONTEXTS, FrozenDocumentLoader

    ours = {address: _FILES / f"{name}.json" for address, name in CONTEXTS.items()}
    return FrozenDocumentLoader({**BUNDLED_CONTEXTS, **ours})


def _bounded() -> Any:
    from pyld.canon import URDNA2015

    class Bounded(URDNA2015):
        """Gives up on a document that was built to keep it busy."""

        paths = 0

        def hash_n_degree_quads(self, id_: str, issuer: Any) -> Any:
            self.paths += 1
            if self.paths > _MOST_PATHS:
                raise Refused("it holds so many alike parts that its signature cannot be checked in time")
            return super().hash_n_degree_quads(id_, issuer)

    return Bounded()


def _cause(error: Any) -> str:
    while getattr(error, "cause", None) is not None:
        error = error.cause
    return str(error).splitlines()[0].rstrip(".;")
