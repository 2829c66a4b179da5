"""Who a customer is, as the shop signs it: a JWT (RFC 7519) by HS256 or EdDSA, valid for an hour at most."""

from __future__ import annotations

from dataclasses import dataclass

import jwt
from django.conf import settings

from loket.people.models import IdentityKey

LONGEST_LIFE_SECONDS = 3600
LEEWAY_SECONDS = 30
ROLES = ("customer", "seller")


class IdentityRefused(ValueError):
    """The token does not prove who somebody is; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a shop says about one of its people."""

    subject: str
    role: str
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""


def read_identity(token: str) -> Identity:
    """Check the signature, audience and life of ``token``; raises IdentityRefused."""
    key = _key_of(token)
    try:
        claims = jwt.decode(
            token,
            key.key,
            algorithms=[key.algorithm],
            audience=settings.LOKET_URL,
            leeway=LEEWAY_SECONDS,
            options={"require": ["sub", "aud", "iat", "exp"]},
        )
    except (jwt.PyJWTError, OverflowError) as error:
        raise IdentityRefused(f"The identity is not valid: {error}.") from error
    return _identity_of(claims)


def _key_of(token: str) -> IdentityKey:
    if not token.isascii():
        raise IdentityRefused("The identity is not a JWT.")
    try:
        kid = jwt.get_unverified_header(token).get("kid", "")
    except jwt.InvalidTokenError as error:
        raise IdentityRefused("The identity is not a JWT.") from error
    key = IdentityKey.objects.filter(kid=kid, revoked_at=None).first() if _is_storable(kid) else None
    if key is None:
        raise IdentityRefused("The identity's kid names no key of this installation.")
    return key


def _identity_of(claims: dict[str, object]) -> Identity:
    issued, expires = claims["iat"], claims["exp"]
    if not isinstance(issued, int) or not isinstance(expires, int):
        raise IdentityRefused("iat and exp must be whole seconds.")
    if expires - issued > LONGEST_LIFE_SECONDS:
        raise IdentityRefused("An identity may live for an hour at most.")
    role = claims.get("role", "customer")
    subject = claims["sub"]
    if role not in ROLES or not isinstance(subject, str) or not 1 <= len(subject) <= 200 or not _is_storable(subject):
        raise IdentityRefused("An identity needs a sub of at most 200 characters and a role of customer or seller.")
    texts = {name: _text(claims, name) for name in ("name", "email", "phone", "language")}
    return Identity(subject=subject, role=str(role), **texts)


def _text(claims: dict[str, object], name: str) -> str:
    limits = {"name": 200, "email": 254, "phone": 40, "language": 20}
    value = claims.get(name) or ""
    if not isinstance(value, str) or len(value) > limits[name] or not _is_storable(value):
        raise IdentityRefused(f"{name} must be a text of at most {limits[name]} characters.")
    return value


def _is_storable(value: object) -> bool:
    """Whether it is a text that PostgreSQL holds: without NUL and lone surrogates."""
    return isinstance(value, str) and "\0" not in value and not any("\ud800" <= each <= "\udfff" for each in value)
