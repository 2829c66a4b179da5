"""Publishing policies: a new version each time, which disputes that have begun do not follow."""

from __future__ import annotations

import pytest

from loket.disputes.actions.policies import DisputePolicyMoved, DisputePolicyRefused, publish_policy
from loket.disputes.machine.codes import RuleId
from loket.disputes.models import Dispute, DisputePolicyVersion
from loket.disputes.policies.access import published_for, versions_for
from loket.disputes.policies.current import current_policy, policy_at
from loket.disputes.tests.dispute_shop import draft, judge
from loket.history.models import Event
from loket.orders.tests.ledger_shop import ada, bea, max_, order
from loket.people.access import NotVisible

pytestmark = pytest.mark.django_db

THREE_DAYS = {"deadlines": {"D2": {"amount": 3}}}


def days(policy):
    return policy.deadlines[RuleId.D2].amount


def test_a_version_counts_for_what_begins_after_it():
    before = draft()
    published = publish_policy(THREE_DAYS, market="BR", by=max_(), note="Answers come faster.")
    after = draft()
    assert (published.version, days(current_policy("BR")), days(current_policy("ID"))) == (2, 3, 5)
    assert (before.policy_version, before.policy_market) == (1, "")
    assert (after.policy_version, after.policy_market) == (2, "BR")
    assert days(policy_at("", "", before.policy_version, for_market="BR")) == 5
    assert current_policy("BR").withdrawal.name == "CDC 49"
    event = Event.objects.get(action="dispute_policy.published")
    assert event.data == {"version": 2, "category": "", "note": "Answers come faster."}


def test_the_same_once_more_is_no_new_version():
    first = publish_policy(THREE_DAYS, market="BR", by=max_())
    assert publish_policy(THREE_DAYS, market="BR", by=max_()).pk == first.pk
    assert publish_policy({"deadlines": {"D2": {"amount": 4}}}, market="BR", by=max_(), after=2).version == 3
    assert [each.version for each in versions_for(judge(), "BR")] == [3, 2]
    assert published_for(judge()) == [("BR", "")]


def test_what_was_written_from_an_older_version_is_not_published():
    publish_policy(THREE_DAYS, market="BR", by=max_(), after=1)
    with pytest.raises(DisputePolicyMoved) as moved:
        publish_policy({}, market="BR", by=max_(), after=1)
    assert moved.value.version == 2


def test_a_mistake_is_named_and_nothing_published():
    with pytest.raises(DisputePolicyRefused) as refused:
        publish_policy({"deadlines": {"D2": {"amount": 0}}}, market="BR", by=max_())
    assert "deadlines.D2.amount" in refused.value.problems[0]
    assert not DisputePolicyVersion.objects.exists()


def test_only_leads_publish():
    for actor in (ada(), judge(), bea(order())):
        with pytest.raises(NotVisible):
            publish_policy(THREE_DAYS, market="BR", by=actor)
    with pytest.raises(NotVisible):
        versions_for(bea(order()), "BR")
    assert not Dispute.objects.exists()


SLOW_REFUNDS = {"deadlines": {"D14": {"amount": 30, "unit": "calendar_days"}}}


def test_nothing_is_published_that_is_slower_than_the_law():
    with pytest.raises(DisputePolicyRefused) as refused:
        publish_policy(SLOW_REFUNDS, market="DE", by=max_())
    assert refused.value.problems[0].startswith("deadlines.D14.amount") and "EU 2011/83" in refused.value.problems[0]
    assert not DisputePolicyVersion.objects.exists()


def test_a_policy_for_all_markets_gives_way_to_the_law_of_one():
    publish_policy(SLOW_REFUNDS, by=max_())
    found = {market: current_policy(market).deadlines[RuleId.D14] for market in ("SG", "DE", "BR")}
    assert {market: (rule.amount, rule.unit.value) for market, rule in found.items()} == {
        "SG": (30, "calendar_days"),
        "DE": (14, "calendar_days"),
        "BR": (1, "business_days"),
    }
