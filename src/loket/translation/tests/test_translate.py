"""A text for a reader: from what people approved, else by an engine, else the original and why."""

from __future__ import annotations

import psycopg
import pytest
from django.db import DatabaseError, connection

from loket.history.models import Event
from loket.people.actors import StaffActor
from loket.people.models import User
from loket.translation.actions import rendering, translate
from loket.translation.actions.glossary import GlossaryError, remove_term, set_term
from loket.translation.actions.memory import ApprovalError, approve_translation, forget
from loket.translation.choosing import breaker
from loket.translation.models import GlossaryTerm, MemoryEntry
from loket.translation.port import Rendering
from loket.translation.queries import can_translate, glossary, memory_entries
from loket.translation.tests.translator_servers import FakeEngine, fails

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return StaffActor(User.objects.create_user("ada@shop.example", name="Ada", roles=["agent"]))


@pytest.fixture
def engines(monkeypatch):
    """The engines of the installation, to be named by a test; none at first."""
    named = []
    breaker.cache_clear()
    monkeypatch.setattr(rendering, "engines_for", lambda source, target: list(named))
    return named


def own_connection():
    database = connection.settings_dict
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {name: database[key] for name, key in names.items() if database[key]}


def into_portuguese(text, **fields):
    return translate(text, source="en", target="pt-BR", seconds=1.0, **fields)


def approve(source, target, by, **fields):
    return approve_translation(source, target, source_language="en", target_language="pt-BR", by=by, **fields)


def test_an_engines_words_are_marked_as_a_machines(engines):
    engines.append(FakeEngine(lambda text: text.replace("Order", "Pedido")))
    assert into_portuguese("Order LK-1") == Rendering("Pedido LK-1", "pt-BR", "fake", is_machine=True)


@pytest.mark.parametrize("text", ["", "LK-1 😀", "https://shop.example/a", "…", "R$ 10,00 12/01/2026"])
def test_what_has_no_words_is_as_good_in_every_language(engines, text):
    engines.append(FakeEngine())
    assert into_portuguese(text) == Rendering(text, "pt-BR")
    assert engines[0].asked == []


def test_regions_of_one_language_need_no_translation(engines):
    assert translate("Olá", source="pt-PT", target="pt-BR", seconds=1.0) == Rendering("Olá", "pt-BR")


@pytest.mark.parametrize(
    ("engine", "problem"),
    [
        (None, "no_engine"),
        (FakeEngine(fails), "failed"),
        (FakeEngine(lambda text: "Pedido LK-2"), "not_safe"),
        (FakeEngine(takes=9.0), "too_slow"),
    ],
)
def test_without_a_safe_translation_the_original_comes_with_the_reason(engines, engine, problem):
    engines.extend([engine] if engine else [])
    said = translate("Order LK-1 is late", source="en", target="pt-BR", seconds=0.2)
    assert said == Rendering("Order LK-1 is late", "en", problem=problem)


def test_nothing_that_breaks_is_raised(engines, monkeypatch):
    def breaks(*_, **__):
        raise DatabaseError("gone")

    monkeypatch.setattr(rendering, "remembered", breaks)
    assert into_portuguese("Order").problem == "failed"
    assert into_portuguese("a" * 50_000).problem == "failed"


def test_what_people_approved_serves_every_other_order_before_any_engine(engines, ada):
    engines.append(FakeEngine())
    approve("Order LK-1 is late, Bea", "Bea, o pedido LK-1 está atrasado", ada, names=["Bea"])
    said = into_portuguese("order LK-22  is late, Sam", names=["Sam"])
    assert said == Rendering("Sam, o pedido LK-22 está atrasado", "pt-BR", "memory")
    assert engines[0].asked == []
    assert MemoryEntry.objects.get().uses == 1


def test_another_kind_of_part_or_another_short_number_is_another_text(engines, ada):
    approve("It comes in 3 days: LK-1", "Chega em 3 dias: LK-1", ada)
    assert into_portuguese("It comes in 1 days: LK-1").problem == "no_engine"
    assert into_portuguese("It comes in 3 days: R$ 10,00").problem == "no_engine"
    assert translate("It comes in 3 days: LK-1", source="en", target="es", seconds=1).problem == "no_engine"


def test_a_number_that_stands_twice_is_one_number(engines, ada):
    approve("LK-1? I mean LK-1", "LK-1? Digo LK-1", ada)
    assert into_portuguese("LK-7? I mean LK-7").text == "LK-7? Digo LK-7"
    assert into_portuguese("LK-7? I mean LK-8").problem == "no_engine"


def test_the_memory_holds_nobodys_numbers_or_names(ada):
    entry = approve("Bea, write to bea@mail.example", "Bea, escreva para bea@mail.example", ada, names=["Bea"])
    assert (entry.source, entry.target) == ("⟦1⟧, write to ⟦2⟧", "⟦1⟧, escreva para ⟦2⟧")


