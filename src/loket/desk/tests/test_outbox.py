from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from journeys.cast import ada, ana, edith, max_
from loket.desk.outbox_pages import count_undelivered
from loket.desk.outbox_words import PURPOSES as NAMES
from loket.desk.tests.waiting import signed_in, waiting
from loket.history.models import Event
from loket.notices.actions.addresses import mark_bounced
from loket.notices.actions.sending import send_due
from loket.notices.actions.telling import mark_opened, tell
from loket.notices.models import AddressState, Attempt, Notice
from loket.notices.purposes import PURPOSES
from loket.notices.tests.tellings import NOON, bea, changed, code, recipient, update
from loket.orders.tests.documents import stored

pytestmark = pytest.mark.django_db

PAGE = "/desk/outbox"


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.LOKET_SMTP_URL = "smtp://127.0.0.1:9"


def undelivered(**told):
    """Somebody at whose address nobody is reached."""
    mark_bounced("bea@mail.example", kind="hard", said="550 5.1.1 no such user", now=NOON)
    return tell(update(**told))


def shown(member, address=PAGE, **query):
    return signed_in(member).get(address, query).content.decode()


def listed(**query):
    page = signed_in(max_()).get(PAGE, query)
    return [each.notice for each in page.context["rows"]]


def act(notice, action):
    return signed_in(max_()).post(f"{PAGE}/{notice.pk}/state", {"action": action}, follow=True).content.decode()


def now(notice):
    return Notice.objects.get(pk=notice.pk)


def test_every_purpose_has_a_name():
    assert set(NAMES) == set(PURPOSES)


@pytest.mark.parametrize("rest", ["", "/addresses", "/{id}"])
def test_leads_and_administrators_look_others_see_nothing(client, rest):
    address = PAGE + rest.format(id=tell(update()).pk)
    assert [signed_in(each()).get(address).status_code for each in (max_, ana)] == [200, 200]
    assert [signed_in(each()).get(address).status_code for each in (ada, edith)] == [404, 404]
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("rest", ["/{id}/state", "/addresses/{known}"])
def test_agents_change_nothing(rest):
    notice, known = undelivered(), AddressState.objects.get()
    address = PAGE + rest.format(id=notice.pk, known=known.pk)
    assert signed_in(ada()).post(address, {"action": "retry"}).status_code == 404
    assert now(notice).state == "unreachable" and AddressState.objects.exists()


def test_an_empty_outbox_says_what_would_stand_here():
    assert "Nothing was told yet" in shown(max_())
    assert "Everything went out" in shown(max_(), state="attention")
    assert "Everybody is reached" in shown(max_(), f"{PAGE}/addresses")


def test_the_newest_stands_first_with_its_state_and_reason():
    first, second = tell(code()), undelivered()
    assert listed() == [second, first]
    page = shown(max_())
    assert "Nobody can be reached" in page and "Nobody is reached at the known addresses." in page


def test_it_is_filtered_by_state_and_purpose():
    going, failed = tell(code()), undelivered()
    assert listed(state="going") == listed(purpose="one_time_code") == [going]
    assert listed(state="attention") == listed(state="unreachable") == [failed]
    assert listed(state="told") == []
    assert "Nothing fits" in shown(max_(), purpose="digest")


@pytest.mark.parametrize("text", ["BEA@mail.example", "bea", "Be", "LK-77"])
def test_it_is_found_by_whom_it_is_for_and_by_order(text):
    tell(update(recipient(2, "else.example"), subject=stored("LK-2").subject))
    Notice.objects.update(name="Lia")
    found = tell(update(subject=stored("LK-77").subject))
    assert listed(text=text) == [found]
    assert "LK-77" in shown(max_(), text=text)


def test_it_is_found_by_the_number_of_its_case():
    case = waiting().conversation
    tell(update())
    found = tell(update(subject=case.subject))
    assert listed(text=case.number.lower()) == [found]
    assert case.number in shown(max_(), text=case.number)


def test_many_are_paged_by_key_with_as_many_statements():
    client = signed_in(max_())
    counts = []
    for most in (2, 51):
        while Notice.objects.count() < most:
            tell(update(subject=waiting().conversation.subject) if Notice.objects.count() < 3 else update())
        with CaptureQueriesContext(
            connection,
        ) as statements:
            page = client.get(PAGE)
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert len(page.context["rows"]) == 50
    oldest = Notice.objects.earliest("pk")
    assert [each.notice for each in client.get(f"{PAGE}?{page.context['next_query']}").context["rows"]] == [oldest]


