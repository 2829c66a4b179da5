"""Whom letters about a dispute go to."""

from __future__ import annotations

from loket.disputes.machine.codes import Role
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.models import Dispute
from loket.disputes.telling.foreseeing import party_of
from loket.notices.facts import Recipient
from loket.notices.letters.composing import reading_language

_UNKNOWN = "UTC"


def recipient_in(dispute: Dispute, side: Role, facts: DisputeFacts) -> Recipient:
    """The buyer in the language of the claim, or the seller in the shop's; both on the clock of their deadlines."""
    zone = party_of(facts, side).time_zone
    if side == Role.SELLER:
        seller = dispute.seller
        own_zone = seller.time_zone if zone == _UNKNOWN else zone
        language = reading_language(seller.language)
        return Recipient("seller", str(seller.pk), seller.name, language, own_zone, seller.email)
    customer, order = dispute.customer, dispute.order
    return Recipient(
        "customer",
        str(customer.pk),
        name=customer.name or order.contact_name,
        language=reading_language(dispute.language or customer.language),
        time_zone=customer.time_zone if zone == _UNKNOWN else zone,
        email=customer.email or order.contact_email,
        phone=customer.phone or order.contact_phone,
    )
