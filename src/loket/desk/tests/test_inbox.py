from __future__ import annotations

import pytest
from django.test import Client

from journeys.cast import ada, edith, max_
from loket.conversations.access import visible_to
from loket.desk.rows import read_cursor, write_cursor
from loket.desk.tests.waiting import signed_in, waiting
from loket.reception.counter import take

pytestmark = pytest.mark.django_db


def test_the_queue_shows_who_waits_with_what_was_said_last():
    opened = waiting("Onde está o meu dinheiro? Ainda não recebi o reembolso", language="pt-BR")
    page = signed_in(ada()).get("/desk").content.decode()
    assert opened.conversation.number in page
    assert 'title="Portuguese (Brazil)"' in page
    assert 'data-waiting="1"' in page


def test_an_empty_queue_teaches_what_appears_in_it():
    page = signed_in(ada()).get("/desk").content.decode()
    assert "Nobody is waiting" in page
    assert "You have no open conversations" in signed_in(ada()).get("/desk?view=mine").content.decode()


def test_a_taken_conversation_moves_from_the_queue_to_mine():
    opened = waiting()
    take(opened.conversation.pk, by=ada())
    number = opened.conversation.number
    assert number not in signed_in(ada()).get("/desk/rows?view=queue").content.decode()
    assert number in signed_in(ada()).get("/desk/rows?view=mine").content.decode()
    assert number not in signed_in(max_()).get("/desk/rows?view=mine").content.decode()
    assert number in signed_in(max_()).get("/desk/rows?view=all").content.decode()


def test_urgent_conversations_stand_first():
    first, second = waiting(), waiting()
    second.conversation.queue_entries.update(urgent=True)
    page = signed_in(ada()).get("/desk/rows?view=queue").content.decode()
    assert page.index(second.conversation.number) < page.index(first.conversation.number)
    assert "Urgent" in page


def test_pages_go_on_where_the_last_row_stood():
    opened = [waiting() for _each in range(3)]
    newest = visible_to(ada()).get(pk=opened[-1].conversation.pk)
    cursor = write_cursor(newest)
    assert read_cursor(cursor).id == newest.pk
    page = signed_in(ada()).get("/desk/rows", {"view": "all", "before": cursor}).content.decode()
    assert opened[-1].conversation.number not in page
    assert opened[0].conversation.number in page


@pytest.mark.parametrize("cursor", ["x", "2026-01-01_", "_", "2026-01-01T00:00:00_" + "0" * 8, "\0", "9" * 400])
def test_a_broken_cursor_begins_at_the_beginning(cursor):
    opened = waiting()
    response = signed_in(ada()).get("/desk/rows", {"view": "all", "before": cursor})
    assert opened.conversation.number in response.content.decode()


def test_statements_do_not_grow_with_rows(django_assert_max_num_queries):
    client = signed_in(ada())
    waiting(article="refund-time")
    with django_assert_max_num_queries(8):
        client.get("/desk?view=all")
    for _each in range(6):
        waiting(article="refund-time")
    with django_assert_max_num_queries(8):
        client.get("/desk?view=all")


def test_an_editor_starts_with_the_articles():
    assert signed_in(edith()).get("/desk")["Location"] == "/desk/articles"


@pytest.mark.parametrize("address", ["/desk/rows", "/desk/search?q=x", "/desk/find-articles?q=x"])
def test_outsiders_do_not_get_in(address):
    response = Client().get(address)
    assert response.status_code == 302
    assert "/sign-in" in response["Location"]
    assert signed_in(edith()).get(address).status_code == 404


def test_a_number_finds_its_case_however_it_is_typed():
    opened, other = waiting(), waiting()
    number = opened.conversation.number
    page = signed_in(ada()).get("/desk/search", {"q": f" {number[:4].lower()}-{number[4:]} "}).content.decode()
    assert number in page
    assert other.conversation.number not in page


def test_words_customers_and_addresses_are_found():
    opened = waiting("My teapot arrived without its lid")
    customer = opened.conversation.customer
    customer.name, customer.email = "Beatriz Souza", "bea@example.org"
    customer.save()
    client = signed_in(ada())
    for words in ("teapot arrived", "beatriz", "bea@ex"):
        page = client.get("/desk/search", {"q": words}).content.decode()
        assert f"row-{opened.conversation.pk}" in page
    assert "Nothing found" in client.get("/desk/search", {"q": "submarine"}).content.decode()


@pytest.mark.parametrize("words", ["\0", "%", "_", "'; drop", "🫖" * 300, "a" * 5000])
def test_hostile_words_find_nothing_and_break_nothing(words):
    waiting()
    assert signed_in(ada()).get("/desk/search", {"q": words}).status_code == 200
