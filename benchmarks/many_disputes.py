"""Disputes by the hundred thousand, written by the database itself: each of a few kinds as the machine made the first.

Their clocks are due, or not yet, at the moment that is given; a third of those that are due ends in a refund, a third
goes to a person, a third is reminded of. The others wait for a seller or for those who decide: in four languages, for
all kinds of amounts, a tenth of them taken by one of a few people.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

if TYPE_CHECKING:
    from loket.disputes.machine.facts import DisputeFacts
    from loket.disputes.machine.policy import DisputePolicy
    from loket.people.models import User

SELLERS, BUYERS, JUDGES = 500, 20_000, 5
SMALL, LARGE = Decimal(20), Decimal(5000)
_TABLES = ("orders_order", "orders_orderitem", "orders_payment", "disputes_dispute", "disputes_disputeline")


@dataclass(frozen=True, slots=True)
class Kind:
    """Some disputes alike: how many, what is asked for, and how long ago they began."""

    name: str
    many: int
    amount: Decimal
    began: timedelta
    is_escalated: bool = False


def kinds(disputes: int, due: int) -> tuple[Kind, ...]:
    """So many disputes, of which so many are due."""
    third, rest = due // 3, disputes - due
    return (
        Kind("refunds", due - 2 * third, SMALL, timedelta(days=8)),
        Kind("escalations", third, LARGE, timedelta(days=8)),
        Kind("reminders", third, SMALL, timedelta(days=3)),
        Kind("waiting", rest // 2, SMALL, timedelta(hours=2)),
        Kind("queued", rest - rest // 2, SMALL, timedelta(hours=2), is_escalated=True),
    )


def fill(wanted: tuple[Kind, ...], moment: datetime) -> None:
    """Write them all."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_PEOPLE, {"sellers": SELLERS, "buyers": BUYERS})
        first = 1
        for kind in wanted:
            numbers: dict[str, Any] = {"first": first, "last": first + kind.many - 1, "paid": kind.amount * 3}
            facts = _facts(kind, moment)
            for statement in (_ORDERS, _ITEMS, _PAYMENTS, _DISPUTES, _LINES):
                cursor.execute(statement, {**numbers, **_columns(kind, facts, moment)})
            first += kind.many
        cursor.execute(_VARIETY, {"judges": [each.pk for each in _judges()]})
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("SELECT setval(pg_get_serial_sequence('orders_order', 'id'), %s)", [first])
        _keep_first_records()
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(_TABLES)}")


def _judges() -> list[User]:
    from loket.people.models import User  # noqa: PLC0415  needs Django's settings

    return [
        User.objects.create_user(f"judge{number}@shop.example", None, name=f"Jo {number}", roles=["adjudicator"])
        for number in range(JUDGES)
    ]


def _keep_first_records() -> None:
    """The log of each begins with its opening; a step hangs on it."""
    from loket.disputes.actions.acting import facts_of  # noqa: PLC0415  needs Django's settings
    from loket.disputes.event_log import row_of  # noqa: PLC0415
    from loket.disputes.machine.chain import opened  # noqa: PLC0415
    from loket.disputes.models import Dispute, DisputeEvent  # noqa: PLC0415

    due = Dispute.objects.filter(next_due_at__lte=datetime.now(UTC) + timedelta(minutes=1))
    rows = (row_of(opened(facts_of(each), actor="bench"), each) for each in due.iterator(chunk_size=500))
    DisputeEvent.objects.bulk_create(rows, batch_size=500)


def _facts(kind: Kind, moment: datetime) -> DisputeFacts:
    """The first of a kind, as the machine makes it."""
    from loket.disputes.machine.codes import DeliveryStatus, Role  # noqa: PLC0415  needs Django's settings
    from loket.disputes.machine.facts import OrderFacts, Party  # noqa: PLC0415
    from loket.disputes.machine.opening import Opening, drafted  # noqa: PLC0415
    from loket.disputes.party_calendars import calendars_between  # noqa: PLC0415
    from loket.disputes.policies.current import built_in_policy  # noqa: PLC0415

    began = moment - kind.began
    order = OrderFacts(
        DeliveryStatus.DELIVERED,
        kind.amount * 3,
        kind.amount * 3,
        shipped_at=began - timedelta(days=9),
        delivered_at=began - timedelta(days=1),
    )
    buyer, seller = Party("BR", "America/Recife", "pt-BR"), Party("CN", "Asia/Shanghai", "zh-Hans")
    opening = Opening(
        id=str(UUID(int=0)), market="BR", category="", currency="BRL", order=order, lines=(1,), buyer=buyer,
        seller=seller, started_by=Role.BUYER,
    )  # fmt: skip
    policy = built_in_policy("BR")
    draft = drafted(opening, policy, calendars_between(buyer, seller), began)
    return _begun(draft, kind, policy, began)


def _begun(draft: DisputeFacts, kind: Kind, policy: DisputePolicy, began: datetime) -> DisputeFacts:
    from loket.disputes.machine.codes import Role  # noqa: PLC0415  needs Django's settings
    from loket.disputes.machine.commands import Action, Command  # noqa: PLC0415
    from loket.disputes.machine.deciding import Refused, take  # noqa: PLC0415
    from loket.disputes.party_calendars import calendars_for  # noqa: PLC0415

    claim = {
        "reason": "snad_quality", "received": True, "solution": "refund", "amount": str(kind.amount),
        "text": "The strap tore.", "has_no_evidence": True,
    }  # fmt: skip
    refusal = {"refusal": "as_described", "text": "As shown."}
    steps: list[tuple[Role, Action, Mapping[str, Any]]] = [
        (Role.BUYER, Action.SUBMIT, claim),
        (Role.TIMER, Action.TELL, {"party": "seller", "channel": "email"}),
    ]
    if kind.is_escalated:
        steps += [(Role.SELLER, Action.REFUSE, refusal), (Role.BUYER, Action.ASK_PLATFORM, {})]
    facts = draft
    for role, name, body in steps:
        command = Command(role, role.value, name, body, facts.version, confirmed=True)
        taken = take(facts, command, policy, calendars_for(facts), began)
        if isinstance(taken, Refused):
            raise RuntimeError(f"{kind.name}: {name} was refused: {taken}")
        facts = taken.facts
    # Its log begins where it stands.
    return replace(facts, sequence=0)


