"""Letters about disputes, through the database and the outbox."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from loket.disputes.actions.acting import facts_of
from loket.disputes.actions.keeping_time import keep_time
from loket.disputes.links import read_dispute_link
from loket.disputes.machine.codes import Role
from loket.disputes.models import Dispute
from loket.disputes.tests.dispute_shop import buyer_of, do, draft, judge, seller_of, submitted
from loket.notices.actions.writing import write
from loket.notices.models import Notice
from loket.orders.tests.ledger_shop import order

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _letters_can_leave(settings):
    settings.LOKET_SMTP_URL = "smtp://localhost:2525?tls=none"


@pytest.fixture
def made():
    """Bea's order of Sam's, who reads Chinese."""
    found = order()
    found.seller.email, found.seller.language, found.seller.time_zone = "sam@sella.example", "zh-Hans", "Asia/Shanghai"
    found.seller.save()
    found.customer.email, found.customer.name = "bea@bolt.example", "Bea Souza"
    found.customer.save()
    return found


def letters(dispute, side="", purpose=""):
    """What was told of it, the oldest first."""
    kinds = {"buyer": "customer", "seller": "seller"}
    found = Notice.objects.filter(subject=dispute.subject).order_by("pk")
    found = found.filter(recipient_kind=kinds[side]) if side else found
    return list(found.filter(purpose=purpose) if purpose else found)


def purposes(dispute):
    """Side and purpose of each letter."""
    return {(each.recipient_kind, each.purpose) for each in letters(dispute)}


def arrived(dispute, *, at=None):
    """As if all letters had been accepted."""
    accepted = {"state": "accepted", "channel": "email", "accepted_at": at or timezone.now()}
    Notice.objects.filter(subject=dispute.subject, accepted_at=None).update(**accepted)


def later(dispute, **after):
    """Let the clocks act at a later moment."""
    keep_time(timezone.now() + timedelta(**after))
    return Dispute.objects.get(pk=dispute.pk)


def offer_of(dispute, lane=0):
    found = [each for each in facts_of(dispute).offers if not lane or each.lane == lane][-1]
    return {"offer": found.id, "offer_version": found.version}


def test_a_claim_is_confirmed_to_the_buyer_and_told_to_the_seller(made):
    dispute = submitted(made=made)
    assert purposes(dispute) == {("customer", "dispute_submitted"), ("seller", "dispute_claim")}
    told = letters(dispute, "seller")[0]
    assert told.key == f"dispute:{dispute.pk}:{dispute.sequence}:seller"
    assert (told.language, told.time_zone, told.thread) == ("zh-Hans", "Asia/Shanghai", dispute.subject)
    letter = write(told).letter
    assert dispute.number in letter.text and made.number in letter.text and letter.language == "zh-Hans"


def test_the_date_in_the_letter_is_the_one_that_runs_once_it_has_arrived(made):
    dispute = submitted(made=made)
    told = letters(dispute, "seller")[0]
    arrives = told.next_attempt_at + timedelta(seconds=5)
    arrived(dispute, at=arrives)
    keep_time(arrives + timedelta(minutes=2))
    running = {each.rule: each.due_at for each in facts_of(Dispute.objects.get(pk=dispute.pk)).deadlines}
    assert told.fields["due_at"] == running["D2"].isoformat()


def test_a_letter_holds_no_words_of_the_other_side(made):
    dispute = submitted(made=made, text="CANARY of the buyer")
    assert all("CANARY" not in write(each).letter.html for each in letters(dispute))


@pytest.mark.parametrize(("side", "role"), [("buyer", Role.BUYER), ("seller", Role.SELLER)])
def test_the_link_opens_this_dispute_for_its_reader_alone(made, side, role):
    dispute = submitted(made=made)
    link = next(each for each in write(letters(dispute, side)[0]).letter.text.split() if "/d/" in each)
    token = link.rsplit("/", 1)[1]
    facts = read_dispute_link(token, role)
    owner = dispute.customer_id if side == "buyer" else dispute.seller_id
    assert (facts.id_of("dispute"), facts.recipient_uuid) == (dispute.pk, owner)
    assert read_dispute_link(token, Role.SELLER if role == Role.BUYER else Role.BUYER) is None
    assert read_dispute_link(f"{token[:-1]}!", role) is None


def test_who_answers_gets_a_receipt_and_the_other_side_the_answer(made):
    dispute = submitted(made=made)
    do(dispute, seller_of(made), "counter", {"solution": "refund", "amount": "5.00"})
    assert {("customer", "dispute_offer"), ("seller", "dispute_receipt")} < purposes(dispute)
    told = letters(dispute, "buyer", "dispute_offer")[0]
    assert told.fields["step"] == "wait_buyer" and "5" in told.fields["answer"] and told.fields["otherwise"]


def test_an_agreement_is_confirmed_to_both(made):
    dispute = submitted(made=made)
    do(dispute, seller_of(made), "accept", offer_of(dispute))
    told = letters(dispute, purpose="dispute_accepted")
    assert {each.recipient_kind for each in told} == {"customer", "seller"}
    assert all(each.fields["amount"] == {"amount": "20.00", "currency": made.currency} for each in told)


def test_reminders_come_and_the_last_ones_are_urgent(made):
    dispute = submitted(made=made)
    arrived(dispute)
    dispute = later(dispute, minutes=2)
    due_at = next(each.due_at for each in facts_of(dispute).deadlines if each.rule == "D2")
    for hours in (72, 24, 3):
        keep_time(due_at - timedelta(hours=hours) + timedelta(minutes=1))
    told = [each for each in letters(dispute, "seller") if "reminder" in each.purpose]
    assert [each.purpose for each in told] == ["dispute_reminder", "dispute_last_reminder", "dispute_last_reminder"]
    assert [each.is_urgent for each in told] == [False, True, True]
    assert all(each.expires_at == due_at for each in told)


def test_a_reminder_that_has_not_gone_out_is_taken_back_once_it_is_done(made):
    dispute = submitted(made=made)
    arrived(dispute)
    dispute = later(dispute, minutes=2)
    due_at = next(each.due_at for each in facts_of(dispute).deadlines if each.rule == "D2")
    keep_time(due_at - timedelta(hours=71))
    do(dispute, seller_of(made), "refuse", {"refusal": "as_described", "text": "It is as shown."})
    assert [each.state for each in letters(dispute, purpose="dispute_reminder")] == ["withdrawn"]


def test_a_question_goes_to_whom_it_is_asked_with_its_words(made):
    dispute = submitted(made=made)
    do(dispute, seller_of(made), "refuse", {"refusal": "as_described", "text": "It is as shown."})
    do(dispute, buyer_of(made), "ask_platform", {})
    by = judge()
    do(dispute, by, "take", {})
    body = {"to": ["buyer"], "question": "clearer_photo", "text": "Please show the seam."}
    do(dispute, by, "ask_for_evidence", body)
    assert "Please show the seam." in write(letters(dispute, "buyer", "dispute_question")[0]).letter.text
    others = letters(dispute, "seller", "dispute_news")
    assert others and all("seam" not in write(each).letter.html for each in others)


def test_a_proposal_goes_to_both_with_its_reasons(made):
    dispute = submitted(made=made)
    do(dispute, seller_of(made), "refuse", {"refusal": "as_described", "text": "It is as shown."})
    do(dispute, buyer_of(made), "ask_platform", {})
    by = judge()
    do(dispute, by, "take", {})
    decided = {
        "solution": "refund",
        "amount": "9.00",
        "rule_cited": "R1",
        "liability": "seller",
        "text": "The seam tore.",
    }
    do(dispute, by, "propose", decided)
    told = letters(dispute, purpose="dispute_proposal")
    assert {each.recipient_kind for each in told} == {"customer", "seller"}
    assert all("The seam tore." in write(each).letter.text for each in told)
    assert all(not each.key.endswith("adjudicator") for each in told)


def test_a_party_that_waits_for_its_letter_gets_one_that_nobody_can_decline(made):
    dispute = submitted(made=made)
    do(dispute, buyer_of(made), "withdraw", {"withdraw_code": "arrived"})
    do(dispute, buyer_of(made), "reopen", {})
    newest = letters(dispute, "seller")[-1]
    assert (
        newest.purpose == "dispute_accepted"
        and newest.created_at >= facts_of(Dispute.objects.get(pk=dispute.pk)).notice_at
    )


def test_what_is_added_for_the_platform_alone_is_told_to_nobody(made):
    dispute = submitted(made=made)
    do(dispute, buyer_of(made), "add", {"text": "Between us."}, is_private=True)
    assert not letters(dispute, purpose="dispute_evidence")
    do(dispute, buyer_of(made), "add", {"text": "For both."})
    assert [each.recipient_kind for each in letters(dispute, purpose="dispute_evidence")] == ["seller"]


def test_an_erased_buyer_is_written_to_no_more(made):
    dispute = submitted(made=made)
    before = len(letters(dispute, "buyer"))
    made.customer.erased_at = timezone.now()
    made.customer.save()
    do(dispute, seller_of(made), "counter", {"solution": "refund", "amount": "5.00"})
    assert len(letters(dispute, "buyer")) == before


def test_a_draft_tells_the_seller_nothing(made):
    dispute = draft(made=made)
    later(dispute, days=9)
    assert purposes(dispute) == {("customer", "dispute_news")}
