from __future__ import annotations

import pytest

from journeys.cast import ada, edith, max_, olga, team
from loket.history.models import Event
from loket.people.access import NotVisible
from loket.people.actors import SYSTEM
from loket.texts import held
from loket.texts.access import revision_for, revisions_for, text_for, visible_to
from loket.texts.actions.editing import (
    Wording,
    confirm_up_to_date,
    create_text,
    restore,
    save_built_in,
    save_words,
    set_active,
    set_details,
)
from loket.texts.queries import is_out_of_date
from loket.texts.tests import shelf
from loket.texts.text_errors import BadField, StaleText, TextError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_held():
    yield
    held.forget()


def behind(text):
    """The languages that are out of date."""
    rows = {each.language: each for each in text_for(SYSTEM, text.kind, text.slug).translations.all()}
    return [tag for tag, each in rows.items() if is_out_of_date(each, rows.get(each.source_language))]


def test_leads_and_editors_write_and_agents_read():
    shelf.macro()
    for member in (max_(), edith()):
        create_text("macro", f"of-{member.user.pk}", title="Mine", by=member)
    with pytest.raises(NotVisible):
        create_text("macro", "mine", title="Mine", by=ada())
    assert visible_to(ada()).count() == 3
    assert not visible_to(olga()).exists()


def test_a_changed_source_makes_its_translations_out_of_date_until_somebody_looked():
    text = shelf.macro(en="One.", es="Uno.", zh_Hans="一。")
    assert behind(text) == []
    shelf.say(text, "en", "Two.")
    assert behind(text) == ["es", "zh-Hans"]
    shelf.say(text, "es", "Dos.")
    chinese = text_for(SYSTEM, "macro", "where").translations.get(language="zh-Hans")
    confirm_up_to_date(chinese, by=edith())
    assert behind(text) == []
    assert revision_for(SYSTEM, "macro", "where", "zh-hans", 2).note


def test_every_version_is_kept_with_who_and_a_former_one_comes_back_as_a_new_one():
    text = shelf.macro(en="One.")
    save_words(text, "en", Wording("Two."), by=max_(), base_version=1)
    first = revision_for(SYSTEM, "macro", "where", "en", 1)
    assert restore(first, by=edith()).version == 3
    versions = revisions_for(ada(), "macro", "where", "en")
    assert [(each.text, each.author and each.author.name) for each in versions] == [
        ("One.", "Edith"), ("Two.", "Max"), ("One.", None)
    ]  # fmt: skip
    assert restore(first, by=edith()).version == 3


def test_the_same_words_make_no_version():
    text = shelf.macro(en="One.")
    assert shelf.say(text, "en", " One. ").version == 1


def test_who_wrote_on_an_old_version_loses_nothing():
    text = shelf.macro(en="One.")
    shelf.say(text, "en", "Two.")
    with pytest.raises(StaleText) as stale:
        shelf.say(text, "en", "Mine.", base_version=1)
    assert stale.value.newer.text == "Two."


@pytest.mark.parametrize("words", ["", " \n ", "x" * 5001])
def test_what_cannot_be_said_is_refused(words):
    with pytest.raises(TextError):
        shelf.say(shelf.macro(), "es", words)


def test_an_unknown_field_is_refused_and_nothing_is_stored():
    text = shelf.macro(en="One.")
    with pytest.raises(BadField, match=r"\{refund\}"):
        shelf.say(text, "es", "Su {refund}.")
    with pytest.raises(BadField):
        save_words(text, "es", Wording("Uno.", subject="{x}"), by=SYSTEM, base_version=0)
    assert text_for(SYSTEM, "macro", "where").translations.count() == 1


def test_the_wide_braces_of_chinese_keyboards_are_braces():
    assert shelf.say(shelf.macro(), "zh-Hans", "您好，｛name｝。").text == "您好，{name}。"


@pytest.mark.parametrize(("kind", "slug"), [("macro", "where"), ("macro", "!!"), ("poem", "ode")])
def test_what_cannot_begin_is_refused(kind, slug):
    shelf.macro()
    with pytest.raises(TextError):
        create_text(kind, slug, title="Again", by=SYSTEM)


def test_a_built_in_text_is_worded_from_the_first_time_on():
    save_built_in("flow", "labels.fine", "en", Wording("All clear"), by=edith(), base_version=0)
    assert text_for(SYSTEM, "flow", "labels.fine").title
    with pytest.raises(TextError):
        save_built_in("flow", "labels.invented", "en", Wording("Mine"), by=edith(), base_version=0)
    with pytest.raises(BadField):
        save_built_in("flow", "labels.fine", "es", Wording("{order}"), by=edith(), base_version=0)


def test_title_team_and_use_are_changed_and_recorded():
    text = shelf.macro()
    set_details(text, title="  Where\nis it ", team=team(), by=max_())
    set_active(text, False, by=max_())
    found = text_for(SYSTEM, "macro", "where")
    assert (found.title, found.team.slug, found.is_active) == ("Where is it", "english", False)
    with pytest.raises(TextError):
        set_details(text, title=" ", team=None, by=max_())
    recorded = set(Event.objects.filter(subject=f"text:{text.pk}").values_list("action", flat=True))
    assert recorded == {"text.created", "text.saved", "text.described", "text.put_away"}
