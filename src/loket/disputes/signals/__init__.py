"""Signs of abuse on either side: plain, with their reasons, only ever a way to a person (disputes.md, section 13).

Doors in: `signals_of` (for those who decide; the words are `disputes.wording.signals`) and `risk_of_buyer` (whether a
seller's silence may pay out). May import the room's models and access, files.queries and orders; nothing here writes.
"""

from __future__ import annotations

from loket.disputes.signals.gathering import signals_of
from loket.disputes.signals.of_buyer import risk_of_buyer
from loket.disputes.signals.signs import Sign, Signal

__all__ = ["Sign", "Signal", "risk_of_buyer", "signals_of"]
