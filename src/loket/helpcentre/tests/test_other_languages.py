"""On its plain page too, a conversation reads in the customer's language, with what was written one tap away."""

from __future__ import annotations

import re

import pytest

from journeys.cast import actor, ada, bea, sends, team
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.queries import Translated
from loket.reception.actions import hand_over
from loket.reception.counter import take

pytestmark = pytest.mark.django_db

ANSWER = "O pedido foi enviado ontem."
IN_SPANISH = "El pedido fue enviado ayer."
ABOUT = {"article": "shipping", "title": "Envíos", "url": "/es/help/shipping"}


def answered(*translations, language="pt-BR"):
    """A Spanish case in which somebody answered in another language."""
    team()
    opened = bea(language="es")
    sends(opened.conversation, "¿Dónde está mi pedido?")
    hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))
    take(opened.conversation.pk, by=ada())
    post_reply(opened.conversation.pk, Words(text=ANSWER, language=language, translations=translations), by=ada())
    return opened


def translated(text="", *, language="es", is_machine=True, about=()):
    return Translated(
        language, text, "apertium", is_machine=is_machine, problem="" if text else "no_engine", about=about
    )


def page_of(client, opened):
    client.post(f"/es/c/{opened.token}")
    page = client.get(f"/es/conversations/{opened.conversation.pk}").content.decode()
    return re.sub(r"\s+", " ", page.partition('id="messages"')[2])


def test_the_translation_stands_first_and_the_original_is_folded_below(client):
    page = page_of(client, answered(translated(IN_SPANISH)))
    first, _summary, folded = page.partition('<details class="original">')
    assert IN_SPANISH in first and ANSWER not in first
    assert ANSWER in folded
    assert 'lang="es"' in first


def test_who_mended_it_is_no_machine(client):
    machine = page_of(client, answered(translated(IN_SPANISH)))
    person = page_of(client, answered(translated(IN_SPANISH, is_machine=False)))
    summaries = [re.search(r"<summary>(.*?)</summary>", page)[1] for page in (machine, person)]
    assert summaries[0] != summaries[1]
    assert all("portugués" in each for each in summaries)


def test_what_nobody_could_translate_says_so_and_what_it_may_be_about(client):
    page = page_of(client, answered(translated(about=(ABOUT,))))
    assert ANSWER in page
    assert "portugués" in page
    assert '<a href="/es/help/shipping">Envíos</a>' in page


@pytest.mark.parametrize("translations", [(), (translated("Pesanan dikirim kemarin.", language="id"),)])
def test_a_translation_for_somebody_else_is_not_hers(client, translations):
    page = page_of(client, answered(*translations))
    assert ANSWER in page and "Pesanan" not in page


def test_what_she_reads_as_it_is_stands_alone(client):
    page = page_of(client, answered(language="es-MX"))
    assert ANSWER in page
    assert "original" not in page
