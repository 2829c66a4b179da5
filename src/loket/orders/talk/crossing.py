"""Whether what one side writes reaches the other in a language that it reads, in one sentence for the writer."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.notices.letters.formats import language_label
from loket.orders.models import Order
from loket.orders.talk.letters import language_of
from loket.orders.talk.lines import Side, other_side
from loket.orders.talk.reading import reads
from loket.translation.queries import can_translate


def say_crossing(order: Order, side: Side, *, written: str) -> str:
    """What a side that writes in one language should know about the other's; empty where both read the same."""
    read = language_of(order, other_side(side))
    if reads(read, written):
        return ""
    said = {"language": language_label(read)}
    is_buyer = side == "buyer"
    if can_translate(written, read):
        return (
            _("The seller reads %(language)s. A machine translates your words, and what you wrote stays beside it.")
            if is_buyer
            else _("The buyer reads %(language)s. A machine translates your words, and what you wrote stays beside it.")
        ) % said
    return (
        _("The seller reads %(language)s, and no translator is set up here: they see your words as you write them.")
        if is_buyer
        else _("The buyer reads %(language)s, and no translator is set up here: they see your words as you write them.")
    ) % said
