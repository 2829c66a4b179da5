"""Forgetting somebody who asked for it: that they were told stays, not what and where."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from loket.notices.models import IS_UNSENT, AddressState, Attempt, DemoLetter, Notice, Preference, State
from loket.notices.references import reference_of

ERASED = "erased"


@transaction.atomic
def forget_recipient(kind: str, id: str) -> int:
    """Take back what is still to go to somebody, and erase who and where they were; returns of how many notices."""
    theirs = Notice.objects.filter(recipient_kind=kind, recipient_id=id)
    addresses = {each.lower() for pair in theirs.values_list("email", "phone").distinct() for each in pair if each}
    AddressState.objects.filter(address__in=addresses).delete()
    theirs.filter(IS_UNSENT).update(
        state=State.WITHDRAWN, last_said=ERASED, ended_at=timezone.now(), next_attempt_at=None, slot=None
    )
    Attempt.objects.filter(notice__in=theirs).update(address="", said="")
    DemoLetter.objects.filter(recipient_kind=kind, recipient_id=id).delete()
    Preference.objects.filter(recipient_kind=kind, recipient_id=id).delete()
    return theirs.update(name="", email="", phone="", fields={}, sealed="")


@transaction.atomic
def forget_words_about(subjects: Collection[str], *, purpose: str) -> int:
    """Erase what letters about these subjects quote, to whomever they went; returns of how many notices."""
    about = Notice.objects.filter(subject__in=subjects, purpose=purpose)
    if not about.exists():
        return 0
    about.filter(IS_UNSENT).update(
        state=State.WITHDRAWN, last_said=ERASED, ended_at=timezone.now(), next_attempt_at=None, slot=None
    )
    told = about.values_list("pk", "folded_into")
    sent = [reference_of(pk) for pair in told for pk in pair if pk is not None]
    DemoLetter.objects.filter(reference__in=sent).delete()
    return about.update(fields={}, sealed="")
