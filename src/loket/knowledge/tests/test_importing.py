from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loket.history.models import Event
from loket.knowledge.actions.importing import import_articles
from loket.knowledge.article_lines import ImportRefused
from loket.knowledge.exporting import export_lines
from loket.knowledge.models import Article, Passage, Revision, Topic
from loket.knowledge.queries import contents_version, published_articles
from loket.knowledge.tests.shelf import article, bring_in, staff, translation

pytestmark = pytest.mark.django_db


def test_an_import_publishes():
    summary = bring_in(article(en="Where is it?", pt="Cadê?"))
    assert (summary.new_articles, summary.new_versions) == (1, 2)
    assert {(row.article, row.topic, row.language) for row in published_articles()} == {
        ("refund", "returns-refunds", "en"),
        ("refund", "returns-refunds", "pt-BR"),
    }


def test_identical_text_makes_no_new_version_and_no_new_contents():
    bring_in(article(en="Where is it?"))
    before = contents_version()
    summary = bring_in(article(en="Where is it?"))
    assert not summary.changed
    assert Revision.objects.count() == 1
    assert contents_version() == before


def test_changed_text_makes_a_version_and_leaves_the_absent_translation():
    bring_in(article(en="Where is it?", es="¿Dónde está?"))
    bring_in(article(en="Where is it now?"))
    assert translation().published.version == 2
    assert translation(language="es").published.version == 1


def test_null_removes_a_translation_and_the_source_moves_on():
    bring_in(article(en="Where is it?", es="¿Dónde está?"))
    bring_in(article(en=None, es="¿Dónde está?"))
    assert [row.language for row in published_articles()] == ["es"]
    assert Article.objects.get().source_language == "es"


@pytest.mark.parametrize("line", [article(en=None), article("new", en=None)])
def test_the_last_translation_cannot_be_removed(line):
    bring_in(article(en="Where is it?"))
    with pytest.raises(ImportRefused, match="line 1: would leave"):
        bring_in(line)
    assert Article.objects.count() == 1


def test_nothing_of_a_bad_file_is_imported():
    with pytest.raises(ImportRefused):
        bring_in(article("good", en="Good?"), article("bad", en=" "))
    with pytest.raises(ImportRefused):
        bring_in(article("good", en="Good?"), article("bad", en=None))
    assert not Article.objects.exists()
    assert not Topic.objects.exists()


def test_a_draft_is_stored_beside_what_readers_see():
    bring_in(article(en="Where is it?"))
    bring_in(article(en="Where is it now?", state="draft"), article("new", en="New?", state="draft"))
    assert [row.question for row in published_articles()] == ["Where is it?"]
    assert translation().latest.question == "Where is it now?"
    assert Article.objects.get(slug="new").state == "draft"


def test_publishing_a_stored_draft_makes_no_new_version():
    bring_in(article(en="Where is it?", state="draft"))
    summary = bring_in(article(en="Where is it?"))
    assert summary.new_versions == 0
    assert [row.version for row in published_articles()] == [1]


def test_the_published_text_again_leaves_a_newer_draft_alone():
    bring_in(article(en="Where is it?"))
    bring_in(article(en="Where is it now?", state="draft"))
    assert not bring_in(article(en="Where is it?")).changed
    assert translation().latest.question == "Where is it now?"


def test_an_archived_article_leaves_the_search_and_comes_back():
    bring_in(article(en="Where is it?"))
    bring_in(article(en="Where is it?", state="archived"))
    assert not published_articles()
    assert not Passage.objects.exists()
    bring_in(article(en="Where is it?"))
    assert len(published_articles()) == 1
    assert Passage.objects.exists()


def test_a_translation_knows_which_source_it_translates():
    bring_in(article(en="One", pt="Um"))
    bring_in(article(en="Two"))
    assert translation(language="pt-BR").published.source_version == 1
    bring_in(article(pt="Dois"))
    assert translation(language="pt-BR").published.source_version == 2


def test_standard_topics_have_their_names_and_others_are_made():
    summary = bring_in(article(en="One"), article("two", topic="size-guide", subtopic="shoes", en="Two"))
    assert summary.new_topics == ("returns-refunds", "size-guide", "size-guide/shoes")
    titles = {
        topic.slug: {title.language: title.title for title in topic.titles.all()} for topic in Topic.objects.all()
    }
    assert titles["returns-refunds"]["id"] == "Pengembalian barang dan dana"
    assert titles["size-guide"] == {"en": "Size guide"}


def test_topic_lines_add_rename_and_place():
    line = {"topic": "shoes", "parent": "guides", "titles": {"en": "Shoes", "es": "Zapatos"}, "position": 4}
    bring_in(json.dumps(line))
    changed = {**line, "titles": {"en": "Boots", "es": None}, "position": 1}
    assert contents_version() == "1"
    bring_in(json.dumps(changed))
    topic = Topic.objects.get(slug="shoes")
    assert (topic.parent.slug, topic.position) == ("guides", 1)
    assert [title.title for title in topic.titles.all()] == ["Boots"]
    bring_in(json.dumps(changed))
    assert contents_version() == "2"


def test_topics_have_two_levels():
    lines = [{"topic": "b", "parent": "a", "titles": {"en": "B"}}, {"topic": "c", "parent": "b", "titles": {"en": "C"}}]
    with pytest.raises(ImportRefused, match="line 2: parent “b” is a subtopic itself"):
        bring_in(*map(json.dumps, lines))


def test_the_number_of_statements_does_not_grow_with_the_file():
    def statements(prefix, count):
        with CaptureQueriesContext(connection) as queries:
            bring_in(*[article(f"{prefix}-{n}", en=f"Question {n}?") for n in range(count)])
        return len(queries)

    statements("first", 1)
    assert statements("few", 2) == statements("many", 100)


def test_an_import_is_recorded_with_who_did_it(django_capture_on_commit_callbacks):
    edith = staff("Edith", "editor")
    seen = []
    bring_in(article(en="Where is it?"), by=edith, note="Spring", progress=lambda *step: seen.append(step))
    assert Event.objects.get(action="articles.imported").actor_id == edith.actor_id
    revision = Revision.objects.get()
    assert (revision.author_id, revision.note) == (edith.actor_id, "Spring")
    assert seen == [(1, 1)]


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
LINE = TEXT.filter(lambda text: text.split())
SLUG = st.from_regex(r"[a-z0-9][-a-z0-9]{0,10}", fullmatch=True)
TRANSLATION = st.fixed_dictionaries(
    {"question": LINE, "answer": TEXT, "also_asked": st.lists(TEXT, max_size=3)},
    optional={"state": st.sampled_from(["draft", "published"])},
)
ARTICLE = st.fixed_dictionaries(
    {
        "id": SLUG,
        "topic": SLUG,
        "translations": st.dictionaries(st.sampled_from(["en", "pt-BR", "id", "zh-Hans"]), TRANSLATION, min_size=1),
    },
    optional={
        "subtopic": SLUG,
        "flow": SLUG,
        "state": st.sampled_from(["draft", "published", "archived"]),
    },
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles=st.lists(ARTICLE, max_size=4, unique_by=lambda each: each["id"]))
def test_what_is_exported_comes_back_the_same(db, articles):
    import_articles(map(json.dumps, articles))
    exported = list(export_lines())
    assert not import_articles(exported).changed
    Article.objects.all().delete()
    Topic.objects.all().delete()
    import_articles(exported)
    assert list(export_lines()) == exported
    Article.objects.all().delete()
    Topic.objects.all().delete()
