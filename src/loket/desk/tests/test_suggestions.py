from __future__ import annotations

import pytest

from journeys.cast import ada, ana, edith, max_
from loket.desk.tests.waiting import signed_in
from loket.history.models import Event
from loket.knowledge.access import topics_for, translation_for
from loket.learning.access import gaps_visible_to, proposals_visible_to
from loket.learning.actions import working
from loket.learning.tests import stories
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db

PAGE = "/desk/suggestions"
QUESTION = "do you have a birthday surprise"


@pytest.fixture(autouse=True)
def shop(monkeypatch):
    """The small shop, whose assistant knows its articles."""
    from loket.assistant.tests.shop import small_bank  # noqa: PLC0415  by then Django is set up

    monkeypatch.setattr("loket.assistant.banks.current", small_bank)
    stories.fill_shelf()


@pytest.fixture
def client():
    return signed_in(edith())


def learnt(*texts):
    """What agents answered with an article, read and proposed."""
    opened = [stories.sent_by_agent(text) for text in texts or (QUESTION,)]
    stories.learn()
    return opened


def a_gap():
    for text in stories.TICKETS:
        stories.unanswered(text)
    stories.learn()
    return gaps_visible_to(SYSTEM).get()


def proposal(text=QUESTION):
    return proposals_visible_to(SYSTEM).get(text=text)


def decide(client, which, action, **fields):
    given = {"action": action, "text": which.text, "language": "en", "page": PAGE, **fields}
    return client.post(f"{PAGE}/{which.pk}", given, follow=True)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_before_anything_was_learnt_the_page_explains(client):
    page = text_of(client.get(PAGE))
    assert "Nothing to decide" in page
    assert "Finished conversations are read every night." in page
    assert "No article seems to be missing" in text_of(client.get(f"{PAGE}/missing"))


@pytest.mark.parametrize("path", ["", "/missing", "/turned-down"])
def test_only_editors_reach_it(path):
    for member in (ada(), max_()):
        assert signed_in(member).get(PAGE + path).status_code == 404
    assert signed_in(ana()).get(PAGE + path).status_code == 200


def test_a_wording_is_shown_with_its_article_and_accepted_with_one_click(client):
    learnt()
    page = text_of(client.get(PAGE))
    assert "How do I use a coupon?" in page
    assert QUESTION in page
    assert "an agent sent the article" in page
    done = text_of(decide(client, proposal(), "accept"))
    assert "Added in English" in done
    assert translation_for(SYSTEM, "use-coupon", "en").published.also_asked[-1] == QUESTION


def test_an_edited_wording_with_personal_data_is_refused_and_stays(client):
    learnt()
    answer = decide(client, proposal(), "accept", text="order INV/2026/00017 birthday")
    assert "Take names, numbers and addresses out" in text_of(answer)
    assert proposal().state == "open"


def test_what_is_turned_down_goes_and_can_be_offered_again(client):
    learnt()
    assert "Turned down" in text_of(decide(client, proposal(), "reject"))
    assert QUESTION not in text_of(client.get(PAGE)).partition("<main")[2].partition("toast")[0]
    assert QUESTION in text_of(client.get(f"{PAGE}/turned-down"))
    decide(client, proposal(), "offer")
    assert proposal().state == "open"


def test_a_decision_leads_to_the_next_row_and_nowhere_else(client):
    learnt()
    given = {"action": "reject", "page": "https://evil.example/", "next": "p-17"}
    assert client.post(f"{PAGE}/{proposal().pk}", given)["Location"] == f"{PAGE}#p-17"
    assert client.post(f"{PAGE}/{proposal().pk}", {"action": "nonsense"}).status_code == 404


def test_examples_link_to_conversations_only_for_who_may_read_them_and_that_is_recorded(client):
    [opened] = learnt()
    address = f"{PAGE}/{proposal().pk}/examples"
    assert opened.conversation.number not in text_of(client.get(address))
    looks = Event.objects.filter(action="personal_data.seen", subject=opened.conversation.subject)
    before = looks.count()
    page = text_of(signed_in(ana()).get(address))
    assert opened.conversation.number in page
    assert looks.count() == before + 1


