"""The rules that keep the assistant out of circles, over random conversations."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loket.assistant.decisions import Ask, HandOver, Reply, Silence
from loket.assistant.likeness import is_same
from loket.assistant.tests.shop import ARTICLES, Conversation, small_bank

WISHES = ("agent", "quero falar com uma pessoa", "cs manusia dong", "客服", "оператор", "humano por favor", "human pls")
QUESTIONS = tuple(question for article in ARTICLES for question in (article.question, *article.also_asked))
TALK = (
    *("hi", "oi", "halo", "hola", "thanks", "obrigado", "makasih", "gracias", "ok", "yes", "sim", "ya", "no", "não"),
    *("belum", "not really", "that solved it", "não resolveu", "ya sudah", "wkwkwk", "kkkkk", "blz", "👍", "😡", "2"),
    *("", " ", "?", "???", "😀", "\0", "\ud800", "...", "LK-2026-00817-3", "123.456.789-09", "first", "yang kedua"),
    *("HAKSDSAOIJLjklJKLJLKJKLJA", "asdfgh asdfgh", "qwertyuiop", "asd", "фывапролдж", "zzzzzzzzz", "dfkjgh"),
    *("do you sell concert tickets", "qual a capital da França", "resep nasi goreng", "x" * 1_000_000, "😀" * 10_000),
    *("where is my parcel where is my parcel", "cadê meu pacote mds", "udh dicancel tp blm refund", "fdp", "idiot"),
    *("agen JNE bilang paket hilang", "human hair wig", "wo ist mein paket", "où est ma commande", "refund"),
)
SEVERAL = (
    *(
        "how do I cancel my order? and when do I get my money back?",
        "quero cancelar minha compra e quanto demora o reembolso",
    ),
    *(
        "cara cancel order gimana ya, terus lupa password juga gimana",
        "¿cómo cancelo mi pedido? ¿dónde está mi paquete?",
    ),
    *("where is my parcel? do you sell concert tickets here at all?", "hi\nhow do I cancel my order?\nit came broken"),
    *("a? b? c? d? e? f? g? h? i?", "and also, and also, and also how", "how how how how, what what what, who who who"),
)
LEANING = (
    *("and if it's already shipped?", "e se já foi enviado?", "kalau sudah dikirim gimana?", "¿y quién paga el envío?"),
    *("and", "but", "what if", "e se", "kalau", "y si", "und wenn", "then?", "how about that one?", "why?", "kok gitu"),
    *("no, I meant the refund", "não, quis dizer o cupom", "bukan, maksud saya password", "no, me refería al paquete"),
    *("not the refund, cancel", "I meant", "maksud saya", "no", "sorry", "bukan", "quis dizer quis dizer"),
    *("the one about the coupon", "o do reembolso", "yang password", "la del paquete", "the last", "none of these"),
    *("nenhum", "bukan semuanya", "ninguno", "3", "the third one", "a segunda", "la primera", "something else", "both"),
)
MANNERS = (
    *(
        "are you a bot?",
        "vc é um robô?",
        "robot ya?",
        "¿eres un bot?",
        "bist du ein bot",
        "你是机器人吗",
        "bot",
        "Ana Souza",
    ),
    *("this is bullshit, where is my parcel", "cadê meu pedido porra", "son unos rateros", "wtf", "fuck", "goblok"),
    *("what fake photo should I send", "refund!", "password", "cupom", "paquete", "reembolso"),
)
CHOICES = ("solved", "not_solved", "article:cancel-order", "article:refund-time", "article:gone", "nonsense")

texts = st.sampled_from((*QUESTIONS, *TALK, *TALK, *SEVERAL, *LEANING, *LEANING, *MANNERS, *WISHES[:1]))
turns = st.one_of(
    st.tuples(texts, st.none(), st.booleans()),
    st.tuples(st.just("button"), st.sampled_from(CHOICES), st.just(False)),
    st.tuples(st.text(max_size=60), st.none(), st.just(False)),
)
bursts = st.lists(st.lists(turns, min_size=1, max_size=3), min_size=1, max_size=14)
languages = st.sampled_from(("en", "pt-BR", "id", "es", "de", "ja", "xx"))
articles = st.sampled_from((None, None, "cancel-order", "gone"))


def live_through(conversation, script):
    """Play a script; after a hand-over there must be silence."""
    decisions = []
    for burst in script:
        for text, choice, has_attachments in burst:
            conversation.hears(text, choice, has_attachments=has_attachments)
        decisions.append(conversation.decides())
        assert isinstance(conversation.decides(), Silence) or isinstance(decisions[-1], Silence)
    return decisions


def check_rules(conversation, decisions):
    """Every rule, over what was decided."""
    ours = [turn for turn in conversation.turns if turn.sender == "assistant"]
    kept = [turn.text for turn in ours]
    assert not any(is_same(left, right) for place, left in enumerate(kept) for right in kept[:place]), kept
    asked = [isinstance(decision, Ask) for decision in decisions if isinstance(decision, Reply | Ask)]
    assert not any(left and right for left, right in pairwise(asked))
    assert sum(asked) <= 1
    handed = [place for place, decision in enumerate(decisions) if isinstance(decision, HandOver)]
    assert len(handed) <= 1
    assert all(isinstance(decision, Silence) for decision in decisions[handed[0] + 1 :]) if handed else True
    given = [source.article for decision in decisions if isinstance(decision, Reply) for source in decision.sources]
    assert len(given) == len(set(given)), "an article was given twice"
    for decision in decisions:
        check_decision(decision)


def check_decision(decision):
    """An answer names its sources; an offer offers something; nothing is empty."""
    if isinstance(decision, Reply | Ask):
        assert decision.text.strip()
    if isinstance(decision, Reply) and decision.kind == "answer":
        assert 1 <= len(decision.sources) <= 3
    if isinstance(decision, Ask):
        offered = [option.id for option in decision.options if option.id.startswith("article:")]
        assert decision.options[-1].id == "person"
        assert len(offered) <= 3
        assert offered or decision.kind == "question"


def check_conversation(script, language, article):
    conversation = Conversation(small_bank(), language, article)
    check_rules(conversation, live_through(conversation, script))


def check_wish(script, language, wish):
    conversation = Conversation(small_bank(), language)
    was_handed = any(isinstance(decision, HandOver) for decision in live_through(conversation, script))
    decision = conversation.says(wish)
    assert was_handed or (isinstance(decision, HandOver) and decision.reason == "asked_for_person")


few = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(bursts, languages, articles)
def test_no_conversation_goes_in_circles(script, language, article):
    check_conversation(script, language, article)


@settings(few, max_examples=100)
@given(bursts, languages, st.sampled_from(WISHES))
def test_a_wish_for_a_person_is_honoured_in_one_turn_whatever_came_before(script, language, wish):
    check_wish(script, language, wish)


@pytest.mark.slow
@many
@given(bursts, languages, articles)
def test_no_conversation_of_thousands_goes_in_circles(script, language, article):
    check_conversation(script, language, article)


@pytest.mark.slow
@settings(many, max_examples=2_000)
@given(bursts, languages, st.sampled_from(WISHES))
def test_a_wish_for_a_person_is_honoured_after_thousands_of_conversations(script, language, wish):
    check_wish(script, language, wish)
