from __future__ import annotations

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings
from django.utils import timezone

from journeys.cast import ada, ana
from loket.desk.tests.waiting import signed_in
from loket.people.access import NotVisible, holder_of_key, identity_keys_visible_to, server_keys_visible_to
from loket.people.identity import IdentityRefused, read_identity
from loket.people.scopes import KeyScope

pytestmark = pytest.mark.django_db


def make_server_key(client):
    return client.post("/desk/keys/server", {"name": "Orders", "scopes": ["conversations"]}).context["secret"]


def token(key, *, kid, algorithm):
    now = int(timezone.now().timestamp())
    claims = {"sub": "u-17", "aud": settings.LOKET_URL, "iat": now, "exp": now + 600}
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


def pem(private):
    return private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def add_signing_key(client, **fields):
    return client.post("/desk/keys/identity", {"kid": "shop-1", "algorithm": "HS256", "public_key": "", **fields})


def test_a_server_key_is_shown_once_and_works_until_it_is_revoked():
    boss = ana()
    client = signed_in(boss)
    secret = make_server_key(client)
    assert holder_of_key(secret).scopes == ("conversations",)
    assert secret not in client.get("/desk/keys").content.decode()
    key = server_keys_visible_to(boss).get()
    assert client.post(f"/desk/keys/server/{key.pk}/revocation").status_code == 302
    with pytest.raises(NotVisible):
        holder_of_key(secret)
    assert client.post(f"/desk/keys/server/{key.pk}/revocation").status_code == 404


def test_a_shared_secret_signs_who_a_customer_is():
    client = signed_in(ana())
    page = add_signing_key(client)
    secret = page.context["secret"]
    assert len(secret) >= 43
    assert "LOKET_IDENTITY_SECRET" in page.content.decode()
    signed = token(secret, kid="shop-1", algorithm="HS256")
    assert read_identity(signed).subject == "u-17"
    key = identity_keys_visible_to(ana()).get()
    client.post(f"/desk/keys/identity/{key.pk}/revocation")
    with pytest.raises(IdentityRefused):
        read_identity(signed)


def test_a_public_key_is_pasted_and_no_secret_shown():
    private = Ed25519PrivateKey.generate()
    page = add_signing_key(signed_in(ana()), algorithm="EdDSA", public_key=pem(private))
    assert page.context["secret"] == ""
    assert read_identity(token(private, kid="shop-1", algorithm="EdDSA")).subject == "u-17"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: "", "That is no public key"),
        (lambda: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "That is no public key"),
        (lambda: pem(generate_private_key(65537, 2048)), "for another algorithm"),
        (
            lambda: (
                Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
            ),
            "That is a private key",
        ),
    ],
)
def test_what_is_no_public_key_is_refused_with_a_reason(make, reason):
    answer = add_signing_key(signed_in(ana()), algorithm="EdDSA", public_key=make())
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert not identity_keys_visible_to(ana()).exists()


@pytest.mark.parametrize("kid", ["", "two words", "x" * 101, "<b>"])
def test_a_key_id_is_a_plain_word(kid):
    assert add_signing_key(signed_in(ana()), kid=kid).status_code == 422


def test_a_key_id_is_used_once_even_after_revocation():
    client = signed_in(ana())
    add_signing_key(client)
    client.post(f"/desk/keys/identity/{identity_keys_visible_to(ana()).get().pk}/revocation")
    assert add_signing_key(client).status_code == 422


def test_an_agent_makes_and_revokes_no_key():
    boss, client = ana(), signed_in(ada())
    make_server_key(signed_in(boss))
    key = server_keys_visible_to(boss).get()
    assert client.post("/desk/keys/server", {"name": "Mine", "scopes": ["conversations"]}).status_code == 404
    assert add_signing_key(client).status_code == 404
    assert client.post(f"/desk/keys/server/{key.pk}/revocation").status_code == 404
    assert server_keys_visible_to(boss).get().revoked_at is None


def test_a_key_is_offered_every_scope_that_the_api_checks():
    page = signed_in(ana()).get("/desk/keys").content.decode()
    assert all(f'value="{scope.value}"' in page for scope in KeyScope)
    made = signed_in(ana()).post("/desk/keys/server", {"name": "Bot", "scopes": [scope.value for scope in KeyScope]})
    assert holder_of_key(made.context["secret"]).scopes == tuple(KeyScope)
    assert signed_in(ana()).post("/desk/keys/server", {"name": "Bot", "scopes": ["all"]}).status_code == 422
