"""Public keys of issuers: from files that are given, or from a did:key, which is its own key.

Whether a signature fits a key belongs to `signatures`. No identifier is ever looked up over the network: a
did:web or an address is known when a document with that `id` lies in the folder that is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from credscope.badges.document import Document, identifier, listed, parsed, text_of
from credscope.badges.refused import Refused
from credscope.errors import CredscopeError

_MOST_FILES = 10_000
_BASE58 = {
    letter: at for at, letter in enumerate("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
}
_MOST_LETTERS = 200
_ED25519, _P256, _P384 = b"\xed\x01", b"\x80\x24", b"\x81\x24"


@dataclass(frozen=True)
class Keys:
    """What the person who checks gives: one key that must fit, documents of issuers by their identifier.

    Where `given_for` is not None, the given key is that of this issuer alone.
    """

    given: Any = None
    given_for: str | None = None
    documents: dict[str, Document] = field(default_factory=dict)

    @classmethod
    def load(cls, key: Path | None = None, folder: Path | None = None) -> Keys:
        """Keys from a file (PEM, JWK or multikey) and a folder of issuers' DID documents as JSON."""
        documents: dict[str, Document] = {}
        for path in _files(folder) if folder is not None else ():
            document = parsed(text_of(path), path.name)
            name = identifier(document)
            if name is None:
                continue
            if documents.setdefault(name, document) != document:
                raise CredscopeError(f"{folder} holds two different documents of {name}: keep one.")
        return cls(None if key is None else read_key(key), documents=documents)

    def knows(self, issuer: str) -> bool:
        """Whether the one who checks vouches for `issuer`: its key, or a document of it, was given."""
        return self._given(issuer) is not None or issuer in self.documents

    def of(self, method: str, issuer: str) -> Any:
        """The public key of `issuer` that it calls `method`; raises Refused where none may be used."""
        own = from_multikey(issuer.removeprefix("did:key:")) if issuer.startswith("did:key:") else None
        given = self._given(issuer)
        if given is not None:
            if own is not None and own != given:
                raise Refused(f"the key that was given is not the one of {issuer}: wrong key")
            return given
        controller = method.partition("#")[0]
        if controller != issuer:
            raise Refused(f"it is signed with a key of {controller}, but its issuer is {issuer}")
        if own is None and issuer not in self.documents:
            raise Refused(
                f"its issuer {issuer} is unknown: put its document into the folder of --issuer-keys, "
                "or give its key with --key"
            )
        found = own or _key_in(self.documents[issuer], method)
        if found is None:
            raise Refused(f"{issuer} has no key {method} with which it may sign badges")
        return found

    def _given(self, issuer: str) -> Any:
        return self.given if self.given_for in (None, issuer) else None


def read_key(path: Path) -> Any:
    """A public key of a file: PEM, JWK, an object with publicKeyMultibase or publicKeyJwk, or a multikey."""
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    text = text_of(path)
    try:
        if text.startswith("-----BEGIN"):
            return load_pem_public_key(text.encode())
        if text.startswith("{"):
            document = parsed(text, path.name)
            return from_method(document if "kty" not in document else {"publicKeyJwk": document})
        return from_multikey(text.removeprefix("did:key:").partition("#")[0])
    except (Refused, ValueError) as error:
        raise CredscopeError(
            f"{path} is no public key ({error}): give PEM, a JWK or a multikey (z6Mk…)."
        ) from None


def from_method(method: Document) -> Any:
    """The public key of a verification method; raises Refused where its form is not known."""
    import jwt

    if "publicKeyMultibase" in method:
        return from_multikey(str(method["publicKeyMultibase"]))
    try:
        jwk = {name: value for name, value in method["publicKeyJwk"].items() if name != "d"}
        return jwt.PyJWK.from_dict(jwk).key
    except (KeyError, AttributeError, jwt.PyJWTError):
        raise Refused(f"the key {method.get('id', '')} is in a form that is not known here") from None


def from_multikey(text: str) -> Any:
    """The Ed25519, P-256 or P-384 key of a multikey (`z` and base58); raises Refused where it is none."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    raw = from_base58(text)
    try:
        if raw[:2] == _ED25519:
            return ed25519.Ed25519PublicKey.from_public_bytes(raw[2:])
        if raw[:2] in (_P256, _P384):
            curve = ec.SECP256R1() if raw[:2] == _P256 else ec.SECP384R1()
            return ec.EllipticCurvePublicKey.from_encoded_point(curve, raw[2:])
    except ValueError:
        pass
    raise Refused(f"{text[:60]} is no key of a kind that is known here")


def from_base58(text: str) -> bytes:
    """Bytes of a multibase text in base58 (`z…`); raises Refused where it is none."""
    if not text.startswith("z") or len(text) > _MOST_LETTERS or not _BASE58.keys() >= set(text[1:]):
        raise Refused(f"{text[:60]!r} is not written as keys and signatures are (z and base58)")
    number = 0
    for letter in text[1:]:
        number = number * 58 + _BASE58[letter]
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _key_in(document: Document, method: str) -> Any:
    """The key `method` among those with which the document's subject asserts; None where it has none."""
    name = identifier(document) or ""
    methods = {_full(identifier(found), name): found for found in listed(document.get("verificationMethod"))
               if isinstance(found, dict)}  # fmt: skip
    for found in listed(document.get("assertionMethod")):
        if _full(identifier(found), name) == method:
            held = found if isinstance(found, dict) else methods.get(method)
            return from_method(held) if held else None
    return None


def _full(reference: str | None, name: str) -> str:
    return f"{name}{reference}" if reference and reference.startswith("#") else reference or ""


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise CredscopeError(f"{folder} is no folder; --issuer-keys wants one with issuers' documents.")
    return islice((path for path in sorted(folder.rglob("*.json")) if path.is_file()), _MOST_FILES)
