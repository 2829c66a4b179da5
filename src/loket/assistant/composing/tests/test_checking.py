from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.assistant.composing.checking import problem_of
from loket.assistant.composing.sources import number_sentences
from loket.assistant.composing.tests.shelf import ARTICLES, REFUND, SENTENCES
from loket.assistant.composing.vocabulary import CHECKED, vocabulary

STARTS, OPEN, TIMES, DAYS, SEAL, SHIPPING, WRITE = SENTENCES["en"]


def problem(text, *tied, language="en"):
    article = ARTICLES[language]
    return problem_of(text, tied, f"{article.title}\n{article.answer}", language=language)


@pytest.mark.parametrize("language", CHECKED)
def test_the_articles_own_sentences_always_pass(language):
    for sentence in SENTENCES[language]:
        assert problem(sentence, sentence, language=language) == ""
        # Not letter by letter the same, so that every check sees it.
        assert problem(f"{sentence} ", sentence, language=language) == ""


def test_what_is_copied_letter_by_letter_passes_whatever_it_holds():
    odd = "See [the table](https://samudra.example/t) <here>: 5 and 7, or 6?"
    assert problem(odd, odd) == ""
    assert problem(f"{odd} ", odd) == "markup"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Your refund starts within 48 hours after the cancellation.", STARTS),
        ("It goes back the way you paid.", STARTS),
        ("Within 48 hours after the cancellation, your refund starts by itself.", STARTS),
        ("To see when the refund was started, open **My orders** and choose the cancelled order.", OPEN),
        ("Pix takes up to one business day.", TIMES),
        ("Card payments take up to 5 to 15 business days.", TIMES),
        ("OVO and GoPay take up to 3 business days.", TIMES),
        ("Weekends and public holidays are not included in business days.", DAYS),
        ("Up to R$ 1,000.50 of shipping is paid back.", SHIPPING),
        ("Write to care@samudra.example.", WRITE),
    ],
)
def test_a_sentence_that_says_less_or_says_it_otherwise_passes(text, source):
    assert problem(text, source) == ""


