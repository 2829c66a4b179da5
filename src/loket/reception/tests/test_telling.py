from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.cast import ada, bea, sends, team
from loket.calendars.actions.service_hours import set_service_hours
from loket.calendars.service_hours import ALL_WEEK
from loket.conversations.actions.closures import close
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.models import Conversation
from loket.conversations.queries import Translated
from loket.notices.actions.preferences import prefer
from loket.notices.facts import Recipient
from loket.notices.letters.fields import check_fields
from loket.notices.models import Notice
from loket.people.models import Customer
from loket.reception.counter import close_case, put_back, take
from loket.reception.models import Told
from loket.reception.telling import due
from loket.reception.telling.actions.looking import note_looked
from loket.reception.telling.actions.rounds import tell_due
from loket.reception.tests.story import actor, asks_for_person, now_of
from loket.reception.upkeep import keep_time
from loket.surveys.actions import rate

pytestmark = pytest.mark.django_db
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
QUESTIONS = {"en": "My parcel is lost", "pt-BR": "Meu pacote não chegou, onde está a minha encomenda?"}


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.LOKET_SMTP_URL, settings.LOKET_MAIL_FROM = "smtp://127.0.0.1:9", "help@samudra.example"


def begun(*, email="bea@mail.example", always_open=True, language="en"):
    """Bea asked for a person, and Ada's team is open or not."""
    english = team(members=(ada(),))
    if always_open:
        set_service_hours(english, intervals=ALL_WEEK, by=None)
    opened = bea(language=language)
    Customer.objects.filter(pk=opened.conversation.customer_id).update(email=email)
    sends(opened.conversation, QUESTIONS[language])
    asks_for_person(opened)
    return opened


def answered(text="It is at the post office.", **wishes):
    """Ada answered; Bea is not there."""
    opened = begun(**wishes)
    take(opened.conversation.pk, by=ada())
    reply(opened, text)
    return opened


def reply(opened, text, **words):
    return post_reply(opened.conversation.pk, Words(text=text, language="en", **words), by=ada())


def told(purpose):
    return list(Notice.objects.filter(purpose=purpose).order_by("pk"))


def purposes():
    return sorted(Notice.objects.values_list("purpose", flat=True))


def after(opened, **period):
    """A moment so long after what happened last."""
    return now_of(opened).updated_at + timedelta(**period)


def looks(opened, at=None):
    case = now_of(opened)
    note_looked(case, case.last_sequence, now=at or timezone.now())


def test_an_answer_that_nobody_sees_for_three_minutes_follows_by_mail():
    opened = answered()
    tell_due(after(opened, minutes=2))
    assert told("unread_reply") == []
    tell_due(after(opened, minutes=3, seconds=1))
    (notice,) = told("unread_reply")
    assert notice.email == "bea@mail.example" and notice.subject == now_of(opened).subject == notice.thread
    assert [(each["name"], each["text"]) for each in notice.fields["replies"]] == [("Ada", "It is at the post office.")]
    check_fields(notice.purpose, notice.fields, secret={}, link="https://x.example")


def test_it_is_told_once_and_what_comes_later_is_told_alone():
    opened = answered()
    for minutes in (4, 5, 6):
        keep_time(after(opened, minutes=minutes))
    reply(opened, "It was sent back.")
    tell_due(after(opened, minutes=4))
    said = [[each["text"] for each in notice.fields["replies"]] for notice in told("unread_reply")]
    assert said == [["It is at the post office."], ["It was sent back."]]


def test_several_answers_are_one_letter():
    opened = answered()
    reply(opened, "And a second thing.")
    tell_due(after(opened, minutes=4))
    assert len(told("unread_reply")[0].fields["replies"]) == 2


def test_what_was_seen_is_not_told():
    opened = answered()
    looks(opened)
    tell_due(after(opened, minutes=10))
    assert told("unread_reply") == []


def test_whoever_writes_has_read_what_stands_above():
    opened = answered()
    sends(opened.conversation, "Thank you")
    tell_due(after(opened, minutes=10))
    assert told("unread_reply") == []


def test_what_waits_for_its_hour_is_withdrawn_when_the_page_is_opened():
    opened = answered()
    Customer.objects.update(time_zone="Etc/GMT")
    tell_due(after(opened, minutes=4))
    looks(opened)
    assert [each.state for each in told("unread_reply")] == [Notice.State.WITHDRAWN]


def test_a_translation_stands_beside_the_original():
    opened = begun(language="pt-BR")
    take(opened.conversation.pk, by=ada())
    reply(opened, "It is here.", translations=(Translated("pt-BR", "Está aqui.", "apertium", True, "", ()),))
    tell_due(after(opened, minutes=4))
    (notice,) = told("unread_reply")
    said = notice.fields["replies"][0]
    assert notice.language == "pt-BR"
    assert (said["text"], said["language"], said["translation"]) == ("It is here.", "en", "Está aqui.")