def test_a_translation_that_writes_dates_its_own_way_serves_this_text_alone(engines, ada):
    approve("It comes on May 5, 2026", "Chega em 5/5/2026", ada)
    assert into_portuguese("It comes on May 5, 2026").text == "Chega em 5/5/2026"
    assert into_portuguese("It comes on May 6, 2026").problem == "no_engine"


def test_a_translation_without_the_orders_number_is_not_kept(ada):
    with pytest.raises(ApprovalError, match="LK-1"):
        approve("Order LK-1 is late", "O pedido está atrasado", ada)
    assert not MemoryEntry.objects.exists()


@pytest.mark.parametrize(("source", "target"), [("", "a"), ("a", " ")])
def test_an_empty_translation_is_not_kept(ada, source, target):
    with pytest.raises(ApprovalError):
        approve(source, target, ada)


def test_a_second_approval_takes_the_first_ones_place(engines, ada):
    approve("Thanks", "Valeu", ada)
    approve("thanks", "Obrigado", ada)
    assert into_portuguese("Thanks").text == "Obrigado"
    assert [entry.approved_by for entry in memory_entries()] == [ada.user]


def test_what_was_forgotten_serves_no_more_and_history_knows_both(engines, ada):
    forget(approve("Thanks", "Obrigado", ada), by=ada)
    assert into_portuguese("Thanks").problem == "no_engine"
    assert list(Event.objects.order_by("pk").values_list("action", "by")) == [
        ("translation.approved", ada.label),
        ("translation.forgotten", ada.label),
    ]


def test_a_term_stays_or_reads_as_the_shop_wants_it(engines, ada):
    engines.append(FakeEngine(lambda text: text.replace("Pay", "Pague")))
    set_term("Samudra Pay", language="en", by=ada)
    set_term("counter", language="en", target_language="pt", rendering="balcão", by=ada)
    assert into_portuguese("Pay at the Counter with Samudra pay").text == "Pague at the balcão with Samudra Pay"
    assert into_portuguese("counter").text == "balcão"


def test_what_is_said_for_one_language_goes_before_what_holds_for_all(ada):
    set_term("Voucher", language="en", by=ada)
    set_term("voucher", language="en", target_language="pt-BR", rendering="vale", by=ada)
    assert glossary("en-GB", "pt-PT")["voucher"] == "vale"
    assert glossary("en", "es") == {"Voucher": "Voucher"}


def test_a_term_is_changed_in_place_and_removed(ada):
    set_term("Counter", language="en", target_language="pt", rendering="caixa", by=ada)
    term = set_term("counter", language="en", target_language="pt-BR", rendering="balcão", by=ada)
    assert GlossaryTerm.objects.count() == 1
    remove_term(term, by=ada)
    assert glossary("en", "pt") == {}
    assert Event.objects.filter(action="glossary_term.removed").count() == 1


@pytest.mark.parametrize(
    ("term", "fields"),
    [
        ("a", {}),
        ("x" * 101, {}),
        ("ok", {"rendering": "certo"}),
        ("ok", {"target_language": "en-GB", "rendering": "okay"}),
    ],
)
def test_a_term_that_cannot_be_is_refused_in_words(ada, term, fields):
    with pytest.raises(GlossaryError):
        set_term(term, language="en", by=ada, **fields)


def test_whether_a_pair_can_be_translated_is_known_without_asking(settings):
    settings.LOKET_TRANSLATORS = ["deepl"]
    settings.LOKET_DEEPL_KEY = "key"
    assert can_translate("pt-BR", "en")
    assert can_translate("tlh", "tlh")
    assert not can_translate("tlh", "en")


def test_a_spanish_message_reaches_a_portuguese_reader_through_apertium(settings):
    breaker.cache_clear()
    settings.LOKET_TRANSLATORS = ["apertium"]
    said = translate("Mi pedido LK-1 costó R$ 129,90.", source="es-MX", target="pt-BR", seconds=20.0)
    assert (said.text, said.engine, said.is_machine) == ("Meu pedido LK-1 custou R$ 129,90.", "apertium", True)


@pytest.mark.django_db(transaction=True)
def test_counting_never_waits_for_somebody_who_holds_the_entry(ada):
    entry = approve("Thanks", "Obrigado", ada)
    with psycopg.connect(**own_connection()) as other:
        other.execute("SELECT 1 FROM translation_memoryentry FOR UPDATE")
        assert into_portuguese("Thanks").engine == "memory"
    assert into_portuguese("Thanks").engine == "memory"
    entry.refresh_from_db()
    assert entry.uses == 1
