"""A virus that is found after a file had come: the file leaves the claim, and its sender hears of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.module_loading import import_string

from loket.disputes.actions.evidence import Offered, evidence_of_draft, lay_before
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.reactions import hear_of_infection
from loket.disputes.tests.dispute_shop import buyer_of, draft, seller_of, submitted
from loket.disputes.viewing import view_of
from loket.files.actions import UploadNotFound, store_for
from loket.files.models import ScanState, Upload
from loket.files.tests.making import photo as camera_photo
from loket.files.tickets import holder_for
from loket.history.actions import record
from loket.history.models import Event
from loket.notices.models import Notice
from loket.orders.tests.ledger_shop import order

pytestmark = pytest.mark.django_db


def sent(by, name="strap.jpg"):
    return store_for(holder_for(by), SimpleUploadedFile(name, camera_photo(), content_type="image/jpeg"))


def laid(dispute, by):
    upload = sent(by)
    return lay_before(dispute, [Offered(upload.pk, EvidenceKind.PHOTO)], by=by)[0]


def found_in(upload_id):
    """What the scanner's word leads to, as the table of reactions has it."""
    Upload.objects.filter(pk=upload_id).update(scan=ScanState.INFECTED)
    event = record("upload.infected", "customer:x", by="system", data={"upload": str(upload_id)})
    hear_of_infection(event.pk)


def letters(dispute):
    told = Notice.objects.filter(subject=dispute.subject, key__contains="infected")
    return [(each.recipient_kind, each.language, each.fields["happened"]) for each in told]


def test_an_infected_file_leaves_the_draft_and_the_buyer_is_told_in_her_language():
    made = order()
    found, bea = draft(made=made), buyer_of(made)
    item = laid(found, bea)
    found_in(item.upload_id)
    assert evidence_of_draft(found) == []
    ((kind, _language, said),) = letters(found)
    assert kind == "customer" and "strap.jpg" in said
    assert Event.objects.filter(action="evidence.infected", subject=found.subject).count() == 1


def test_it_is_told_once_however_often_it_is_heard():
    made = order()
    found, bea = draft(made=made), buyer_of(made)
    item = laid(found, bea)
    for _time in range(2):
        found_in(item.upload_id)
    assert len(letters(found)) == 1


def test_what_the_seller_sent_leaves_the_dispute_and_only_the_seller_is_told():
    dispute = submitted()
    item = laid(dispute, seller_of(dispute.order))
    found_in(item.upload_id)
    assert [kind for kind, _language, _said in letters(dispute)] == ["seller"]
    dispute.refresh_from_db()
    assert not view_of(dispute, buyer_of(dispute.order), now=timezone.now()).evidence


def test_an_infected_file_is_not_taken_in():
    made = order()
    found, bea = draft(made=made), buyer_of(made)
    upload = sent(bea)
    Upload.objects.filter(pk=upload.pk).update(scan=ScanState.INFECTED)
    with pytest.raises(UploadNotFound):
        lay_before(found, [Offered(upload.pk, EvidenceKind.PHOTO)], by=bea)
    assert not found.evidence.exists()


def test_a_file_that_is_no_evidence_leads_to_nothing():
    made = order()
    found_in(sent(buyer_of(made)).pk)
    assert not Notice.objects.exists()


def test_the_table_of_reactions_knows_the_word_of_the_scanner(settings):
    table = import_string(settings.LOKET_REACTIONS)
    assert "loket.disputes.reactions.hear_of_infection" in table["upload.infected"]
