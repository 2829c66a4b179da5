from __future__ import annotations

import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from loket.people.actions.keys import add_identity_key
from loket.people.actors import SYSTEM
from loket.people.identity import IdentityRefused, read_identity
from loket.people.models import IdentityKey

pytestmark = pytest.mark.django_db

SECRET = "s" * 40
PRIVATE = Ed25519PrivateKey.generate()
PUBLIC = PRIVATE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@pytest.fixture(autouse=True)
def _keys(db):
    add_identity_key("shared", algorithm="HS256", key=SECRET, by=SYSTEM)
    add_identity_key("public", algorithm="EdDSA", key=PUBLIC, by=SYSTEM)


def claims(**changes):
    now = int(time.time())
    made = {"sub": "bea", "aud": settings.LOKET_URL, "iat": now, "exp": now + 600, "role": "customer", **changes}
    return {name: value for name, value in made.items() if value is not None}


def signed(*, key=SECRET, algorithm="HS256", kid="shared", **changes):
    return jwt.encode(claims(**changes), key, algorithm=algorithm, headers={"kid": kid} if kid is not None else None)


def test_a_shared_secret_vouches_for_somebody():
    identity = read_identity(signed(name="Bea", email="bea@example.com", phone="+55", language="pt-BR"))
    assert (identity.subject, identity.role, identity.name, identity.language) == ("bea", "customer", "Bea", "pt-BR")


def test_a_private_key_vouches_for_somebody():
    assert read_identity(signed(key=PRIVATE, algorithm="EdDSA", kid="public", role="seller")).role == "seller"


REFUSED = {
    "without a signature": lambda: signed(key="", algorithm="none"),
    "signed with another secret": lambda: signed(key="x" * 40),
    "signed with another private key": lambda: signed(
        key=Ed25519PrivateKey.generate(), algorithm="EdDSA", kid="public"
    ),
    "the public key taken for a secret": lambda: _forged_with_public_key(),
    "another algorithm than the key's": lambda: signed(algorithm="HS512", key="s" * 64),
    "for another installation": lambda: signed(aud="https://other.example"),
    "no audience": lambda: signed(aud=None),
    "no subject": lambda: signed(sub=None),
    "no time of issue": lambda: signed(iat=None),
    "no end": lambda: signed(exp=None),
    "ended": lambda: signed(iat=int(time.time()) - 1000, exp=int(time.time()) - 60),
    "from the future": lambda: signed(iat=int(time.time()) + 600, exp=int(time.time()) + 900),
    "longer than an hour": lambda: signed(exp=int(time.time()) + 3700),
    "half seconds": lambda: signed(exp=time.time() + 600.5),
    "endless": lambda: signed(exp=float("inf")),
    "an unknown kid": lambda: signed(kid="other"),
    "no kid": lambda: signed(kid=None),
    "an empty kid": lambda: signed(kid=""),
    "a kid with NUL": lambda: signed(kid="shared\0"),
    "a kid with half a character": lambda: signed(kid="\ud800"),
    "an empty subject": lambda: signed(sub=""),
    "a huge subject": lambda: signed(sub="b" * 201),
    "a subject with NUL": lambda: signed(sub="be\0a"),
    "a subject with half a character": lambda: signed(sub="\ud800"),
    "a number for a subject": lambda: signed(sub=7),
    "an unknown role": lambda: signed(role="admin"),
    "a list for a role": lambda: signed(role=["customer"]),
    "a huge name": lambda: signed(name="b" * 201),
    "a name with NUL": lambda: signed(name="\0"),
    "a list for a name": lambda: signed(name=["Bea"]),
    "nothing": lambda: "",
    "no token": lambda: "not.a.jwt",
    "odd characters": lambda: "\ud800.\0.é",
    "a list for claims": lambda: "eyJhbGciOiJIUzI1NiIsImtpZCI6InNoYXJlZCJ9.W10.AAAA",
}


def _forged_with_public_key():
    """The classic confusion: HS256 over the public key's own text."""
    import base64  # noqa: PLC0415
    import hashlib  # noqa: PLC0415
    import hmac  # noqa: PLC0415
    import json  # noqa: PLC0415

    parts = [{"alg": "HS256", "typ": "JWT", "kid": "public"}, claims()]
    text = b".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
    mark = hmac.new(PUBLIC.encode(), text, hashlib.sha256).digest()
    return (text + b"." + base64.urlsafe_b64encode(mark).rstrip(b"=")).decode()


@pytest.mark.parametrize("case", REFUSED)
def test_what_proves_nothing_is_refused_with_a_reason(case):
    with pytest.raises(IdentityRefused, match=r".{15,}"):
        read_identity(REFUSED[case]())


def test_a_key_that_was_revoked_vouches_for_nobody():
    token = signed()
    IdentityKey.objects.filter(kid="shared").update(revoked_at="2026-01-01T00:00Z")
    with pytest.raises(IdentityRefused):
        read_identity(token)


def test_a_key_that_is_none_refuses_instead_of_failing():
    add_identity_key("broken", algorithm="EdDSA", key="no key at all", by=SYSTEM)
    with pytest.raises(IdentityRefused):
        read_identity(signed(key=PRIVATE, algorithm="EdDSA", kid="broken"))


def test_clocks_may_differ_by_half_a_minute():
    assert read_identity(signed(iat=int(time.time()) + 20, exp=int(time.time()) + 600))
