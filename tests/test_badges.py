"""Badges signed here: one that holds is accepted, and every way of not holding is refused with its reason."""

from __future__ import annotations

import base64
import gzip
import json
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jwt
import pytest
from badge_signer import (
    BADGES,
    LIST,
    V2,
    Document,
    Issuer,
    badge,
    listed_at,
    status_list,
    with_changed,
    written,
)

from credscope.badges.keys import Keys
from credscope.badges.refused import Refused
from credscope.badges.status import StatusLists
from credscope.badges.verifying import Verified, verify
from credscope.errors import CredscopeError

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NAME = "credentialSubject.achievement.name"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No check may open a connection."""

    def refuse(*arguments: Any, **named: Any) -> None:
        raise AssertionError("a check of a badge opened a connection")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Verified]:
    """Verifies a document or token from a file; `lists` are status lists, by file name."""

    def checked(
        document: Document | str,
        keys: Keys | None = None,
        lists: dict[str, Any] | None = None,
        **options: Any,
    ) -> Verified:
        path = written(tmp_path / "badge.json", document)
        for name, held in (lists or {}).items():
            written(tmp_path / "lists" / name, held)
        given = StatusLists(None if lists is None else tmp_path / "lists")
        return verify(path, keys or Keys(), given, NOW, **options)

    return checked


@pytest.mark.parametrize("curve", ["ed25519", "p256"])
@pytest.mark.parametrize("form", ["signed", "token"])
def test_a_badge_that_holds(check: Callable[..., Verified], curve: str, form: str) -> None:
    """Prevents good badges from being refused, in both forms and with both kinds of keys."""
    issuer = Issuer(curve=curve)
    verified = check(getattr(issuer, form)(badge(issuer)))
    assert verified.achievement["name"] == "Knot Tying"
    assert verified.issuer == issuer.did and not verified.issuer_known


@pytest.mark.parametrize(
    ("path", "value"),
    [(NAME, "Brain Surgery"), ("issuer.name", "Another School"), ("validFrom", "2024-01-01T00:00:00Z"),
     ("id", "urn:uuid:00000000-0000-4000-8000-000000000002"), ("proof.created", "2025-01-03T00:00:00Z"),
     ("proof.proofValue", "z" + "2" * 87)],
)  # fmt: skip
def test_tampering(check: Callable[..., Verified], path: str, value: str) -> None:
    """Prevents a badge that was changed after signing, in whatever part, from being believed."""
    issuer = Issuer()
    signed = issuer.signed(badge(issuer))
    with pytest.raises(Refused, match="does not fit: it was tampered with"):
        check(with_changed(signed, path, value))


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [("grade", "A", "does not cover 'grade'"),
     ("credentialSubject.type", ["AchievementSubject", "Wizard"], "does not cover 'Wizard'"),
     ("credentialSubject.id", "me", "does not cover 'me'"),
     ("@context", [V2, BADGES, {"name": "https://schema.org/description"}], "context of its own"),
     ("@context", [V2, BADGES, "https://issuer.example/c"], "is not known here, and nothing is fetched"),
     ("credentialSubject.achievement.@context", BADGES, "context of its own"),
     ("@included", [], "uses @included")],
)  # fmt: skip
def test_what_a_signature_does_not_cover(
    check: Callable[..., Verified], path: str, value: Any, reason: str
) -> None:
    """Prevents words that no signature covers, or that are redefined, from standing beside signed ones."""
    issuer = Issuer()
    with pytest.raises(Refused, match=reason):
        check(with_changed(issuer.signed(badge(issuer)), path, value))


def test_claims_of_a_token_say_what_the_badge_says(check: Callable[..., Verified]) -> None:
    """Prevents a token whose claims name another issuer or time than its badge from being believed."""
    issuer = Issuer()
    for claims, reason in (
        ({"iss": "did:web:other.example"}, "claim iss says"),
        ({"exp": 1_700_000_000}, "has expired on 2023-11-14"),
        ({"nbf": 1_900_000_000}, "not valid yet"),
        ({"exp": "soon"}, "which is no moment"),
    ):
        with pytest.raises(Refused, match=reason):
            check(issuer.token(badge(issuer), **claims))


def test_a_token_must_be_signed(check: Callable[..., Verified]) -> None:
    """Prevents a token without signature, with a shared secret or with changed text from being believed."""
    issuer = Issuer()
    payload = {**badge(issuer), "iss": issuer.did}
    unsigned = jwt.encode(payload, "", algorithm="none")
    shared = jwt.encode(payload, issuer.pem().hex(), algorithm="HS256", headers={"kid": issuer.method})
    for token in (unsigned, shared):
        with pytest.raises(Refused, match="cannot be trusted"):
            check(token)
    head, body, signature = issuer.token(badge(issuer)).split(".")
    other = base64.urlsafe_b64encode(json.dumps(badge(issuer, "Surgery")).encode()).decode().rstrip("=")
    assert body != other
    with pytest.raises(Refused, match="tampered"):
        check(f"{head}.{other}.{signature}")


def test_whose_key(check: Callable[..., Verified], tmp_path: Path) -> None:
    """Prevents a key that is not the issuer's, or that nobody vouched for, from signing in its name."""
    issuer, other = Issuer("did:web:issuer.example"), Issuer()
    signed = issuer.signed(badge(issuer))
    with pytest.raises(Refused, match="is unknown"):
        check(signed)
    written(tmp_path / "keys" / "deep" / "did.json", issuer.document())
    assert check(signed, Keys.load(folder=tmp_path / "keys")).issuer_known
    (tmp_path / "key.pem").write_bytes(issuer.pem())
    assert check(signed, Keys.load(tmp_path / "key.pem")).issuer_known
    (tmp_path / "other.pem").write_bytes(other.pem())
    with pytest.raises(Refused, match="signed with another key"):
        check(signed, Keys.load(tmp_path / "other.pem"))
    with pytest.raises(Refused, match="wrong key"):
        check(Issuer.signed(third := Issuer(), badge(third)), Keys.load(tmp_path / "other.pem"))
    with pytest.raises(Refused, match=r"with a key of did:key:.*but its issuer is did:web"):
        check(other.signed(badge(issuer)), Keys.load(folder=tmp_path / "keys"))
    not_for_badges = {**issuer.document(), "assertionMethod": []}
    with pytest.raises(Refused, match="has no key"):
        check(signed, Keys(documents={issuer.did: not_for_badges}))
    with pytest.raises(Refused, match="none of the keys"):
        check(other.signed(badge(other)), known_issuers_only=True)


