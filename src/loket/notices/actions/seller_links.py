"""One-time links by which sellers come in, sent to the address that the marketplace has of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from loket.lib.jobs import defer
from loket.notices import jobs
from loket.notices.actions.telling import tell
from loket.notices.facts import Recipient, Telling
from loket.notices.models import Notice
from loket.notices.queries import can_write_to
from loket.people.access import sellers_written_to_at
from loket.people.actions.seller_links import SELLER_LINK_LASTS, issue_seller_link
from loket.people.digests import digest_of
from loket.people.models import Seller

PURPOSE = "sign_in_link"
DOOR = "/sellers/sign-in"
# Whoever asks again sooner has the first letter on its way.
ASKED_AGAIN_AFTER = timedelta(minutes=1)
# Several shops of one owner; more share an address only by mistake.
MOST_SHOPS = 5


def ask_for_seller_link(email: str) -> None:
    """Have a link sent to whichever seller is written to at this address; the asker waits as long for nobody."""
    defer(jobs.send_seller_link, email=email.strip().lower())


@transaction.atomic
def send_seller_link(email: str) -> int:
    """Send a link to each seller with this address; returns to how many. An address that is nobody's gets nothing."""
    now = timezone.now()
    return sum(_send(seller, now) for seller in sellers_written_to_at(email)[:MOST_SHOPS])


def recipient_of_seller(seller: Seller) -> Recipient:
    """A seller as whoever tells them something names them."""
    return Recipient("seller", str(seller.pk), seller.name, seller.language, seller.time_zone, seller.email)


def _send(seller: Seller, now: datetime) -> bool:
    recipient = recipient_of_seller(seller)
    asked = Notice.objects.filter(purpose=PURPOSE, subject=seller.subject, created_at__gt=now - ASKED_AGAIN_AFTER)
    if not can_write_to(recipient) or asked.exists():
        return False
    secret, expires_at = issue_seller_link(seller, now=now), now + SELLER_LINK_LASTS
    tell(
        Telling(
            key=f"sign-in:{digest_of(secret)}",
            purpose=PURPOSE,
            recipient=recipient,
            subject=seller.subject,
            fields={"expires_at": expires_at.isoformat()},
            link=f"{settings.LOKET_URL}{DOOR}/{secret}",
            expires_at=expires_at,
        ),
        now=now,
    )
    return True
