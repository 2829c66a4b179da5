"""Signed instructions to a real server that fails in every way: nothing is done twice, nothing is forgotten."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import override_settings
from django.utils import timezone

from loket.orders.actions import carrying_out
from loket.orders.actions.ledger import Request, ask_for, carry_out
from loket.orders.connectors import connector
from loket.orders.connectors.http import HttpMarketplace
from loket.orders.connectors.port import Instruction, MarketplaceUnknown
from loket.orders.models import LedgerEntry, OrderTask, Refund
from loket.orders.tests.failing_shop import FAULTS, SECRET, failing_shop
from loket.orders.tests.ledger_shop import ada, order

SECONDS = 0.4


@pytest.fixture
def server():
    with failing_shop() as found:
        yield found


@pytest.fixture
def marketplace(server):
    return HttpMarketplace(server.url, SECRET, seconds=SECONDS)


def instruction(**changes):
    made = Instruction(
        key=str(uuid4()),
        kind="refund",
        order="LK-1",
        currency="BRL",
        reason="damaged",
        asked_at=datetime(2026, 11, 1, tzinfo=UTC),
        amount=Decimal("20.00"),
        payment="pay-1",
        destination="original",
    )
    return replace(made, **changes)


def test_an_instruction_is_done_and_found_again(marketplace, server):
    asked = instruction()
    assert marketplace.look_up(asked.key).state == "absent"
    assert marketplace.carry_out(asked).state == "settled"
    assert marketplace.carry_out(asked) == marketplace.look_up(asked.key)
    assert server.done[asked.key]["amount"] == "20.00"
    assert len(server.done) == 1


def test_a_refusal_is_the_marketplaces_own_word(marketplace, server):
    server.refuses = {"refund"}
    outcome = marketplace.carry_out(instruction())
    assert (outcome.state, outcome.problem) == ("refused", "Not with us.")


@pytest.mark.parametrize("fault", FAULTS)
def test_no_failure_is_taken_for_an_answer(marketplace, server, fault):
    asked = instruction()
    server.faults.append(fault)
    began = time.monotonic()
    outcome = marketplace.carry_out(asked)
    assert outcome.state == "unknown"
    assert outcome.problem
    assert time.monotonic() - began < SECONDS + 0.4
    assert server.elsewhere == []
    assert marketplace.look_up(asked.key).state == ("settled" if FAULTS[fault] else "absent")


@pytest.mark.parametrize("fault", FAULTS)
def test_no_failure_of_a_look_up_makes_an_instruction_absent(marketplace, server, fault):
    asked = instruction()
    server.faults.append(fault)
    assert marketplace.look_up(asked.key).state == "unknown"


def test_another_amount_is_for_a_person(marketplace, server):
    asked = instruction()
    marketplace.carry_out(asked)
    server.done[asked.key]["amount"] = "200.00"
    server.do = lambda document: server.tell(document["key"])
    outcome = marketplace.carry_out(asked)
    assert (outcome.state, outcome.is_for_a_person) == ("unknown", True)


def test_nobody_answers_at_all():
    outcome = HttpMarketplace("http://127.0.0.1:9", SECRET, seconds=SECONDS).carry_out(instruction())
    assert outcome.state == "unknown"


def test_a_wrong_secret_does_nothing(server):
    assert HttpMarketplace(server.url, "other", seconds=SECONDS).carry_out(instruction()).state == "unknown"
    assert server.done == {}


@pytest.mark.parametrize(
    ("url", "secret"),
    [("", "s"), ("ftp://shop.example", "s"), ("https://a:b@shop.example", "s"), ("https://shop.example", "")],
)
def test_half_a_setting_is_refused_with_words(url, secret):
    with (
        override_settings(LOKET_MARKETPLACE="http", LOKET_MARKETPLACE_URL=url, LOKET_MARKETPLACE_SECRET=secret),
        pytest.raises(MarketplaceUnknown, match="LOKET_MARKETPLACE_"),
    ):
        connector()


@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    "second",
    ["", pytest.param("500 before", marks=pytest.mark.slow), pytest.param("timeout after", marks=pytest.mark.slow)],
)
def test_a_refund_gets_through_every_failure_once(marketplace, server, monkeypatch, fault, second):
    monkeypatch.setattr(carrying_out, "connector", lambda: marketplace)
    entry = ask_for(order(), Request("refund", "damaged", Decimal("20.00")), key="k-1", by=ada())
    server.faults.extend([fault, second])
    now = timezone.now()
    for _attempt in range(4):
        carry_out(entry.pk, now=now)
        now += timedelta(hours=7)
    entry.refresh_from_db()
    assert (entry.state, Refund.objects.get(entry=entry).state) == ("settled", "settled")
    assert list(server.done) == [str(entry.pk)]
    assert not OrderTask.objects.exists()
    assert LedgerEntry.objects.count() == 1
