from __future__ import annotations

from dataclasses import replace

import pytest

from journeys.cast import ada, ana, edith, max_, olga
from loket.history.models import Event
from loket.orders.actions.policies import PolicyMoved, publish_policy
from loket.orders.models import Policy
from loket.orders.rulebook.policies import built_in_policy, current_policy, known_markets
from loket.orders.rulebook.policy_access import may_change_policies, may_read_policies, policy_for, versions_for
from loket.orders.rulebook.policy_document import Span, Window
from loket.orders.rulebook.policy_reading import PolicyRefused, write_policy
from loket.people.access import NotVisible
from loket.people.actors import NOBODY, SYSTEM

pytestmark = pytest.mark.django_db


def document(*, days=30, policy=None):
    """The built-in rules with another time for a change of mind."""
    policy = policy or built_in_policy()
    window = Window("delivered", closes=Span(days, "d"))
    rules = [replace(rule, window=window) if rule.id == "withdrawal" else rule for rule in policy.rules]
    return write_policy(replace(policy, rules=tuple(rules)))


def publish(market="", *, by=None, note="more time", **changes):
    days = changes.pop("days", 30)
    return publish_policy(document(days=days), market=market, note=note, by=by or max_(), **changes)


def withdrawal(market):
    """The days for a change of mind that count now."""
    (rule,) = [each for each in current_policy(market).rules if each.id == "withdrawal"]
    return rule.window.closes.count


def test_without_a_published_policy_the_built_in_one_counts():
    assert current_policy("") == built_in_policy()
    assert {market: withdrawal(market) for market in ("", "US", "BR", "ID", "MX", "FR")} == {
        "": 14, "US": 14, "BR": 7, "ID": 7, "MX": 10, "FR": 14,
    }  # fmt: skip


def test_a_published_policy_counts_at_once_where_no_market_has_its_own():
    publish(days=30)
    assert (withdrawal(""), withdrawal("US"), current_policy("US").version) == (30, 30, 1)


def test_what_a_market_has_by_law_is_not_changed_by_the_general_rules():
    publish(days=1)
    assert withdrawal("BR") == 7
    publish("BR", days=21)
    assert (withdrawal("BR"), current_policy("BR").market, withdrawal("US")) == (21, "BR", 1)


def test_versions_count_on_and_the_old_ones_stay():
    assert [publish(days=days).version for days in (20, 21)] == [1, 2]
    assert publish("MX").version == 1
    assert withdrawal("") == 21
    kept = {each.version: each.rules for each in versions_for(max_(), "")}
    assert kept == {1: document(days=20), 2: document(days=21)}


def test_the_history_tells_who_published_what():
    publish("BR", note="Carnival")
    (event,) = Event.objects.filter(action="policy.published")
    assert (event.subject, event.by, event.data) == ("policy:BR", max_().label, {"version": 1, "note": "Carnival"})
    assert Policy.objects.get().published_by == max_().user


def test_the_same_rules_again_are_no_new_version():
    first = publish()
    assert publish(note="again") == first
    assert Event.objects.filter(action="policy.published").count() == 1


def test_whoever_was_overtaken_is_told():
    publish(after=0)
    with pytest.raises(PolicyMoved) as overtaken:
        publish(days=9, after=0)
    assert overtaken.value.version == 1
    assert publish(days=9, after=1).version == 2


def test_what_is_no_policy_is_not_published():
    with pytest.raises(PolicyRefused):
        publish_policy({"rules": []}, market="", note="", by=max_())
    with pytest.raises(PolicyRefused):
        publish("M" * 21)
    assert not Policy.objects.exists()


@pytest.mark.parametrize("who", [ada, edith])
def test_only_leads_and_administrators_publish(who):
    with pytest.raises(NotVisible):
        publish(by=who())
    assert not may_change_policies(who())
    assert may_change_policies(max_()) and may_change_policies(ana())


def test_whoever_answers_may_read_and_nobody_else():
    assert may_read_policies(ada()) and may_read_policies(max_()) and may_read_policies(SYSTEM)
    for outsider in (olga(), edith(), NOBODY):
        for read in (lambda: policy_for(outsider, ""), lambda: versions_for(outsider, "")):  # noqa: B023
            with pytest.raises(NotVisible):
                read()
    assert policy_for(ada(), "BR") == current_policy("BR")


def test_asking_for_the_rules_costs_one_statement(django_assert_num_queries):
    publish()
    publish("BR")
    for market in ("", "BR", "US"):
        with django_assert_num_queries(1):
            current_policy(market)


def test_every_market_of_the_european_union_has_its_days():
    assert {"DE", "FR", "IE", "PL", "EU"} <= set(known_markets())