def _columns(kind: Kind, facts: DisputeFacts, moment: datetime) -> Mapping[str, Any]:
    from loket.disputes.machine.documents import to_document  # noqa: PLC0415  needs Django's settings
    from loket.disputes.machine.questions import turn_of  # noqa: PLC0415

    is_due = kind.name in ("refunds", "escalations", "reminders")
    return {
        "document": json.dumps(to_document(facts)),
        "state": facts.state.value,
        "version": facts.version,
        "turn": sorted(turn_of(facts)),
        "amount": kind.amount,
        "began": moment - kind.began,
        "due": moment - timedelta(minutes=1) if is_due else moment + timedelta(days=2),
        "moment": moment,
    }


_PEOPLE = """
INSERT INTO people_seller (id, external_id, name, country, language, email, time_zone, created_at)
SELECT md5('seller' || n)::uuid, 's-' || n, 'Shop ' || n, 'CN', 'zh-Hans', 'shop' || n || '@example.com',
       'Asia/Shanghai', now()
FROM generate_series(1, %(sellers)s) n;
INSERT INTO people_customer (id, external_id, name, email, phone, language, time_zone, created_at)
SELECT md5('buyer' || n)::uuid, 'u-' || n, 'Bea ' || n, '', '', 'pt-BR', 'America/Recife', now()
FROM generate_series(1, %(buyers)s) n
"""
_ORDERS = """
INSERT INTO orders_order (id, number, number_key, checkout_id, customer_id, seller_id, placed_at, state, currency,
    market, total, shipping, tax, contact_name, contact_email, contact_phone, country, language, time_zone, ship_to,
    unknown, version, created_at, updated_at)
SELECT n, 'LK-' || n, 'LK' || n, '', md5('buyer' || 1 + n %% 20000)::uuid, md5('seller' || 1 + n %% 500)::uuid,
    %(began)s - interval '12 days', 'delivered', 'BRL', 'BR', %(paid)s, 0, 0, 'Bea', 'bea' || n || '@example.com', '',
    'BR', 'pt-BR', 'America/Recife', '{}', '{}', 1, now(), now()
FROM generate_series(%(first)s, %(last)s) n
"""
_ITEMS = """
INSERT INTO orders_orderitem (order_id, line, sku, title, category, quantity, price, paid, image_url)
SELECT n, 1, 'bag', 'Bag', '', 1, %(paid)s, %(paid)s, '' FROM generate_series(%(first)s, %(last)s) n
"""
_PAYMENTS = """
INSERT INTO orders_payment (order_id, reference, method, amount, state, paid_at, chargeback_id, chargeback_state)
SELECT n, 'pay-' || n, 'pix', %(paid)s, 'captured', %(began)s, '', ''
FROM generate_series(%(first)s, %(last)s) n
"""
_DISPUTES = """
INSERT INTO disputes_dispute (id, number, order_id, customer_id, seller_id, state, version, sequence, document,
    order_version, draft, salt, market, category, policy_market, policy_category, policy_version, reason, language,
    currency, amount, turn, is_open, is_frozen, is_held, outcome, liability, decided_by, next_due_at, deadline_at,
    created_at, updated_at, state_since, submitted_at)
SELECT md5('dispute' || n)::uuid, 'D' || lpad(n::text, 7, '0'), n, md5('buyer' || 1 + n %% 20000)::uuid,
    md5('seller' || 1 + n %% 500)::uuid, %(state)s, %(version)s, 0,
    jsonb_set(%(document)s::jsonb, '{id}', to_jsonb(md5('dispute' || n)::uuid::text)), 1, '{}', md5('salt' || n), 'BR',
    '', '', '', 1, 'snad_quality', (array['pt-BR', 'id', 'es', 'en'])[1 + n %% 4], 'BRL',
    %(amount)s, %(turn)s, true, true, false, '', '', '', %(due)s,
    %(moment)s + (hashint4(n) %% 100000) * interval '1 second', %(began)s, %(began)s, %(began)s, %(began)s
FROM generate_series(%(first)s, %(last)s) n
"""
_LINES = """
INSERT INTO disputes_disputeline (dispute_id, order_id, line, is_open)
SELECT md5('dispute' || n)::uuid, n, 1, true FROM generate_series(%(first)s, %(last)s) n
"""
# Only what lists ask; the facts stay those of the kind.
_VARIETY = """
UPDATE disputes_dispute SET amount = 5 + abs(hashint4(order_id::int)) %% 1500,
    state = CASE WHEN order_id %% 100 = 0 THEN 'appeal_review' WHEN order_id %% 10 = 0 THEN 'in_review' ELSE state END,
    adjudicator_id = CASE WHEN order_id %% 10 = 0 THEN judges[1 + order_id / 10 %% cardinality(judges)] END
FROM (SELECT %(judges)s::bigint[] AS judges) people
WHERE state = 'escalated'
"""
