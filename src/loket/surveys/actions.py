from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from loket.conversations.actions.locking import ConversationError, locked
from loket.conversations.models import Conversation
from loket.history.actions import record
from loket.people.actors import Actor
from loket.surveys.models import Rating
from loket.surveys.queries import may_rate


class NothingToRate(ConversationError):
    """Nobody has answered yet in this episode."""

    code = "nothing_to_rate"


@transaction.atomic
def rate(
    conversation: Conversation, *, score: int, by: Actor, reasons: Sequence[str] = (), comment: str = ""
) -> Rating:
    """Keep how the customer found this episode; a second rating of it takes the place of the first.

    Raises NothingToRate while nobody has answered.
    """
    current = locked(conversation.pk)
    if not may_rate(current):
        raise NothingToRate("There is nothing to rate yet.")
    rating, _created = Rating.objects.update_or_create(
        conversation=current,
        episode=current.episode,
        defaults={"score": score, "reasons": list(reasons), "comment": comment, "agent": current.agent},
    )
    record("conversation.rated", current.subject, by=by.label, data={"score": score, "episode": current.episode})
    return rating


def erase_comments(conversation_ids: Sequence[UUID]) -> int:
    """Take what customers wrote out of the ratings of these conversations; the scores stay."""
    return Rating.objects.filter(conversation__in=conversation_ids).update(comment="")
