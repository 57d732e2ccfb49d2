"""A badge as a JWT: the signature over the token, and the claims that must say the same as the badge.

PyJWT checks the signature. Keys belong to `keys`; signatures inside a document to `proof`.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from credscope.badges.document import Document, identifier, parsed
from credscope.badges.keys import Keys
from credscope.badges.refused import Refused

ALGORITHMS = ("EdDSA", "ES256", "ES384", "RS256")
"""What may sign; never `none`, nor a secret that issuer and checker would share."""
_CLAIMS = ("iss", "sub", "jti", "nbf", "exp", "iat", "aud", "vc", "cnf")
_LEAST_RSA_BITS = 2048


def opened(token: str, name: str) -> Document:
    """The credential inside the token, whose signature is not checked yet; raises Refused if it has none."""
    import jwt

    try:
        raw = jwt.api_jws.PyJWS().decode_complete(token, options={"verify_signature": False})["payload"]
        payload = parsed(raw.decode("utf-8"), name)
    except (jwt.PyJWTError, UnicodeDecodeError) as error:
        raise Refused(f"{name} is malformed as a JWT: {error}") from None
    held = payload.get("vc")
    if isinstance(held, dict):
        return {**held, **({} if "issuer" in held else {"issuer": payload.get("iss")})}
    return {claim: value for claim, value in payload.items() if claim not in _CLAIMS}


def check_token(token: str, document: Document, keys: Keys, now: datetime) -> list[str]:
    """Check signature and claims of `token`, which holds `document`; how it was signed.

    Raises Refused where the signature does not fit the issuer's key or a claim contradicts the document.
    """
    import jwt

    header: dict[str, Any] = jwt.get_unverified_header(token)
    algorithm = header.get("alg")
    if algorithm not in ALGORITHMS:
        raise Refused(f"its signature is of the kind {algorithm}, which cannot be trusted or checked here")
    issuer = identifier(document["issuer"]) or ""
    named = str(header.get("kid", ""))
    method = named if ":" in named else f"{issuer}#{named.removeprefix('#')}"
    key = keys.of(method, issuer)
    if getattr(key, "key_size", _LEAST_RSA_BITS) < _LEAST_RSA_BITS and algorithm == "RS256":
        raise Refused(f"the key of its issuer has fewer than {_LEAST_RSA_BITS} bits")
    try:
        signed = jwt.api_jws.PyJWS().decode_complete(token, key, algorithms=[algorithm])
    except jwt.InvalidSignatureError:
        raise Refused(
            "its signature does not fit: it was tampered with after it was signed, or signed with another key"
        ) from None
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        raise Refused(f"its signature cannot be checked with the key of its issuer: {error}") from None
    _check_claims(json.loads(signed["payload"]), document, issuer, now)
    return [f"JWT, {algorithm}"]


def _check_claims(payload: Document, document: Document, issuer: str, now: datetime) -> None:
    subject = document.get("credentialSubject")
    saying = {"iss": issuer, "jti": document.get("id"), "sub": identifier(subject)}
    for claim, value in saying.items():
        if value is not None and payload.get(claim, value) != value:
            raise Refused(f"its claim {claim} says {payload[claim]!r}, but the badge says {value!r}")
    begins, ends = _moment(payload, "nbf"), _moment(payload, "exp")
    if begins is not None and begins > now:
        raise Refused(f"it is not valid yet: its claim nbf is {begins.date()}")
    if ends is not None and ends <= now:
        raise Refused(f"it has expired on {ends.date()}, by its claim exp")


def _moment(payload: Document, claim: str) -> datetime | None:
    value = payload.get(claim)
    if value is None:
        return None
    try:
        return datetime.fromtimestamp(float(value), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        raise Refused(f"it is malformed: its claim {claim} is {value!r}, which is no moment") from None
