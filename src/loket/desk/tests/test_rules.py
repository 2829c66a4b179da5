from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone, translation

from journeys.cast import ada, ana, edith, max_
from loket.desk.rule_differences import differences
from loket.desk.rule_words import rule_words
from loket.desk.tests.waiting import signed_in
from loket.orders.actions.policies import publish_policy
from loket.orders.models import Order, Policy
from loket.orders.rulebook.policies import built_in_policy, current_policy
from loket.orders.rulebook.policy_document import Span, Window
from loket.orders.rulebook.policy_reading import write_policy
from loket.people.models import Customer, Seller

pytestmark = pytest.mark.django_db

PAGE = "/desk/rules"
EDIT = "/desk/rules/edit"
ALL_PAGES = (PAGE, f"{PAGE}/versions", f"{PAGE}/trial", EDIT)


@pytest.fixture
def client():
    return signed_in(max_())


def order(**fields):
    buyer = Customer.objects.create(name="Bea")
    seller = Seller.objects.create(external_id="s-1", name="Sam")
    return Order.objects.create(
        **{
            "number": "LK-2026-00817-3",
            "number_key": "LK2026008173",
            "customer": buyer,
            "seller": seller,
            "placed_at": timezone.now(),
            "state": "awaiting_payment",
            "currency": "BRL",
            "market": "BR",
            "total": "106.90",
            **fields,
        }
    )


