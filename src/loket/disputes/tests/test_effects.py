"""What a step carries out beside itself: a linked dispute, a longer protection, duties, news from the bank."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from loket.disputes.actions.acting import Wish, by_system, facts_of, locked, take_command
from loket.disputes.actions.evidence import Offered, lay_before
from loket.disputes.actions.listening import hear_of_orders
from loket.disputes.actions.speaking_for import act_as_party, party_of
from loket.disputes.actions.telling_machine import mark_opened
from loket.disputes.event_log import log_of
from loket.disputes.finding_out import order_facts_for
from loket.disputes.machine.chain import verify
from loket.disputes.machine.codes import EvidenceKind, Role
from loket.disputes.machine.commands import Action
from loket.disputes.machine.replay import replay
from loket.disputes.models import Dispute
from loket.disputes.tests.dispute_shop import buyer_of, do, draft, judge, seller_of, submitted
from loket.disputes.viewing import view_of
from loket.files.actions import store_for
from loket.files.tests.making import photo
from loket.files.tickets import holder_for
from loket.history.models import Event
from loket.orders.actions.payouts import held_back
from loket.orders.models import Order, OrderTask
from loket.orders.tests.ledger_shop import order
from loket.people.actors import ServerActor

pytestmark = pytest.mark.django_db


def accepted(dispute, **body):
    offer = facts_of(Dispute.objects.get(pk=dispute.pk)).offers[0]
    return do(dispute, seller_of(dispute.order), "accept", {"offer": offer.id, "offer_version": offer.version, **body})


def reported(dispute, role, name, **body):
    found = locked(dispute.pk)
    take_command(found, by_system(role, name, version=found.version, **body), now=timezone.now())
    return found


def replaced_wrongly():
    """Bea got another thing in place of the broken one, and that is broken too."""
    dispute = accepted(submitted(solution="replacement", amount="60.00"), has_stock=True, ships_in_days=2)
    do(dispute, seller_of(dispute.order), "ship_replacement", {"carrier": "Correios", "tracking": "BR777888999BR"})
    dispute = reported(dispute, Role.LOGISTICS, Action.REPORT_DELIVERY)
    bea = buyer_of(dispute.order)
    file = store_for(holder_for(bea), SimpleUploadedFile("a.jpg", photo(), content_type="image/jpeg"))
    (item,) = lay_before(dispute, [Offered(file.pk, EvidenceKind.PHOTO)], by=bea)
    # A picture that the file knows before is no new finding.
    body = {"text": "Rasgou de novo.", "evidence": [{"id": str(item.pk), "kind": "photo"}]}
    return do(dispute, bea, "wrong_again", body)


def test_a_wrong_replacement_goes_on_in_a_dispute_of_its_own():
    before = replaced_wrongly()
    after = Dispute.objects.get(linked_to=before)
    assert (before.state, before.outcome, after.state, after.is_open) == ("resolved", "continued", "escalated", True)
    assert (after.reason, after.amount, held_back(after.order_id)) == (before.reason, before.amount, Decimal("60.00"))
    seen = view_of(after, judge(), now=timezone.now())
    assert [each.kind for each in seen.evidence] == ["photo"]
    assert seen.linked_to == before.number
    assert {each.text for each in seen.texts} >= {"Rasgou de novo."}
    assert verify(log_of(after)) is None
    assert replay(log_of(after)) == facts_of(after)
    assert do(after, judge(), "take").state == "in_review"


def test_a_longer_protection_counts_from_the_agreement():
    made = order(state="shipped")
    Order.objects.filter(pk=made.pk).update(promised_by=timezone.now())
    made.refresh_from_db()
    claim = {"reason": "inr_late", "received": False, "solution": "extend_protection", "amount": None}
    dispute = accepted(submitted(made=made, **claim))
    assert dispute.outcome == "protection_extended"
    assert order_facts_for(made, (1,)).promised_by == dispute.resolved_at


def test_a_return_asks_a_person_for_its_label_until_it_is_there():
    dispute = accepted(submitted(solution="return_refund", amount="60.00"), return_to="platform_warehouse")
    (task,) = OrderTask.objects.filter(order=dispute.order, kind="return_label")
    assert (dispute.state, task.data["dispute"], task.done_at) == ("return_wait_ship", dispute.number, None)
    do(dispute, judge(), "send_label")
    task.refresh_from_db()
    assert task.done_at is not None


def test_a_withdrawal_is_told_to_the_issuer_of_the_card_that_paid():
    made = order(placed_days_ago=7)
    made.payments.update(method="card")
    found = draft(made=made)
    do(found, buyer_of(made), "submit", {"reason": "withdrawal", "received": True, "text": "Desisto da compra."})
    (task,) = OrderTask.objects.filter(order=made, kind="tell_card_issuer")
    assert task.data["payment"] == made.payments.get().reference


def test_who_opens_the_page_is_told_and_whoever_works_here_tells_nobody():
    dispute = submitted()
    sam = seller_of(dispute.order)
    assert not mark_opened(dispute, judge(), now=timezone.now())
    assert mark_opened(dispute, sam, now=timezone.now())
    assert not mark_opened(dispute, sam, now=timezone.now())
    facts = facts_of(Dispute.objects.get(pk=dispute.pk))
    assert {each.role: each.channel for each in facts.told}["seller"] == "page"
    assert "D2" in {each.rule for each in facts.deadlines}
    assert dispute.events.get(name="party.told").by == sam.label


def at_the_bank(dispute, state):
    dispute.order.payments.update(chargeback_id="cb-1", chargeback_state=state)
    Order.objects.filter(pk=dispute.order_id).update(version=Order.objects.get(pk=dispute.order_id).version + 1)
    hear_of_orders()
    return Dispute.objects.get(pk=dispute.pk)


def test_a_chargeback_stops_the_clocks_until_the_bank_lets_go():
    dispute = at_the_bank(submitted(), "opened")
    assert (dispute.state, dispute.is_held) == ("wait_seller", True)
    assert hear_of_orders() == 0
    dispute = at_the_bank(dispute, "won")
    assert (dispute.state, dispute.is_held) == ("wait_seller", False)


def test_money_that_the_bank_gave_back_is_not_refunded_again():
    dispute = at_the_bank(submitted(), "lost")
    assert (dispute.state, dispute.outcome, dispute.decided_by) == ("resolved", "chargeback_takes_over", "psp")
    assert held_back(dispute.order_id) == 0
    assert at_the_bank(dispute, "lost").sequence == dispute.sequence


def test_a_claim_that_comes_after_the_bank_is_held_too():
    made = order()
    made.payments.update(chargeback_id="cb-1", chargeback_state="opened")
    dispute = submitted(made=made)
    hear_of_orders()
    assert Dispute.objects.get(pk=dispute.pk).is_held
    assert Event.objects.filter(subject=dispute.subject, action="hold.set").count() == 1


def test_the_shops_own_system_sends_the_label_as_the_seller_and_the_duty_ends():
    made = order(placed_days_ago=7)
    bought = do(draft(made=made), buyer_of(made), "submit", {"reason": "withdrawal"})
    (duty,) = OrderTask.objects.filter(order=made, kind="return_label")
    shop = ServerActor(uuid4(), "shop", ("disputes",))
    label = store_for(holder_for(shop), SimpleUploadedFile("label.jpg", photo(), content_type="image/jpeg"))
    wish = Wish("send_label", bought.version, confirmed=True)
    files = [Offered(label.pk, EvidenceKind.RETURN_LABEL)]
    act_as_party(bought, wish, party=party_of(bought, Role.SELLER, by=shop), files=files, by=shop)
    duty.refresh_from_db()
    assert duty.done_at is not None
    seen = view_of(Dispute.objects.get(pk=bought.pk), buyer_of(made), now=timezone.now())
    assert [each.kind for each in seen.evidence] == ["return_label"]
