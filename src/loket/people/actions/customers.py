from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.people.actors import Actor
from loket.people.details import CustomerDetails, fill, told_together
from loket.people.identity import Identity
from loket.people.models import Customer

BATCH = 1000
TOLD = ["name", "email", "phone", "language", "time_zone"]


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


def give_address(customer: Customer, *, email: str = "", phone: str = "") -> bool:
    """Note where somebody whom nobody vouches for wants to be written to; it links them to nothing.

    Over the shop's word about its own customer nothing is noted: returns False.
    """
    if customer.external_id is not None or customer.erased_at is not None:
        return False
    given = {name: value for name, value in (("email", email), ("phone", phone)) if value}
    for name, value in given.items():
        setattr(customer, name, value)
    customer.save(update_fields=list(given))
    return True


@transaction.atomic
def keep_customers(told: Iterable[CustomerDetails]) -> dict[str, UUID]:
    """Add customers whom the shop vouches for and keep known ones up to date; ours by the shop's identifier.

    Where one is told of twice, later words count.
    """
    details: dict[str, CustomerDetails] = {}
    for each in told:
        details[each.external_id] = told_together(details.get(each.external_id), each)
    known = _known(details)
    new = [_new(details[name]) for name in sorted(details.keys() - known.keys())]
    if new:
        # Somebody else may be adding the same at this moment: theirs counts then, and is read again.
        Customer.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
        known |= _known(each.external_id or "" for each in new)
    changed = [known[name] for name in sorted(details) if fill(known[name], details[name])]
    Customer.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["external_id"], update_fields=TOLD, batch_size=BATCH
    )
    return {name: each.pk for name, each in known.items()}


@transaction.atomic
def add_unvouched(told: Iterable[CustomerDetails]) -> list[UUID]:
    """One new customer for each, whom nobody vouches for; in their order."""
    new = [_new(each) for each in told]
    Customer.objects.bulk_create(new, batch_size=BATCH)
    return [each.pk for each in new]


def drop_unused(customers: Iterable[UUID]) -> None:
    """Take back customers that were just added and turned out not to be needed."""
    unused = list(customers)
    if unused:
        Customer.objects.filter(pk__in=unused, external_id=None).delete()


def _known(external_ids: Iterable[str]) -> dict[str, Customer]:
    found = Customer.objects.filter(external_id__in=list(external_ids))
    return {each.external_id or "": each for each in found}


def _new(details: CustomerDetails) -> Customer:
    customer = Customer(external_id=details.external_id or None)
    fill(customer, details)
    return customer


@transaction.atomic
def erase_person(customer: Customer, *, by: Actor) -> None:
    """Forget who a customer is; the row stays, so that conversations keep somebody to belong to."""
    customer.external_id, customer.erased_at = None, timezone.now()
    customer.name = customer.email = customer.phone = customer.time_zone = ""
    customer.save(update_fields=["external_id", "name", "email", "phone", "time_zone", "erased_at"])
    record("customer.erased", f"customer:{customer.pk}", by=by.label, actor_id=by.actor_id)
