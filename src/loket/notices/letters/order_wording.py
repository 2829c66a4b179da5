"""What letters about an order and about signing in say; each in whole sentences with named fields. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loket.notices.letters.blocks import Content, Fact
from loket.notices.letters.case_wording import OPEN, PRIVATE, PRIVATE_LINKS, SUBJECT, Said, case_facts
from loket.notices.letters.dispute_wording import say_digest_button, say_digest_fine_print


def say_one_time_code(said: Said) -> Content:
    """A code by which somebody proves an order; it stands in no subject, which a locked screen would show."""
    return Content(
        subject_line=_("Your code for order %(order)s") % said,
        headline=_("Your code"),
        words=(
            _("Type it on the page where you asked for it. It is good for %(minutes)s minutes after you asked.") % said,
        ),
        short=_(
            "%(shop)s: your code for order %(order)s is %(code)s. It is good for %(minutes)s minutes. Nobody of us "
            "asks for it. If you did not ask for it either, do nothing."
        )
        % said,
        facts=case_facts(said),
        fine_print=(_("Nobody of us asks for this code. If you did not ask for it yourself, you have nothing to do."),),
        preview=_("Good for %(minutes)s minutes after you asked for it.") % said,
    )


def say_address_changed(said: Said) -> Content:
    """A warning to the contact that an order had before."""
    return Content(
        subject_line=_("Order %(order)s goes to another address") % said,
        headline=_("The delivery address was changed"),
        words=(
            _("Somebody changed the delivery address of order %(order)s. If it was you, you have nothing to do.")
            % said,
            _("If it was not you, tell us at once. We can stop it until the parcel leaves."),
        ),
        short=_("%(shop)s: the delivery address of order %(order)s was changed. Was it not you? Tell us at once.")
        % said,
        facts=case_facts(
            said, Fact(_("New address"), said.get("address", "")), Fact(_("Changed"), said.get("exactly", ""))
        ),
        button=_("It was not me"),
    )


def say_refund_elsewhere(said: Said) -> Content:
    """A warning to the contact that an order had before money leaves for another account."""
    return Content(
        subject_line=_("The refund of order %(order)s goes to another account") % said,
        headline=_("Your refund goes to another account"),
        words=(
            _("Somebody asked us to send the refund of %(amount)s for order %(order)s to another account.") % said,
            _("If it was you, you have nothing to do. If not, tell us before %(date)s, and we stop it.") % said,
        ),
        short=_(
            "%(shop)s: the refund of order %(order)s goes to another account. Was it not you? Tell us before %(date)s."
        )
        % said,
        facts=case_facts(
            said,
            Fact(_("Amount"), said["amount"]),
            Fact(_("New account"), said.get("destination", "")),
            Fact(_("Goes out"), said.get("exactly", "")),
        ),
        button=_("It was not me"),
    )


def say_sign_in_link(said: Said) -> Content:
    """The way in for staff and sellers."""
    return Content(
        subject_line=_("Sign in at %(shop)s") % said,
        headline=_("Sign in at %(shop)s") % said,
        words=(_("The button signs you in. It works once, until %(date)s.") % said,),
        short=_("%(shop)s: your link to sign in. It works once.") % said,
        facts=case_facts(said, Fact(_("Works until"), said.get("exactly", ""))),
        button=_("Sign in"),
        fine_print=(
            _("If you did not ask for it, you have nothing to do. Do not pass it on: its button lets anybody in."),
        ),
    )


def say_digest(said: Said) -> Content:
    """Several pieces of news in one letter; ``number`` is there where all are about the same case."""
    count = int(said.get("count") or 1)
    headline = ngettext("%(count)d update for you", "%(count)d updates for you", count) % {"count": count}
    is_one_case = bool(said.get("number"))
    if is_one_case and said.get("side"):
        return _digest_of_dispute(said, headline, count)
    return Content(
        subject_line=SUBJECT % said if is_one_case else headline,
        headline=headline,
        words=(_("They came close together, so we send them in one mail."),),
        short=ngettext("%(shop)s: %(count)d update for you.", "%(shop)s: %(count)d updates for you.", count)
        % {**said, "count": count},
        facts=case_facts(said),
        button=str(OPEN) if is_one_case else "",
        fine_print=(str(PRIVATE if is_one_case else PRIVATE_LINKS),),
    )


def _digest_of_dispute(said: Said, headline: str, count: int) -> Content:
    """The same about one claim, which has another page."""
    return Content(
        subject_line=_("Claim %(number)s, order %(order)s") % {"order": "", **said},
        headline=headline,
        words=(_("They came close together, so we send them in one mail."),),
        short=ngettext("%(shop)s: %(count)d update for you.", "%(shop)s: %(count)d updates for you.", count)
        % {**said, "count": count},
        facts=case_facts(said),
        button=say_digest_button(),
        fine_print=(say_digest_fine_print(),),
    )
