from __future__ import annotations

import pytest
from django.utils import timezone

from loket.disputes.actions import word_translating
from loket.disputes.models import DisputeText
from loket.disputes.showing import show_dispute
from loket.disputes.tests.dispute_shop import seller_of, submitted
from loket.disputes.viewing import view_of

pytestmark = pytest.mark.django_db


class Rendering:
    text, engine, problem, is_machine = "The strap tore on the first day.", "stub", "", True


def shown(dispute, tag="en"):
    view = view_of(dispute, seller_of(dispute.order), now=timezone.now())
    return show_dispute(view, tag=tag, zone=None, now=timezone.now()).words[0]


def test_words_stay_beside_their_translation(monkeypatch):
    dispute = submitted()
    assert "There is no translation yet" in shown(dispute).problem
    monkeypatch.setattr(word_translating, "translate", lambda *_text, **_more: Rendering())
    word_translating.translate_words([DisputeText.objects.get().pk], "en")
    said = shown(dispute)
    assert (said.text, said.original) == ("The strap tore on the first day.", "A alça rasgou no primeiro dia.")
    assert said.mark == "Translated by a machine" and not said.problem
    assert shown(dispute, "pt-BR").text == "A alça rasgou no primeiro dia."


def test_only_what_an_engine_can_do_is_asked_for(monkeypatch):
    dispute = submitted()
    view = view_of(dispute, seller_of(dispute.order), now=timezone.now())
    assert not word_translating.ask_for_translations(view, "en")
    monkeypatch.setattr(word_translating, "can_translate", lambda *_pair: True)
    assert word_translating.ask_for_translations(view, "en")
    assert not word_translating.ask_for_translations(view, "pt-PT")


def test_erased_words_are_not_translated(monkeypatch):
    submitted()
    text = DisputeText.objects.get()
    monkeypatch.setattr(word_translating, "translate", lambda *_text, **_more: erase() or Rendering())

    def erase():
        DisputeText.objects.update(text="", erased_at=timezone.now())

    word_translating.translate_words([text.pk], "en")
    assert not text.translations.exists()
