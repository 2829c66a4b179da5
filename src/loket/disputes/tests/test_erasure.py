"""Forgetting a buyer: words, files and salt go, what was decided stays, and the log still verifies."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils import timezone

from loket.disputes.actions.acting import facts_of
from loket.disputes.actions.erasure import erase_disputes
from loket.disputes.actions.evidence import Offered, lay_before
from loket.disputes.actions.opening import save_draft
from loket.disputes.event_log import log_of
from loket.disputes.exports import dispute_records
from loket.disputes.machine.chain import verify
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.machine.replay import replay
from loket.disputes.models import Dispute
from loket.disputes.tests.dispute_shop import buyer_of, do, draft, judge, seller_of, submitted
from loket.disputes.viewing import view_of
from loket.files.actions import store_for
from loket.files.models import Upload
from loket.files.tests.making import photo
from loket.files.tickets import holder_for
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db

CANARY = "kumquat"


def tables_with(word):
    """The tables of this room in which a row holds the word, in whatever column."""
    found = []
    with connection.cursor() as cursor:
        for table in (each for each in connection.introspection.table_names() if each.startswith("disputes_")):
            cursor.execute(f'SELECT count(*) FROM "{table}" AS whole WHERE whole::text ILIKE %s', [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


@pytest.fixture
def dispute():
    """Bea's claim with words and a photo, an answer that speaks of her, and a draft beside it."""
    found = submitted(text=f"O {CANARY} rasgou.")
    bea, sam = buyer_of(found.order), seller_of(found.order)
    file = store_for(holder_for(bea), SimpleUploadedFile(f"{CANARY}.jpg", photo(), content_type="image/jpeg"))
    lay_before(found, [Offered(file.pk, EvidenceKind.PHOTO, note=f"My {CANARY}")], by=bea)
    do(found, sam, "refuse", {"refusal": "as_described", "text": f"The {CANARY} is as shown."})
    save_draft(draft(made=found.order, lines=(2,)), {"text": CANARY}, by=bea)
    return Dispute.objects.get(pk=found.pk)


def test_no_word_and_no_file_of_hers_is_left(dispute):
    salt = dispute.salt
    assert len(tables_with(CANARY)) >= 3
    assert erase_disputes(dispute.customer, by=SYSTEM) == 2
    assert tables_with(CANARY) == []
    assert not Upload.objects.exists()
    assert not Dispute.objects.filter(salt=salt).exists()


def test_what_was_decided_stays_and_the_log_verifies(dispute):
    before = facts_of(dispute)
    erase_disputes(dispute.customer, by=SYSTEM)
    erased = Dispute.objects.get(pk=dispute.pk)
    assert verify(log_of(erased)) is None
    assert replay(log_of(erased)) == facts_of(erased) == before
    seen = view_of(erased, judge(), now=timezone.now())
    assert all(each.is_erased for each in seen.texts)
    assert [each.file for each in seen.evidence] == [None]


def test_a_dispute_goes_on_after_its_buyer_was_forgotten(dispute):
    erase_disputes(dispute.customer, by=SYSTEM)
    assert do(dispute, buyer_of(dispute.order), "ask_platform").state == "escalated"
    assert verify(log_of(Dispute.objects.get(pk=dispute.pk))) is None


def test_her_own_copy_holds_what_she_may_see(dispute):
    do(dispute, buyer_of(dispute.order), "ask_platform")
    do(dispute, judge(), "add", {"text": "Internal: looks like her third."}, is_private=True)
    records = dispute_records(dispute.customer, now=timezone.now())
    told = json.dumps([asdict(each) for each in records], cls=DjangoJSONEncoder)
    assert next(each.number for each in records) == dispute.number
    assert f"The {CANARY} is as shown." in told
    assert f"My {CANARY}" in told
    assert "her third" not in told


def test_what_she_sent_and_never_used_goes_too(dispute):
    file = SimpleUploadedFile("never-used.jpg", photo(), content_type="image/jpeg")
    unused = store_for(holder_for(buyer_of(dispute.order)), file)
    others = store_for(holder_for(judge()), SimpleUploadedFile("his.jpg", photo(), content_type="image/jpeg"))
    erase_disputes(dispute.customer, by=SYSTEM)
    assert not Upload.objects.filter(pk=unused.pk).exists()
    assert Upload.objects.filter(pk=others.pk).exists()
