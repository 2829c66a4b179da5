"""What travels between a channel and the house: frozen, and free of any model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message that came in, with just what a channel can know about it."""

    account: str
    external_id: str
    text: str
    choice: str = ""
    uploads: tuple[UUID, ...] = ()
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbound:
    """One message that goes out."""

    conversation_id: UUID
    message_id: int
    sequence: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the other side said when it took a message; ``external_id`` is its own name for it."""

    external_id: str = ""
    detail: str = ""


class ChannelError(Exception):
    """A message could not be handed over; ``permanent`` means that trying again cannot help."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class Adapter(Protocol):
    """What a channel's ``adapter`` module offers."""

    # True where readers fetch what is new themselves, so that no delivery has to be made.
    PULLED: bool

    def parse(self, raw: Mapping[str, object]) -> Sequence[Inbound]: ...

    def send(self, outbound: Outbound) -> Receipt: ...
