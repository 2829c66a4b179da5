"""Who is told what of a dispute, by letters of the outbox: one for each side and step, in its language, on its clock.

Door in: `tell_of`, called with each step in its transaction. Times run from when a letter was accepted
(`disputes.actions.telling_machine`). May import the machine, `wording`, models, policies and notices.
"""

from __future__ import annotations

from loket.disputes.telling.actions import tell_of

__all__ = ["tell_of"]
