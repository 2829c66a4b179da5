"""What an agent sees beside a conversation: whose turn it is, who the customer is, what was tried, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils import timezone

from loket.assistant.queries import traces_of
from loket.assistant.turn_traces import TurnTrace
from loket.conversations.models import Conversation
from loket.conversations.queries import earlier_of, open_entry, sources_given
from loket.desk.order_panels import Beside, orders_beside
from loket.desk.outbox_pages import told_about
from loket.desk.urgency import why_urgent
from loket.desk.whys import sentence_of
from loket.knowledge.queries.titles import article_titles, topic_titles
from loket.notices.models import Notice
from loket.people.access import teams_visible_to
from loket.people.actors import StaffActor
from loket.people.models import Team
from loket.promises.queries import Promised, promises_of
from loket.reception.queries import QueueStatus, queue_status
from loket.surveys.models import Rating
from loket.surveys.queries import ratings_of

Holder = Literal["me", "colleague", "queue", "elsewhere", "assistant", "closed"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose turn it is, for the reader of the page."""

    holder: Holder
    queue: QueueStatus | None
    teams: Sequence[Team]
    # Why the case comes before others; empty where it waits like all.
    why_urgent: str = ""
    # What is promised to the customer now, and whether little of its time is left.
    promised: Promised | None = None
    is_near: bool = False

    @property
    def may_reply(self) -> bool:
        """Whether the reader may answer the customer."""
        return self.holder == "me"


@dataclass(frozen=True, slots=True)
class TriedArticle:
    """An article the customer was given or came from."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of the assistant, and why in one sentence."""

    trace: TurnTrace
    sentence: str


@dataclass(frozen=True, slots=True)
class Details:
    """The panel beside the conversation."""

    came_from: TriedArticle | None
    topic: str
    tried: Sequence[TriedArticle]
    earlier: Sequence[Conversation]
    ratings: Sequence[Rating]
    decisions: Sequence[Decided]
    orders: Beside
    told: Sequence[Notice]


def standing_of(conversation: Conversation, actor: StaffActor) -> Standing:
    """Who has the conversation, its place in line, and the teams it could go to."""
    now = timezone.now()
    status = queue_status(conversation, now)
    promised = promises_of([conversation.pk]).get(conversation.pk)
    holder = _holder(conversation, actor)
    teams = list(teams_visible_to(actor)) if holder in {"me", "queue"} else []
    entry = open_entry(conversation.pk) if conversation.is_queued else None
    urgency = why_urgent(conversation, entry.reason) if entry and entry.urgent else ""
    return Standing(holder, status, teams, urgency, promised, promised is not None and promised.is_near(now))


def details_of(conversation: Conversation, actor: StaffActor, *, reader: str) -> Details:
    """Everything for the panel; ``reader`` is the language in which titles are named."""
    traces = traces_of(conversation.pk)
    tried = _tried(conversation)
    named = {article for trace in traces for article in (*trace.answers, *trace.choices)}
    titles = article_titles({conversation.article, *named}, reader=reader)
    came_from = _came_from(conversation, titles)
    orders = orders_beside(conversation, actor, now=timezone.now())
    return Details(
        came_from=came_from,
        topic=topic_titles([conversation.topic], reader=reader).get(conversation.topic, conversation.topic),
        tried=tried,
        earlier=earlier_of(conversation),
        ratings=ratings_of(conversation),
        decisions=[Decided(trace, sentence_of(trace, titles)) for trace in traces],
        orders=orders,
        told=told_about(actor, conversation, orders.panel.order.subject if orders.panel else ""),
    )


def _holder(conversation: Conversation, actor: StaffActor) -> Holder:
    if conversation.is_closed:
        return "closed"
    if conversation.owner == Conversation.Owner.AGENT:
        return "me" if conversation.agent_id == actor.user.pk else "colleague"
    if conversation.is_answered_elsewhere:
        return "elsewhere"
    return "queue" if conversation.is_queued else "assistant"


def _tried(conversation: Conversation) -> list[TriedArticle]:
    given = {str(source["article"]): source for source in sources_given(conversation.pk)}
    return [TriedArticle(str(source["title"]), str(source["url"])) for source in given.values()]


def _came_from(conversation: Conversation, titles: Mapping[str, str]) -> TriedArticle | None:
    slug = conversation.article
    if not slug:
        return None
    return TriedArticle(titles.get(slug, slug), f"/{conversation.page_language}/help/{slug}")