def test_keys_in_every_form(tmp_path: Path) -> None:
    """Prevents a key that is given as JWK or multikey from being taken for another, or a text for a key."""
    issuer = Issuer()
    jwk = jwt.algorithms.OKPAlgorithm.to_jwk(issuer.private.public_key())
    for text in (jwk, issuer.multikey, issuer.did, json.dumps({"publicKeyMultibase": issuer.multikey})):
        assert Keys.load(written(tmp_path / "key", text)).given == issuer.private.public_key()
    with pytest.raises(CredscopeError, match="is no public key"):
        Keys.load(written(tmp_path / "key", "open sesame"))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({"validUntil": "2025-06-01T00:00:00Z"}, "has expired: its validUntil is 2025-06-01"),
     ({"validFrom": "2026-06-01T00:00:00Z"}, "not valid yet: its validFrom is 2026-06-01"),
     ({"validFrom": "2025-02-30T00:00:00Z"}, "no moment of the calendar")],
)  # fmt: skip
def test_dates(check: Callable[..., Verified], changed: Document, reason: str) -> None:
    """Prevents a badge from counting before or after its time."""
    issuer = Issuer()
    with pytest.raises(Refused, match=reason):
        check(issuer.signed(badge(issuer, **changed)))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({"proofPurpose": "authentication"}, "proof is for authentication"),
     ({"created": "2027-01-01T00:00:00Z"}, "has not come yet"),
     ({"expires": "2025-06-01T00:00:00Z"}, "proof has expired")],
)  # fmt: skip
def test_a_proof_has_its_purpose_and_time(
    check: Callable[..., Verified], changed: Document, reason: str
) -> None:
    """Prevents a signature that was made for something else, or for another time, from being taken."""
    issuer = Issuer()
    with pytest.raises(Refused, match=reason):
        check(issuer.signed(badge(issuer), **changed))


