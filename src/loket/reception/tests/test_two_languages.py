"""Bea writes Spanish, Caio reads Portuguese: each meets their own language, and the original is never touched."""

from __future__ import annotations

import pytest

from journeys.cast import ada, bea, team
from loket.conversations.actions.replies import Words
from loket.conversations.actions.translating import keep_translation
from loket.conversations.models import Message, MessageTranslation
from loket.conversations.queries import Translated, messages_after
from loket.people.actors import SYSTEM
from loket.reception.counter import take
from loket.reception.readers import Reader, reads
from loket.reception.tests.story import asks_for_person, now_of, says
from loket.reception.two_languages import ask_for, reply, translate_for_staff, translate_message
from loket.translation.actions.memory import approve_translation

pytestmark = pytest.mark.django_db

QUESTION = "¿Dónde está mi pedido LK-2026-00817-3?"
READER = Reader(frozenset({"pt-BR"}), "pt-BR")


@pytest.fixture
def with_agent():
    """Bea's Spanish case, taken by an agent."""
    team()
    opened = bea(language="es")
    says(opened, QUESTION)
    asks_for_person(opened)
    take(opened.conversation.pk, by=ada())
    return opened


def last(opened):
    return messages_after(opened.conversation.pk, 0)[-1]


def apertium(settings):
    settings.LOKET_TRANSLATORS = ["apertium"]


class TestReply:
    def test_goes_out_in_the_customers_language_beside_the_original(self, with_agent, settings):
        apertium(settings)
        reply(now_of(with_agent), Words(text="O pedido LK-2026-00817-3 foi enviado ontem.", language="pt-BR"), by=ada())
        said = last(with_agent)
        (translated,) = said.translations
        assert said.text == "O pedido LK-2026-00817-3 foi enviado ontem."
        assert (translated.language, translated.is_machine, translated.engine) == ("es", True, "apertium")
        assert "LK-2026-00817-3" in translated.text
        assert "enviado ayer" in translated.text

    def test_in_their_language_is_left_as_it_is(self, with_agent, settings):
        apertium(settings)
        reply(now_of(with_agent), Words(text="Se envió ayer.", language="es"), by=ada())
        assert last(with_agent).translations == ()

    def test_approved_words_need_no_engine(self, with_agent):
        approve_translation(
            "It was sent yesterday.", "Se envió ayer.", source_language="en", target_language="es", by=SYSTEM
        )
        reply(now_of(with_agent), Words(text="It was sent yesterday.", language="en"), by=ada())
        (translated,) = last(with_agent).translations
        assert (translated.text, translated.is_machine) == ("Se envió ayer.", False)

    def test_without_an_engine_the_original_goes_and_says_what_it_is_about(self, with_agent):
        reply(now_of(with_agent), Words(text="You can cancel your order in My orders.", language="en"), by=ada())
        said = last(with_agent)
        (gist,) = said.translations
        assert said.text == "You can cancel your order in My orders."
        assert (gist.text, gist.problem) == ("", "no_engine")
        assert all(each["url"].startswith("/es/help/") for each in gist.about)

    def test_that_came_too_late_gets_its_translation_afterwards(self, with_agent, settings, monkeypatch):
        apertium(settings)
        monkeypatch.setattr("loket.reception.two_languages.REPLY_WAITS_SECONDS", 0.0)
        message = reply(now_of(with_agent), Words(text="O pedido foi enviado ontem.", language="pt-BR"), by=ada())
        assert last(with_agent).translations[0].problem == "too_slow"
        translate_message(message.pk, "es")
        assert "ayer" in last(with_agent).translations[0].text


class TestStaff:
    def test_read_what_was_said_so_far_and_what_comes(self, with_agent, settings):
        apertium(settings)
        ask_for(now_of(with_agent), "pt-BR")
        translate_for_staff(with_agent.conversation.pk)
        readings = [READER.reading_of(each) for each in messages_after(with_agent.conversation.pk, 0)]
        assert "Onde" in readings[0].text
        assert "LK-2026-00817-3" in readings[0].text
        says(with_agent, "No llegó nada.")
        translate_for_staff(with_agent.conversation.pk)
        assert READER.reading_of(last(with_agent)).text

    def test_a_second_look_translates_nothing_twice(self, with_agent, settings):
        apertium(settings)
        ask_for(now_of(with_agent), "pt-BR")
        translate_for_staff(with_agent.conversation.pk)
        before = list(MessageTranslation.objects.order_by("pk").values_list("pk", "text"))
        ask_for(now_of(with_agent), "pt-BR")
        translate_for_staff(with_agent.conversation.pk)
        assert list(MessageTranslation.objects.order_by("pk").values_list("pk", "text")) == before

    def test_who_reads_it_anyway_gets_no_translation(self, with_agent):
        assert Reader(frozenset({"es"}), "es").reading_of(messages_after(with_agent.conversation.pk, 0)[0]) is None


class TestKept:
    def test_a_translation_takes_the_place_of_a_note_that_there_was_none_and_never_the_other_way(self, with_agent):
        message = Message.objects.filter(conversation=with_agent.conversation.pk).first()
        none = Translated("en", "", "", is_machine=False, problem="failed", about=())
        some = Translated("en", "Where is it?", "apertium", is_machine=True, problem="", about=())
        assert keep_translation(message.pk, none)
        assert keep_translation(message.pk, some)
        assert not keep_translation(message.pk, none)
        assert message.translations.get().text == "Where is it?"

    def test_an_erased_message_gets_none(self, with_agent):
        message = Message.objects.filter(conversation=with_agent.conversation.pk).first()
        Message.objects.filter(pk=message.pk).update(text="")
        assert not keep_translation(
            message.pk, Translated("en", "Where?", "apertium", is_machine=True, problem="", about=())
        )


@pytest.mark.parametrize(
    ("reader", "written", "expected"),
    [("pt-BR", "pt-PT", True), ("es", "es-MX", True), ("zh-Hans", "zh-Hant", False), ("id", "ms", False)],
)
def test_regions_do_not_matter_and_scripts_do(reader, written, expected):
    assert reads(reader, written) is expected
