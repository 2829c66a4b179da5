from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from loket.learning.actions.proposing import count_again, propose
from loket.learning.lessons import Lesson, read_lessons
from loket.learning.models import Evidence
from loket.learning.personal import without_personal_data
from loket.learning.transcripts import Finished

Source = Evidence.Source


@transaction.atomic
def learn_from(conversations: Sequence[Finished]) -> None:
    """Keep what these conversations teach, in place of what they taught before; what an editor said stays."""
    held = _held([each.id for each in conversations])
    fresh: list[Evidence] = []
    gone: list[Evidence] = []
    for each in conversations:
        before = held[each.id]
        now = {kept.sequence: kept for kept in _evidence(each)}
        gone += [old for old in before.values() if _is_overtaken(old, now.get(old.sequence))]
        fresh += [kept for kept in now.values() if _is_new(kept, before.get(kept.sequence))]
    Evidence.objects.filter(pk__in=[each.pk for each in gone]).delete()
    Evidence.objects.bulk_create(fresh, batch_size=500)
    count_again({each.proposal_id for each in gone if each.proposal_id})
    propose([each for each in fresh if each.article])


def _held(ids: Sequence[UUID]) -> dict[UUID, dict[int, Evidence]]:
    held: dict[UUID, dict[int, Evidence]] = defaultdict(dict)
    for row in Evidence.objects.filter(conversation__in=ids).defer("vector"):
        held[row.conversation_id][row.sequence] = row
    return held


def _evidence(conversation: Finished) -> list[Evidence]:
    lessons = read_lessons(conversation.lines, conversation.thoughts) if conversation.is_closed else []
    kept = (_without_person(lesson, conversation) for lesson in lessons)
    return [each for each in kept if each is not None]


def _without_person(lesson: Lesson, conversation: Finished) -> Evidence | None:
    text = without_personal_data(lesson.text, names=conversation.names)
    if text is None:
        return None
    return Evidence(
        conversation_id=conversation.id,
        sequence=lesson.sequence,
        language=lesson.language,
        text=text,
        article=lesson.article,
        source=lesson.source,
        asked_at=lesson.at,
    )


def _is_overtaken(old: Evidence, new: Evidence | None) -> bool:
    if old.source == Source.EDITOR:
        return new is not None and bool(new.article)
    return new is None or _differs(old, new)


def _is_new(new: Evidence, old: Evidence | None) -> bool:
    if old is None:
        return True
    return bool(new.article) if old.source == Source.EDITOR else _differs(old, new)


def _differs(old: Evidence, new: Evidence) -> bool:
    return (old.article, old.source, old.text) != (new.article, new.source, new.text)
