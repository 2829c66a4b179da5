"""Who reads both languages mends what a machine translated; what was written stays as it was."""

from __future__ import annotations

import json
import re

import pytest

from journeys.cast import actor, ada, bea, max_, sends, staff, team
from loket.conversations.access import get_message_for
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.actions.translating import keep_translation
from loket.conversations.queries import Translated, messages_after
from loket.desk.tests.waiting import signed_in
from loket.history.models import Event
from loket.people.actors import SYSTEM
from loket.reception.actions import hand_over
from loket.reception.counter import take
from loket.translation.access import entries_visible_to

pytestmark = pytest.mark.django_db

ANSWER = "Your order LK-2026-00817-3 was sent yesterday."
MACHINES = "Su orden LK-2026-00817-3 fue mandada ayer."
BETTER = "Tu pedido LK-2026-00817-3 salió ayer."


def machine(text, language):
    return Translated(language, text, "apertium", is_machine=True, problem="", about=())


@pytest.fixture
def case():
    """Bea's Spanish case, in which Ada's English answer went out translated by a machine."""
    team()
    opened = bea(language="es")
    sends(opened.conversation, "¿Dónde está mi pedido?")
    hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))
    take(opened.conversation.pk, by=ada())
    words = Words(text=ANSWER, language="en", translations=(machine(MACHINES, "es"),))
    post_reply(opened.conversation.pk, words, by=ada())
    return opened.conversation


def answer_in(case):
    return messages_after(case.pk, 0)[-1]


def address(case, language="es", said=None):
    return f"/desk/conversations/{case.pk}/messages/{(said or answer_in(case)).sequence}/translations/{language}"


def mends(case, text=BETTER, *, by=None, seen=None):
    fields = {"text": text, "seen": answer_in(case).translations[0].version if seen is None else seen}
    return signed_in(by or ada()).post(address(case), fields, headers={"HX-Request": "true"})


def toast(answer):
    return json.loads(answer.headers["HX-Trigger"])["toast"]["text"]


def test_the_form_stands_in_the_folded_part_with_the_machines_words(case):
    page = signed_in(ada()).get(f"/desk/conversations/{case.pk}").content.decode()
    assert f'action="{address(case)}"' in page
    assert re.search(rf"<textarea[^>]*>{MACHINES}</textarea>", page)


def test_mended_words_stand_for_the_customer_and_the_answer_stays_as_written(case):
    answer = mends(case)
    assert (answer.status_code, BETTER in answer.content.decode()) == (201, True)
    said = answer_in(case)
    (translated,) = said.translations
    assert said.text == ANSWER
    assert (translated.text, translated.is_machine, translated.engine) == (BETTER, False, "person")
    event = Event.objects.get(action="message.translation_mended")
    assert (event.subject, event.actor_id, event.data) == (
        case.subject, ada().user.pk, {"sequence": said.sequence, "language": "es"}
    )  # fmt: skip


def test_the_memory_keeps_it_with_a_slot_for_the_number(case):
    assert "kept for later messages" in toast(mends(case))
    entry = entries_visible_to(SYSTEM).get()
    assert (entry.source, entry.target) == ("Your order ⟦1⟧ was sent yesterday.", "Tu pedido ⟦1⟧ salió ayer.")
    assert entry.approved_by == ada().user


def test_what_lost_the_order_number_is_mended_here_and_not_remembered(case):
    assert "LK-2026-00817-3" in toast(mends(case, "Tu pedido salió ayer."))
    assert answer_in(case).translations[0].text == "Tu pedido salió ayer."
    assert not entries_visible_to(SYSTEM).exists()


def test_who_does_not_read_both_languages_is_not_asked_and_cannot(case):
    page = signed_in(max_()).get(f"/desk/conversations/{case.pk}").content.decode()
    assert MACHINES in page
    assert "data-mends" not in page
    assert mends(case, by=max_()).status_code == 409
    assert answer_in(case).translations[0].text == MACHINES


def test_two_who_mend_at_once_do_not_overwrite_each_other_unseen(case):
    first = answer_in(case).translations[0].version
    lead = staff("Lea", "lead", languages=("en", "es"))
    mends(case, "Lo tuyo, LK-2026-00817-3, salió ayer.", by=lead)
    refused = mends(case, seen=first)
    told = json.loads(refused.headers["HX-Trigger"])
    assert (refused.status_code, "Lo tuyo" in told["toast"]["text"]) == (409, True)
    assert mends(case, seen=told["translation-changed"]["seen"]).status_code == 201
    assert answer_in(case).translations[0].text == BETTER


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_001])
def test_nothing_and_too_much_are_refused_with_a_reason(case, text):
    answer = mends(case, text)
    assert (answer.status_code, bool(toast(answer))) == (422, True)
    assert answer_in(case).translations[0].text == MACHINES


def test_a_card_number_is_masked_as_in_any_answer(case):
    mends(case, f"{BETTER} 4111 1111 1111 1111")
    assert "4111 1111" not in answer_in(case).translations[0].text


def test_what_colleagues_read_of_a_customers_words_is_mended_too(case):
    asked = messages_after(case.pk, 0)[0]
    keep_translation(get_message_for(ada(), case.pk, asked.sequence).pk, machine("Where is my request?", "en"))
    page = signed_in(ada()).get(f"/desk/conversations/{case.pk}").content.decode()
    assert "What colleagues read, in English" in page
    fields = {"text": "Where is my order?", "seen": machine("Where is my request?", "en").version}
    assert signed_in(ada()).post(address(case, "en", asked), fields).status_code == 201
    assert messages_after(case.pk, 0)[0].translations[0].text == "Where is my order?"
    assert "Where is my order?" in signed_in(max_()).get(f"/desk/conversations/{case.pk}").content.decode()


@pytest.mark.parametrize("language", ["id", "x"])
def test_a_language_without_a_translation_has_none_to_mend(case, language):
    fields = {"text": BETTER, "seen": "0" * 16}
    assert signed_in(ada()).post(address(case, language), fields).status_code == 409


def test_outsiders_and_editors_reach_no_conversation(case, client):
    assert client.post(address(case), {"text": BETTER}).status_code == 302
    assert signed_in(staff("Edith", "editor")).post(address(case), {"text": BETTER}).status_code == 404
    assert answer_in(case).translations[0].text == MACHINES
