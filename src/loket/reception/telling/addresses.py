"""Where we may write to the customer of a conversation, and whether to ask them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loket.conversations.models import Conversation
from loket.conversations.queries import earlier_of
from loket.notices.channels.choosing import EVERY, is_any_configured
from loket.notices.facts import Recipient
from loket.notices.queries import can_write_to
from loket.notices.references import masked
from loket.reception.telling.recipients import recipient_of

Ask = Literal["email", "phone"]
_EXAMPLES: dict[Ask, Recipient] = {
    "email": Recipient("customer", "", email="somebody@shop.example"),
    "phone": Recipient("customer", "", phone="+5581999990000"),
}


@dataclass(frozen=True, slots=True)
class WhereToWrite:
    """What may be asked for, and the masked address that letters go to now; empty where there is none."""

    asks: tuple[Ask, ...]
    known: str


def where_to_write(conversation: Conversation) -> WhereToWrite | None:
    """Where letters about a conversation would go; None where nothing is set up, so that no page promises to write."""
    if not is_any_configured() or conversation.channel != "chat" or conversation.server_key_id is not None:
        return None
    recipient = recipient_of(conversation)
    known = masked(recipient.email or recipient.phone) if can_write_to(recipient) else ""
    asks = what_can_be_given() if may_give_address(conversation) else ()
    return WhereToWrite(asks, known) if known or asks else None


def what_can_be_given() -> tuple[Ask, ...]:
    """The kinds of address that something is set up for: a phone number only where a sender takes it."""
    # The demo's mailbox would take any address, but a phone shows none of its letters.
    ways = [each for each in EVERY if each.is_configured()]
    ways_to_phones = [each for each in ways if each.name == "sender"]
    reached = {"email": ways, "phone": ways_to_phones}
    return tuple(kind for kind, example in _EXAMPLES.items() if any(each.reaches(example) for each in reached[kind]))


def may_give_address(conversation: Conversation) -> bool:
    """Whether an address that is given in a conversation may count for its customer.

    Never over the shop's word, and not where the same customer has other cases: whoever holds the link to one of
    them would get letters about all.
    """
    return conversation.customer.external_id is None and not earlier_of(conversation, limit=1)
