from __future__ import annotations

import json
import re

import pytest
from django.utils import timezone

from journeys.cast import actor, ada, ana, bea, edith, max_, olga, writes
from loket.assistant.models import AnswerPolicy, AnswerTrace
from loket.assistant.policies import held
from loket.assistant.policies.access import steps_for
from loket.assistant.policies.actions import set_policies
from loket.assistant.policies.figures import figures_for
from loket.conversations.actions.inbound import store_message
from loket.desk.tests import shelf
from loket.desk.tests.waiting import signed_in
from loket.history.models import Event
from loket.people.access import NotVisible
from loket.people.actors import SYSTEM
from loket.reception.actions import hand_over

pytestmark = pytest.mark.django_db

PAGE = "/desk/answering"


@pytest.fixture(autouse=True)
def shop():
    """Two articles in two topics, and no sliders left over from elsewhere."""
    shelf.fill()
    yield
    held.forget()


@pytest.fixture
def client():
    return signed_in(max_())


def form_of(client):
    """What the page's form would send if nothing was touched."""
    text = client.get(PAGE).content.decode()
    inputs = re.findall(r'<input type="(?:range|hidden)" name="((?:initial-)?step-[^"]+)" value="(\d)"', text)
    return dict(inputs)


def trace(opened, confidence, *, decision="reply", article="refund", **data):
    known = {"meaning": "question", "verdict": "give", "says": "", "reading": "alone", "strikes": 0, "given": []}
    candidates = [{"article": article, "confidence": confidence}] if article else []
    return AnswerTrace.objects.create(
        conversation=opened.conversation,
        after_sequence=1,
        decision=decision,
        data={**known, "candidates": candidates, **data},
    )


def tally(step="balanced", topic="returns-refunds"):
    return figures_for(SYSTEM, timezone.now())[topic][step]


def test_a_moved_slider_is_kept_and_told_in_the_history(client):
    fields = form_of(client)
    assert fields["step-orders"] == "2"
    assert client.post(PAGE, {**fields, "step-orders": "0"})["Location"] == PAGE
    assert form_of(client)["step-orders"] == "0"
    (event,) = Event.objects.filter(action="answering.step_set")
    assert (event.subject, event.data) == ("topic:orders", {"before": "balanced", "step": "very_careful"})


def test_what_somebody_else_moved_meanwhile_stays(client):
    fields = form_of(client)
    set_policies({"orders": "careful"}, by=edith())
    client.post(PAGE, {**fields, "step-returns-refunds": "3"})
    assert steps_for(SYSTEM) == {"orders": "careful", "returns-refunds": "eager"}


def test_saving_what_was_not_moved_changes_nothing(client):
    client.post(PAGE, form_of(client))
    assert not AnswerPolicy.objects.exists()
    assert not Event.objects.filter(action="answering.step_set").exists()


@pytest.mark.parametrize("value", ["5", "-1", "eager", "", "1.5"])
def test_what_is_no_step_is_refused_with_a_word(client, value):
    answer = client.post(PAGE, {**form_of(client), "step-orders": value})
    assert answer.status_code == 422
    assert "Choose one of the five steps" in answer.content.decode()
    assert not AnswerPolicy.objects.exists()


def test_processes_follow_without_asking_in_a_turn(
    client, django_capture_on_commit_callbacks, django_assert_num_queries
):
    with django_capture_on_commit_callbacks(execute=True):
        set_policies({"orders": "very_eager"}, by=ana())
    with django_assert_num_queries(0):
        assert held.current().step_of("orders") == "very_eager"


@pytest.mark.parametrize("who", [max_, edith, ana])
def test_leads_editors_and_administrators_may(who):
    assert signed_in(who()).get(PAGE).status_code == 200


def test_an_agent_without_the_right_and_outsiders_see_nothing():
    assert signed_in(ada()).get(PAGE).status_code == 404
    assert signed_in(ada()).post(PAGE, {"step-orders": "0"}).status_code == 404
    for outsider in (olga(), ada()):
        with pytest.raises(NotVisible):
            figures_for(outsider, timezone.now())
        with pytest.raises(NotVisible):
            steps_for(outsider)
    with pytest.raises(NotVisible):
        set_policies({"orders": "eager"}, by=ada())


def test_nobody_signed_in_is_led_to_the_door(client):
    client.logout()
    assert "sign-in" in client.get(PAGE)["Location"]


def test_without_questions_there_is_nothing_to_compare_with(client):
    assert "There is nothing to compare with yet" in client.get(PAGE).content.decode()


def test_each_step_says_what_it_would_have_done(client):
    for confidence in (0.8, 0.5, 0.35, 0.1):
        trace(bea(), confidence)
    assert [tally(step).answered for step in ("very_careful", "careful", "balanced", "eager", "very_eager")] == [
        1, 1, 2, 3, 3,
    ]  # fmt: skip
    row = next(row for row in client.get(PAGE).context["rows"] if row.slug == "returns-refunds")
    assert [each["words"][:26] for each in json.loads(row.previews)][2:4] == [
        "Of 4 questions: 2 answered",
        "Of 4 questions: 3 answered",
    ]


@pytest.mark.parametrize(
    "later",
    [
        {"meaning": "no", "verdict": "offer", "decision": "ask"},
        {"meaning": "choice", "verdict": "offer", "decision": "ask"},
        {"meaning": "person", "verdict": "bring", "decision": "hand_over"},
    ],
)
def test_an_answer_that_did_not_help_would_have_been_wrong(later):
    opened = bea()
    trace(opened, 0.9)
    trace(opened, 0, article="", **later)
    assert (tally().answered, tally().wrong) == (1, 1)


def test_the_button_for_a_person_counts_too():
    opened = bea()
    trace(opened, 0.9)
    hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))
    assert tally().wrong == 1


def test_an_answer_that_solved_it_was_right():
    opened = bea()
    trace(opened, 0.9)
    trace(opened, 0, article="", meaning="choice", verdict="say", says="solved")
    trace(opened, 0, article="", meaning="person", verdict="bring", decision="hand_over")
    assert (tally().answered, tally().wrong) == (1, 0)


def test_traces_without_what_was_found_or_from_before_last_month_are_left_out():
    trace(bea(), 0, article="")
    AnswerTrace.objects.create(conversation=bea().conversation, after_sequence=1, decision="reply", data={})
    trace(bea(), 0.9, article="gone")
    old = trace(bea(), 0.9)
    AnswerTrace.objects.filter(pk=old.pk).update(created_at=timezone.now() - timezone.timedelta(days=31))
    assert figures_for(SYSTEM, timezone.now()) == {}


def test_the_figures_cost_three_statements_however_much_was_asked(django_assert_num_queries):
    for opened in (bea(), bea()):
        store_message(opened.conversation.pk, writes("hi"), language="en", by=actor(opened))
        trace(opened, 0.9)
    with django_assert_num_queries(3):
        figures_for(SYSTEM, timezone.now())
