from __future__ import annotations

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.orders.actions import talk_translating
from loket.orders.actions.talk_translating import ask_for_words, translate_lines, translate_talk
from loket.orders.actions.talking import Saying, erase_talks, put_talk, say
from loket.orders.models import TalkTranslation
from loket.orders.talk.queries import talk_of
from loket.orders.talk.reading import read_line
from loket.orders.tests.documents import stored
from loket.people.actors import SYSTEM, CustomerActor
from loket.translation.actions import rendering
from loket.translation.choosing import breaker
from loket.translation.tests.translator_servers import FakeEngine

pytestmark = pytest.mark.django_db
SAID = "Where is my Lamp? Sam's Lamps told me LK-1"


@pytest.fixture
def engines(monkeypatch):
    named = []
    breaker.cache_clear()
    monkeypatch.setattr(rendering, "engines_for", lambda source, target: list(named))
    monkeypatch.setattr(talk_translating, "can_translate", lambda source, target: bool(named))
    return named


@pytest.fixture
def order():
    order = stored()
    message = {"external_id": "m-1", "sender": "buyer", "text": SAID, "language": "en", "sent_at": "2026-10-05"}
    put_talk(order, {"messages": [message]}, by=SYSTEM)
    return order


def read(order, language="zh-Hans", side="seller"):
    return [read_line(each, side=side, language=language) for each in talk_of(order.pk)]


def jobs(name="orders.translate_talk"):
    return list(ProcrastinateJob.objects.filter(task_name=name).order_by("id").values_list("args", flat=True))


def test_what_is_said_is_translated_for_the_other_side_behind(order):
    say(order, Saying("And when?"), by=CustomerActor(order.customer_id), now=timezone.now())
    # The first one is still to be done, and stands for the second.
    assert jobs() == [{"order_id": order.pk, "language": "zh-Hans", "sender": "buyer"}]


def test_a_machines_words_stand_marked_beside_what_was_written(order, engines):
    engines.append(FakeEngine(lambda text: text.replace("Where is my", "我的在哪里")))
    translate_talk(order.pk, "zh-Hans", sender="buyer")
    (line,) = read(order)
    assert line.text.startswith("我的在哪里") and line.words.is_machine and line.words.engine == "fake"
    # The seller's name and what was bought stay as they are.
    assert "Lamp" in line.text and "Sam's Lamps" in line.text and "LK-1" in line.text
    assert line.line.text == SAID


def test_without_an_engine_the_original_stands_and_says_so(order, engines):
    translate_talk(order.pk, "zh-Hans")
    (line,) = read(order)
    assert (line.text, line.lacks_words) == (SAID, True)
    assert TalkTranslation.objects.get().problem == "no_engine"


def test_nobody_waits_twice_for_what_no_engine_can_do_until_one_can(order, engines):
    assert ask_for_words(order, "es", of=read(order, "es"))
    (asked,) = jobs("orders.translate_talk_lines")
    translate_lines(order.pk, "es", ids=asked["ids"])
    assert not ask_for_words(order, "es", of=read(order, "es"))
    engines.append(FakeEngine(str.upper))
    assert ask_for_words(order, "es", of=read(order, "es"))
    translate_lines(order.pk, "es", ids=asked["ids"])
    assert read(order, "es")[0].words.language == "es"


def test_ones_own_words_and_what_one_reads_need_no_translation(order, engines):
    engines.append(FakeEngine(str.upper))
    assert not ask_for_words(order, "es", of=read(order, "es", side="buyer"))
    assert not ask_for_words(order, "en", of=read(order, "en"))
    translate_talk(order.pk, "en")
    assert not TalkTranslation.objects.exists()


def test_what_is_translated_stays_as_it_is(order, engines):
    engines.append(FakeEngine(str.upper))
    translate_talk(order.pk, "es")
    engines[:] = [FakeEngine(str.title)]
    translate_talk(order.pk, "es")
    assert read(order, "es")[0].text == read(order, "es")[0].words.text != SAID.title()


def test_what_was_erased_meanwhile_gets_no_translation(order, engines):
    engines.append(FakeEngine(lambda text: erase_talks([order.pk], now=timezone.now()) and text.upper()))
    translate_talk(order.pk, "es")
    assert not TalkTranslation.objects.exists()
