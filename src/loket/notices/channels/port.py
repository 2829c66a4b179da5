"""What a channel is: whoever takes letters to their readers."""

from __future__ import annotations

from typing import Protocol

from loket.notices.facts import Letter, Receipt, Recipient


class Channel(Protocol):
    """One way to reach people. Shared by the threads of a process."""

    name: str

    def is_configured(self) -> bool:
        """Whether the installation has what it needs."""

    def address_of(self, recipient: Recipient) -> str:
        """Where it would go, in one spelling; empty when there is no address for this channel."""

    def reaches(self, recipient: Recipient) -> bool:
        """Whether there is an address for this channel."""

    def send(self, letter: Letter) -> Receipt:
        """Hand a letter over; raises NotTaken. The same reference again is the same letter."""

    def close(self) -> None:
        """Let go of what is kept between letters."""
