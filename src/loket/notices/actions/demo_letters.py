"""What the demo's mailbox holds."""

from __future__ import annotations

from loket.notices.facts import Letter
from loket.notices.models import DemoLetter

MOST_KEPT = 2000


def keep(letter: Letter) -> DemoLetter:
    """Put a letter into the demo's mailbox; the same reference once more finds the first."""
    to = letter.recipient
    found, _is_new = DemoLetter.objects.get_or_create(
        reference=letter.reference,
        defaults={
            "recipient_kind": to.kind,
            "recipient_id": to.id[:200],
            "to_name": to.name[:200],
            "to_address": (to.email or to.phone)[:254],
            "language": letter.language,
            "purpose": letter.purpose,
            "subject_line": letter.subject_line[:500],
            "text": letter.text,
            "html": letter.html,
            "short": letter.short[:300],
        },
    )
    return found


def forget_old_letters() -> int:
    """Keep the newest ones only."""
    oldest_kept = DemoLetter.objects.order_by("-pk").values_list("pk", flat=True)[MOST_KEPT - 1 : MOST_KEPT].first()
    if oldest_kept is None:
        return 0
    return DemoLetter.objects.filter(pk__lt=oldest_kept).delete()[0]