@pytest.mark.parametrize(
    ("text", "source", "why"),
    [
        ("Your refund starts within 30 hours after the cancellation.", STARTS, "number 30 hour is not in source"),
        ("Your refund starts within 48 days after the cancellation.", STARTS, "number 48 day is not in source"),
        ("Your refund starts within thirty hours after the cancellation.", STARTS, "thirty is not in source"),
        ("Your refund starts within four hours after the cancellation.", STARTS, "number 4 hour is not in source"),
        ("Your refund starts after the cancellation.", STARTS, '"limit" of the source was dropped'),
        ("Your refund starts within 48 hours before the cancellation.", STARTS, '"before" is not in source'),
        ("Your refund always starts within 48 hours after the cancellation.", STARTS, '"always" is not in source'),
        ("We guarantee it within 48 hours after the cancellation.", STARTS, '"promise" is not in source'),
        ("Your refund will start within 48 hours after the cancellation.", STARTS, '"future" is not in source'),
        ("It'll start within 48 hours after the cancellation.", STARTS, '"future" is not in source'),
        ("Yes, your refund starts within 48 hours after the cancellation.", STARTS, '"yes" is not in source'),
        ("Amazon starts within 48 hours after the cancellation.", STARTS, "Amazon is not in source"),
        ("Within 48 hours after the cancellation PayPal starts your refund.", STARTS, "PayPal is not in source"),
        ("Your refund and a voucher start within 48 hours after the cancellation.", STARTS, "voucher is not in source"),
        ("Tell us your password within 48 hours after the cancellation.", STARTS, '"we" is not in source'),
        ("Your password starts within 48 hours after the cancellation.", STARTS, "password is not in source"),
        ("Pix takes up to 5-15 business days.", TIMES, "number 5-15 business day belongs to something else in source"),
        ("Pix takes up to 3 business days.", TIMES, "number 3 business day belongs to something else in source"),
        ("The card takes up to 3 business days.", TIMES, "number 3 business day belongs to something else in source"),
        ("The card takes up to 1 business day.", TIMES, "number 1 business day belongs to something else in source"),
        ("Card payments take up to 5 business days.", TIMES, "number 5 business day is not in source"),
        ("Card payments take up to 5-15 days.", TIMES, "number 5-15 day is not in source"),
        ("Business days include weekends and public holidays.", DAYS, "a negation was dropped"),
        ("Business days don't include weekends and no public holidays.", DAYS, "a negation was added"),
        ("Weekends and public holidays include days but not business.", DAYS, "a negation was moved"),
        ("If you opened the seal, you may return it if it is damaged.", SEAL, '"only" of the source was dropped'),
        ("You may only return it damaged with the seal opened.", SEAL, '"condition" of the source was dropped'),
        ("If you opened the seal, return it only if it is damaged.", SEAL, '"possibility" of the source was dropped'),
        ("Up to $1,000.50 of shipping is paid back.", SHIPPING, "number 1000.50 $ is not in source"),
        ("Up to R$ 1.00050 of shipping is paid back.", SHIPPING, "number 1.00050 BRL is not in source"),
        ("Write to scam@samudra.example.", WRITE, "link scam@samudra.example is not in source"),
        ("Write to care at https://samudra.bad/pay", WRITE, "link https://samudra.bad/pay is not in source"),
        ("Write to samudra-care.com", WRITE, "link samudra-care.com is not in source"),
        ("Write with order LK-2026-00817-4.", WRITE, "LK-2026-00817-4 is not in source"),
        ("Open **Your wallet** and choose the cancelled order.", OPEN, "Your wallet is not bold in source"),
        ("Open [My orders](https://x.example) and choose the order.", OPEN, "markup"),
        ("# Open My orders and choose the cancelled order", OPEN, "markup"),
        ("<b>Open</b> My orders and choose the cancelled order", OPEN, "markup"),
        ("Open **My orders and choose the cancelled order", OPEN, "markup"),
        ("Open My\u200b orders and choose the cancelled order.", OPEN, "an invisible character"),
        ("\u041epen My orders and choose the cancelled order.", OPEN, "letters of another script"),
        ("Choose the parcel at a post office near your home.", OPEN, "too few words of it are in source"),
        ("It is that.", OPEN, "it says nothing"),
    ],
)
def test_a_sentence_that_says_anything_else_is_refused(text, source, why):
    assert problem(text, source) == why


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("pt", 0, "Garantimos que o reembolso começa sozinho em até 48 horas depois do cancelamento."),
        ("pt", 0, "O reembolso começará sozinho em até 48 horas depois do cancelamento."),
        ("pt", 0, "O reembolso começa sozinho em até 30 horas depois do cancelamento."),
        ("pt", 0, "O reembolso sempre começa sozinho em até 48 horas depois do cancelamento."),
        ("pt", 1, "Cartão leva de 5 a 15 dias."),
        ("pt", 2, "Dias úteis incluem feriados."),
        ("pt", 3, "O frete de até R$ 1.000,50 é devolvido."),
        ("pt", 3, "O frete de até R$ 100.050 pode ser devolvido."),
        ("id", 0, "Dana Anda pasti diproses otomatis paling lambat 48 jam setelah pesanan dibatalkan."),
        ("id", 0, "Dana Anda diproses otomatis setelah pesanan dibatalkan."),
        ("id", 0, "Dana Anda diproses otomatis paling lambat 48 jam sebelum pesanan dibatalkan."),
        ("id", 1, "Kartu butuh lima hari kerja."),
        ("id", 2, "Hari kerja termasuk hari libur."),
        ("id", 3, "Ongkos kirim sampai Rp500.000 bisa dikembalikan."),
        ("id", 3, "Ongkos kirim sampai Rp50.000 dikembalikan."),
        ("es", 0, "Garantizamos que el reembolso se inicia solo en un máximo de 48 horas después de la cancelación."),
        ("es", 0, "El reembolso se iniciará solo en un máximo de 48 horas después de la cancelación."),
        ("es", 0, "El reembolso se inicia solo en un máximo de 24 horas después de la cancelación."),
        ("es", 1, "La tarjeta tarda quince días hábiles."),
        ("es", 2, "Los días hábiles incluyen feriados."),
        ("es", 3, "El envío de hasta MX$ 1,000.50 se devuelve."),
        ("es", 3, "El envío de hasta US$ 1,000.50 puede devolverse."),
    ],
)
def test_it_is_as_strict_in_each_language(language, number, text):
    assert problem(text, SENTENCES[language][number], language=language)


