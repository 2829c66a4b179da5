from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loket.knowledge.actions.indexing import fill_vectors
from loket.knowledge.search import measure_search, search
from loket.knowledge.tests.shelf import article, bring_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(db):
    bring_in(
        article(
            "refund",
            en={
                "question": "Where is my refund?",
                "answer": "It **starts** by itself.\n\nMore.",
                "also_asked": ["money back"],
            },
            pt={"question": "Cadê o meu reembolso?", "answer": "Devolução em 48 horas."},
        ),
        article(
            "track", topic="orders", subtopic="tracking", en="How do I track my parcel?", pt="Como rastrear o pacote?"
        ),
        article("coupon", topic="coupons", en="Why does my coupon not work?"),
        article("secret", en="Secret refund rules", state="draft"),
    )
    fill_vectors()


def slugs(text, language="en", **options):
    return [hit.slug for hit in search(text, language=language, **options)]


def test_one_statement_finds_an_unfinished_word(shop, django_assert_num_queries):
    with django_assert_num_queries(1):
        (hit, *_others) = search("refu", language="en")
    assert (hit.slug, hit.topic, hit.title) == ("refund", "returns-refunds", "Where is my refund?")
    assert (hit.first_line, hit.language, hit.is_fallback) == ("It starts by itself.", "en", False)


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("reemb", "pt-BR", "refund"),
        ("DEVOLUCAO", "pt", "refund"),
        ("wheres my mony", "en", "refund"),
        ("how to trak my parcle", "en", "track"),
        ("rastrear pacotes", "pt-PT", "track"),
    ],
)
def test_accents_case_endings_and_typos_are_forgiven(shop, text, language, slug):
    assert slugs(text, language)[0] == slug


def test_what_exists_in_another_language_only_is_marked(shop):
    hits = {hit.slug: hit for hit in search("cupom não funciona", language="pt-BR")}
    assert (hits["coupon"].language, hits["coupon"].is_fallback) == ("en", True)
    assert not hits["refund"].is_fallback if "refund" in hits else True


def test_drafts_are_never_found(shop):
    assert "secret" not in slugs("secret refund rules")


def test_each_article_is_found_once(shop):
    found = slugs("refund money parcel coupon")
    assert len(found) == len(set(found))
    assert len(slugs("refund money parcel coupon", limit=1)) == 1


def test_words_are_found_before_the_vectors_are_there(db):
    bring_in(article(en="Where is my refund?"))
    assert slugs("refund") == ["refund"]


@pytest.mark.parametrize("text", ["", " ", "😀", "\0", "\ud800", "':* | !", "%_\\", "a" * 100_000, "' OR 1=1 --"])
def test_hostile_text_is_survived(shop, text):
    assert isinstance(search(text, language="en"), list)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30), language=st.sampled_from(["en", "pt-BR", "zh-Hans", "tlh", "nonsense!"]))
def test_any_text_is_survived(db, text, language):
    search(text, language=language)


def test_searching_is_measured(shop):
    middle, slow = measure_search(["refund", "parcel"], language="en")
    assert 0 < middle <= slow
