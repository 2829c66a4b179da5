"""The signed links of letters about a dispute: each lets one side into one dispute, on any device, for a while.

Behind the token stands the dispute alone; the page asks for a press before it lets anybody in, for mail is scanned.
"""

from __future__ import annotations

from datetime import timedelta

from loket.disputes.machine.codes import Role
from loket.disputes.models import Dispute
from loket.notices.links import LinkFacts, read_link_of_any_age, signed_link
from loket.people.language import interface_language

# The purpose of the links, and the part of their addresses: /<language>/d/<token>, /sellers/d/<token>.
DISPUTE, DOOR = "dispute", "d"
KINDS = {Role.BUYER: "customer", Role.SELLER: "seller"}
# Longer than any answer or appeal takes; a later letter brings a new one.
LINK_LIVES_FOR = timedelta(days=35)


def link_for(dispute: Dispute, side: Role, *, language: str) -> str:
    """The link that opens ``dispute`` for its buyer or its seller."""
    is_buyer = side == Role.BUYER
    return signed_link(
        f"/{interface_language(language)}/{DOOR}" if is_buyer else f"/sellers/{DOOR}",
        purpose=DISPUTE,
        subject=dispute.subject,
        recipient_kind=KINDS[side],
        recipient_id=str(dispute.customer_id if is_buyer else dispute.seller_id),
        lives_for=LINK_LIVES_FOR,
    )


def read_dispute_link(token: str, side: Role) -> LinkFacts | None:
    """What a token opens, or opened once (``is_over``), for that side; None for a forged one and the other side's.

    ``id_of("dispute")`` names the dispute, ``recipient_uuid`` the customer or seller who may see it.
    """
    facts = read_link_of_any_age(token, purpose=DISPUTE)
    return facts if facts and facts.recipient_kind == KINDS[side] else None
