from __future__ import annotations

import pytest

from journeys.cast import ada
from loket.conversations.access import visible_to
from loket.conversations.actions.replies import add_note
from loket.desk.tests.waiting import signed_in, waiting
from loket.people.actors import SYSTEM
from loket.reception.personal_data import erase_personal_data

pytestmark = pytest.mark.django_db


def page_of(opened):
    """The conversation as Ada sees it."""
    return signed_in(ada()).get(f"/desk/conversations/{opened.conversation.pk}").content.decode()


@pytest.fixture
def erased():
    """A case with words and a note, all of it taken away."""
    opened = waiting("My secret words")
    add_note(opened.conversation.pk, "She is angry", by=ada())
    erase_personal_data(opened.conversation.customer, by=SYSTEM)
    return opened


def test_erased_words_are_said_to_be_erased(erased):
    page = page_of(erased)
    assert "secret" not in page and "angry" not in page
    assert page.count("This message was erased.") == visible_to(ada()).get(pk=erased.conversation.pk).last_sequence
    assert page.count("This note was erased.") == 1
    assert '<div dir="auto"></div>' not in page


def test_the_inbox_does_not_say_that_nothing_was_written(erased):
    rows = signed_in(ada()).get("/desk/rows?view=closed").content.decode()
    assert "Erased" in rows and "Nothing written yet" not in rows


def test_a_message_in_use_is_not_called_erased():
    opened = waiting("Hello")
    page = page_of(opened)
    assert "erased" not in page
