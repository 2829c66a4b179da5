"""Who is told what of a dispute, by letters of the outbox: one for each side and step, in its language, on its clock.

Doors in: `tell_of`, called with each step in its transaction, and `tell_aside` for what is no step. Times run from
when a letter was accepted (`disputes.actions.telling_machine`). May import the machine, `wording`, models, policies and
notices.
"""

from __future__ import annotations

from loket.disputes.telling.actions import in_silence, tell_of
from loket.disputes.telling.asides import tell_aside

__all__ = ["in_silence", "tell_aside", "tell_of"]