CHAINED = "A wallet takes 1 day and a card takes 5 days and a voucher takes 3 days."
LABELLED_AFTER = "It takes 1 day for wallets and 5 days for cards and 3 days for vouchers."


@pytest.mark.parametrize("source", [CHAINED, LABELLED_AFTER])
@pytest.mark.parametrize("thing", ["wallet", "card", "voucher"])
@pytest.mark.parametrize("days", ["1 day", "5 days", "3 days"])
def test_numbers_stay_with_their_things_without_commas_too(source, thing, days):
    is_right = (thing, days) in {("wallet", "1 day"), ("card", "5 days"), ("voucher", "3 days")}
    assert (problem_of(f"A {thing} takes {days}.", [source], source, language="en") == "") is is_right


def test_a_number_of_another_sentence_is_not_this_ones():
    assert problem("Your refund starts within 48 hours after the cancellation.", OPEN)
    assert problem("Your refund starts within 48 hours after the cancellation.", OPEN, STARTS) == ""


NUMBERED = [
    (language, sentence) for language in CHECKED for sentence in SENTENCES[language] if re.search(r"\d", sentence)
]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_number_that_was_changed_in_any_way_is_always_refused(data):
    language, sentence = data.draw(st.sampled_from(NUMBERED))
    spot = data.draw(st.sampled_from(list(re.finditer(r"\d+", sentence))))
    other = data.draw(st.one_of(st.integers(0, 200), st.integers(0, 10**9)).map(str))
    # Half a real is written ,5 as well as ,50.
    is_cents = sentence[spot.start() - 1] in ".," and len(spot[0]) == 2
    if int(other) == int(spot[0]) or (is_cents and other.ljust(2, "0") == spot[0]):
        other = str(int(other) + 1)
    mutated = sentence[: spot.start()] + other + sentence[spot.end() :]
    assert problem(mutated, sentence, language=language)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_number_that_was_put_in_is_always_refused(data):
    language, sentence = data.draw(st.sampled_from([(tag, each) for tag in CHECKED for each in SENTENCES[tag]]))
    words = sentence.split()
    place = data.draw(st.integers(0, len(words)))
    number = data.draw(st.integers(16, 10**6).filter(lambda each: each != 48))
    shape = data.draw(st.sampled_from(["{}", "${}", "R$ {}", "{}%", "{} days", "-{}", "#{}", "Rp{}", "{}x"]))
    mutated = " ".join([*words[:place], shape.format(number), *words[place:]])
    assert problem(mutated, sentence, language=language)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_negation_that_is_left_out_or_put_in_is_always_refused(data):
    language = data.draw(st.sampled_from(CHECKED))
    negation = sorted(vocabulary(language).negation)
    sentence = data.draw(st.sampled_from(SENTENCES[language]))
    words = sentence.split()
    place = data.draw(st.integers(0, len(words)))
    mutated = " ".join([*words[:place], data.draw(st.sampled_from(negation)), *words[place:]])
    assert problem(mutated, sentence, language=language)
    without = " ".join(each for each in words if each.casefold() not in {*negation, "não", "don't"})
    assert without == sentence or problem(without, sentence, language=language)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.sampled_from(CHECKED))
def test_any_text_gets_a_verdict(text, language):
    assert isinstance(problem(text, SENTENCES[language][0], language=language), str)


def test_the_last_sentence_of_a_long_article_counts_too():
    article = "\n".join(["Open the page of your order and read it."] * 80) + "\nThe parcel is insured."
    assert problem_of("The parcel is insured.", ["The parcel is insured."], article, language="en") == ""
    assert len(number_sentences([REFUND])) == 7
