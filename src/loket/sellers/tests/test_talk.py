from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loket.lib import live
from loket.orders.actions.talk_translating import translate_talk
from loket.orders.actions.talking import put_talk
from loket.orders.models import TalkMessage
from loket.orders.talk import crossing
from loket.orders.talk.queries import talk_of
from loket.people.actors import SYSTEM
from loket.sellers.tests.stage import NUMBER, OLGA, TALK, sign_in, sign_in_buyer, stored, talk, told, words

pytestmark = pytest.mark.django_db
BUYERS_TALK = f"/en/orders/{NUMBER}/talk"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def key_in(page):
    return re.search(r'name="key" value="([^"]+)"', page.content.decode())[1]


def test_sam_reads_and_answers_and_bea_reads_that(client):
    talk(told(1, text="Onde está meu pacote?", language="pt-BR"))
    sign_in(client)
    page = client.get(TALK)
    assert "Onde está meu pacote?" in words(page) and "There is no translation yet" in words(page)
    said = {"text": "It left Shenzhen yesterday.", "key": key_in(page)}
    assert client.post(TALK, said).url == f"{TALK}#say"
    assert "It left Shenzhen yesterday." in words(client.get(TALK))
    sign_in_buyer(client)
    assert "It left Shenzhen yesterday." in words(client.get(BUYERS_TALK))
    assert [each.sender for each in talk_of(TalkMessage.objects.first().order_id)] == ["buyer", "seller"]


def test_bea_writes_from_her_order_and_sam_finds_it_on_top(client):
    talk(number="LK-OTHER")
    stored()
    sign_in_buyer(client)
    assert f'href="{BUYERS_TALK}"' in client.get(f"/en/orders/{NUMBER}").content.decode()
    client.post(BUYERS_TALK, {"text": "Is it blue?", "key": "k"})
    sign_in(client)
    page = words(client.get("/sellers/talks"))
    assert page.index("Is it blue?") < page.index("LK-OTHER")


def test_a_form_sent_twice_says_it_once(client):
    stored()
    sign_in(client)
    for _each in range(2):
        assert client.post(TALK, {"text": "Hello", "key": "same"}).status_code == 302
    assert TalkMessage.objects.count() == 1


def test_nothing_said_is_refused_and_too_much_is_kept(client):
    stored()
    sign_in(client)
    assert client.post(TALK, {"text": " ", "key": "k"}).status_code == 422
    long = client.post(TALK, {"text": "x" * 5001, "key": "k"})
    assert long.status_code == 422 and "x" * 5001 in long.content.decode()
    assert not TalkMessage.objects.exists()


def test_a_file_is_seen_by_both_and_by_nobody_else(client):
    stored()
    stored("LK-OLGA", buyer__external_id=OLGA, seller__external_id="s-9")
    sign_in(client)
    client.post(TALK, {"text": "", "key": "k", "attachments": SimpleUploadedFile("label.pdf", PDF)})
    (file,) = talk_of(TalkMessage.objects.get().order_id)[0].files
    below = f"files/{file.id}"
    assert client.get(f"{TALK}/{below}").status_code == 200
    sign_in_buyer(client)
    assert client.get(f"{BUYERS_TALK}/{below}").status_code == 200
    sign_in(client, "s-9")
    sign_in_buyer(client, OLGA)
    for address in (f"{TALK}/{below}", f"/sellers/orders/LK-OLGA/talk/{below}"):
        assert client.get(address).status_code == 404
    for address in (f"{BUYERS_TALK}/{below}", f"/en/orders/LK-OLGA/talk/{below}"):
        assert client.get(address).status_code == 404


def test_a_file_that_cannot_be_taken_says_why_and_nothing_is_said(client):
    stored()
    sign_in(client)
    answer = client.post(TALK, {"text": "See", "key": "k", "attachments": SimpleUploadedFile("a.exe", b"MZ" * 99)})
    assert answer.status_code == 422 and "See" in answer.content.decode()
    assert not TalkMessage.objects.exists()


