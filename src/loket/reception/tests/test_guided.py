"""Guided flows as a conversation meets them: the order is known, shown, and acted on once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from journeys.cast import bea as somebody
from loket.assistant import banks
from loket.assistant.bank import build_bank
from loket.assistant.models import AnswerTrace
from loket.assistant.tests.shop import ARTICLES
from loket.conversations.actions.inbound import Opening
from loket.lib.embedding import use
from loket.orders import jobs
from loket.orders.models import LedgerEntry, OneTimeCode, Order
from loket.orders.tests.documents import document, imported
from loket.orders.tests.proving_cast import code_in, letters
from loket.people.actors import NOBODY
from loket.people.identity import Identity
from loket.reception.actions import begin_about, open_chat
from loket.reception.tests.story import KNOWN, now_of, says

pytestmark = pytest.mark.django_db

FLOWS = {"cancel-order": "cancel_order", "track-parcel": "tracking", "damaged-item": "damaged"}
NUMBER = "LK-2026-00817-3"
OTHER = "LK-2026-00900-4"


@pytest.fixture(scope="module")
def guided_bank():
    return build_bank([replace(each, flow=FLOWS.get(each.article, "")) for each in ARTICLES], use())


@pytest.fixture(autouse=True)
def bank(monkeypatch, guided_bank):
    monkeypatch.setattr(banks, "current", lambda: guided_bank)


@pytest.fixture
def paid():
    imported(document(NUMBER, state="paid", shipments=[], placed_at=timezone.now().isoformat(), promised_by=None))


def bea(language="en"):
    """Bea, whom the shop vouches for."""
    opening = Opening(language=language, page_language=language, time_zone="America/Recife")
    return open_chat(opening, identity=Identity("u-17", "customer", name="Bea Souza"), by=NOBODY)


def taps(opened, choice):
    return says(opened, "", choice=choice)


def ids(message):
    return [each["id"] for each in message.options]


def test_a_number_alone_shows_the_order_to_its_buyer():
    imported(document(NUMBER))
    opened = bea()
    (reply,) = says(opened, "lk 2026 00817 3")
    assert reply.kind == "answer"
    assert reply.sources == [{"article": f"order:{NUMBER}", "title": NUMBER, "url": f"/en/orders/{NUMBER}"}]
    assert now_of(opened).order == Order.objects.get()


def test_an_order_is_cancelled_once_after_it_was_confirmed(paid):
    opened = bea()
    (asked,) = says(opened, f"I want to cancel what I bought, order {NUMBER}")
    assert "Shall I cancel it?" in asked.text
    assert not LedgerEntry.objects.exists()
    (done,) = taps(opened, "go:cancel_order:cancel")
    assert "is being cancelled" in done.text
    taps(opened, "go:cancel_order:cancel")
    assert LedgerEntry.objects.filter(kind="cancel").count() == 1
    assert LedgerEntry.objects.filter(kind="refund").count() == 1


def test_what_cannot_be_done_any_more_is_answered_with_the_rule():
    imported(document(NUMBER))
    opened = bea()
    (reply,) = says(opened, f"cancel order pls {NUMBER}")
    assert "shipped" in reply.text
    assert "go:cancel_order:cancel" not in ids(reply)
    assert "person" in ids(reply)


def test_nobody_is_asked_for_the_number_twice(paid):
    opened = bea()
    says(opened, NUMBER)
    (reply,) = says(opened, "I want to cancel what I bought")
    assert NUMBER in reply.text


def test_who_signed_in_writes_no_number_at_all(paid):
    opened = bea()
    (reply,) = says(opened, "I want to cancel what I bought")
    assert NUMBER in reply.text


def test_of_several_orders_one_is_picked_by_its_picture_and_title(paid):
    imported(document(OTHER, items__0__title="Kettle"))
    opened = bea()
    (asked,) = says(opened, "I want to cancel what I bought")
    assert {f"order:{NUMBER}", f"order:{OTHER}"} <= set(ids(asked))
    (reply,) = taps(opened, f"order:{NUMBER}")
    assert "Shall I cancel it?" in reply.text


def test_a_typed_yes_is_a_yes_and_a_typed_no_changes_nothing(paid):
    opened = bea()
    says(opened, "I want to cancel what I bought")
    says(opened, "no")
    assert not LedgerEntry.objects.exists()
    says(opened, "cancel order pls")
    (done,) = says(opened, "yes")
    assert "is being cancelled" in done.text
    assert LedgerEntry.objects.filter(kind="cancel").count() == 1


def test_the_second_order_may_be_chosen_in_words(paid):
    imported(document(OTHER, items__0__title="Kettle"))
    opened = bea()
    (asked,) = says(opened, "where's my stuff")
    second = [each["id"] for each in asked.options][1]
    says(opened, "the second")
    assert f"order:{now_of(opened).order.number}" == second


def test_a_chat_begun_about_an_order_knows_it(paid):
    opened = bea()
    begin_about(opened, NUMBER)
    (reply,) = says(opened, "I want to cancel what I bought")
    assert NUMBER in reply.text


def test_a_number_that_came_with_the_page_is_not_asked_for_again(paid):
    opened = somebody()
    begin_about(opened, NUMBER)
    (offer,) = says(opened, "I want to cancel what I bought")
    assert "code:send" in ids(offer)


def test_a_guessed_number_and_a_real_one_get_the_same_words():
    imported(document(NUMBER))
    real, guessed = somebody(), somebody()
    texts = [says(opened, number)[0].text for opened, number in ((real, NUMBER), (guessed, "LK-2026-55555-0"))]
    assert texts[0] == texts[1]
    sent = [taps(opened, "code:send")[0] for opened in (real, guessed)]
    assert sent[0].text == sent[1].text
    wrong = [says(opened, "000000")[0].text for opened in (real, guessed)]
    assert wrong[0] == wrong[1]
    assert now_of(real).order is None


def test_a_code_opens_the_order_and_the_question_goes_on(paid, django_capture_on_commit_callbacks):
    opened = somebody()
    (offer,) = says(opened, f"I want to cancel what I bought {NUMBER}")
    assert ids(offer) == ["code:send", "person"]
    taps(opened, "code:send")
    code = code_of(opened)
    (reply,) = says(opened, f"{code[:3]} {code[3:]}")
    assert "Shall I cancel it?" in reply.text
    assert now_of(opened).order.number == NUMBER


def code_of(opened):
    """The code as its letter says it: the job that sends it is run here."""
    job = ProcrastinateJob.objects.filter(task_name="orders.send_code").latest("id")
    jobs.send_code(**job.args)
    return code_in(letters()[-1])


def test_a_damaged_thing_ends_with_a_person_who_has_the_picture(paid):
    imported(
        document(NUMBER, state="delivered", shipments__0__state="delivered", shipments__0__delivered_at=yesterday())
    )
    opened = bea()
    (asked,) = says(opened, "it came broken")
    assert "picture" in asked.text
    (wish,) = taps(opened, "go:damaged:wish")
    assert "go:damaged:money_back" in ids(wish)
    (handover,) = taps(opened, "go:damaged:to_person")
    assert handover.kind == "handover"
    stood = now_of(opened)
    assert (stood.flow, stood.state) == ("damaged", "queued")
    assert stood.order.number == NUMBER


def yesterday():
    return (timezone.now() - timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    "choice", ["go:cancel_order:nonsense", "go:none:start", "order:LK-0", "line:9", "flow:none", "code:send"]
)
def test_a_choice_that_was_never_offered_does_no_harm(paid, choice):
    opened = somebody()
    (reply,) = taps(opened, choice)
    assert reply.text
    assert not LedgerEntry.objects.exists()
    assert not OneTimeCode.objects.exists()


def test_an_order_of_somebody_else_cannot_be_chosen(paid):
    opened = somebody()
    taps(opened, f"order:{NUMBER}")
    taps(opened, "go:cancel_order:cancel")
    assert now_of(opened).order is None
    assert not LedgerEntry.objects.exists()


def test_without_numbers_and_orders_not_one_statement_more_is_asked(paid):
    opened = somebody()
    with CaptureQueriesContext(connection) as asked:
        says(opened, KNOWN)
    assert not [each["sql"] for each in asked if 'FROM "orders_' in each["sql"]]


def test_five_orders_cost_no_statement_more_than_one(paid):
    def statements(opened):
        with CaptureQueriesContext(connection) as asked:
            says(opened, "where's my stuff")
        return len([each for each in asked if '"orders_' in each["sql"]])

    alone = statements(bea())
    imported(*(document(f"LK-2026-0090{place}-4") for place in range(4)))
    assert statements(bea()) <= alone


def test_why_is_kept(paid):
    opened = bea()
    says(opened, f"cancel order pls {NUMBER}")
    trace = AnswerTrace.objects.get(conversation_id=opened.conversation.pk)
    assert trace.data["guided"] == {"flow": "cancel_order", "step": "confirm", "order": NUMBER}
