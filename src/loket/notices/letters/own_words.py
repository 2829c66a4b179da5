"""The words of letters as the desk shows them, where a shop may word them itself: with their fields in braces."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from loket.notices.letters.fields import EXPECTED
from loket.notices.letters.wording import SAID_AS, WORDINGS
from loket.people.language import to_django
from loket.texts.built_in import BuiltInText
from loket.texts.languages import text_languages

TITLES = {
    "unread_reply": "An answer came while the page was closed",
    "answer_out_of_hours": "An answer to what came out of hours",
    "one_time_code": "Code to prove an order",
    "address_changed": "Warning: the delivery address was changed",
    "contact_changed": "Warning: letters about a case go to another address",
    "refund_elsewhere": "Warning: a refund goes to another account",
    "sign_in_link": "Link to sign in",
    "webhook_off": "Warning: a webhook was switched off",
    "lead_alert": "Claims that need somebody who leads",
    "case_queued": "A case is in line for a person",
    "promise_changed": "A promised answer takes longer",
    "case_update": "No answer yet: still on it",
    "case_closed": "A case was closed",
    "rating_request": "Question how it was",
    "digest": "Several pieces of news in one mail",
    "link_to_conversation": "New link to a conversation",
    "order_talk": "Buyer or seller wrote about an order",
    "dispute_submitted": "Claim: receipt for the buyer",
    "dispute_claim": "Claim: a new one, to the seller",
    "dispute_offer": "Claim: an answer or another request",
    "dispute_accepted": "Claim: what was agreed is carried out",
    "dispute_escalated": "Claim: our team decides",
    "dispute_question": "Claim: a question that has to be answered",
    "dispute_proposal": "Claim: our proposal",
    "dispute_decision": "Claim: our decision",
    "dispute_return": "Claim: label, return sent, return arrived",
    "dispute_replacement": "Claim: new parcel sent or arrived",
    "dispute_refund": "Claim: refund sent, failed or arrived",
    "dispute_delay": "Claim: we did not keep our time",
    "dispute_hold": "Claim: on hold",
    "dispute_hold_ended": "Claim: a hold ended",
    "dispute_appeal": "Claim: somebody appealed",
    "dispute_appeal_decided": "Claim: decision on an appeal",
    "dispute_resolved": "Claim: resolved",
    "dispute_closed": "Claim: closed",
    "dispute_reminder": "Claim: reminder",
    "dispute_last_reminder": "Claim: reminder in the last 24 hours",
    "dispute_receipt": "Claim: receipt for one's own step",
    "dispute_evidence": "Claim: words or evidence were added",
    "dispute_update": "Claim: still on it",
    "dispute_news": "Claim: other news",
}
# Lists, words of ours for programs, and a person's own sentences, which stand before the words anyway.
_NOT_OFFERED = frozenset({"replies", "closed_by", "news", "reason", "side", "step", "warning"})


def notice_texts() -> Iterator[BuiltInText]:
    """Every letter's words and subject in every language of the interface."""
    for purpose, say in WORDINGS.items():
        fields = _fields(purpose)
        said = {name: f"{{{name}}}" for name in (*fields, *EXPECTED[purpose].secrets)} | {"closed_by": "staff"}
        texts, subjects = {}, {}
        for tag in text_languages():
            with translation.override(to_django(tag)):
                content = say(said)
            texts[tag] = "\n\n".join(content.words)
            subjects[tag] = content.subject_line
        yield BuiltInText(purpose, TITLES[purpose], fields, texts, subjects)


def _fields(purpose: str) -> tuple[str, ...]:
    told = [SAID_AS.get(each.name, each.name) for each in EXPECTED[purpose].fields if each.name not in _NOT_OFFERED]
    return tuple(dict.fromkeys(("shop", *told)))
