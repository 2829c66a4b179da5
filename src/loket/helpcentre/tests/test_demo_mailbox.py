from __future__ import annotations

import re

import pytest

from loket.notices.actions.sending import send_due
from loket.notices.actions.telling import tell
from loket.notices.models import DemoLetter
from loket.notices.tests.tellings import bea, changed, code, recipient

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/demo/mailbox"


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.LOKET_DEMO = True


def sent(telling):
    """The letter of what was told."""
    tell(telling)
    send_due()
    return DemoLetter.objects.latest("pk")


def shown(client, address=PAGE, **query):
    return client.get(address, {"language": "en", **query}).content.decode()


@pytest.mark.parametrize("rest", ["", "/1", "/1/letter"])
@pytest.mark.parametrize(
    "way", [{"LOKET_DEMO": False}, {"LOKET_SMTP_URL": "smtp://h"}, {"LOKET_SENDER_URL": "http://h"}]
)
def test_it_stands_only_where_letters_go_to_nobody(client, settings, way, rest):
    for name, value in way.items():
        setattr(settings, name, value)
    assert client.get(PAGE + rest).status_code == 404


def test_an_empty_mailbox_says_how_something_comes(client):
    assert "Nothing came yet" in shown(client)
    assert "Nothing came to bea@mail.example yet." in shown(client, to="bea@mail.example")


def test_anybody_reads_what_would_have_gone_out(client):
    letter = sent(code())
    page = shown(client, f"{PAGE}/{letter.pk}")
    assert "123456" in page and letter.subject_line in page
    assert f'src="{PAGE}/{letter.pk}/letter" sandbox="allow-popups' in page


def test_the_newest_stands_first_and_is_open(client):
    first, second = sent(code()), sent(changed())
    assert re.findall(r'href="/demo/mailbox/(\d+)"', shown(client)) == [str(second.pk), str(first.pk)]
    assert f'src="{PAGE}/{second.pk}/letter"' in shown(client)


def test_one_address_has_its_own_letters(client):
    to_bea, _to_lia = sent(code()), sent(code(recipient(2)))
    page = shown(client, to="bea@mail.example")
    assert re.findall(r'href="/demo/mailbox/(\d+)\?to=', page) == [str(to_bea.pk)]
    assert "?to=c2%40mail.example" in page


def test_many_letters_are_paged_by_key(client, monkeypatch):
    letters = [sent(code()) for _number in range(3)]
    monkeypatch.setattr("loket.helpcentre.demo_letters.A_PAGE", 2)
    assert f"before={letters[1].pk}" in shown(client)
    assert re.findall(r'href="/demo/mailbox/(\d+)"', shown(client, before=letters[1].pk)) == [str(letters[0].pk)]


def test_a_letter_may_run_and_fetch_nothing_and_its_links_open_beside(client):
    answer = client.get(f"{PAGE}/{sent(changed()).pk}/letter")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox allow-popups" in policy and "allow-scripts" not in policy
    assert '<base target="_blank">' in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"


def test_what_people_wrote_is_no_markup(client):
    letter = sent(code(bea(name="<script>alert(1)</script>")))
    assert "<script>alert" not in shown(client, f"{PAGE}/{letter.pk}")
    assert "<script>alert" not in shown(client, f"{PAGE}/{letter.pk}/letter")


@pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 40])
def test_nonsense_in_the_address_is_let_be(client, nonsense):
    sent(code())
    assert client.get(PAGE, {"before": nonsense}).status_code == 200


def test_the_shop_leads_there(client, settings):
    assert "/demo/mailbox?language=" in client.get("/demo").content.decode()
    settings.LOKET_SMTP_URL = "smtp://h"
    assert "/demo/mailbox" not in client.get("/demo").content.decode()
