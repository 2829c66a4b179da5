"""The demo shop's mailbox: letters that go to nobody, on a page that anybody may look at."""

from __future__ import annotations

from django.conf import settings

from loket.notices.actions.demo_letters import keep
from loket.notices.facts import Letter, Receipt, Recipient


class DemoMailbox:
    """Keeps letters here, as long as the demo has nothing by which they could leave."""

    name = "demo"

    def is_configured(self) -> bool:
        """Whether this is the demo, without a real way out."""
        return settings.LOKET_DEMO and not (settings.LOKET_SMTP_URL or settings.LOKET_SENDER_URL)

    def address_of(self, recipient: Recipient) -> str:
        """The mail address, or else the phone's number."""
        return recipient.email.strip().lower() or recipient.phone.strip()

    def reaches(self, recipient: Recipient) -> bool:
        """Whether it would go anywhere if this were no demo; never for staff, whose links everybody would read."""
        return recipient.kind != "staff" and bool(self.address_of(recipient))

    def send(self, letter: Letter) -> Receipt:
        """Keep the letter; once more keeps nothing."""
        keep(letter)
        return Receipt("kept in the demo's mailbox")

    def close(self) -> None:
        """Nothing is kept between letters."""
