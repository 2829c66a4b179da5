"""What each purpose says, the shop's own words before ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from loket.notices.letters import case_wording, dispute_wording, house_wording, order_wording, talk_wording
from loket.notices.letters.blocks import Content
from loket.notices.letters.case_wording import Said
from loket.notices.letters.fields import EXPECTED, Told
from loket.notices.letters.formats import by_when, deadline, money
from loket.texts.queries import worded

WORDINGS: Mapping[str, Callable[[Said], Content]] = {
    "unread_reply": case_wording.say_unread_reply,
    "answer_out_of_hours": case_wording.say_answer_out_of_hours,
    "one_time_code": order_wording.say_one_time_code,
    "address_changed": order_wording.say_address_changed,
    "contact_changed": case_wording.say_contact_changed,
    "refund_elsewhere": order_wording.say_refund_elsewhere,
    "sign_in_link": order_wording.say_sign_in_link,
    "webhook_off": house_wording.say_webhook_off,
    "lead_alert": house_wording.say_lead_alert,
    "case_queued": case_wording.say_case_queued,
    "promise_changed": case_wording.say_promise_changed,
    "case_update": case_wording.say_case_update,
    "case_closed": case_wording.say_case_closed,
    "rating_request": case_wording.say_rating_request,
    "digest": order_wording.say_digest,
    "link_to_conversation": case_wording.say_link_to_conversation,
    "order_talk": talk_wording.say_order_talk,
    **dispute_wording.WORDINGS,
}
# What a field is called in the words: nearly every letter speaks of one moment.
SAID_AS = {
    "answer_by": "date",
    "at": "date",
    "goes_out_at": "date",
    "expires_at": "date",
    "opens_until": "date",
    "due_at": "date",
    "promised_by": "before",
}


def content_of(purpose: str, told: Told, *, language: str) -> Content:
    """What a letter of this purpose says, in the active language, the shop's own words before ours."""
    said = said_of(purpose, told)
    ours = WORDINGS[purpose](said)
    text = worded("notice", purpose, language=language, fields=said, default=lambda: "\n\n".join(ours.words))
    subject = worded(
        "notice", purpose, language=language, fields=said, default=lambda: ours.subject_line, part="subject"
    )
    words = tuple(filter(None, (each.strip() for each in text.split("\n\n"))))
    return replace(ours, words=words, subject_line=subject)


def said_of(purpose: str, told: Told) -> dict[str, str]:
    """The fields of a purpose as they stand in a sentence; what was not told is left out."""
    said = {"shop": told.shop, "code": told.secret.get("code", "")}
    for field in EXPECTED[purpose].fields:
        said[SAID_AS.get(field.name, field.name)] = _said(told, field.name, field.kind)
    binding = next((at for name, said_as in SAID_AS.items() if said_as == "date" and (at := told.at(name))), None)
    said["exactly"] = deadline(binding, told.zone) if binding else ""
    replies = told.replies
    names = {str(each.get("name") or "") for each in replies}
    if replies and len(names) == 1:
        said["agent"] = one_line(names.pop())
    said["count"] = str(len(replies) or told.folded or "")
    return {name: value for name, value in said.items() if value}


def fine_print(*, is_automatic: bool, leads_somewhere: bool) -> str:
    """That nobody reads answers to this mail, and where to write instead."""
    if not leads_somewhere:
        return _("This mail was sent automatically. Answers to it reach nobody.")
    if is_automatic:
        return _("This mail was sent automatically. Answers to it reach nobody: write on the page instead.")
    return _("Answers to this mail reach nobody: write on the page instead.")


def say_preferences() -> str:
    """What leads to where letters are chosen and declined."""
    return _("Choose which letters you get, or none")


def greeting(name: str) -> str:
    """How a letter begins."""
    return _("Hello %(name)s,") % {"name": name} if name else _("Hello,")


def one_line(text: str, *, limit: int = 60) -> str:
    """A name as one line; empty for what is too long for one or holds an address, which would look like our words."""
    said = " ".join(text.split())
    is_name = len(said) <= limit and "://" not in said and "www." not in said.lower()
    return "".join(each for each in said if each.isprintable()) if is_name else ""


def _said(told: Told, name: str, kind: str) -> str:
    if kind == "moment":
        at = told.at(name)
        return by_when(at, told.zone) if at else ""
    if kind == "amount":
        amount = told.amount(name)
        return money(*amount) if amount else ""
    if kind == "lines":
        # A paragraph each.
        return "\n\n".join(told.lines(name))
    return "" if kind == "replies" else told.text(name)