def test_the_answer_to_what_came_out_of_hours_says_so():
    opened = answered(always_open=False)
    tell_due(after(opened, minutes=4))
    reply(opened, "One more thing.")
    tell_due(after(opened, minutes=4))
    assert [len(told(each)) for each in ("answer_out_of_hours", "unread_reply")] == [1, 1]


def test_who_leaves_before_being_answered_is_told_that_they_are_in_line():
    opened = begun()
    looks(opened)
    tell_due(timezone.now() + 2 * MINUTE)
    assert purposes() == []
    for minutes in (4, 5, 60):
        tell_due(timezone.now() + minutes * MINUTE)
    (notice,) = told("case_queued")
    assert notice.fields["number"] == now_of(opened).number and notice.fields["answer_by"]


def test_who_waits_on_the_page_is_told_nothing():
    opened = begun()
    for minute in range(1, 12):
        now = timezone.now() + minute * MINUTE
        looks(opened, at=now)
        tell_due(now + 30 * SECOND)
    assert purposes() == []


def test_a_wait_is_told_once_in_an_episode_and_taken_back_once_it_is_over(settings):
    opened = begun()
    tell_due(timezone.now() + 4 * MINUTE)
    take(opened.conversation.pk, by=ada())
    put_back(opened.conversation.pk, by=ada(), reason="returned")
    tell_due(timezone.now() + 5 * MINUTE)
    Notice.objects.update(state=Notice.State.WAITING)
    take(opened.conversation.pk, by=ada())
    reply(opened, "Here I am.")
    tell_due(after(opened, minutes=4))
    assert [each.state for each in told("case_queued")] == [Notice.State.WITHDRAWN]
    assert len(told("unread_reply")) == 1


def test_a_case_that_is_closed_while_they_are_away_is_told_and_an_hour_later_how_it_was():
    opened = answered()
    looks(opened)
    close_case(opened.conversation.pk, by=ada())
    for minutes in (4, 5):
        tell_due(after(opened, minutes=minutes))
    assert purposes() == ["case_closed"]
    for minutes in (61, 62):
        tell_due(after(opened, minutes=minutes))
    (closed,), (asked,) = told("case_closed"), told("rating_request")
    assert closed.fields["closed_by"] == "staff" and asked.fields["agent"] == "Ada"
    for notice in (closed, asked):
        check_fields(notice.purpose, notice.fields, secret={}, link="https://x.example")


def test_nobody_is_asked_who_has_rated_or_seen_the_end():
    opened = answered()
    close_case(opened.conversation.pk, by=ada())
    rate(now_of(opened), score=5, by=actor(opened))
    tell_due(after(opened, minutes=61))
    assert told("rating_request") == []
    other = answered()
    close_case(other.conversation.pk, by=ada())
    looks(other)
    tell_due(after(other, minutes=61))
    assert told("rating_request") == []


def test_who_closes_the_case_herself_knows_it():
    opened = answered()
    close(opened.conversation.pk, by=actor(opened), reason="closed_by_customer")
    looks(opened)
    tell_due(after(opened, minutes=61))
    assert purposes() == []


def unreachable(settings):
    yield lambda opened: Customer.objects.update(email="")
    yield lambda opened: Conversation.objects.update(channel="mail")
    yield lambda opened: Customer.objects.update(erased_at=timezone.now())
    yield lambda opened: prefer(
        Recipient("customer", str(opened.conversation.customer_id)), channels_off=("email", "sender", "demo")
    )
    yield lambda opened: setattr(settings, "LOKET_SMTP_URL", "")


@pytest.mark.parametrize("case", range(5))
def test_whom_nobody_can_or_may_write_to_makes_no_noise_in_the_outbox(case, settings):
    settings.LOKET_DEMO = settings.LOKET_SENDER_URL = ""
    opened = answered()
    list(unreachable(settings))[case](opened)
    tell_due(after(opened, minutes=61))
    assert not Notice.objects.exists()


def test_a_dead_address_is_seen_at_the_desk():
    from loket.notices.actions.addresses import mark_bounced  # noqa: PLC0415  one test needs it

    opened = answered()
    mark_bounced("bea@mail.example", kind="hard", said="550 no such user", now=timezone.now())
    tell_due(after(opened, minutes=4))
    assert [each.problem for each in told("unread_reply")] == ["bad_address"]


def test_a_round_without_anything_due_costs_four_statements(django_assert_max_num_queries):
    opened = answered()
    looks(opened)
    later = after(opened, minutes=61)
    with django_assert_max_num_queries(4):
        tell_due(later)
    assert Told.objects.count() == 1 and not due.unread(later).exists()
