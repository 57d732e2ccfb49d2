"""Signs badges as an issuer would, with keys made for the test: what the checks are tried on.

Written from the specification apart from `credscope.badges`, but for the canonical bytes, which the signed
badges of others in test_badges_real.py hold to the specification.
"""

from __future__ import annotations

import base64
import copy
import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from credscope.badges.canonical import canonical

LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
V2 = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
LIST = "https://issuer.example/status/7"
Document = dict[str, Any]


def base58(raw: bytes) -> str:
    """Multibase base58 of bytes that do not begin with zero."""
    number, written = int.from_bytes(raw), ""
    while number:
        number, rest = divmod(number, 58)
        written = LETTERS[rest] + written
    return "z" + "1" * (len(raw) - len(raw.lstrip(b"\0"))) + written


class Issuer:
    """One who signs; `did` is its did:key, unless it goes by another identifier."""

    def __init__(self, did: str | None = None, curve: str = "ed25519") -> None:
        self.curve = curve
        if curve == "ed25519":
            self.private: Any = ed25519.Ed25519PrivateKey.generate()
            raw = b"\xed\x01" + self.private.public_key().public_bytes_raw()
        else:
            self.private = ec.generate_private_key(ec.SECP256R1())
            point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
            raw = b"\x80\x24" + point
        self.multikey = base58(raw)
        self.did = did or f"did:key:{self.multikey}"
        self.method = f"{self.did}#{self.multikey}"

    def document(self) -> Document:
        """The issuer's DID document."""
        method = {"id": self.method, "type": "Multikey", "controller": self.did,
                  "publicKeyMultibase": self.multikey}  # fmt: skip
        return {"id": self.did, "assertionMethod": [method]}

    def pem(self) -> bytes:
        """The public key as PEM."""
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def signed(self, unsigned: Document, **changed: Any) -> Document:
        """`unsigned` with a Data Integrity proof; `changed` are properties of the proof."""
        suite = "eddsa-rdfc-2022" if self.curve == "ed25519" else "ecdsa-rdfc-2019"
        proof = {"type": "DataIntegrityProof", "cryptosuite": suite, "created": "2025-01-02T00:00:00Z",
                 "verificationMethod": self.method, "proofPurpose": "assertionMethod", **changed}  # fmt: skip
        options = canonical({**proof, "@context": unsigned["@context"]})
        covered = sha256(options).digest() + sha256(canonical(unsigned)).digest()
        return {**unsigned, "proof": {**proof, "proofValue": base58(self._sign(covered))}}

    def token(self, unsigned: Document, **claims: Any) -> str:
        """`unsigned` as a JWT."""
        payload = {**unsigned, "iss": self.did, **claims}
        algorithm = "EdDSA" if self.curve == "ed25519" else "ES256"
        return jwt.encode(payload, self.private, algorithm=algorithm, headers={"kid": self.method})

    def _sign(self, covered: bytes) -> bytes:
        if self.curve == "ed25519":
            return self.private.sign(covered)
        one, other = decode_dss_signature(self.private.sign(covered, ec.ECDSA(SHA256())))
        return one.to_bytes(32) + other.to_bytes(32)


def badge(issuer: Issuer, name: str = "Knot Tying", **changed: Any) -> Document:
    """An unsigned Open Badge; `changed` are properties of the credential."""
    return {
        "@context": [V2, BADGES],
        "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": "Harbour School"},
        "validFrom": "2025-01-01T00:00:00Z",
        "name": "A badge",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://issuer.example/achievements/1", "type": ["Achievement"], "name": name,
                "description": "Ties knots.", "criteria": {"narrative": "Tie them."},
            },
        },
        **changed,
    }  # fmt: skip


def listed_at(index: int, purpose: str = "revocation") -> Document:
    """The status entry of a badge that has the bit `index` of the list LIST."""
    return {"type": "BitstringStatusListEntry", "statusPurpose": purpose, "statusListIndex": str(index),
            "statusListCredential": LIST}  # fmt: skip


def status_list(issuer: Issuer, taken_back: int, **changed: Any) -> Document:
    """An unsigned status list in which one bit is set."""
    bits = bytearray(16_384)
    bits[taken_back // 8] |= 128 >> taken_back % 8
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits))).decode().rstrip("=")
    return {
        "@context": [V2],
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": "2025-01-01T00:00:00Z",
        "credentialSubject": {
            "id": f"{LIST}#list", "type": "BitstringStatusList", "statusPurpose": "revocation",
            "encodedList": "u" + packed,
        },
        **changed,
    }  # fmt: skip


def with_changed(document: Document, path: str, value: Any) -> Document:
    """A copy of `document` in which the property at a dotted path is another."""
    changed = copy.deepcopy(document)
    *above, last = path.split(".")
    held: Any = changed
    for key in above:
        held = held[key]
    held[last] = value
    return changed


def written(path: Path, document: Document | str) -> Path:
    """`document` as a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return path
