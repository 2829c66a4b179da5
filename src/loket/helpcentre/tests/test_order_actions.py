from __future__ import annotations

import pytest

from loket.helpcentre.tests.buyers import ORDERS, at, hidden, new, refund, sign_in, stored, words
from loket.orders.models import LedgerEntry, OrderTask
from loket.orders.tests.proving_cast import newest_code, other_than

pytestmark = pytest.mark.django_db
ADDRESS = {"name": "Bea Souza", "line": "Rua do Sol 5", "more": "ap. 3", "city": "Olinda", "postcode": "53020-000"}


@pytest.fixture(autouse=True)
def _letters(settings):
    settings.LOKET_SMTP_URL = "smtp://127.0.0.1:9"


@pytest.fixture
def bea(client):
    sign_in(client)
    return client


def late():
    return stored(promised_by="2026-10-20", total="106.90")


def confirm(client, path, page=None, **fields):
    page = page or client.get(path)
    return client.post(path, {**hidden(page), **fields})


def test_bea_cancels_an_order_that_was_not_sent(bea):
    new("LK-1")
    page = bea.get(at("LK-1", do="cancel"))
    said = words(page)
    assert "R$106.90 goes back to the card, expected by" in said and "What happens then" in said
    answer = confirm(bea, at("LK-1", do="cancel"), page, reason="changed_mind")
    entry = LedgerEntry.objects.get(kind="cancel")
    assert (answer.status_code, answer.url) == (302, f"{at('LK-1')}/requests/{entry.pk}")
    result = words(bea.get(answer.url))
    assert "You asked to cancel the order" in result and "Back to the order" in result
    assert "You asked to cancel the order" in words(bea.get(at("LK-1")))


def test_the_result_says_where_the_money_is_and_by_when(bea):
    new("LK-1")
    answer = confirm(bea, at("LK-1", do="cancel"), reason="changed_mind")
    result = words(bea.get(answer.url))
    assert "R$106.90 goes back to the card; expected by" in result


def test_a_way_of_paying_that_carries_nothing_back_is_not_promised_to(bea):
    new("LK-1", payments__0__method="boleto")
    said = words(bea.get(at("LK-1", do="cancel")))
    assert "R$106.90 comes back to you. Boleto carries no money back: you name an account for it." in said
    assert "expected by" not in said


def test_only_reasons_that_count_are_offered_again(bea):
    new("LK-1")
    answer = confirm(bea, at("LK-1", do="cancel"))
    assert answer.status_code == 422
    assert "Changed my mind" in words(answer) and "It arrived damaged" not in words(answer)


def test_a_second_click_asks_for_nothing_new(bea):
    new("LK-1")
    path = at("LK-1", do="cancel")
    page = bea.get(path)
    first = confirm(bea, path, page, reason="changed_mind")
    held = LedgerEntry.objects.count()
    second = confirm(bea, path, page, reason="changed_mind")
    assert first.url == second.url and LedgerEntry.objects.count() == held


def test_what_is_already_asked_is_not_asked_again_by_a_new_page(bea):
    new("LK-1")
    confirm(bea, at("LK-1", do="cancel"), reason="changed_mind")
    held = LedgerEntry.objects.count()
    page = bea.get(at("LK-1", do="cancel"))
    assert "This is not possible now" in words(page)
    again = bea.post(at("LK-1", do="cancel"), {"key": "another", "reason": "changed_mind"})
    assert again.status_code == 409 and LedgerEntry.objects.count() == held


def test_a_reason_is_asked_for_and_what_was_chosen_is_kept(bea):
    late()
    path = at(do="refund")
    answer = confirm(bea, path, lines=["1"])
    assert answer.status_code == 422 and "Choose a reason." in words(answer)
    assert LedgerEntry.objects.count() == 0
    odd = confirm(bea, path, reason="seen_by_moonlight")
    assert odd.status_code == 422


def test_an_odd_address_is_refused_with_what_was_typed(bea):
    new("LK-1")
    path = at("LK-1", do="change_address")
    assert 'value="Rua da Aurora 17"' in bea.get(path).content.decode()
    answer = confirm(bea, path, **{**ADDRESS, "city": ""}, reason="changed_mind")
    assert answer.status_code == 422 and "Rua do Sol 5" in answer.content.decode()
    assert LedgerEntry.objects.count() == 0


def test_bea_changes_the_address_before_it_is_sent(bea):
    new("LK-1")
    path = at("LK-1", do="change_address")
    page = bea.get(path)
    reason = hidden(page).get("reason") or "ordered_by_mistake"
    answer = confirm(bea, path, page, **ADDRESS, reason=reason)
    assert answer.status_code == 302, words(answer)
    entry = LedgerEntry.objects.get()
    assert entry.details["address"] == {
        "name": "Bea Souza", "lines": ["Rua do Sol 5", "ap. 3"], "city": "Olinda", "postcode": "53020-000",
        "country": "BR",
    }  # fmt: skip


def test_what_is_not_possible_says_why_and_what_else(bea):
    late()
    page = bea.get(at(do="cancel"))
    assert page.status_code == 200
    assert "has been shipped" in words(page) and "Ask about this order" in words(page)
    assert bea.post(at(do="cancel"), {"key": "k", "reason": "late"}).status_code == 409
    assert LedgerEntry.objects.count() == 0


