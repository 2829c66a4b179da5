"""Web chat: its readers fetch what is new, so nothing has to be sent to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from loket.channels.envelope import ChannelError, Inbound, Outbound, Receipt

# Readers are told by ``live`` that there is something to fetch, and resume by sequence; no delivery is kept.
PULLED = True


def parse(raw: Mapping[str, object]) -> Sequence[Inbound]:
    """Read one message as the API's body has it, its types checked before."""
    uploads = raw.get("attachments") or ()
    return [
        Inbound(
            account="chat",
            external_id=str(raw.get("external_id") or ""),
            text=str(raw.get("text") or ""),
            choice=str(raw.get("choice") or ""),
            uploads=tuple(UUID(str(upload)) for upload in uploads) if isinstance(uploads, (list, tuple)) else (),
        )
    ]


def send(outbound: Outbound) -> Receipt:
    """Refuse: chat messages are fetched, not sent."""
    raise ChannelError(f"Message {outbound.sequence} is fetched by the page, not sent.", permanent=True)
