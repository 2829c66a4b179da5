"""One notice of every purpose, as it might go to the cast, with everything that a letter can hold."""

from __future__ import annotations

from loket.notices.facts import Recipient, ToCompose
from loket.notices.purposes import PURPOSES

LANGUAGES = ("en", "pt-BR", "id", "es", "zh-Hans")
LINK = "https://help.samudra.example/pt-BR/l/uQzM1Y2Q0ZTVmNmE3Yjg5~conversation.tY3VzdG9tZXI.u0a1b2c3d4e5f6g7h8i9j0k.6920f1c4.{sig}"
LINK = LINK.format(sig="Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF")
CASE = {"number": "7KM2QX4D", "order": "LK-2026-00817-3"}
ANSWERED = {
    "name": "Ada",
    "text": "Your parcel is at customs in **Curitiba** since 14 November.\n\nYou have nothing to pay.",
    "language": "en",
    "translation": "Seu pacote está na alfândega em **Curitiba** desde 14 de novembro.\n\nVocê não precisa pagar nada.",
    "at": "2026-11-18T17:05:00Z",
}
ASKED = {"name": "Ada", "text": "Did you get a letter from customs?", "language": "en", "at": "2026-11-18T17:07:00Z"}
ANSWER_BY = {"answer_by": "2026-11-19T17:00:00Z"}
CLAIM = {
    "number": "H4TB81QZ",
    "order": CASE["order"],
    "side": "buyer",
    "happened": "The seller offered something else.",
    "detail": "The seller gives a reason for it.",
    "next": "Accept the offer, change your request, or ask our team to decide.",
    "until": "You have until Tuesday, November 24, 11:59 PM to answer.",
    "otherwise": "If you do not answer by then, our team looks at it and decides. You lose nothing by that.",
    "step": "wait_buyer",
    "item": "Linen tote bag",
    "problem": "Poor quality",
    "request": "Refund of R$ 94.90 without return",
    "answer": "Refund of R$ 40.00 without return",
    "proposal": "Refund of R$ 60.00 without return",
    "amount": {"amount": "94.90", "currency": "BRL"},
    "tracking": "LB123456785CN",
    "trace": "E2026112200017",
    "due_at": "2026-11-25T02:59:59Z",
    "replies": [{"name": "", "text": "The photo shows the tear.", "language": "en", "at": "2026-11-22T17:05:00Z"}],
}
WARNING = "Careful: this seems to lead the talk elsewhere. What is agreed there nobody here can see, or prove."
WROTE = {
    "name": "Sam's Lamps",
    "text": "Write to me on WhatsApp, I send a new lamp.",
    "language": "en",
    "translation": "Escreva para mim no WhatsApp, eu envio uma luminária nova.",
    "at": "2026-11-18T17:05:00Z",
}
FIELDS = {
    "unread_reply": {**CASE, "replies": [ANSWERED, ASKED]},
    "answer_out_of_hours": {**CASE, "replies": [ANSWERED]},
    "order_talk": {"order": CASE["order"], "side": "buyer", "warning": WARNING, "replies": [WROTE]},
    "one_time_code": {"order": CASE["order"], "minutes": 10},
    "address_changed": {"order": CASE["order"], "at": "2026-11-18T17:05:00Z", "address": "Rua •••, Recife, 50••••"},
    "contact_changed": {**CASE, "at": "2026-11-18T17:05:00Z", "contact": "o•••@tide.example"},
    "refund_elsewhere": {
        "order": CASE["order"],
        "amount": {"amount": "94.90", "currency": "BRL"},
        "goes_out_at": "2026-11-19T17:05:00Z",
        "destination": "Pix •••• 4317",
    },
    "sign_in_link": {"expires_at": "2026-11-18T18:05:00Z"},
    "webhook_off": {"url": "https://shop.example/loket", "at": "2026-11-18T17:05:00Z"},
    "lead_alert": {
        "waiting": 12,
        "claims": ["H4TB81QZ · Lojas Sam · Nobody took the claim on in time.", "7KM2QX4D · Sela · Somebody appealed."],
    },
    "case_queued": {**CASE, **ANSWER_BY},
    "promise_changed": {**CASE, **ANSWER_BY, "promised_by": "2026-11-18T17:00:00Z"},
    "case_update": {**CASE, **ANSWER_BY},
    "case_closed": {**CASE, "closed_by": "silence", "opens_until": "2026-12-02T17:00:00Z"},
    "rating_request": {**CASE, "agent": "Ada"},
    "digest": {},
    "link_to_conversation": {**CASE, "expires_at": "2026-11-25T17:00:00Z"},
    **{purpose: CLAIM for purpose in PURPOSES if purpose.startswith("dispute_")},
}
SECRETS = {"one_time_code": {"code": "481902"}}
PREFERENCES = LINK.replace("/l/", "/preferences/")
STOP = LINK.replace("/l/", "/stop/")
WITHOUT_LINK = {"one_time_code", "digest"}
OTHER_CASE = {"number": "3RT9WZ0C"}


def bea(language="pt-BR", **changes):
    """Bea, who reads that language."""
    known = {"name": "Bea Souza", "time_zone": "America/Recife", "email": "bea@bolt.example", **changes}
    return Recipient("customer", "0190a1b2-0000-7000-8000-000000000001", language=language, **known)


def notice(purpose, language="pt-BR", **changes):
    """A notice of that purpose with everything that it may be told with."""
    recipient = changes.pop("recipient", None) or bea(language)
    known = {
        "key": f"{purpose}:1",
        "reference": f"{purpose}-1",
        "subject": "conversation:0190a1b2-0000-7000-8000-000000000002",
        "thread": "conversation:0190a1b2-0000-7000-8000-000000000002",
        "message_id": f"<{purpose}-1@help.samudra.example>",
        "fields": FIELDS[purpose],
        "secret": SECRETS.get(purpose, {}),
        "link": "" if purpose in WITHOUT_LINK else LINK,
        "folded": folded(language) if purpose == "digest" else (),
        **({"preferences_link": PREFERENCES, "stop_link": STOP} if PURPOSES[purpose].may_be_declined else {}),
    }
    return ToCompose(purpose=purpose, recipient=recipient, language=language, **{**known, **changes})


def folded(language, *, is_one_case=False):
    """What a digest tells about: two pieces of news about one case and one about another."""
    last = {**FIELDS["case_closed"], **({} if is_one_case else OTHER_CASE)}
    return (
        notice("unread_reply", language),
        notice("promise_changed", language),
        notice("case_closed", language, fields=last),
    )