def test_an_order_shows_what_is_possible_and_why_the_rest_is_not(bea):
    late()
    page = words(bea.get(at()))
    assert "Get money back" in page and "What is not possible, and why" in page
    assert "has been shipped, so it can no longer be cancelled" in page


def test_money_comes_back_for_a_late_order(bea):
    late()
    answer = confirm(bea, at(do="refund"), reason="not_received")
    assert answer.status_code == 302, words(answer)
    assert LedgerEntry.objects.get().asked_by.startswith("customer:")
    assert "You asked for money back" in words(bea.get(answer.url))


def test_money_that_is_gone_does_not_go_twice(bea):
    stored(promised_by="2026-10-20", payments__0__refunds=[refund("r-1", "106.90")])
    page = words(bea.get(at(do="refund")))
    assert "has been given back, or is on its way" in page
    assert bea.post(at(do="refund"), {"key": "k", "reason": "late"}).status_code == 409


@pytest.mark.parametrize("kind", ["nothing", "steal", "refunds"])
def test_an_unknown_action_is_no_page(bea, kind):
    late()
    assert bea.get(at(do=kind)).status_code == 404
    assert bea.post(at(do=kind), {"key": "k"}).status_code == 404


def test_a_request_of_another_order_is_not_shown(bea):
    new("LK-1")
    new("LK-2")
    confirm(bea, at("LK-1", do="cancel"), reason="changed_mind")
    entry = LedgerEntry.objects.get(kind="cancel")
    assert bea.get(f"{at('LK-2')}/requests/{entry.pk}").status_code == 404


def test_a_key_of_another_page_does_not_answer_for_this_one(bea):
    new("LK-1")
    late()
    key = {"key": "the-same"}
    assert bea.post(at("LK-1", do="cancel"), {**key, "reason": "changed_mind"}).status_code == 302
    answer = bea.post(at(do="refund"), {**key, "reason": "late"})
    assert answer.status_code == 409 and "used before" in words(answer)


class TestElsewhere:
    path = at(do="refund/elsewhere")
    account = {"reason": "late", "destination": "pix_key", "holder": "BEA SOUZA", "account": "bea@pix.example"}

    def test_it_takes_a_fresh_code_and_a_day(self, bea, settings):
        late()
        page = confirm(bea, self.path, **self.account, step="code")
        assert page.status_code == 200 and "sent a code to the order's contact" in words(page)
        code = newest_code()
        fields = {**hidden(page), **self.account, "step": "confirm"}
        answer = bea.post(self.path, {**fields, "code": code})
        assert answer.status_code == 302, words(answer)
        assert bea.post(self.path, {**fields, "code": code}).url == answer.url
        entry = LedgerEntry.objects.get()
        assert (entry.destination, entry.state) == ("pix_key", "waiting")
        assert entry.details["account"] == "bea@pix.example"
        assert (entry.due_at - entry.created_at).total_seconds() >= 24 * 3600 - 5
        assert "Waits 24 hours" in words(bea.get(answer.url))

    def test_without_the_code_nothing_moves_and_all_is_kept(self, bea, settings):
        late()
        confirm(bea, self.path, **self.account, step="code")
        wrong = other_than(newest_code())
        for code in ("", wrong, "abc"):
            answer = confirm(bea, self.path, **self.account, step="confirm", code=code)
            assert answer.status_code == 422 and "This code opens nothing." in words(answer)
            assert 'value="bea@pix.example"' in answer.content.decode()
        assert LedgerEntry.objects.count() == 0

    def test_what_was_filled_in_can_be_changed_before_the_code(self, bea):
        late()
        proving = confirm(bea, self.path, **self.account, step="code")
        assert "bea@pix.example" in words(proving) and "Change something" in words(proving)
        again = confirm(bea, self.path, proving, **self.account, step="change")
        assert 'value="bea@pix.example"' in again.content.decode() and "Send me a code" in words(again)

    def test_another_persons_account_is_refused(self, bea):
        late()
        answer = confirm(bea, self.path, **{**self.account, "holder": "Olga Ramos"}, step="code")
        assert answer.status_code == 422 and "has to belong to the person who placed the order" in words(answer)
        assert 'value="Olga Ramos"' in answer.content.decode()

    def test_codes_are_not_sent_without_end(self, bea):
        late()
        for _time in range(3):
            confirm(bea, self.path, **self.account, step="code")
        answer = confirm(bea, self.path, **self.account, step="code")
        assert answer.status_code == 429 and "Try again in" in words(answer)


@pytest.mark.parametrize("kind", ["cancel", "refund", "resend", "replace", "change_address", "return_coupon"])
@pytest.mark.parametrize("state", ["awaiting_payment", "paid", "shipped", "delivered", "completed", "cancelled"])
def test_every_action_has_a_page_in_every_state(bea, kind, state):
    new("LK-1", state=state)
    page = bea.get(at("LK-1", do=kind))
    assert page.status_code == 200
    assert ("What happens then" in words(page)) != ("This is not possible now" in words(page))
    assert OrderTask.objects.count() == 0 and ORDERS in page.content.decode()
