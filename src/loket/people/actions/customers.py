from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.people.actors import Actor
from loket.people.identity import Identity
from loket.people.models import Customer


def identify(identity: Identity | None, *, language: str, time_zone: str = "") -> Customer:
    """The customer the shop vouches for, kept up to date; without an identity a new, unknown one."""
    if identity is None:
        return Customer.objects.create(language=language, time_zone=time_zone)
    known = {
        name: value
        for name, value in (
            ("name", identity.name),
            ("email", identity.email),
            ("phone", identity.phone),
            ("time_zone", time_zone),
        )
        if value
    }
    customer, _is_new = Customer.objects.update_or_create(
        external_id=identity.subject,
        defaults={**known, "language": identity.language or language},
        create_defaults={**known, "language": identity.language or language},
    )
    return customer


def introduce(customer: Customer, *, name: str = "", email: str = "", phone: str = "") -> None:
    """Note what somebody whom nobody vouches for says about themselves; it links them to nothing."""
    if customer.external_id is not None or not (name or email or phone):
        return
    customer.name, customer.email, customer.phone = name, email, phone
    customer.save(update_fields=["name", "email", "phone"])


@transaction.atomic
def erase_person(customer: Customer, *, by: Actor) -> None:
    """Forget who a customer is; the row stays, so that conversations keep somebody to belong to."""
    customer.external_id, customer.erased_at = None, timezone.now()
    customer.name = customer.email = customer.phone = customer.time_zone = ""
    customer.save(update_fields=["external_id", "name", "email", "phone", "time_zone", "erased_at"])
    record("customer.erased", f"customer:{customer.pk}", by=by.label, actor_id=by.actor_id)
