from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from loket.notices.links import (
    CONVERSATION,
    LinkFacts,
    conversation_link,
    read_link,
    read_link_of_any_age,
    seal_link,
    signed_link,
)

CASE = f"conversation:{uuid4()}"
BEA = str(uuid4())
A_WEEK = timedelta(days=7)


def link(**changes):
    given = {"subject": CASE, "recipient_kind": "customer", "recipient_id": BEA, "lives_for": A_WEEK}
    return signed_link("/pt-BR/l", purpose=CONVERSATION, **{**given, **changes})


def token_of(url):
    return url.rsplit("/", 1)[1]


def test_a_link_says_what_it_opens_and_for_whom():
    facts = read_link(token_of(link()), purpose=CONVERSATION)
    assert (facts.subject, facts.recipient_kind, facts.recipient_id) == (CASE, "customer", BEA)
    assert str(facts.id_of("conversation")) == CASE.split(":")[1] and facts.id_of("order") is None


def test_a_link_is_absolute_and_leaves_room_in_a_text_message(settings):
    settings.LOKET_URL = "https://help.samudra.example"
    url = conversation_link(CASE, language="pt-BR", recipient_kind="customer", recipient_id=BEA, lives_for=A_WEEK)
    assert url.startswith("https://help.samudra.example/pt-BR/l/") and len(url) < 200
    assert urlsplit(url).path == urlsplit(url).path.strip()


@pytest.mark.parametrize("purpose", ["", "sign_in", "conversation2"])
def test_a_link_for_another_purpose_opens_nothing(purpose):
    assert read_link(token_of(link()), purpose=purpose) is None


def test_a_link_ends():
    token = token_of(link())
    later = timezone.now() + A_WEEK + timedelta(seconds=1)
    assert read_link(token, purpose=CONVERSATION, now=later) is None
    assert read_link_of_any_age(token, purpose=CONVERSATION).is_over(later)


@pytest.mark.parametrize("place", range(0, 110, 7))
def test_a_link_of_which_one_letter_was_changed_opens_nothing(place):
    token = token_of(link())
    other = "A" if token[place] != "A" else "B"
    assert read_link_of_any_age(token[:place] + other + token[place + 1 :], purpose=CONVERSATION) is None


@pytest.mark.parametrize("nonsense", ["", ".", "....", "a" * 5_000, "ü.ü.ü", "u.u.u.u.u"])
def test_what_is_no_link_opens_nothing(nonsense):
    assert read_link_of_any_age(nonsense, purpose=CONVERSATION) is None


@given(subject=st.text(max_size=60), kind=st.text(max_size=10), identity=st.text(max_size=60))
def test_whatever_stands_in_a_link_comes_out_again(subject, kind, identity):
    expires = timezone.now().replace(microsecond=0) + A_WEEK
    facts = LinkFacts(subject, kind, identity, expires)
    token = seal_link(facts, purpose="x")
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~")
    if len(token) <= 400:
        assert read_link_of_any_age(token, purpose="x") == facts
