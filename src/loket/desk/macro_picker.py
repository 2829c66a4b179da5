"""Ready texts for the composer, filled for one conversation; reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from loket.conversations.models import Conversation
from loket.design.brand import load_brand
from loket.desk.templatetags.desk import readers_language_name
from loket.desk.text_words import left_out
from loket.orders.access import visible_to
from loket.people.actors import StaffActor
from loket.people.language import best_match
from loket.texts.fields import Filled, fill
from loket.texts.queries import Macro, macros_for

MOST_MACROS = 50


@dataclass(frozen=True, slots=True)
class Offered:
    """One macro as it would be put in, what it means for who does not read that, and what the agent should know."""

    macro: Macro
    filled: Filled
    meaning: str
    meaning_language: str
    hint: str


def macros_offered(conversation: Conversation, actor: StaffActor, search: str) -> list[Offered]:
    """The macros for a conversation, each in the customer's language or openly in the agent's."""
    values = _values(conversation, actor)
    languages = actor.user.languages
    found = macros_for(conversation.language, conversation.team, otherwise=languages, search=search)
    return [_offered(each, values, conversation, actor) for each in found[:MOST_MACROS]]


def _offered(macro: Macro, values: Mapping[str, object], conversation: Conversation, actor: StaffActor) -> Offered:
    filled = fill(macro.text, values)
    reads_it = best_match(macro.language, actor.user.languages) is not None
    tag, words = next(iter(macro.others.items()), ("", "")) if not reads_it else ("", "")
    hints = filter(None, (_other_language(macro, conversation), left_out(filled.missing)))
    return Offered(macro, filled, fill(words, values).text, tag, " ".join(hints))


def _other_language(macro: Macro, conversation: Conversation) -> str:
    if not macro.is_fallback:
        return ""
    told = {
        "language": readers_language_name(macro.language),
        "theirs": readers_language_name(conversation.language),
    }
    return _("This text is in %(language)s; the customer reads %(theirs)s.") % told


def _values(conversation: Conversation, actor: StaffActor) -> dict[str, object]:
    number, item = _order(conversation, actor)
    return {
        "name": conversation.customer.name,
        "agent": actor.user.first_name,
        "shop": load_brand().name,
        "number": conversation.number,
        "order": number,
        "item": item,
    }


def _order(conversation: Conversation, actor: StaffActor) -> tuple[str, str]:
    """The order's number and its item; among several items none is meant."""
    if conversation.order_id is None:
        return "", ""
    rows = list(visible_to(actor).filter(pk=conversation.order_id).values_list("number", "items__title")[:2])
    if not rows:
        return "", ""
    return rows[0][0], (rows[0][1] or "") if len(rows) == 1 else ""
