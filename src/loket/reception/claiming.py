"""From a chat into a claim: a customer's own words, wish and files become a draft that only they submit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from loket.assistant.flows.claiming import wanted_solution
from loket.conversations.models import Attachment, Conversation, Message
from loket.disputes.actions.carrying import carry_files, fill_in
from loket.disputes.actions.opening import start_draft
from loket.disputes.machine.reasons import Reason
from loket.disputes.models import Dispute
from loket.files.models import ScanState, Upload
from loket.orders.models import Order
from loket.people.actors import CustomerActor

# The last of what was said; all of it can be changed in the draft.
MOST_MESSAGES = 10
LONGEST_TEXT = 2000
MOST_FILES = 10
_NEVER_CARRIED = (ScanState.INFECTED, ScanState.FAILED)


@dataclass(frozen=True, slots=True)
class ToldInChat:
    """What a customer said, wished and sent in the present episode of a chat about an order."""

    conversation: Conversation
    text: str
    choices: tuple[str, ...]
    files: tuple[Upload, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to bring along."""
        return not (self.text or self.files)


def told_in_chat(conversation: Conversation, order: Order) -> ToldInChat | None:
    """What can be brought into a claim about an order; None where the chat never offered one about it."""
    said = conversation.messages.filter(sequence__gte=conversation.episode_from).order_by("-sequence")
    if not any(_offers_claim(each, order.number) for each in said.filter(sender=Message.Sender.ASSISTANT)):
        return None
    own = said.filter(sender=Message.Sender.CUSTOMER)
    files = Attachment.objects.filter(message__in=own).exclude(upload__scan__in=_NEVER_CARRIED)
    latest = files.select_related("upload").order_by("-message__sequence", "-position")[:MOST_FILES]
    return ToldInChat(
        conversation=conversation,
        text=_words([each.text for each in own.filter(choice="")]),
        choices=tuple(each.choice for each in own.exclude(choice="")),
        files=tuple(each.upload for each in reversed(latest)),
    )


@transaction.atomic
def draft_from_chat(
    order: Order, told: ToldInChat, *, lines: Sequence[int], reason: Reason | None, by: CustomerActor, now: datetime
) -> Dispute:
    """The draft about these lines with what was told in the chat; one begun before takes what it has not yet.

    Raises what ``start_draft`` raises, and ActionRefused for what does not fit into it.
    """
    dispute = start_draft(order, lines=lines, by=by, conversation=told.conversation, now=now)
    solution = wanted_solution(reason, told.choices) if reason else None
    answers = {"reason": reason, "text": told.text, "solution": solution}
    filled = fill_in(dispute, {name: str(value) for name, value in answers.items() if value}, by=by)
    carry_files(filled, told.files, by=by, now=now)
    return filled


def _offers_claim(message: Message, number: str) -> bool:
    return any(str(each.get("article", "")).startswith(f"claim:{number}?") for each in message.sources)


def _words(latest_first: Sequence[str]) -> str:
    """What was written, oldest first; a number or a single word alone tells of nothing that happened."""
    sentences = [each.strip() for each in latest_first if len(each.split()) > 1][:MOST_MESSAGES]
    return "\n".join(reversed(sentences))[:LONGEST_TEXT]