def test_searching_now_shows_how_far_it_is(client):
    stories.sent_by_agent(QUESTION)
    answer = client.post(f"{PAGE}/search", {"page": f"{PAGE}/missing"})
    assert answer["Location"] == f"{PAGE}/missing"
    part = client.get(PAGE, headers={"HX-Request": "true", "HX-Target": "looking"})
    assert 'hx-trigger="every 2s"' in text_of(part)
    working.work()
    part = client.get(PAGE, headers={"HX-Request": "true", "HX-Target": "looking"})
    assert "Show what is new" in text_of(part)


def test_pages_cost_the_same_however_much_was_learnt(client, django_assert_max_num_queries):
    learnt(*(f"do you have a {thing} surprise" for thing in ("birthday", "christmas", "wedding", "summer", "moving")))
    a_gap()
    client.get(PAGE)
    with django_assert_max_num_queries(14):
        client.get(PAGE)
    with django_assert_max_num_queries(12):
        client.get(f"{PAGE}/missing")


def test_more_than_a_page_is_paged_by_key(client, monkeypatch):
    monkeypatch.setattr("loket.learning.queries.ARTICLES_A_PAGE", 1)
    monkeypatch.setattr("loket.learning.queries.PROPOSALS_A_PAGE", 1)
    learnt(QUESTION, "is there a wedding list")
    stories.sent_by_agent("my cup has lost its handle", "damaged-item")
    stories.learn()
    first = client.get(PAGE)
    second = client.get(PAGE, {"after": first.context["next"]})
    assert [first.context["blocks"][0].slug, second.context["blocks"][0].slug] == ["use-coupon", "damaged-item"]
    assert not second.context["next"]
    one = client.get(f"{PAGE}/article/use-coupon")
    other = client.get(f"{PAGE}/article/use-coupon", {"after": one.context["next"]})
    assert {each.context["blocks"][0].rows[0].proposal.text for each in (one, other)} == {
        QUESTION,
        "is there a wedding list",
    }


def test_a_missing_article_is_begun_with_its_questions(client):
    gap = a_gap()
    page = f"{PAGE}/missing/{gap.pk}/write"
    assert gap.text in text_of(client.get(page))
    topic = topics_for(SYSTEM).first().pk
    answer = client.post(page, {"question": gap.text, "topic": topic, "language": "en", "slug": "opera"})
    assert answer["Location"] == "/desk/articles/opera/en"
    assert "opera tickets" in text_of(client.get("/desk/articles/opera/en"))
    again = client.post(page, {"question": gap.text, "topic": topic, "language": "en", "slug": "opera"})
    assert again.status_code == 422


def test_a_gap_that_an_article_answers_becomes_proposals_for_it(client):
    gap = a_gap()
    page = f"{PAGE}/missing/{gap.pk}/answer"
    assert "How do I use a coupon?" in text_of(client.get(page, {"text": "coupon"}))
    assert client.post(page, {}).status_code == 422
    answer = client.post(page, {"article": "use-coupon"}, follow=True)
    assert "an editor named the article" in text_of(answer)


def test_a_gap_is_hidden(client):
    gap = a_gap()
    assert "is hidden until" in text_of(client.post(f"{PAGE}/missing/{gap.pk}/hide", follow=True))
    gap.refresh_from_db()
    assert gap.state == "hidden"


@pytest.mark.parametrize("query", ["after=x", "after=-1", "after=99999999999999999999", "after=1.%00", "after=5.use"])
def test_a_mangled_address_is_no_error(client, query):
    for path in ("", "/missing", "/turned-down", "/article/use-coupon"):
        assert client.get(f"{PAGE}{path}?{query}").status_code == 200
