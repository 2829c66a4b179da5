from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from journeys.cast import ada
from loket.files.actions import UploadNotFound, store_upload
from loket.files.models import Upload
from loket.history.models import Event
from loket.orders.access import get_order_for, get_talk_file_for, side_of, visible_to
from loket.orders.actions.talking import NothingSaid, Saying, erase_talks, put_talk, say, upload_scope
from loket.orders.models import TalkMessage, TalkTranslation
from loket.orders.talk.queries import latest_talk, snapshot_of_talk, talk_of, talk_rows, talks_of
from loket.orders.tests.documents import stored
from loket.people.access import NotVisible
from loket.people.actors import NOBODY, SYSTEM, CustomerActor, SellerActor, ServerActor
from loket.people.models import Customer, Seller

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PDF = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF"


@pytest.fixture
def order():
    return stored()


@pytest.fixture
def bea(order):
    return CustomerActor(order.customer_id)


@pytest.fixture
def sam(order):
    return SellerActor(order.seller_id)


def told(place, **more):
    at = (NOW - timedelta(hours=100 - place)).isoformat()
    return {"external_id": f"m-{place}", "sender": "buyer", "text": f"word {place}", "sent_at": at, **more}


def put(order, *messages):
    return put_talk(order, {"messages": list(messages)}, by=SYSTEM)


def test_each_side_speaks_as_itself_in_its_language(order, bea, sam):
    say(order, Saying("Onde está o meu pacote? Já faz duas semanas que espero."), by=bea, now=NOW)
    say(order, Saying("包裹昨天已经从深圳寄出。"), by=sam, now=NOW)
    lines = talk_of(order.pk)
    assert [(each.sender, each.language) for each in lines] == [("buyer", "pt-BR"), ("seller", "zh-Hans")]
    assert Event.objects.filter(action="talk.said", subject=order.subject).count() == 2


def test_nobody_else_speaks(order):
    olga = CustomerActor(Customer.objects.create(external_id="olga").pk)
    other = SellerActor(Seller.objects.create(external_id="s-9").pk)
    for actor in (olga, other, NOBODY, SYSTEM, ada()):
        with pytest.raises(NotVisible):
            say(order, Saying("Hello"), by=actor, now=NOW)
    assert side_of(olga, order) is side_of(other, order) is None
    assert not TalkMessage.objects.exists()


def test_a_seller_sees_their_own_orders_alone(order, sam):
    stored("LK-2", seller__external_id="s-9", seller__name="Other")
    assert list(visible_to(sam)) == [order]
    with pytest.raises(NotVisible):
        get_order_for(sam, "LK-2")


def test_the_same_form_says_it_once(order, bea):
    first = say(order, Saying("Hello", key="k"), by=bea, now=NOW)
    assert say(order, Saying("Hello again", key="k"), by=bea, now=NOW) == first


def test_a_word_or_a_file_is_needed(order, bea):
    with pytest.raises(NothingSaid):
        say(order, Saying("  "), by=bea, now=NOW)


def test_files_belong_to_who_sent_them(order, bea, sam):
    upload = store_upload(SimpleUploadedFile("a.pdf", PDF), scope=upload_scope(order, "buyer"))
    with pytest.raises(UploadNotFound):
        say(order, Saying("Mine", uploads=[upload.pk]), by=sam, now=NOW)
    say(order, Saying("", uploads=[upload.pk]), by=bea, now=NOW)
    assert [each.name for each in talk_of(order.pk)[0].files] == ["a.pdf"]
    for actor in (bea, sam, ada(), SYSTEM):
        assert get_talk_file_for(actor, order, upload.pk) == upload
    with pytest.raises(NotVisible):
        get_talk_file_for(NOBODY, order, upload.pk)


def test_what_is_told_again_changes_nothing(order):
    assert put(order, told(1), told(2)).new == 2
    again = put(order, told(1, text="other words"), told(3))
    assert (again.told, again.new) == (2, 1)
    assert [each.text for each in talk_of(order.pk)] == ["word 1", "word 2", "word 3"]
    assert put(order, told(3)).new == 0
    assert Event.objects.filter(action="talk.imported").count() == 2


