from decimal import Decimal

import pytest

from loket.disputes.machine.codes import Liability, RuleId
from loket.disputes.machine.policy import Unit, default_policy, keeps_refund_law, within_refund_law
from loket.disputes.policies.current import built_in_document, built_in_markets, built_in_policy
from loket.disputes.policies.documents import DisputePolicyRefused, read_policy, write_policy


def read(document):
    return read_policy(document, market="BR", version=3)


def test_what_a_document_does_not_name_is_general():
    found = read({"deadlines": {"D2": {"amount": 3}}, "silent_limits": {"BRL": "100"}})
    assert (found.market, found.version) == ("BR", 3)
    assert (found.deadlines[RuleId.D2].amount, found.deadlines[RuleId.D2].unit) == (3, Unit.CALENDAR_DAYS)
    assert found.deadlines[RuleId.D3] == default_policy().deadlines[RuleId.D3]
    assert found.silent_limits["BRL"] == Decimal(100)
    assert found.silent_limits["USD"] == default_policy().silent_limits["USD"]


def test_a_policy_is_written_as_what_differs_and_read_back_the_same():
    document = {"deadlines": {"D2": {"amount": 3}}, "most_counters": 2}
    found = read(document)
    written = write_policy(found)
    assert set(written) == {"deadlines", "most_counters"}
    assert set(written["deadlines"]) == {"D2"}
    assert read(written) == found


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ([], "policy"),
        ({"deadline": {}}, "deadline"),
        ({"version": 4}, "version"),
        ({"deadlines": {"D2": {"amount": 0}}}, "deadlines.D2"),
        ({"deadlines": {"D2": {"amount": 400}}}, "deadlines.D2"),
        ({"deadlines": {"D2": {"unit": "weeks"}}}, "deadlines.D2.unit"),
        ({"deadlines": {"D99": {"amount": 1, "unit": "hours"}}}, "deadlines.D99"),
        ({"silent_limits": {"BRL": "-1"}}, "silent_limits.BRL"),
        ({"silent_limits": {"real": "1"}}, "silent_limits.real"),
        ({"pauses": [{"name": "x", "first": "2027-02-12", "last": "2027-02-05", "countries": ["CN"]}]}, "pauses.x"),
    ],
)
def test_what_cannot_be_read_is_named(document, named):
    with pytest.raises(DisputePolicyRefused) as refused:
        read(document)
    assert any(problem.startswith(named) for problem in refused.value.problems)


def test_every_built_in_document_can_be_read():
    assert {"BR", "ID", "DE", "EU"} <= set(built_in_markets())
    for market in built_in_markets():
        assert built_in_document(market)
        assert built_in_policy(market).withdrawal is not None


def test_rights_of_withdrawal_are_those_of_the_law():
    found = {market: built_in_policy(market).withdrawal for market in ("DE", "BR", "ID", "SG")}
    assert (found["DE"].days, found["DE"].return_days, found["DE"].moves_to_next_working_day) == (14, 14, True)
    assert (found["BR"].days, found["BR"].who_pays_return, found["BR"].tells_card_issuer) == (7, Liability.SELLER, True)
    assert (found["ID"].days, found["ID"].unit) == (2, Unit.BUSINESS_DAYS)
    assert found["SG"] is None


def test_festivals_of_whole_countries_pause_clocks():
    assert any("CN" in pause.countries for pause in built_in_policy("SG").pauses)


def test_every_market_has_the_limits_of_the_currencies_that_are_paid_there():
    paid_with = {"USD", "EUR", "BRL", "MXN", "IDR", "GBP", "CNY", "JPY", "MYR", "PHP", "COP", "CLP", "ARS", "PEN"}
    paid_with |= {"SGD", "THB", "VND", "PLN", "CZK", "SEK", "DKK", "HUF", "RON"}
    for market in ("", *built_in_markets()):
        policy = built_in_policy(market)
        for limits in (policy.silent_limits, policy.second_person_limits, policy.keep_item_limits):
            assert paid_with <= set(limits)


def test_a_second_person_looks_at_more_than_silence_pays_out():
    policy = default_policy()
    for currency, limit in policy.silent_limits.items():
        assert policy.keep_item_limits[currency] < limit < policy.second_person_limits[currency]


def test_refunds_are_ordered_within_the_law_of_every_market():
    laws = {market: built_in_policy(market).withdrawal.refund_days for market in built_in_markets()}
    assert (laws["DE"], laws["BR"], laws["ID"]) == (14, 0, None)
    assert all(keeps_refund_law(built_in_policy(market)) for market in built_in_markets())


@pytest.mark.parametrize(
    ("market", "amount", "unit", "is_lawful"),
    [
        ("DE", 14, "calendar_days", True),
        ("DE", 15, "calendar_days", False),
        ("DE", 6, "business_days", True),
        ("DE", 7, "business_days", False),
        ("DE", 336, "hours", True),
        ("DE", 337, "hours", False),
        ("BR", 1, "business_days", True),
        ("BR", 2, "business_days", False),
        ("BR", 24, "hours", True),
        ("BR", 25, "hours", False),
        ("ID", 90, "calendar_days", True),
        ("SG", 90, "calendar_days", True),
    ],
)
def test_a_time_for_refunds_is_measured_by_the_law_at_its_longest(market, amount, unit, is_lawful):
    law = {**built_in_document(market), "deadlines": {"D14": {"amount": amount, "unit": unit}}}
    policy = read_policy(law, market=market, version=2)
    assert keeps_refund_law(policy) is is_lawful
    assert keeps_refund_law(within_refund_law(policy))
    assert (within_refund_law(policy) == policy) is is_lawful
