"""What the desk calls the fields of ready texts."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_NAMES = {
    "name": gettext_lazy("the customer's name"),
    "agent": gettext_lazy("the agent's first name"),
    "shop": gettext_lazy("the shop's name"),
    "number": gettext_lazy("the case number"),
    "order": gettext_lazy("the order number"),
    "item": gettext_lazy("which item of the order"),
    "amount": gettext_lazy("the amount"),
    "date": gettext_lazy("the date"),
    "time": gettext_lazy("the time"),
    "code": gettext_lazy("the code"),
    "link": gettext_lazy("the link"),
    "cursor": gettext_lazy("where one goes on writing"),
}


def field_name(field: str) -> str:
    """What a field stands for; the field itself where it speaks for itself."""
    return str(_NAMES.get(field, field.replace("_", " ")))


def left_out(missing: Iterable[str]) -> str:
    """Why sentences of a macro were left out; empty when none was."""
    names = ", ".join(field_name(each) for each in missing)
    if not names:
        return ""
    return _("Sentences were left out, because this is not known: %(fields)s.") % {"fields": names}
