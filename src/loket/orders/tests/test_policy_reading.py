from __future__ import annotations

import json
from copy import deepcopy
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.orders.rulebook.policies import built_in_policy
from loket.orders.rulebook.policy_document import PolicyDocument, Span
from loket.orders.rulebook.policy_reading import PolicyRefused, read_policy, write_policy

SMALL = {
    "amounts": {"small": {"BRL": "50"}},
    "rules": [{"id": "one", "kind": "refund", "roles": ["agent"], "reasons": ["late"], "most": "small"}],
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        *("id", "kind", "roles", "reasons", "states", "parcels", "given", "window", "of", "share", "most"),
        *("second_person_above", "cost_to", "once", "on", "note", "else"),
    ]
)
TOP_KEYS = st.sampled_from(["market", "version", "notes", "amounts", "costs", "includes", "rules", "else"])


def small(**rule):
    document = deepcopy(SMALL)
    document["rules"][0] |= rule
    return document


def problems(document):
    with pytest.raises(PolicyRefused) as refused:
        read_policy(document)
    return refused.value.problems


def read_or_refuse(document):
    """A policy, or at least one problem in words; nothing else."""
    try:
        assert isinstance(read_policy(document), PolicyDocument)
    except PolicyRefused as refused:
        assert refused.problems and all(": " in each for each in refused.problems)


@given(ANYTHING)
def test_whatever_is_given_is_read_or_refused(document):
    read_or_refuse(document)


@given(st.dictionaries(TOP_KEYS, ANYTHING, max_size=4))
def test_a_document_with_anything_in_it_is_read_or_refused(fields):
    read_or_refuse({**deepcopy(SMALL), **fields})


@given(st.dictionaries(KEYS, ANYTHING, max_size=4))
def test_a_rule_with_anything_in_it_is_read_or_refused(fields):
    read_or_refuse(small(**fields))


@pytest.mark.parametrize(
    "huge", [10**5000, "9" * 5000, "1e999999999", "-0", "NaN", "Infinity", " 1", "١"], ids=range(8)
)
def test_amounts_that_are_none_are_refused_or_read_as_numbers(huge):
    read_or_refuse({**deepcopy(SMALL), "amounts": {"small": {"BRL": huge}}})
    read_or_refuse(small(share=huge, id=huge, kind=huge, most=huge))


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"kind": "steal"}, "one.kind"),
        ({"roles": []}, "one.roles"),
        ({"roles": ["boss"]}, "one.roles"),
        ({"reasons": "late"}, "one.reasons"),
        ({"states": ["gone"]}, "one.states"),
        ({"most": "huge"}, "one.most"),
        ({"share": "1.5"}, "one.share"),
        ({"share": 0.5}, "one.share"),
        ({"share": "0.12345"}, "one.share"),
        ({"once": "yes"}, "one.once"),
        ({"id": "Über"}, "rules.1.id"),
        ({"note": "\ud800"}, "one.note"),
        ({"more": 1}, "one"),
        ({"window": {"start": "born"}}, "one.window.start"),
        ({"window": {"start": "placed", "closes": "7 days"}}, "one.window.closes"),
        ({"window": {"start": "placed", "closes": "99999d"}}, "one.window.closes"),
        ({"window": {"start": "placed", "opens": "3d", "closes": "48h"}}, "one.window"),
        ({"window": {"start": "placed", "closes": {"business_days": "5"}}}, "one.window.closes"),
        ({"window": {"start": "placed", "closes": {"business_days": 5, "days": 2}}}, "one.window.closes"),
        ({"window": {"start": "placed", "closes": {"business_days": True}}}, "one.window.closes"),
        ({"window": {"start": "placed", "closes": {"business_days": 99999}}}, "one.window.closes"),
        ({"window": {"start": "placed", "closes": None}}, "one.window.closes"),
    ],
)
def test_a_problem_says_where_it_stands(fields, where):
    assert [each.split(": ")[0] for each in problems(small(**fields))] == [where]


@pytest.mark.parametrize(
    ("dates", "where"),
    [
        ({"pix": "24h"}, "refund_dates.pix"),
        ({"pix": 3}, "refund_dates.pix"),
        ({"Pix": "3d"}, "refund_dates.Pix"),
        ({"pix": None}, "refund_dates.pix"),
        (["pix"], "refund_dates"),
    ],
)
def test_how_long_money_takes_is_told_in_days(dates, where):
    assert [each.split(": ")[0] for each in problems({**SMALL, "refund_dates": dates})] == [where]


def test_days_and_business_days_are_told_apart_and_written_back():
    told = {"pix": "1d", "card": {"business_days": 14}}
    document = {**small(window={"start": "placed", "closes": {"business_days": 5}}), "refund_dates": told}
    policy = read_policy(document)
    assert policy.refund_dates == {"pix": Span(1, "d"), "card": Span(14, "business_days")}
    assert policy.rules[0].window.closes == Span(5, "business_days")
    written = write_policy(policy)
    assert (written["refund_dates"], written["rules"][0]["window"]["closes"]) == (told, {"business_days": 5})


def test_all_problems_come_at_once():
    found = problems({**small(kind="x", share="9"), "costs": {"late": "nobody"}, "market": 3})
    assert {each.split(": ")[0] for each in found} == {"one.kind", "one.share", "costs.late", "market"}


def test_two_rules_of_one_name_and_no_rules_are_refused():
    assert problems({**SMALL, "rules": SMALL["rules"] * 2}) == ["one: two rules have this name."]
    assert problems({"rules": []}) == ["rules: there has to be a list with at least one rule."]
    assert problems({**SMALL, "rules": SMALL["rules"] * 201}) == ["rules: there are more than 200 rules."]


def test_a_policy_survives_json():
    written = json.loads(json.dumps(write_policy(built_in_policy())))
    assert read_policy(written) == built_in_policy()


def test_what_is_left_out_asks_for_nothing():
    (rule,) = read_policy(small(window={"start": "placed", "closes": "36h"})).rules
    assert (rule.states, rule.given, rule.share, rule.on, rule.once) == ((), (), Decimal(1), True, False)
    assert rule.window.closes == Span(36, "h")


def test_roles_may_include_each_other_without_end():
    policy = read_policy({**SMALL, "includes": {"lead": ["agent"], "agent": ["lead"]}})
    assert policy.reach("lead") == policy.reach("agent") == {"lead", "agent"}
