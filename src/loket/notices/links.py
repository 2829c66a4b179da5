"""Signed links: each opens one thing, for one purpose and one person, on any device, until it ends.

They stand in mails and text messages, so they are short. Nothing is stored: what a link opens stands in it, signed.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.utils import timezone

from loket.notices.facts import Recipient
from loket.people.language import interface_language

# The purpose of links that open a conversation, and the part of their address after the language.
CONVERSATION = "conversation"
DOOR = "l"
# The same for how somebody wants to be told things.
PREFERENCES, PREFERENCES_DOOR, STOP_DOOR = "preferences", "preferences", "stop"
PREFERENCES_LIVE = timedelta(days=60)
LONGEST = 400
_SALT = "loket.notices.links"
_SEPARATOR = "."
_PARTS = 4
_PLAIN = re.compile(r"[a-z_]*")


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What a link opens, and for whom; ``subject`` as history names things."""

    subject: str
    recipient_kind: str
    recipient_id: str
    expires_at: datetime

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended."""
        return now >= self.expires_at

    def id_of(self, kind: str) -> UUID | None:
        """The subject's id, such as of ``conversation:<uuid>``; None for another kind of subject."""
        named, _colon, found = self.subject.partition(":")
        return _uuid(found) if named == kind else None

    @property
    def recipient_uuid(self) -> UUID | None:
        """The recipient's id, where it is one of ours; None for another."""
        return _uuid(self.recipient_id)


def signed_link(
    path: str, *, purpose: str, subject: str, recipient_kind: str, recipient_id: str, lives_for: timedelta
) -> str:
    """The absolute address below ``path`` (which the token is put behind) that opens ``subject`` for a while."""
    facts = LinkFacts(subject, recipient_kind, recipient_id, timezone.now() + lives_for)
    return f"{settings.LOKET_URL}/{path.strip('/')}/{seal_link(facts, purpose=purpose)}"


def conversation_link(
    subject: str, *, language: str, recipient_kind: str, recipient_id: str, lives_for: timedelta
) -> str:
    """The link that opens this conversation, on pages in the reader's language or the nearest that pages speak."""
    return signed_link(
        f"/{interface_language(language)}/{DOOR}",
        purpose=CONVERSATION,
        subject=subject,
        recipient_kind=recipient_kind,
        recipient_id=recipient_id,
        lives_for=lives_for,
    )


def preferences_link(recipient: Recipient, *, language: str, door: str = PREFERENCES_DOOR) -> str:
    """Where somebody says how they want to be told things; with the door ``stop``, where one POST ends it all."""
    return signed_link(
        f"/{interface_language(language)}/{door}",
        purpose=PREFERENCES,
        subject=f"{recipient.kind}:{recipient.id}",
        recipient_kind=recipient.kind,
        recipient_id=recipient.id,
        lives_for=PREFERENCES_LIVE,
    )


def seal_link(facts: LinkFacts, *, purpose: str) -> str:
    """The token that says all this, signed for one purpose."""
    expires = format(int(facts.expires_at.timestamp()), "x")
    parts = (_packed(facts.subject), _packed(facts.recipient_kind), _packed(facts.recipient_id), expires)
    return _signer(purpose).sign(_SEPARATOR.join(parts))


def read_link(token: str, *, purpose: str, now: datetime | None = None) -> LinkFacts | None:
    """What a token opens; None for one that is forged, damaged, over, or made for another purpose."""
    facts = read_link_of_any_age(token, purpose=purpose)
    return None if facts is None or facts.is_over(now or timezone.now()) else facts


def read_link_of_any_age(token: str, *, purpose: str) -> LinkFacts | None:
    """As ``read_link``, but also what a token opened once that is over by now; it must not open anything."""
    if len(token) > LONGEST:
        return None
    try:
        parts = _signer(purpose).unsign(token).split(_SEPARATOR)
        if len(parts) != _PARTS:
            return None
        subject, kind, identity = (_unpacked(each) for each in parts[:3])
        return LinkFacts(subject, kind, identity, datetime.fromtimestamp(int(parts[3], 16), tz=UTC))
    except (signing.BadSignature, binascii.Error, ValueError, OverflowError, OSError):
        return None


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"{_SALT}.{purpose}", sep=_SEPARATOR)


def _packed(text: str) -> str:
    """A text in characters that may stand in an address; the 36 characters of a UUID become 22."""
    before, colon, last = text.rpartition(":")
    unique = _uuid(last)
    if unique is None or str(unique) != last or not _PLAIN.fullmatch(before):
        return f"t{_encoded(text.encode())}"
    return f"u{_encoded(unique.bytes)}{f'~{before}' if colon else ''}"


def _unpacked(part: str) -> str:
    kind, rest = part[:1], part[1:]
    if kind == "t":
        return _decoded(rest).decode()
    coded, tilde, before = rest.partition("~")
    unique = str(UUID(bytes=_decoded(coded)))
    return f"{before}:{unique}" if tilde else unique


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
