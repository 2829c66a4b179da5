"""What the walker writes into the fields of an action: something that fits, mostly."""

from __future__ import annotations

from decimal import Decimal

from loket.disputes.machine import codes
from loket.disputes.machine.codes import Lane, Role
from loket.disputes.machine.commands import Action
from loket.disputes.machine.fields import FieldKind
from loket.disputes.machine.questions import (
    asked_for,
    current_offer,
    rest_of_cap,
)
from loket.disputes.machine.reasons import REASONS, Reason, reasons_for


class Bodies:
    """Values by the name of the field; whoever walks has `random`, `facts` and `items`."""

    def value(self, of, row, role):
        """Something that fits a field, mostly."""
        special = getattr(self, f"value_of_{of.name}", None)
        if special:
            return special(of, row, role)
        if not of.is_required and self.random.random() < 0.5:
            return None
        match of.kind:
            case FieldKind.CHOICE:
                return self.random.choice(of.choices)
            case FieldKind.SEVERAL:
                return self.random.sample(of.choices, self.random.randint(1, min(2, len(of.choices))))
            case FieldKind.NUMBER:
                return self.random.randint(1, 5)
            case FieldKind.YES_NO:
                return self.random.random() < 0.8
        return f"words-{self.random.randint(1, 9)}"

    def value_of_reason(self, _of, row, _role):
        if row.id == "T2":
            return Reason.WITHDRAWAL.value
        if row.id == "T40":
            return Reason.SELLER_CANCEL_NO_SHIP.value
        if row.id == "T8" and self.random.random() < 0.7:
            return None
        fitting = [each.reason.value for each in reasons_for(self.facts.order.delivery)]
        return self.random.choice(fitting or [Reason.SNAD_WRONG.value])

    def value_of_received(self, _of, _row, _role):
        return None

    def value_of_solution(self, of, row, role):
        if self.facts.reason and role in (Role.BUYER, *codes.DECIDERS):
            return self.random.choice(REASONS[self.facts.reason].solutions).value
        return self.random.choice(of.choices) if of.is_required or row.id == "T1" else None

    def value_of_amount(self, of, row, _role):
        r, rest, asked = self.random, rest_of_cap(self.facts), asked_for(self.facts)
        if row.name == Action.REPORT_REFUND:
            paid = self.facts.refunds[-1].amount if self.facts.refunds else Decimal(5)
            return str(paid if row.id == "T26" else paid + 1)
        if row.id in ("T2", "T40", "T29"):
            return None
        most = asked.amount if asked and row.id == "T7b" else rest
        if row.id == "T1" and r.random() < 0.5:
            return None
        return str(r.choice((most, most / 2, most / 4, most + 1)).quantize(Decimal("0.01")))

    def value_of_rejects(self, _of, _row, _role):
        return None

    def value_of_evidence(self, of, row, _role):
        if not of.is_required and self.random.random() < 0.3:
            return None
        self.items += 1
        kind = self.random.choice(("photo", "photo", "payment_proof", "declaration", "delivery_proof"))
        kind = "payment_proof" if row.id == "T32b" else kind
        return [{"id": f"item-{self.items}", "kind": kind}]

    def value_of_offer(self, _of, row, role):
        offer = self.other_offer(row, role)
        return offer.id if offer else "none-1"

    def value_of_offer_version(self, _of, row, role):
        offer = self.other_offer(row, role)
        return offer.version if offer and self.random.random() < 0.97 else 99

    def other_offer(self, row, role):
        if row.name == Action.AGREE:
            return current_offer(self.facts, Lane.PLATFORM)
        return current_offer(self.facts, Lane.SELLER if role == Role.BUYER else Lane.BUYER)

    def value_of_deduction(self, _of, _row, _role):
        return "1.00" if self.random.random() < 0.3 else None

    def value_of_result(self, _of, row, _role):
        return self.random.choice(("extra_refund", "changed") if row.id == "T29b" else ("upheld", "changed"))

    def value_of_hold(self, of, _row, _role):
        held = [each.kind.value for each in self.facts.holds if not each.released_at and each.kind.value in of.choices]
        return self.random.choice(held or list(of.choices))

    def value_of_days(self, _of, _row, _role):
        return self.random.choice((None, 1, 5, 14, 15))

    def value_of_has_no_evidence(self, _of, _row, _role):
        return True if self.random.random() < 0.5 else None

    def value_of_party(self, of, _row, role):
        return role.value if role.value in of.choices else self.random.choice(of.choices)

    def value_of_takes_over(self, _of, row, _role):
        return row.id == "T31c"

    def value_of_duplicate_of(self, _of, _row, _role):
        return "another"

    def value_of_ships_in_days(self, _of, _row, _role):
        return self.random.choice((1, 5, 5, 6))