def text_of(client, address=PAGE, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def fields_of(text):
    """What the form on a page would send if nothing was touched."""
    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', text))
    boxes = re.findall(r'<input type="checkbox" name="([^"]+)"([^>]*)>', text)
    fields = {name: value for name, value in fields.items() if name not in dict(boxes)}
    fields |= {name: "on" for name, rest in boxes if "checked" in rest}
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', text, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    fields["note"] = re.search(r'<textarea name="note"[^>]*>\s*(.*?)</textarea>', text, re.S)[1]
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def send(client, changes, *, market="", step="look", fields=None):
    """Send the form with some fields typed over."""
    address = f"{EDIT}?market={market}"
    fields = fields or fields_of(client.get(address).content.decode())
    return client.post(address, {**fields, "note": "Carnival", "step": step, **changes})


def publish(client, changes, *, market=""):
    """Look it over, then publish what was looked over."""
    looked = send(client, changes, market=market)
    assert looked.status_code == 200, looked.content.decode()
    return client.post(f"{EDIT}?market={market}", {**fields_of(looked.content.decode()), "step": "publish"})


def withdrawal(market):
    (rule,) = [each for each in current_policy(market).rules if each.id == "withdrawal"]
    return rule


def test_the_rules_stand_there_in_words(client):
    text = text_of(client, market="BR")
    for words in (
        "Until 7 days after the last parcel arrived",
        "From 5 days until 90 days after the promised day",
        "Does not want it any more",
        "R$1,500.00",
        "Nothing was shipped yet",
        "Needs a lawyer",
    ):
        assert words in text
    assert "not_shipped" not in text


def test_every_kind_has_its_table_and_every_rule_its_place(client):
    text = text_of(client)
    assert all(f'id="{kind}"' in text for kind in ("cancel", "refund", "resend", "replace", "change_address"))
    assert all(f'id="rule-{rule.id}"' in text for rule in built_in_policy().rules)


def test_how_long_money_takes_back_stands_there_for_each_way(client):
    text = text_of(client, market="BR")
    times = text[text.index('id="refund-dates"') :]
    assert "<dt>Card</dt><dd>60 days</dd>" in times
    assert "<dt>Boleto</dt><dd>10 business days</dd>" in times
    changed = {**write_policy(built_in_policy()), "refund_dates": {"pix": "3d"}}
    publish_policy(changed, market="BR", note="Slower.", by=max_())
    assert "<dt>Pix</dt><dd>3 days</dd>" in text_of(client, market="BR")
    assert "How long money takes back" in text_of(client, f"{PAGE}/versions", market="BR")


def test_an_agent_reads_and_cannot_change():
    agent = signed_in(ada())
    text = text_of(agent)
    assert EDIT not in text
    assert all(text_of(agent, page) for page in ALL_PAGES if page != EDIT)
    for answer in (agent.get(EDIT), send(agent, {}, fields={"after": "0"}, step="publish")):
        assert answer.status_code == 404
    assert not Policy.objects.exists()


@pytest.mark.parametrize("page", ALL_PAGES)
def test_who_does_not_answer_sees_nothing(page):
    assert signed_in(edith()).get(page).status_code == 404
    assert "/desk/sign-in" in Client().get(page)["Location"]
    assert signed_in(ana()).get(page).status_code == 200


@pytest.mark.parametrize("market", ["../etc", "x" * 21, "a b", "<b>"])
def test_a_market_that_is_none_does_not_exist(client, market):
    assert client.get(PAGE, {"market": market}).status_code == 404


def test_what_differs_is_shown_before_it_counts(client):
    answer = send(client, {"rule-withdrawal-closes": "30", "amount-small-BRL": "60"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Until 14 days" in text and "Until 30 days" in text and "R$60.00" in text
    assert not Policy.objects.exists()
    assert fields_of(text)["rule-withdrawal-closes"] == "30"


def test_what_was_looked_over_is_published(client):
    answer = publish(client, {"rule-withdrawal-closes": "30", "rule-withdrawal-second": "small"}, market="BR")
    assert answer["Location"] == f"{PAGE}?market=BR"
    rule = withdrawal("BR")
    assert (rule.window.closes, rule.second_person_above) == (Span(30, "d"), "small")
    assert withdrawal("").window.closes == Span(14, "d")
    (row,) = Policy.objects.all()
    assert (row.market, row.version, row.note, row.published_by) == ("BR", 1, "Carnival", max_().user)


def test_an_untouched_form_keeps_every_rule_as_it_is(client):
    publish(client, {"amount-small-BRL": "60"}, market="BR")
    kept = write_policy(current_policy("BR"))
    assert kept["amounts"]["small"].pop("BRL") == "60"
    expected = write_policy(replace(current_policy("BR"), rules=current_policy("BR").rules))
    assert kept["rules"] == expected["rules"]
    assert send(client, {}, market="BR").status_code == 422


def test_what_was_typed_after_looking_is_looked_over_again(client):
    looked = send(client, {"rule-withdrawal-closes": "30"}).content.decode()
    fields = {**fields_of(looked), "rule-withdrawal-closes": "300", "step": "publish"}
    answer = client.post(EDIT, fields)
    assert "Until 300 days" in answer.content.decode()
    assert not Policy.objects.exists()


def test_a_rule_can_be_switched_off(client):
    fields = fields_of(text_of(client, EDIT))
    fields.pop("rule-goodwill-on")
    looked = send(client, {}, fields=fields).content.decode()
    client.post(EDIT, {**fields_of(looked), "step": "publish"})
    assert [rule.id for rule in current_policy("").rules if not rule.on] == ["goodwill"]
    assert "Switched off" in text_of(client)


def test_another_currency_gets_its_amounts(client):
    publish(client, {"new-currency": "chf", "amount-small-new": "9.90", "amount-large-new": "300"})
    amounts = current_policy("").amounts
    assert (str(amounts["small"]["CHF"]), "CHF" in amounts["usual"]) == ("9.90", False)
    assert 'name="amount-usual-CHF"' in text_of(client, EDIT)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("rule-withdrawal-closes", "soon", "Write a whole number from 1 to 3650."),
        ("rule-withdrawal-opens", "20", "later than when it opens"),
        ("rule-goodwill-percent", "120", "Write a number from 0 to 100"),
        ("rule-goodwill-most", "endless", "Select a valid choice"),
        ("amount-small-BRL", "-1", "Write an amount of 0 or more"),
        ("amount-small-BRL", "1e99", "Write an amount of 0 or more"),
        ("new-currency", "XXQ", "is no currency"),
        ("new-currency", "BRL", "stands in the table already"),
        ("amount-small-new", "5", "Name the currency"),
        ("note", "", "Say in a line"),
        ("note", "\0", "Null characters"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, field, value, words):
    answer = send(client, {"rule-problem-closes": "77", field: value})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert fields_of(text)["rule-problem-closes"] == "77"
    assert not Policy.objects.exists()


def test_whoever_was_overtaken_sees_it_and_loses_nothing(client):
    looked = fields_of(send(client, {"rule-withdrawal-closes": "30"}).content.decode())
    rules = [replace(each, on=False) if each.id == "goodwill" else each for each in built_in_policy().rules]
    publish_policy(write_policy(replace(built_in_policy(), rules=tuple(rules))), market="", note="", by=ana())
    answer = client.post(EDIT, {**looked, "step": "publish"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody published other rules meanwhile" in text
    assert "Until 30 days" in text and "Goodwill" not in current_policy("").notes
    again = client.post(EDIT, {**fields_of(text), "step": "publish"})
    assert (again.status_code, current_policy("").version) == (302, 2)


def test_the_versions_tell_who_when_and_what(client):
    publish(client, {"rule-withdrawal-closes": "30"})
    publish(client, {"rule-withdrawal-closes": "31"})
    text = text_of(client, f"{PAGE}/versions")
    assert text.index("Version 2") < text.index("Version 1")
    assert text.count("Counts now") == 1 and text.count("Carnival") == 2
    assert re.search(r"<del>[^<]*Until 30 days[^<]*</del>.*<ins>[^<]*Until 31 days", text, re.S)
    assert "Nothing was published for this market yet" in text_of(client, f"{PAGE}/versions", market="MX")


def test_an_order_answers_for_every_kind_and_role(client):
    order()
    text = text_of(client, f"{PAGE}/trial", order=" lk 2026 00817-3 ")
    assert text.count('class="rule-answer"') == 30
    assert "You can cancel until it is shipped." in text
    assert "Nothing was paid for this order, so there is nothing to give back." in text
    assert "buyer-cancels-unshipped" in text


@pytest.mark.parametrize("typed", ["LK-404", "\0", "'; --", "<script>", "9" * 5000])
def test_a_number_without_an_order_is_said_politely(client, typed):
    text = text_of(client, f"{PAGE}/trial", order=typed)
    assert "No order has this number" in text
    assert "<script>" not in text


def test_the_pages_ask_little_of_the_database(client, django_assert_max_num_queries):
    order()
    publish(client, {"rule-withdrawal-closes": "30"})
    for page, query in ((PAGE, {}), (f"{PAGE}/versions", {}), (f"{PAGE}/trial", {"order": "LK-2026-00817-3"})):
        with django_assert_max_num_queries(20):
            text_of(client, page, **query)


@pytest.mark.parametrize("language", ["en", "pt-br", "id", "es"])
def test_every_rule_has_words_in_every_language(language):
    with translation.override(language):
        for rule in built_in_policy().rules:
            words = rule_words(rule, built_in_policy(), "BRL")
            assert all([words.who, words.limit, words.reasons, words.cost, words.second_person])


def test_differences_name_what_came_and_what_went():
    before = built_in_policy()
    window = Window("placed", closes=Span(36, "h"))
    rules = (replace(before.rules[0], window=window), *before.rules[2:], replace(before.rules[1], id="new-one"))
    after = replace(before, rules=rules, costs={**before.costs, "late": "carrier"})
    found = {(each.name, each.after) for each in differences(before, after)}
    assert {("new-one", "New rule"), (before.rules[1].id, "–"), ("Comes too late", "Carrier")} <= found
    assert any("36 hours" in after for _name, after in found)
    assert differences(before, before) == ()
