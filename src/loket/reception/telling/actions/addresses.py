"""The customer says where we may write to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.conversations.actions.locking import locked
from loket.conversations.models import Conversation
from loket.history.actions import record
from loket.notices.actions.telling import tell
from loket.notices.facts import Recipient, Telling
from loket.notices.queries import can_write_to
from loket.notices.references import masked
from loket.people.actions.customers import give_address as keep_address
from loket.people.actors import Actor
from loket.people.digests import digest_of
from loket.reception import pace
from loket.reception.telling.addresses import Ask, WhereToWrite, may_give_address, what_can_be_given, where_to_write
from loket.reception.telling.letters import case_fields
from loket.reception.telling.links import contact_page, link_lives, link_to
from loket.reception.telling.recipients import recipient_of

ADDRESSES_PER_MINUTE = 3
LONGEST = {"email": 254, "phone": 40}
_FEWEST_DIGITS, _MOST_DIGITS = 6, 15


_WHY = {
    "email": _("This is no e-mail address. Check it and send it again."),
    "phone": _("This is no phone number. Write it with the country's code, such as +55 81 99999-0000."),
    "not_yours": _("The shop knows where to write to you. Change your address in your account there."),
    "not_here": _("Nothing can be sent there from here. Keep the private link instead."),
    "unreachable": _("Nobody is reached at this address. Give us another one."),
}


class AddressNotTaken(Exception):
    """An address cannot count; ``field`` names it, ``code`` why: wrong, not_yours, not_here or unreachable."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code

    @property
    def message(self) -> str:
        """Why, and what to do, in the active language."""
        return str(_WHY[self.field if self.code == "wrong" else self.code])


@transaction.atomic
def give_address(
    conversation: Conversation, *, email: str = "", phone: str = "", by: Actor, now: datetime
) -> WhereToWrite:
    """Note where letters about a case may go, and send its link there, which shows at once whether it is right.

    Raises AddressNotTaken, and then the address from before counts; and TooFast.
    """
    kind: Ask = "email" if email else "phone"
    address = (email or phone).strip()
    _check(kind, address)
    pace.limit(f"addresses:{conversation.pk}", ADDRESSES_PER_MINUTE)
    current = locked(conversation.pk)
    if not may_give_address(current):
        raise AddressNotTaken(kind, "not_yours")
    before = recipient_of(current)
    keep_address(current.customer, email=address if kind == "email" else "", phone=address if kind == "phone" else "")
    record("conversation.address_given", current.subject, by=by.label, actor_id=by.actor_id, data={"kind": kind})
    found = where_to_write(current)
    if found is None or not found.known:
        raise AddressNotTaken(kind, "unreachable")
    _send_link(current, address, now)
    _warn(current, _only(before, kind), address, now)
    return found


def _send_link(conversation: Conversation, address: str, now: datetime) -> None:
    purpose = "link_to_conversation"
    telling = Telling(
        # The same address once for each case, whoever types it how often.
        key=f"{purpose}:{conversation.subject}:{digest_of(address.lower())[:20]}",
        purpose=purpose,
        recipient=recipient_of(conversation),
        subject=conversation.subject,
        fields={**case_fields(conversation), "expires_at": (now + link_lives()).isoformat()},
        link=link_to(conversation),
    )
    tell(telling, now=now)


def _only(recipient: Recipient, kind: Ask) -> Recipient:
    """A recipient as they can be reached in this one way."""
    other: dict[str, Any] = {"phone" if kind == "email" else "email": ""}
    return replace(recipient, **other)


def _warn(conversation: Conversation, before: Recipient, address: str, now: datetime) -> None:
    """Whoever could be reached until now hears of it, at most once a day, by a letter that opens nothing."""
    known = before.email or before.phone
    if not known or known.strip().lower() == address.lower() or not can_write_to(before):
        return
    # Its own thread: the new address must not wait for the old one.
    key = f"contact_changed:{conversation.subject}:{digest_of(known.lower())[:20]}:{now.date()}"
    telling = Telling(
        key=key,
        purpose="contact_changed",
        recipient=before,
        subject=conversation.subject,
        fields={**case_fields(conversation), "at": now.isoformat(), "contact": masked(address)},
        link=contact_page(conversation.language),
        thread=key,
    )
    tell(telling, now=now)


def _check(kind: Ask, address: str) -> None:
    if kind not in what_can_be_given():
        raise AddressNotTaken(kind, "not_here")
    if not address or len(address) > LONGEST[kind] or not _is_right(kind, address):
        raise AddressNotTaken(kind, "wrong")


def _is_right(kind: Ask, address: str) -> bool:
    if kind == "phone":
        digits = [each for each in address if each.isdecimal() and each.isascii()]
        signs = address.lstrip("+").translate(str.maketrans("", "", " ()-./"))
        return len(digits) == len(signs) and _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True
