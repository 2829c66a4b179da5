"""What letters about the talk of buyer and seller say. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loket.notices.letters.blocks import Content
from loket.notices.letters.case_wording import Said, case_facts


def say_order_talk(said: Said) -> Content:
    """The other side wrote about the order while nobody looked; ``warning`` stands before the quotes."""
    is_to_seller = said.get("side") == "seller"
    words = (
        _("The buyer wrote to you about an order while you were away from the page.")
        if is_to_seller
        else _("The seller wrote to you about your order while you were away from the page.")
    )
    return Content(
        subject_line=_("Messages about order %(order)s") % said,
        headline=_headline(said),
        words=(words,),
        lead=said.get("warning", ""),
        short=_("%(shop)s: there is a message for you about order %(order)s.") % said,
        facts=case_facts(said),
        button=_("Answer on the page"),
        fine_print=(_("The button opens these messages without a password. Do not pass this mail on."),),
    )


def _headline(said: Said) -> str:
    if said.get("agent"):
        return _("%(agent)s wrote to you") % said
    count = int(said.get("count") or 1)
    return ngettext("%(count)d message for you", "%(count)d messages for you", count) % {"count": count}
