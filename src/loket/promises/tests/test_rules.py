from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from loket.promises.rules import BUILT_IN, OTHERWISE, SIMPLE, CaseFacts, Rule, decide

REFUNDS = CaseFacts(kind="order", topics=("refunds",), language="pt-BR", country="BR", channel="chat")
some = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True).map(tuple)
languages = st.lists(st.sampled_from(["en", "pt-BR", "es"]), max_size=2, unique=True).map(tuple)
rules = st.builds(
    Rule,
    key=st.uuids().map(str),
    name=st.just("rule"),
    kinds=st.sampled_from([(), ("question",), ("order",)]),
    topics=some,
    urgency=st.sampled_from(["any", "urgent", "ordinary"]),
    languages=languages,
    countries=st.sampled_from([(), ("BR",), ("ID", "BR")]),
    channels=st.sampled_from([(), ("chat",)]),
)
cases = st.builds(
    CaseFacts,
    kind=st.sampled_from(["question", "order"]),
    topics=some,
    is_urgent=st.booleans(),
    language=st.sampled_from(["en", "pt-BR", "es", "id"]),
    country=st.sampled_from(["BR", "ID", ""]),
    channel=st.sampled_from(["chat", "mail"]),
)


@given(st.lists(rules, max_size=6), cases)
def test_the_first_rule_that_fits_counts_and_all_above_it_say_why_they_do_not(table, case):
    decided = decide(table, case)
    all_rules = [*table, *BUILT_IN]
    expected = next(rule for rule in all_rules if _fits(rule, case))
    assert decided.rule is expected
    assert [each.rule for each in decided.passed] == all_rules[: all_rules.index(expected)]


def _fits(rule, case):
    return (
        (not rule.kinds or case.kind in rule.kinds)
        and (not rule.topics or any(topic in rule.topics for topic in case.topics))
        and (rule.urgency == "any" or (rule.urgency == "urgent") == case.is_urgent)
        and (not rule.languages or case.language in rule.languages)
        and (not rule.countries or case.country in rule.countries)
        and (not rule.channels or case.channel in rule.channels)
    )


def test_without_rules_a_question_has_its_answer_in_a_day_and_all_else_in_two():
    assert decide([], CaseFacts()).rule is SIMPLE
    assert decide([], REFUNDS).rule is OTHERWISE
    assert SIMPLE.target("first").total_seconds() == 24 * 3600
    assert OTHERWISE.target("next").total_seconds() == 48 * 3600


def test_a_rule_may_promise_nothing_or_one_thing_alone():
    silent = Rule(key="1", name="no promise", languages=("pt-BR",))
    assert decide([silent], REFUNDS).rule.target("first") is None
    assert replace(silent, next_minutes=30).target("next").total_seconds() == 1800


def test_why_names_what_was_asked():
    brazil = Rule(key="1", name="Brazil", topics=("refunds",), languages=("pt-BR",), countries=("BR",))
    indonesia = replace(brazil, key="2", topics=(), languages=("id",), countries=())
    decided = decide([indonesia, brazil], REFUNDS)
    assert decided.fits == ("topic", "language", "country")
    assert [(each.rule.key, each.failed) for each in decided.passed] == [("2", "language")]
