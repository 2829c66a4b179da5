"""Agents' words that come through a shop's server."""

from __future__ import annotations

from loket.api.problems import BadField
from loket.api.v1.schemas import NewReply
from loket.conversations.actions.replies import Words
from loket.conversations.models import Conversation
from loket.conversations.queries import Said, messages_between
from loket.people.access import may_answer, staff_visible_to
from loket.people.actors import SYSTEM, Actor, ServerActor, StaffActor
from loket.reception import two_languages
from loket.reception.counter import take
from loket.translation.detection import detect


def reply(conversation: Conversation, body: NewReply, *, by: ServerActor, external_id: str) -> tuple[Said, bool]:
    """Post an agent's words, who takes the conversation if need be; says whether they were new."""
    known = conversation.messages.filter(external_id=external_id).first() if external_id else None
    if known is not None:
        return messages_between(conversation.pk, known.sequence, known.sequence)[0], False
    speaker: Actor = by
    if body.agent:
        speaker = _agent(body.agent)
        if conversation.agent_id != speaker.user.pk:
            take(conversation.pk, by=speaker)
    language = body.language or detect(body.text, prior=(conversation.language,)).language
    words = Words(text=body.text, language=language, external_id=external_id, name=body.name or "")
    posted = two_languages.reply(conversation, words, by=speaker)
    return messages_between(conversation.pk, posted.sequence, posted.sequence)[0], True


def _agent(email: str) -> StaffActor:
    found = staff_visible_to(SYSTEM).filter(email=email.strip().lower()).first()
    if found is None or not may_answer(StaffActor(found)):
        raise BadField(
            "agent", "Nobody at the desk who answers customers has this e-mail address.", code="unknown_agent"
        )
    return StaffActor(found)
