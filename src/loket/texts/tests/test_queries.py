from __future__ import annotations

import pytest

from journeys.cast import team
from loket.people.actors import SYSTEM
from loket.texts import held
from loket.texts.actions.editing import Wording, save_words, set_active, set_details
from loket.texts.actions.importing import NewText, import_texts
from loket.texts.models import ReadyTextTranslation
from loket.texts.queries import macros_for, worded
from loket.texts.tests import shelf
from loket.texts.text_errors import BadField

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_held():
    yield
    held.forget()


def said(language="es", **fields):
    return worded("notice", "code", language=language, fields=fields, default=lambda: "built in")


def test_the_operators_words_are_said_in_their_language_and_the_built_in_ones_elsewhere():
    shelf.text_of("notice", "code", es="Su código es {code}.")
    assert said(code="123") == "Su código es 123."
    assert said("es-MX", code="123") == "Su código es 123."
    assert said("pt-BR", code="123") == "built in"


def test_a_missing_value_falls_back_to_the_built_in_words():
    shelf.text_of("notice", "code", es="Su código es {code}.")
    assert said() == said(code="") == said(code=None) == "built in"


def test_a_text_that_is_out_of_date_still_counts_and_one_put_away_does_not():
    text = shelf.text_of("notice", "code", en="Code {code}", es="Código {code}")
    shelf.say(text, "en", "The code is {code}")
    assert said(code="1") == "Código 1"
    set_active(text, False, by=SYSTEM)
    held.refresh()
    assert said(code="1") == "built in"


def test_a_subject_is_asked_for_by_itself():
    text = shelf.text_of("notice", "code", en="Code {code}")
    save_words(text, "en", Wording("Code {code}", subject="Code for {name}"), by=SYSTEM, base_version=1)
    held.refresh()
    subject = worded("notice", "code", language="en", fields={"name": "B"}, default=str, part="subject")
    assert subject == "Code for B"


def test_saying_asks_no_database_and_looking_for_changes_asks_once(django_assert_num_queries):
    shelf.text_of("notice", "code", es="Su código es {code}.")
    with django_assert_num_queries(0):
        said(code="1")
    with django_assert_num_queries(1):
        held.refresh()


def test_macros_come_in_the_customers_language_or_openly_in_the_agents(django_assert_num_queries):
    shelf.macro("where", en="On its way.", es="En camino.", zh_Hans="在路上。")
    shelf.macro("wait", en="Wait, please.")
    with django_assert_num_queries(2):
        found = macros_for("es", None, otherwise=["en"])
    assert [(each.slug, each.language, each.is_fallback) for each in found] == [
        ("where", "es", False), ("wait", "en", True)
    ]  # fmt: skip
    assert found[0].others == {"en": "On its way."}
    assert macros_for("zh-CN", None)[0].text == "在路上。"
    assert macros_for("zh-TW", None, otherwise=["en"])[0].is_fallback


def test_a_team_sees_its_own_and_everybodys():
    shelf.macro("all")
    set_details(shelf.macro("ours"), title="Ours", team=team(), by=SYSTEM)
    set_active(shelf.macro("old"), False, by=SYSTEM)
    assert [each.slug for each in macros_for("en", team())] == ["all", "ours"]
    assert [each.slug for each in macros_for("en", team("spanish"))] == ["all"]
    assert [each.slug for each in macros_for("en", None)] == ["all"]


@pytest.mark.parametrize("search", ["reembolso", "REEMBOLSO dias", "refund", "título", "titulo"])
def test_macros_are_found_by_title_and_text_without_regard_to_accents(search):
    text = shelf.macro("money", en="Your refund.", es="Su reembolso tarda cinco días.")
    set_details(text, title="Título", team=None, by=SYSTEM)
    shelf.macro("other", en="Hello.")
    assert [each.slug for each in macros_for("es", None, otherwise=["en"], search=search)] == ["money"]


def test_many_texts_come_in_at_once_and_leave_what_was_changed():
    texts = [NewText("macro", f"m{n}", f"M{n}", {"en": "Hi {name}.", "es": "Hola {name}."}) for n in range(3)]
    assert import_texts(texts, by=SYSTEM) == 3
    shelf.say(shelf.text_for(SYSTEM, "macro", "m1"), "en", "Changed.")
    assert import_texts(texts, by=SYSTEM) == 0
    assert {each.text for each in macros_for("en", None)} == {"Hi {name}.", "Changed."}
    assert ReadyTextTranslation.objects.filter(language="es", source_language="en", source_version=1).count() == 3
    with pytest.raises(BadField):
        import_texts([NewText("macro", "bad", "Bad", {"en": "{x}"})], by=SYSTEM)
