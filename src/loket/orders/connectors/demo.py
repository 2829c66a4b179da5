from __future__ import annotations

from datetime import timedelta

from loket.orders.actions import demo_marketplace
from loket.orders.connectors.port import ANYWHERE, Instruction, Outcome


class DemoMarketplace:
    """The demo shop's own: does everything, most of it at once and some after a while, which the key decides."""

    name = "demo"
    destinations = ANYWHERE
    settles_within = timedelta(0)

    def carry_out(self, instruction: Instruction) -> Outcome:
        """Keep the instruction; the same key again changes nothing."""
        return demo_marketplace.take(instruction)

    def look_up(self, key: str) -> Outcome:
        """What became of it; what was taken a while ago is done by now."""
        return demo_marketplace.look_up(key)
