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