def test_what_was_sent_earlier_stands_earlier_whenever_it_is_told(order, bea):
    say(order, Saying("now"), by=bea, now=NOW)
    put(order, told(2))
    put(order, told(1))
    assert [each.text for each in talk_of(order.pk)] == ["word 1", "word 2", "now"]


def test_a_language_that_is_not_told_is_found(order):
    put(order, told(1, text="Barang saya belum sampai juga, tolong dicek ya"), told(2, language="es"))
    assert [each.language for each in talk_of(order.pk)] == ["id", "es"]


def test_card_numbers_are_never_stored(order):
    put(order, told(1, text="4111 1111 1111 1111"))
    (line,) = talk_of(order.pk)
    assert (line.text, line.masked) == ("••••••••••••1111", True)


def test_pages_follow_each_other_without_gap_or_repeat(order):
    # Half of them at the same moment.
    put(order, *(told(place // 2, external_id=f"m-{place}", text=str(place)) for place in range(23)))
    forward, last = [], None
    while page := talk_of(order.pk, after=last, limit=5):
        forward += [each.text for each in page]
        last = page[-1].id
    backward, before = [], None
    while True:
        page = latest_talk(order.pk, before=before, limit=5)
        backward = [each.text for each in page.lines] + backward
        if page.earlier is None:
            break
        before = page.earlier
    assert forward == backward and sorted(map(int, forward)) == list(range(23))


def test_a_place_in_another_talk_is_none_in_this_one(order):
    other = stored("LK-2")
    put(other, told(1))
    put(order, told(1))
    assert len(talk_of(order.pk, after=talk_of(other.pk)[0].id)) == 1


def test_a_snapshot_tells_whether_anything_was_said_since(order, bea):
    put(order, told(1))
    first = snapshot_of_talk(order.pk)
    assert (first.order, len(first.lines)) == (order.number, 1) and first == snapshot_of_talk(order.pk)
    say(order, Saying("more"), by=bea, now=NOW)
    assert snapshot_of_talk(order.pk).digest != first.digest


def test_a_list_names_each_talk_once_with_its_last_word(order, sam, django_assert_max_num_queries):
    for number in range(5):
        other = stored(f"LK-{number}")
        put(other, told(1), told(number + 2, text=f"last {number}"))
    with django_assert_max_num_queries(6):
        rows = talk_rows(visible_to(sam))
    assert [each.last.text for each in rows] == [f"last {number}" for number in (4, 3, 2, 1, 0)]
    assert [each.order for each in talk_rows(visible_to(sam), before=rows[2].last.id)] == ["LK-1", "LK-0"]


def test_erasure_takes_words_and_files_and_leaves_who_and_when(order, bea):
    upload = store_upload(SimpleUploadedFile("a.pdf", PDF), scope=upload_scope(order, "buyer"))
    store_upload(SimpleUploadedFile("unsent.pdf", PDF), scope=upload_scope(order, "buyer"))
    put(order, told(1, attachments=["https://cdn.example/a.jpg"], secret="canary"))
    message = say(order, Saying("canary", uploads=[upload.pk]), by=bea, now=NOW)
    TalkTranslation.objects.create(message=message, language="en", text="canary")
    assert erase_talks([order.pk], now=NOW) == 2
    lines = talk_of(order.pk)
    assert {(each.text, each.attachments, each.files, each.translations) for each in lines} == {("", (), (), ())}
    assert all(each.is_erased for each in lines) and not Upload.objects.exists()
    # What the marketplace tells again does not come back.
    assert put(order, told(1)).new == 0


def test_a_customers_own_copy_holds_their_talks(order):
    put(order, told(1))
    stored("LK-2")
    (talk,) = talks_of(order.customer)
    assert (talk.order, talk.lines[0].text) == (order.number, "word 1")


def test_a_server_reads_by_its_scope(order):
    assert visible_to(ServerActor(order.customer_id, "shop", ("orders",))).exists()
    assert not visible_to(ServerActor(order.customer_id, "shop", ("conversations",))).exists()
