from __future__ import annotations

import numpy as np
import pytest

from loket.assistant import bank as banks_of
from loket.assistant import groundwork, stages
from loket.assistant.article_texts import ArticleText
from loket.assistant.bank import VERBATIM, articles_of, build_bank
from loket.assistant.calibration import COST_OF_QUESTION, COST_OF_WRONG_ANSWER, calibrate
from loket.assistant.scoring import HIDDEN, NEIGHBOURS, lay_out
from loket.assistant.tests.shop import ARTICLES, small_bank
from loket.lib.embedding import use
from loket.lib.vector_cache import VectorCache


@pytest.fixture
def cache(tmp_path):
    return VectorCache(tmp_path)


def searched(bank):
    return [bank.search(text, tag) for text, tag in (("cancel order", "en"), ("lupa sandi", "id"), ("Paket", "de"))]


def test_a_later_start_only_loads_and_says_the_same(cache, monkeypatch):
    first = build_bank(ARTICLES, use(), cache=cache)
    monkeypatch.setattr(groundwork, "build_lexical_index", None)
    monkeypatch.setattr(banks_of, "learn", None)
    second = build_bank(ARTICLES, use(), cache=cache)
    assert searched(second) == searched(first)
    assert second.calibration == first.calibration


@pytest.mark.parametrize("damage", [b"", b"rubbish", None])
def test_a_damaged_file_is_made_again(cache, damage):
    first = build_bank(ARTICLES, use(), cache=cache)
    (path,) = cache.directory.glob("bank-*.npz")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert searched(build_bank(ARTICLES, use(), cache=cache)) == searched(first)
    assert path.read_bytes()[:2] == b"PK"


def test_another_text_is_another_version_and_old_files_go(cache):
    for number in range(9):
        text = ArticleText("a", "orders", "en", f"Question {number}?", "Answer.", ("another way",))
        assert build_bank([text], use(), cache=cache).version in {
            path.stem.removeprefix("bank-") for path in cache.directory.glob("bank-*")
        }
    assert len(list(cache.directory.glob("bank-*.npz"))) <= 6


def test_a_bank_gives_back_the_texts_it_was_made_from():
    assert sorted(articles_of(small_bank()), key=repr) == sorted(ARTICLES, key=repr)


def test_an_article_scores_the_mean_of_its_nearest_texts_that_can_be_seen():
    layout = lay_out([0] * 6 + [1, 2], ["en"] * 8, articles=3)
    likeness = np.array([[0.9, 0.1, 0.5, 0.6, 0.7, HIDDEN, 0.4, HIDDEN]], dtype=np.float32)
    assert NEIGHBOURS == 4
    assert layout.scores(likeness)[0].tolist() == pytest.approx([(0.9 + 0.7 + 0.6 + 0.5) / 4, 0.4, 0.0])


def test_meaning_alone_counts_for_articles_that_lack_the_language():
    layout = lay_out([0, 0, 1], ["en", "id", "en"], articles=2)
    assert layout.foreign("id").tolist() == [False, False, True]
    assert layout.foreign("de").all()


def test_the_threshold_follows_from_the_costs_alone():
    calibration = calibrate(np.zeros((0, 3), dtype=np.float32), np.zeros(0, dtype=np.bool_), np.zeros(0))
    assert calibration.answer_at == 1 - COST_OF_QUESTION / COST_OF_WRONG_ANSWER


def test_a_larger_score_or_margin_is_never_less_sure():
    steps = np.linspace(0, 1, 20)
    for calibration in (small_bank().stages[-1].home, small_bank().stages[-1].abroad):
        for column in range(3):
            features = np.tile(np.array([0.3, 0.1, -0.5], dtype=np.float32), (len(steps), 1))
            features[:, column] = steps
            assert (np.diff(calibration.probabilities(features)) >= 0).all()


def test_probabilities_learnt_from_coin_tosses_are_a_half():
    chance = np.random.default_rng(1)
    features = chance.random((2_000, 3)).astype(np.float32)
    calibration = calibrate(features, chance.random(2_000) < 0.5, np.ones(2_000))
    probabilities = calibration.probabilities(features)
    assert probabilities.mean() == pytest.approx(0.5, abs=0.03)
    assert np.quantile(np.abs(probabilities - 0.5), 0.9) < 0.1


def test_a_question_in_a_language_without_articles_finds_its_article():
    found = small_bank().search("Wie storniere ich meine Bestellung?", "de")
    assert found[0].article == "cancel-order"


def test_what_stands_word_for_word_in_one_article_asks_for_it():
    bank = small_bank()
    found = bank.search("CANCELAR  meu pedido??", "pt")
    assert found[0].confidence < VERBATIM
    found = bank.search("quero  CANCELAR minha compra!", "pt")
    assert (found[0].article, found[0].confidence) == ("cancel-order", VERBATIM)
    assert all(each.confidence <= 1 - VERBATIM for each in found[1:])


def test_a_word_or_two_stand_anywhere():
    assert small_bank().search("cancelar pedido", "pt")[0].confidence != VERBATIM


def test_a_large_bank_that_compares_few_texts_finds_the_same_first(monkeypatch):
    bank = small_bank()
    all_compared = searched(bank)
    monkeypatch.setattr(stages, "TEXTS_COMPARED", 0)
    monkeypatch.setattr(stages, "ARTICLES_COMPARED", len(bank.slugs) - 1)
    few_compared = searched(bank)
    assert [found[0].article for found in few_compared] == [found[0].article for found in all_compared]
    confidences = [[found[0].confidence for found in every] for every in (few_compared, all_compared)]
    assert confidences[0] == pytest.approx(confidences[1], abs=0.02)
