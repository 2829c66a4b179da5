"""What a notice is known by outside: the same for every try, so that a doubled letter is recognised."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from loket.notices.facts import Recipient

_PURPOSE = "loket.notices.reference"
SEALED_FOR = "loket.notices.sealed"
LINK = "link"


def reference_of(notice_id: int) -> str:
    """The idempotency key, and the left side of a Message-ID; nobody outside can guess it."""
    return f"notice-{notice_id}-{salted_hmac(_PURPOSE, str(notice_id), algorithm='sha256').hexdigest()[:20]}"


def masked(address: str) -> str:
    """An address that is recognised by who knows it: ``b•••@shop.example``, ``•••17``."""
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}•••@{domain}" if at else f"•••{address[-2:]}" if address else ""


def destination_of(address: str) -> str:
    """What pace is kept by: a mail's domain; empty for anything else."""
    _name, at, domain = address.rpartition("@")
    return domain.lower() if at else ""


def label_of(recipient: Recipient) -> str:
    """A recipient as history names people."""
    return f"{recipient.kind}:{recipient.id}"
