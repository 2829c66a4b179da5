"""Bea's order, its contact's letters, and Olga who guesses."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from itertools import count

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.lib.sealing import unseal
from loket.notices.models import Notice
from loket.notices.references import LINK, SEALED_FOR
from loket.orders.models import Order
from loket.orders.numbers import number_key
from loket.people.models import Customer, Seller

NUMBER = "LK-2026-00817-3"
PLACED = datetime(2026, 11, 1, tzinfo=UTC)
_more = count(1)


def someone(**fields):
    """A customer whom nobody vouches for."""
    return Customer.objects.create(language="en", **fields)


def order(number=NUMBER, **fields):
    """An order of a customer whom the shop knows, with a phone and an e-mail address."""
    known = {
        "customer": fields.pop("customer", None) or someone(external_id=f"u-{next(_more)}"),
        "seller": Seller.objects.get_or_create(external_id="s-1", defaults={"name": "Sam"})[0],
        "placed_at": PLACED,
        "state": "paid",
        "currency": "BRL",
        "market": "BR",
        "total": Decimal("94.90"),
        "contact_email": "bea@bolt.example",
        "contact_phone": "+55 11 98765-4317",
        "language": "pt-BR",
    }
    return Order.objects.create(number=number, number_key=number_key(number), **{**known, **fields})


def run_jobs(*names):
    """Run what was deferred under these names, whatever its time; returns how many there were."""
    jobs = list(ProcrastinateJob.objects.filter(task_name__in=names, status="todo").order_by("id"))
    ProcrastinateJob.objects.filter(pk__in=[each.pk for each in jobs]).delete()
    for each in jobs:
        app.tasks[each.task_name](**each.args)
    return len(jobs)


def letters():
    """The letters that wait to go to orders' contacts, the oldest first."""
    return [_letter(each) for each in Notice.objects.filter(recipient_kind="contact").order_by("pk")]


def code_in(letter):
    """The code that a letter carries."""
    return letter["code"]


def newest_code():
    """Find out for whom the codes are, and read the newest letter's."""
    run_jobs("orders.send_code")
    return code_in(letters()[-1])


def _letter(notice):
    words = unseal(notice.sealed, purpose=SEALED_FOR) if notice.sealed else {}
    told = {"to_phone": notice.phone, "to_email": notice.email, "language": notice.language, "kind": notice.purpose}
    return {**told, "order": notice.fields["order"], "code": words.get("code", ""), "link": words.get(LINK, "")}


def other_than(code):
    """Six digits that are not this code."""
    return f"{(int(code) + 1) % 1_000_000:06}"
