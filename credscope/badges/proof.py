"""Data Integrity: the signatures that stand in a document, each over the document without them.

Canonicalization belongs to `canonical`, keys to `keys`, JWT to `token`.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256, sha384
from typing import Any

from credscope.badges.canonical import canonical
from credscope.badges.dates import moment, said
from credscope.badges.document import Document, identifier, listed
from credscope.badges.keys import Keys, from_base58
from credscope.badges.refused import Refused

SUITES = ("eddsa-rdfc-2022", "ecdsa-rdfc-2019", "Ed25519Signature2020")
"""Cryptosuites of DataIntegrityProof, and the one type that was a suite of its own."""


def check_proofs(document: Document, keys: Keys, now: datetime) -> list[str]:
    """Check every proof of `document`; how each was signed. Raises Refused where one does not hold."""
    proofs = listed(document.get("proof"))
    if not proofs:
        raise Refused("it has no proof: anyone could have written it")
    issuer = identifier(document["issuer"]) or ""
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    covered = canonical(unsigned)
    return [_check(proof, unsigned, covered, issuer, keys, now) for proof in proofs]


def _check(
    proof: Document, unsigned: Document, covered: bytes, issuer: str, keys: Keys, now: datetime
) -> str:
    suite = proof.get("cryptosuite") if proof["type"] == "DataIntegrityProof" else proof["type"]
    if suite not in SUITES or "previousProof" in proof:
        raise Refused(f"its signature is of the kind {suite}, which cannot be checked here")
    if proof["proofPurpose"] != "assertionMethod":
        raise Refused(f"its proof is for {proof['proofPurpose']}, not for asserting what a badge says")
    if "created" in proof and moment(proof["created"]) > now:
        raise Refused(f"its proof was made on {said(proof['created'])}, which has not come yet")
    if "expires" in proof and moment(proof["expires"]) <= now:
        raise Refused(f"its proof has expired on {said(proof['expires'])}")
    key = keys.of(proof["verificationMethod"], issuer)
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    options["@context"] = unsigned["@context"]
    signature = from_base58(proof["proofValue"])
    if not _fits(key, suite, signature, canonical(options), covered):
        raise Refused(
            "its signature does not fit: it was tampered with after it was signed, or signed with another key"
        )
    return f"{suite}, {said(proof['created'])}" if "created" in proof else suite


def _fits(key: Any, suite: str, signature: bytes, options: bytes, covered: bytes) -> bool:
    """Whether `signature` is that of `key` over both hashes, as the suite says."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256, SHA384

    try:
        if isinstance(key, ed25519.Ed25519PublicKey) and suite != "ecdsa-rdfc-2019":
            key.verify(signature, sha256(options).digest() + sha256(covered).digest())
            return True
        if isinstance(key, ec.EllipticCurvePublicKey) and suite == "ecdsa-rdfc-2019":
            large = key.curve.name == "secp384r1"
            hashed, algorithm = (sha384, SHA384()) if large else (sha256, SHA256())
            half = key.key_size // 8
            if len(signature) != 2 * half:
                return False
            numbers = (int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))
            signed = hashed(options).digest() + hashed(covered).digest()
            key.verify(encode_dss_signature(*numbers), signed, ec.ECDSA(algorithm))
            return True
    except InvalidSignature:
        return False
    raise Refused(f"the key of its issuer is not of the kind that {suite} signs with: wrong key")
