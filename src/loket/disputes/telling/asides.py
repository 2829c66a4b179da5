"""A letter to one side about something that is no step of the machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import translation

from loket.disputes.links import link_for
from loket.disputes.machine.codes import Role
from loket.disputes.machine.documents import from_document
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.models import Dispute
from loket.disputes.telling.recipients import recipient_in
from loket.notices.actions.telling import tell
from loket.notices.facts import Telling
from loket.people.language import to_django

_PURPOSE = "dispute_news"


def tell_aside(dispute: Dispute, side: Role, *, key: str, words: Callable[[], str], now: datetime) -> None:
    """Tell one side something once, by its ``key``; ``words`` makes the sentence in the reader's language."""
    if side == Role.BUYER and dispute.customer.erased_at is not None:
        return
    recipient = recipient_in(dispute, side, from_document(DisputeFacts, dispute.document))
    with translation.override(to_django(recipient.language)):
        said = words()
    telling = Telling(
        key=f"dispute:{dispute.pk}:{key}",
        purpose=_PURPOSE,
        recipient=recipient,
        subject=dispute.subject,
        fields={"number": dispute.number, "order": dispute.order.number, "side": side.value, "happened": said},
        link=link_for(dispute, side, language=recipient.language),
    )
    tell(telling, now=now)
