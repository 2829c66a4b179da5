"""What letters to those who run the installation say."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.notices.letters.blocks import Content, Fact
from loket.notices.letters.case_wording import Said, case_facts


def say_webhook_off(said: Said) -> Content:
    """The shop's own server does not answer any more, so nothing is told to it."""
    return Content(
        subject_line=_("%(shop)s: your server is not told anything any more") % said,
        headline=_("A webhook was switched off"),
        words=(
            _("Your server at the address below has taken nothing for days, or said that it is gone for good."),
            _("Nothing is lost yet: what waits goes out as soon as you switch the webhook on again."),
        ),
        short=_("%(shop)s: a webhook was switched off, because your server takes nothing.") % said,
        facts=case_facts(
            said, Fact(_("Address"), said.get("url", "")), Fact(_("Switched off"), said.get("exactly", ""))
        ),
        button=_("Look at the webhooks"),
    )


def say_lead_alert(said: Said) -> Content:
    """Something in claims needs somebody who leads, and nobody has taken it yet."""
    return Content(
        subject_line=_("Claims that need somebody who leads: %(waiting)s") % {"waiting": "", **said},
        headline=_("Claims need you"),
        words=(
            _("Nobody has taken these yet. Take one at the desk, and your colleagues see that you look after it."),
            *filter(None, (said.get("claims"),)),
        ),
        short=_("%(shop)s: claims that need somebody who leads: %(waiting)s.") % {"waiting": "", **said},
        facts=case_facts(said, Fact(_("Waiting in all"), said.get("waiting", ""))),
        button=_("Look at these claims"),
        fine_print=(_("You get this because you lead, at most once an hour."),),
    )
