"""What the outbox need not keep for ever."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from loket.notices.actions.demo_letters import forget_old_letters
from loket.notices.models import Attempt

# Notices themselves stay: they are the proof that somebody was told.
KEPT_FOR = timedelta(days=180)


def sweep() -> None:
    """Forget attempts of long ago, and the oldest letters of the demo."""
    Attempt.objects.filter(began_at__lt=timezone.now() - KEPT_FOR).delete()
    forget_old_letters()