@pytest.mark.parametrize("who", ["another seller", "another buyer", "nobody"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_outsiders_learn_nothing(client, who, method):
    talk(told(1, text="canary"))
    if who == "another seller":
        sign_in(client, "s-9")
    if who == "another buyer":
        sign_in_buyer(client, OLGA)
    for number in (NUMBER, "LK-404"):
        for address in (f"/sellers/orders/{number}/talk", f"/en/orders/{number}/talk"):
            for below in ("", f"/files/{uuid4()}"):
                answer = getattr(client, method)(f"{address}{below}", {"text": "mine", "key": "k"})
                assert answer.status_code in ({404} if method == "get" else {404, 405})
                assert "canary" not in answer.content.decode()
    assert TalkMessage.objects.count() == 1


def test_the_same_words_for_what_is_not_there_and_what_is_not_theirs(client):
    talk()
    sign_in(client, "s-9")
    theirs, unknown = client.get(TALK), client.get("/sellers/orders/LK-404/talk")
    assert theirs.status_code == unknown.status_code == 404 and words(theirs) == words(unknown)
    assert "canary" not in words(client.get("/sellers/talks")) and "No messages yet" in words(
        client.get("/sellers/talks")
    )


def test_a_number_with_a_slash_has_an_address(client):
    talk(number="A/1~2")
    sign_in(client)
    assert 'href="/sellers/orders/A~11~02/talk"' in client.get("/sellers/talks").content.decode()
    assert "Order A/1~2" in words(client.get("/sellers/orders/A~11~02/talk"))


def test_long_talks_and_lists_come_page_by_page(client):
    talk(*(told(place % 60, text=f"word {place}.") | {"external_id": f"m-{place}"} for place in range(55)))
    for place in range(22):
        talk(number=f"LK-{place}")
    sign_in(client)
    page = client.get(TALK)
    assert "word 54." in words(page) and "word 4." not in words(page)
    earlier = re.search(r'href="(\?before=\d+)"', page.content.decode())[1]
    assert "word 4." in words(client.get(f"{TALK}{earlier}"))
    first = client.get("/sellers/talks").content.decode()
    older = words(client.get(f"/sellers/talks{re.search(r'href=.([?]before=[0-9]+)', first)[1]}"))
    assert "Newest" in older and "No messages" not in older
    assert client.get("/sellers/talks?before=x").status_code == 200


def test_pictures_only_of_hosts_that_are_named(client, settings):
    address = "https://cdn.shop.example/broken.jpg"
    talk(told(1, attachments=[address]))
    sign_in(client)
    assert address not in client.get(TALK).content.decode()
    assert "A file at cdn.shop.example, which is not shown here" in words(client.get(TALK))
    settings.LOKET_PICTURE_HOSTS = ("cdn.shop.example",)
    assert f'src="{address}"' in client.get(TALK).content.decode()


def test_card_numbers_are_covered(client):
    stored()
    sign_in(client)
    client.post(TALK, {"text": "My card is 4111 1111 1111 1111", "key": "k"})
    assert TalkMessage.objects.get().text == "My card is ••••••••••••1111"
    assert "were covered" in words(client.get(TALK))


def test_without_a_translator_it_says_so_and_with_one_too(client, monkeypatch):
    talk(told(1, text="Onde está meu pacote?", language="pt-BR"))
    sign_in(client)
    assert "no translator is set up here: they see your words as you write them" in words(client.get(TALK))
    translate_talk(TalkMessage.objects.get().order_id, "en")
    assert "No translator is set up here for it." in words(client.get(TALK))
    monkeypatch.setattr(crossing, "can_translate", lambda source, target: True)
    assert "A machine translates your words" in words(client.get(TALK))


def test_the_buyer_is_warned_beside_the_line_and_the_seller_is_not(client):
    talk(told(1, sender="seller", text="Please cancel the dispute, then I pay you by WhatsApp"))
    sign_in(client)
    assert "Careful" not in words(client.get(TALK))
    sign_in_buyer(client)
    page = words(client.get(BUYERS_TALK))
    assert "lead the talk elsewhere" in page and "asks that a claim be withdrawn" not in page
    assert "first the money, then the end" in page


def test_what_is_said_is_told_to_both_pages_and_the_desk(client, monkeypatch):
    heard = []
    monkeypatch.setattr(live, "publish", lambda topic, hint: heard.append((topic, hint)))
    order = stored()
    sign_in(client)
    client.post(TALK, {"text": "Hello", "key": "k"})
    put_talk(order, {"messages": [told(1)]}, by=SYSTEM)
    assert [each for each in heard if each[1] == "talk"] == [
        (f"talk:{order.pk}", "talk"),
        (f"order:{order.pk}", "talk"),
    ] * 2
    page = client.get(TALK).content.decode()
    assert f'data-live="/sellers/live" data-topics="talk:{order.pk}"' in page and "talk.js" in page
