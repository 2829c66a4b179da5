"""Orders as stored rows, people who ask for things, and a marketplace that does what a test tells it to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from loket.orders.actions.ledger import Request
from loket.orders.connectors.port import Instruction, Outcome
from loket.orders.models import Coupon, OneTimeCode, Order, OrderItem, Payment, Refund, Shipment
from loket.orders.numbers import number_key
from loket.people.actors import CustomerActor, StaffActor
from loket.people.models import Customer, Seller, User


def order(
    *,
    lines=("60.00", "40.00"),
    shipping="6.90",
    state="delivered",
    payments=None,
    currency="BRL",
    checkout_id="",
    name="Bea Souza",
    placed_days_ago=10,
):
    """An order that Bea placed; by default delivered, and paid once by Pix."""
    number = f"LK-{uuid4().hex[:12]}"
    total = sum(map(Decimal, lines), Decimal(shipping))
    placed_at = timezone.now() - timedelta(days=placed_days_ago)
    made = Order.objects.create(
        number=number,
        number_key=number_key(number),
        checkout_id=checkout_id,
        customer=Customer.objects.create(external_id=f"u-{uuid4().hex[:12]}", name=name),
        seller=Seller.objects.get_or_create(external_id="s-1", defaults={"name": "Sam"})[0],
        placed_at=placed_at,
        state=state,
        currency=currency,
        market="BR",
        total=total,
        shipping=shipping,
        contact_name=name,
        contact_email="bea@example.com",
        language="pt-BR",
        time_zone="America/Recife",
    )
    OrderItem.objects.bulk_create(
        OrderItem(order=made, line=line, title=f"Thing {line}", price=paid, paid=paid)
        for line, paid in enumerate(lines, start=1)
    )
    for reference, amount in (payments or {f"pay-{number}": total}).items():
        Payment.objects.create(
            order=made, reference=reference, method="pix", amount=amount, state="captured", paid_at=placed_at
        )
    if state in ("shipped", "delivered", "completed"):
        _parcel(made, placed_at, is_there=state != "shipped")
    return made


def _parcel(made, placed_at, *, is_there):
    Shipment.objects.create(
        order=made,
        external_id="p1",
        lines=list(made.items.values_list("line", flat=True)),
        tracking_number="LB123456789CN",
        state="delivered" if is_there else "in_transit",
        shipped_at=placed_at + timedelta(days=1),
        delivered_at=placed_at + timedelta(days=5) if is_there else None,
    )


def coupon(made, **fields):
    return Coupon.objects.create(order=made, code="OI10", discount="5.00", funded_by="platform", **fields)


def shop_refund(made, amount, **fields):
    """A refund that the shop began itself."""
    payment = made.payments.order_by("id").first()
    return Refund.objects.create(payment=payment, external_id=uuid4().hex, amount=amount, **{"state": "sent", **fields})


def proven(made, *, customer=None, **changes):
    """A code that this order's buyer, or another customer, has just confirmed."""
    now = timezone.now()
    fields = {"created_at": now, "expires_at": now + timedelta(minutes=10), "used_at": now, "digest": "d", **changes}
    customer_id = customer.pk if customer else made.customer_id
    return OneTimeCode.objects.create(order=made, number_key=made.number_key, customer_id=customer_id, **fields)


def elsewhere(amount="20.00", *, reason="damaged", **changes):
    """Money to an account that Bea named."""
    details = {"account": "bea@pix.example", "holder": "Béa  SOUZA", **changes}
    return Request("refund", reason, Decimal(amount), destination="pix_key", details=details)


def staff(name, *roles):
    email = f"{name.lower()}@shop.example"
    user = User.objects.filter(email=email).first()
    return StaffActor(user or User.objects.create_user(email, None, name=name, roles=list(roles)))


def ada():
    return staff("Ada", "agent")


def max_():
    return staff("Max", "lead")


def mia():
    return staff("Mia", "lead")


def bea(made):
    """Whoever bought this order."""
    return CustomerActor(made.customer_id)


def returned(made):
    """What this order's refunds come to, but for those that failed."""
    rows = Refund.objects.filter(payment__order=made).exclude(state="failed")
    return sum(rows.values_list("amount", flat=True), Decimal(0))


@dataclass
class Shop:
    """A marketplace in memory: does each key once, and fails as ``plan`` says, one word for each call."""

    name: str = "in memory"
    settles_within: timedelta = timedelta(0)
    plan: list[str] = field(default_factory=list)
    done: dict[str, Instruction] = field(default_factory=dict)
    sent: list[Instruction] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)

    def carry_out(self, instruction):
        self.sent.append(instruction)
        word = self.plan.pop(0) if self.plan else "settle"
        if word == "lose":
            return Outcome("unknown", problem="no answer within 10 s")
        if word == "refuse":
            return Outcome("refused", problem="Not with us.")
        assert self.done.setdefault(instruction.key, instruction) == instruction
        self.states.setdefault(instruction.key, "accepted" if word == "accept" else "settled")
        return (
            Outcome("unknown", problem="no answer within 10 s")
            if word == "do and lose"
            else self._tell(instruction.key)
        )

    def look_up(self, key):
        self.looked_up.append(key)
        if self.plan and self.plan[0] == "blind":
            self.plan.pop(0)
            return Outcome("unknown", problem="status 500")
        return self._tell(key) if key in self.states else Outcome("absent")

    def _tell(self, key):
        return Outcome(self.states[key], f"ref-{key[:8]}")
