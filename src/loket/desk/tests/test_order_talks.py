from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from journeys.cast import ada, bea, edith
from loket.conversations.actions.orders import attach_order
from loket.desk.tests.waiting import signed_in
from loket.files.actions import store_upload
from loket.history.models import Event
from loket.orders.actions.talking import Saying, put_talk, say, upload_scope
from loket.orders.models import TalkReader, TalkTranslation
from loket.orders.tests.documents import stored
from loket.people.actors import SYSTEM, SellerActor

pytestmark = pytest.mark.django_db
NUMBER = "LK-2026-00817-3"
PAGE = f"/desk/orders/{NUMBER}"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def told(place, sender="buyer", text="Onde está meu pacote?", **more):
    at = f"2026-10-05T10:{place:02}:00Z"
    return {"external_id": f"m-{place}", "sender": sender, "text": text, "sent_at": at, "language": "pt-BR", **more}


@pytest.fixture
def order():
    order = stored()
    put_talk(order, {"messages": [told(1), told(2, "seller", "Escreva no WhatsApp")]}, by=SYSTEM)
    return order


def test_the_talk_stands_on_the_order_with_its_translation_and_its_original(order):
    line = order.talk.first()
    TalkTranslation.objects.create(message=line, language="en", text="Where is my parcel?", engine="fake")
    page = signed_in(ada()).get(PAGE).content.decode()
    for words in ("Where is my parcel?", "Translated by a machine", "Onde está meu pacote?", "lead the talk elsewhere"):
        assert words in page, words
    # Read-only: nobody at the desk speaks in it, and nobody's letter ends by their looking.
    assert 'id="say"' not in page and not TalkReader.objects.exists()
    assert Event.objects.filter(action="personal_data.seen", subject=order.subject).exists()


def test_a_long_talk_comes_page_by_page(order):
    put_talk(order, {"messages": [told(place % 60, text=f"word {place}.") | {"external_id": f"x-{place}"}
                                  for place in range(55)]}, by=SYSTEM)  # fmt: skip
    client = signed_in(ada())
    first = client.get(PAGE)
    earlier = first.context["talk"].earlier
    assert "Show earlier messages" in first.content.decode() and earlier
    assert "Show the newest messages" in client.get(f"{PAGE}?before={earlier}").content.decode()


def test_its_files_are_for_those_who_may_see_the_order(order):
    upload = store_upload(SimpleUploadedFile("label.pdf", PDF), scope=upload_scope(order, "seller"))
    say(order, Saying("See", uploads=[upload.pk]), by=SellerActor(order.seller_id), now=timezone.now())
    address = f"{PAGE}/talk/{upload.pk}"
    assert address in signed_in(ada()).get(PAGE).content.decode()
    assert signed_in(ada()).get(address).status_code == 200
    assert signed_in(edith()).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    stored("LK-OTHER")
    assert signed_in(ada()).get(f"/desk/orders/LK-OTHER/talk/{upload.pk}").status_code == 404


def test_beside_a_conversation_a_link_says_how_much_was_written(order):
    opened = bea()
    attach_order(opened.conversation, order, by=ada())
    page = signed_in(ada()).get(f"/desk/conversations/{opened.conversation.pk}").content.decode()
    assert f'href="{PAGE}#talk"' in page and "2 messages" in page
