"""Who is asking. Every read of something private takes one of these."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from loket.people.models import User


@dataclass(frozen=True, slots=True)
class StaffActor:
    """A signed-in member of staff."""

    user: User

    @property
    def label(self) -> str:
        """The name under which history knows the actor."""
        return f"staff:{self.user.pk}"

    @property
    def actor_id(self) -> int | None:
        return self.user.pk


@dataclass(frozen=True, slots=True)
class CustomerActor:
    """A customer who holds the token of one conversation, and reaches that one alone; or none, on their own pages."""

    customer_id: UUID
    conversation_id: UUID | None = None

    @property
    def label(self) -> str:
        return f"customer:{self.customer_id}"

    @property
    def actor_id(self) -> int | None:
        return None


@dataclass(frozen=True, slots=True)
class SellerActor:
    """A seller on their own pages, whom the shop vouched for or who opened a link that was sent to them.

    Whoever came by a letter about one dispute, or about the talk of one order, reaches that alone.
    """

    seller_id: UUID
    dispute_id: UUID | None = None
    order_id: int | None = None

    @property
    def label(self) -> str:
        return f"seller:{self.seller_id}"

    @property
    def actor_id(self) -> int | None:
        return None


@dataclass(frozen=True, slots=True)
class ServerActor:
    """The shop's own server, by its API key; it speaks for the customers it names."""

    key_id: UUID
    name: str
    scopes: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"server:{self.key_id}"

    @property
    def actor_id(self) -> int | None:
        return None


@dataclass(frozen=True, slots=True)
class SystemActor:
    """Loket itself: clocks, sweeps, the assistant."""

    name: str = "system"

    @property
    def label(self) -> str:
        return self.name

    @property
    def actor_id(self) -> int | None:
        return None


@dataclass(frozen=True, slots=True)
class Nobody:
    """Somebody unknown; may read what is public."""

    @property
    def label(self) -> str:
        return "nobody"

    @property
    def actor_id(self) -> int | None:
        return None


Actor = StaffActor | CustomerActor | SellerActor | ServerActor | SystemActor | Nobody

ASSISTANT = SystemActor("assistant")
SYSTEM = SystemActor()
NOBODY = Nobody()
