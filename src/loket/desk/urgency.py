"""Why a case comes before all others that wait, in a few words for whoever opens it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.assistant.flows.register import is_urgent
from loket.conversations.models import Conversation

# By the reason of the wait.
REASONS: Mapping[str, str | Promise] = {
    "abuse_or_distress": gettext_lazy("Abuse or distress"),
    "reopened": gettext_lazy("Opened again"),
    "put_back": gettext_lazy("Put back by a colleague"),
    "agent_gone": gettext_lazy("Its agent went away"),
}
# By the guided flow at whose end a person was fetched at once.
FLOWS: Mapping[str, str | Promise] = {"account_access": gettext_lazy("Account taken over?")}


def why_urgent(conversation: Conversation, reason: str) -> str:
    """What makes an urgent wait urgent; ``reason`` is the wait's own."""
    if reason in REASONS:
        return str(REASONS[reason])
    if is_urgent(conversation.flow, conversation.flow_step):
        return str(FLOWS.get(conversation.flow, _("Cannot wait")))
    return _("Cannot wait")
