from __future__ import annotations

from datetime import date

import pytest

from loket.knowledge import access
from loket.knowledge.actions.reading import count_view, give_feedback
from loket.knowledge.tests.shelf import article, bring_in, staff, translation
from loket.people.access import NotVisible
from loket.people.actors import NOBODY, SYSTEM

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 2)


@pytest.fixture
def shop(db):
    bring_in(article(en="One", pt="Um"), article("draft", en="Draft", state="draft"))
    bring_in(article(en="Two"))
    bring_in(article(pt="Dois", state="draft"))


@pytest.fixture(params=["nobody", "olga", "ada", "max"])
def outsider(request, db):
    """Olga works elsewhere in the house; Ada answers and Max leads, but neither edits."""
    if request.param == "nobody":
        return NOBODY
    return staff(request.param, *{"olga": [], "ada": ["agent"], "max": ["lead"]}[request.param])


def test_an_outsider_sees_no_draft(shop, outsider):
    held = translation()
    assert [each.slug for each in access.articles_visible_to(outsider)] == ["refund"]
    assert access.editor_rows(outsider) == []
    for read in (
        lambda: access.article_for(outsider, "draft"),
        lambda: access.translation_for(outsider, "refund", "en"),
        lambda: access.revisions_for(outsider, held),
        lambda: access.revision_for(outsider, "refund", "en", 1),
        lambda: access.topics_for(outsider),
        lambda: access.topic_for(outsider, "returns-refunds"),
        lambda: access.reception_of(outsider, held, since=DAY),
    ):
        with pytest.raises(NotVisible):
            read()


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_an_editor_sees_every_version(shop, role):
    edith = staff("Edith", role)
    assert access.translation_for(edith, "draft", "EN").latest.question == "Draft"
    assert [each.version for each in access.revisions_for(edith, translation())] == [2, 1]
    assert access.revision_for(edith, "refund", "en", 1).question == "One"
    for missing in (("nothing", "en", 1), ("refund", "de", 1), ("refund", "en", 9)):
        with pytest.raises(NotVisible):
            access.revision_for(edith, *missing)


def test_an_editors_list_tells_how_far_each_language_is(shop):
    refund, draft = access.editor_rows(staff("Edith", "editor"))
    english, portuguese = refund.languages
    assert (english.title, english.version, english.is_published, english.has_newer_draft) == ("Two", 2, True, False)
    assert portuguese.has_newer_draft
    assert portuguese.is_out_of_date
    assert (draft.state, draft.languages[0].is_published) == ("draft", False)


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [({"state": "draft"}, ["draft"]), ({"text": "dOIS"}, ["refund"]), ({"topic": "orders"}, []), ({"text": "\0%"}, [])],
)
def test_an_editors_list_can_be_narrowed(shop, wanted, slugs):
    assert [row.slug for row in access.editor_rows(SYSTEM, **wanted)] == slugs


def test_editors_see_how_readers_took_it(shop):
    held = translation()
    count_view(held.pk, day=DAY)
    give_feedback(held.pk, helped=False, comment="Too long", visitor="bea")
    reception = access.reception_of(SYSTEM, held, since=DAY)
    assert (reception.views, reception.helped, reception.did_not_help) == (1, 0, 1)
    assert reception.comments == ("Too long",)
