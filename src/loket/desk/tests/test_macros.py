from __future__ import annotations

import pytest

from journeys.cast import ada, edith, staff, team
from loket.desk.tests.waiting import signed_in, waiting
from loket.people.actors import SYSTEM
from loket.texts.access import text_for
from loket.texts.actions.editing import set_details
from loket.texts.tests import shelf

pytestmark = pytest.mark.django_db


def offered(conversation, *, by=None, **query):
    page = signed_in(by or ada()).get(f"/desk/conversations/{conversation.pk}/macros", query)
    assert page.status_code == 200
    return page.context["offered"]


def test_a_macro_comes_filled_in_the_customers_language():
    case = waiting("¿Dónde está mi reembolso?", language="es").conversation
    shelf.macro("hello", en="I am {agent}, case {number}.", es="Soy {agent}, caso {number}.{cursor} Adiós.")
    (macro,) = offered(case)
    assert (macro.filled.before, macro.filled.after) == (f"Soy Ada, caso {case.number}.", " Adiós.")
    assert macro.hint == ""


def test_what_is_not_known_leaves_its_sentence_out_and_is_told():
    case = waiting().conversation
    shelf.macro("hello", en="Hello. Your order {order} is late. Bye.")
    (macro,) = offered(case)
    assert macro.filled.text == "Hello. Bye."
    assert "the order number" in macro.hint


def test_without_the_customers_language_it_is_the_agents_and_says_so():
    case = waiting("Di mana pengembalian dana saya?", language="id").conversation
    shelf.macro("hello", pt_BR="Olá.", es="Hola.")
    (macro,) = offered(case)
    assert (macro.macro.language, macro.macro.is_fallback) == ("es", True)
    assert macro.hint == "This text is in Spanish; the customer reads Indonesian."


def test_who_does_not_read_the_customers_language_sees_what_it_means():
    case = waiting("¿Dónde está mi reembolso?", language="es").conversation
    shelf.macro("hello", en="Hello.", es="Hola.")
    (macro,) = offered(case, by=staff("Caio", "agent", languages=("pt-BR", "en")))
    assert (macro.filled.text, macro.meaning, macro.meaning_language) == ("Hola.", "Hello.", "en")
    assert offered(case)[0].meaning == ""


def test_macros_are_searched_and_those_of_other_teams_stay_away():
    case = waiting().conversation
    shelf.macro("one", en="Refund.")
    set_details(shelf.macro("two", en="Refund."), title="Two", team=team("spanish"), by=SYSTEM)
    shelf.macro("three", en="Hello.")
    assert [each.macro.slug for each in offered(case, q="refund")] == ["one"]
    assert [each.macro.slug for each in offered(case)] == ["one", "three"]
    assert text_for(SYSTEM, "macro", "two").team.slug == "spanish"


def test_editors_read_no_conversation(client):
    address = f"/desk/conversations/{waiting().conversation.pk}/macros"
    assert signed_in(edith()).get(address).status_code == 404
    assert client.get(address).status_code == 302