@pytest.mark.parametrize("query", [{"before": "x"}, {"before": "9" * 40}, {"state": "nonsense"}, {"text": "\0"}])
def test_nonsense_in_the_address_is_let_be(query):
    tell(update())
    assert signed_in(max_()).get(PAGE, query).status_code == 200


def test_one_notice_shows_what_was_tried_and_what_the_server_said():
    notice = tell(update())
    Attempt.objects.create(
        notice=notice,
        channel="email",
        address="b•••@mail.example",
        began_at=NOON,
        outcome="later",
        said="451 <b>full</b>",
    )
    page = shown(max_(), f"{PAGE}/{notice.pk}")
    assert "451 &lt;b&gt;full&lt;/b&gt;" in page and "To be tried again" in page
    assert "Still looking." in page


def test_looking_at_one_is_recorded():
    notice = tell(update())
    shown(max_(), f"{PAGE}/{notice.pk}")
    assert Event.objects.get(action="personal_data.seen").subject == notice.subject


def test_codes_and_links_are_not_shown_to_anybody():
    notice = tell(code(link="https://help.example/l/secret"))
    page = shown(max_(), f"{PAGE}/{notice.pk}")
    assert "123456" not in page and "/l/secret" not in page and "Nobody at the desk sees the words" in page
    assert "/en/c" not in shown(max_(), f"{PAGE}/{tell(update()).pk}")


def test_it_is_tried_again_at_the_address_that_somebody_looked_at():
    notice = undelivered()
    assert "It is tried again now." in act(notice, "retry")
    assert now(notice).state == "ready" and not AddressState.objects.exists()
    assert Event.objects.get(action="notice.retried").by == max_().label
    assert "nothing was done" in act(notice, "retry")


def test_what_is_of_no_use_any_more_is_not_offered():
    notice = undelivered()
    Notice.objects.filter(pk=notice.pk).update(purpose="one_time_code", is_urgent=True, expires_at=timezone.now())
    page = shown(max_(), f"{PAGE}/{notice.pk}")
    assert 'value="retry"' not in page and "Sending it now would help nobody any more." in page


def test_what_somebody_knows_about_is_not_counted_any_more():
    notice = undelivered()
    assert count_undelivered(max_()) == 1
    assert "not delivered" in shown(max_(), "/desk")
    assert "Noted." in act(notice, "seen")
    assert count_undelivered(max_()) == 0
    assert "not delivered" not in shown(max_(), "/desk")


def test_an_unknown_deed_is_not_found():
    assert signed_in(max_()).post(f"{PAGE}/{tell(update()).pk}/state", {"action": "burn"}).status_code == 404


@pytest.mark.parametrize("from_notice", [True, False])
def test_an_address_is_written_to_again(from_notice):
    notice, known = undelivered(), AddressState.objects.get()
    assert "550 5.1.1 no such user" in shown(max_(), f"{PAGE}/addresses")
    assert "550 5.1.1 no such user" in shown(max_(), f"{PAGE}/{notice.pk}")
    fields = {"notice": notice.pk} if from_notice else {}
    answer = signed_in(max_()).post(f"{PAGE}/addresses/{known.pk}", fields)
    assert answer.url == f"{PAGE}/{notice.pk}" if from_notice else f"{PAGE}/addresses"
    assert not AddressState.objects.exists()


def test_a_case_shows_what_its_customer_was_told():
    case = waiting().conversation
    to = bea()
    tell(update(to, subject=case.subject))
    mark_opened(case.subject, recipient_kind="customer", recipient_id="bea", now=timezone.now())
    tell(update(recipient(5), subject="conversation:other"))
    page = shown(ada(), f"/desk/conversations/{case.pk}")
    assert "What the customer was told" in page
    assert page.count("Still working on it") == 1 and "Read on the page" in page
    assert PAGE not in page
    assert PAGE in shown(max_(), f"/desk/conversations/{case.pk}")


def test_a_case_of_which_nobody_was_told_shows_nothing():
    assert "What the customer was told" not in shown(ada(), f"/desk/conversations/{waiting().conversation.pk}")


@pytest.mark.django_db(transaction=True)
def test_a_digest_lists_what_it_tells(settings):
    settings.LOKET_SMTP_URL, settings.LOKET_DEMO = "", True
    for number in (1, 2):
        tell(update(subject=f"conversation:{number}"), now=NOON)
    send_due(NOON)
    digest = Notice.objects.get(purpose="digest")
    assert shown(max_(), f"{PAGE}/{digest.pk}").count("Still working on it") >= 2
    part = digest.folded.first()
    assert "in a digest" in shown(max_(), f"{PAGE}/{part.pk}")


def test_a_warning_is_shown_with_its_words():
    assert "Rua da Aurora 1" in shown(max_(), f"{PAGE}/{tell(changed()).pk}")
