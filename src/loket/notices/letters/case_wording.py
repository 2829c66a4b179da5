"""What letters about a case say; each in whole sentences with named fields. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loket.notices.letters.blocks import Content, Fact

Said = Mapping[str, str]

# One subject for a whole case: mail programs keep together what has the same subject and refers to one another.
SUBJECT = gettext_lazy("Your case %(number)s")
OPEN = gettext_lazy("Open the conversation")
PRIVATE = gettext_lazy("The button opens your conversation without a password. Do not pass this mail on.")
PRIVATE_LINKS = gettext_lazy("The links open your conversations without a password. Do not pass this mail on.")


def say_unread_reply(said: Said) -> Content:
    """Answers that came while nobody looked."""
    return Content(
        subject_line=SUBJECT % said,
        headline=_answers(said),
        words=(_("This came while you were away from the page."),),
        short=_("%(shop)s: there is an answer for you in case %(number)s.") % said,
        facts=case_facts(said),
        button=_("Answer on the page"),
        fine_print=(str(PRIVATE),),
    )


def say_answer_out_of_hours(said: Said) -> Content:
    """What somebody asked while the counter was closed is answered."""
    return Content(
        subject_line=SUBJECT % said,
        headline=_answers(said),
        words=(_("You wrote to us while nobody was there to answer. Here is what we can tell you now."),),
        short=_("%(shop)s: there is an answer for you in case %(number)s.") % said,
        facts=case_facts(said),
        button=_("Answer on the page"),
        fine_print=(str(PRIVATE),),
    )


def say_case_queued(said: Said) -> Content:
    """A person will answer, and by when."""
    words = [_("Your case is in line for a person. You can close the page: we write to you when there is an answer.")]
    if said.get("date"):
        words.append(_("You have our answer by %(date)s.") % said)
    short = (
        _("%(shop)s: a person will answer you in case %(number)s, by %(date)s.") % said
        if said.get("date")
        else _("%(shop)s: a person will answer you in case %(number)s.") % said
    )
    return Content(
        subject_line=SUBJECT % said,
        headline=_("A person will answer you"),
        words=tuple(words),
        short=short,
        facts=case_facts(said, Fact(_("Our answer by"), said.get("exactly", ""))),
        button=str(OPEN),
        fine_print=(str(PRIVATE),),
    )


def say_promise_changed(said: Said) -> Content:
    """An honest new date in place of the one that was promised."""
    broken = (
        _("We had promised you an answer by %(before)s. We cannot keep that, and we are sorry.") % said
        if said.get("before")
        else _("Our answer takes longer than we had promised. We are sorry.")
    )
    return Content(
        subject_line=SUBJECT % said,
        headline=_("Our answer takes longer"),
        words=(broken, _("You have it by %(date)s.") % said),
        lead=said.get("reason", ""),
        short=_("%(shop)s: our answer in case %(number)s takes longer than we promised. You have it by %(date)s.")
        % said,
        facts=case_facts(said, Fact(_("Our answer by"), said.get("exactly", ""))),
        button=str(OPEN),
        fine_print=(str(PRIVATE),),
    )


def say_case_update(said: Said) -> Content:
    """Nothing is forgotten, though nothing is answered yet."""
    words = [_("There is no answer yet, but your case is not forgotten: it is with us. You have nothing to do.")]
    if said.get("date"):
        words.append(_("You have our answer by %(date)s.") % said)
    return Content(
        subject_line=SUBJECT % said,
        headline=_("We are still on it"),
        words=tuple(words),
        lead=said.get("news", ""),
        short=_("%(shop)s: we are still working on case %(number)s. You have nothing to do.") % said,
        facts=case_facts(said, Fact(_("Our answer by"), said.get("exactly", ""))),
        button=str(OPEN),
        fine_print=(str(PRIVATE),),
    )


def say_case_closed(said: Said) -> Content:
    """It is over, why, and how to go on all the same."""
    again = (
        _("Not solved? Write on the page by %(date)s, and your case opens again under the same number.") % said
        if said.get("date")
        else _("Not solved? Write on the page, and your case opens again under the same number.")
    )
    return Content(
        subject_line=SUBJECT % said,
        headline=_("Your case is closed"),
        words=(_why_closed(said["closed_by"]), again),
        short=_("%(shop)s: case %(number)s is closed. Not solved? Write to us again.") % said,
        facts=case_facts(said, Fact(_("Opens again until"), said.get("exactly", ""))),
        button=str(OPEN),
        fine_print=(str(PRIVATE),),
    )


def say_rating_request(said: Said) -> Content:
    """How was it?"""
    helped = (
        _("%(agent)s helped you with your case. Did it go well?") % said
        if said.get("agent")
        else _("We helped you with your case. Did it go well?")
    )
    return Content(
        subject_line=SUBJECT % said,
        headline=_("How did we do?"),
        words=(helped, _("One to five stars are enough. It takes half a minute and helps us to do better.")),
        short=_("%(shop)s: how did we do in case %(number)s? Tell us.") % said,
        facts=case_facts(said),
        button=_("Rate our help"),
        scale=_("How was it, from 1 (bad) to 5 (very good)?"),
        fine_print=(_("We ask once for each case."), str(PRIVATE_LINKS)),
    )


def say_link_to_conversation(said: Said) -> Content:
    """A fresh way back into one conversation."""
    return Content(
        subject_line=SUBJECT % said,
        headline=_("Your link to the conversation"),
        words=(_("It opens your conversation with us on any of your devices, until %(date)s.") % said,),
        short=_("%(shop)s: your link to case %(number)s.") % said,
        facts=case_facts(said, Fact(_("Works until"), said.get("exactly", ""))),
        button=str(OPEN),
        fine_print=(_("If you did not ask for it, you have nothing to do."), str(PRIVATE)),
    )


def say_contact_changed(said: Said) -> Content:
    """A warning to the address that a case's letters went to until now; it opens nothing."""
    return Content(
        subject_line=SUBJECT % said,
        headline=_("Our letters go to another address"),
        words=(
            _("Somebody gave another address for our letters about your case. If it was you, you have nothing to do."),
            _("If it was not you, tell us at once. No further letter about it comes to this address."),
        ),
        short=_("%(shop)s: letters about case %(number)s go to another address now. Was it not you? Tell us at once.")
        % said,
        facts=case_facts(
            said, Fact(_("New address"), said.get("contact", "")), Fact(_("Changed"), said.get("exactly", ""))
        ),
        button=_("It was not me"),
    )


def case_facts(said: Said, *more: Fact) -> tuple[Fact, ...]:
    """The table below a letter; what has no value is left out."""
    facts = (Fact(_("Case"), said.get("number", "")), Fact(_("Order"), said.get("order", "")), *more)
    return tuple(each for each in facts if each.value)


def _answers(said: Said) -> str:
    if said.get("agent"):
        return _("%(agent)s answered you") % said
    count = int(said.get("count") or 1)
    return ngettext("%(count)d answer for you", "%(count)d answers for you", count) % {"count": count}


def _why_closed(by: str) -> str:
    if by == "customer":
        return _("You closed it. Thank you for telling us.")
    if by == "silence":
        return _("We had asked you something and heard nothing for a while, so we closed it.")
    return _("We believe that everything is settled, so we closed it.")