def test_status_lists(check: Callable[..., Verified]) -> None:
    """Prevents a badge that was taken back from being accepted, and its neighbour from being refused."""
    issuer = Issuer()
    lists = {"seven.json": issuer.signed(status_list(issuer, taken_back=42))}
    assert check(issuer.signed(badge(issuer, credentialStatus=listed_at(41))), lists=lists).status_lists == [
        LIST
    ]
    with pytest.raises(Refused, match="revoked by its issuer"):
        check(issuer.signed(badge(issuer, credentialStatus=listed_at(42))), lists=lists)
    late = badge(issuer, credentialStatus=listed_at(42), validUntil="2025-06-01T00:00:00Z")
    with pytest.raises(Refused, match=r"has expired.*and it was revoked"):
        check(issuer.signed(late), lists=lists)


def test_a_status_that_is_not_known_is_no_status(check: Callable[..., Verified]) -> None:
    """Prevents a list that is missing, another's, changed, out of date or none from letting a badge pass."""
    issuer = Issuer()
    signed = issuer.signed(badge(issuer, credentialStatus=listed_at(41)))
    good = issuer.signed(status_list(issuer, taken_back=42))
    packed = "u" + base64.urlsafe_b64encode(gzip.compress(bytes(1 << 25))).decode().rstrip("=")
    bomb = with_changed(status_list(issuer, 42), "credentialSubject.encodedList", packed)
    others = status_list(issuer, 42, id="https://issuer.example/status/8")
    untyped = status_list(issuer, 42, type=["VerifiableCredential"])
    old = status_list(issuer, 42, validUntil="2025-06-01T00:00:00Z")
    for held, reason in (
        (None, "give the list"),
        ({"other.json": issuer.signed(others)}, "no list"),
        ({"7": with_changed(good, "validFrom", "2024-01-01T00:00:00Z")}, "tampered"),
        ({"7": issuer.signed(old)}, "has expired"),
        ({"7": issuer.signed(untyped)}, "no status list by its type"),
        ({"7": issuer.signed(bomb)}, "unpacks to more than"),
    ):
        with pytest.raises(Refused, match=f"its status is unknown.*{reason}"):
            check(signed, lists=held)
    beyond = issuer.signed(badge(issuer, credentialStatus=listed_at(1_000_000)))
    with pytest.raises(Refused, match="has no entry 1000000"):
        check(beyond, lists={"7": good})
    suspended = issuer.signed(badge(issuer, credentialStatus=listed_at(41, "suspension")))
    with pytest.raises(Refused, match="no list for suspension"):
        check(suspended, lists={"7": good})


@pytest.mark.parametrize(
    ("text", "reason"),
    [("{}", "is malformed: the document: '@context' is a required property"),
     ("[]", "no object"), ("{", "no JSON"), ('{"a": 1, "a": 2}', "stands twice"), ("{\"a\": NaN}", "no n"),
     ("[" * 5000, "malformed"), (json.dumps({"a": [0] * 30_000}), "more than 20,000 values"),
     ("x" * (1 << 21), "more than 1,048,576 bytes"), ("a.b.c", "malformed as a JWT")],
)  # fmt: skip
def test_what_is_no_badge(check: Callable[..., Verified], text: str, reason: str) -> None:
    """Prevents a traceback, or a machine that is kept busy, on a file that is no badge."""
    with pytest.raises(Refused, match=reason):
        check(text)


def test_shape(check: Callable[..., Verified]) -> None:
    """Prevents a signed document without what an Open Badge must say from counting as one."""
    issuer = Issuer()
    nameless = badge(issuer)
    del nameless["credentialSubject"]["achievement"]["name"]
    with pytest.raises(Refused, match="achievement: 'name' is a required property"):
        check(issuer.signed(nameless))
    with pytest.raises(Refused, match="no proof"):
        check(badge(issuer))


def test_a_poisoned_graph_is_given_up(check: Callable[..., Verified]) -> None:
    """Prevents a badge with many alike parts from keeping the check busy for hours."""
    issuer = Issuer()
    signed = issuer.signed(badge(issuer))
    alike = [{"type": ["Alignment"], "targetName": "Knots"}] * 12
    results = [{"type": ["Result"], "value": "A", "alignment": alike}] * 2
    with pytest.raises(Refused, match="many alike parts"):
        check(with_changed(signed, "credentialSubject.result", results))
