"""A clock that tests set, for everything that asks for the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from loket.conversations.models import Conversation
from loket.history.models import Event

# A Monday, nine in the morning in Recife.
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Clock:
    """What ``timezone.now`` says, in events too; ``go`` lets time pass."""

    def __init__(self, monkeypatch, now=MONDAY):
        self.now = now
        monkeypatch.setattr(timezone, "now", self)
        for model, name in ((Event, "at"), (Conversation, "created_at"), (Conversation, "updated_at")):
            monkeypatch.setitem(vars(model._meta.get_field(name)), "_get_default", self)

    def __call__(self):
        # Nothing happens at the same moment as anything else.
        self.now += timedelta(microseconds=1)
        return self.now

    def go(self, **period):
        self.now += timedelta(**period)
        return self.now

    def go_to(self, moment):
        self.now = max(self.now, moment)
        return self.now
