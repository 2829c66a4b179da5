"""Evidence: whose it is, who sees it, and that nothing of it is ever lost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from loket.disputes.actions.acting import ActionRefused
from loket.disputes.actions.evidence import (
    Offered,
    evidence_of_draft,
    lay_before,
    lay_words_before,
    withdraw_from_view,
)
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.tests.dispute_shop import CLAIM, buyer_of, do, draft, judge, seller_of, submitted
from loket.disputes.viewing import view_of
from loket.files.actions import UploadNotFound, store_for
from loket.files.tests.making import photo as camera_photo
from loket.files.tickets import holder_for
from loket.orders.tests.ledger_shop import order
from loket.people.access import NotVisible

pytestmark = pytest.mark.django_db


def photo(by):
    file = SimpleUploadedFile("strap.jpg", camera_photo(), content_type="image/jpeg")
    return store_for(holder_for(by), file).pk


def view(dispute, by):
    dispute.refresh_from_db()
    return view_of(dispute, by, now=timezone.now())


def test_evidence_of_a_draft_counts_once_it_is_submitted():
    made = order()
    found, bea = draft(made=made), buyer_of(made)
    lay_before(found, [Offered(photo(bea), EvidenceKind.PHOTO)], by=bea)
    lay_words_before(found, EvidenceKind.SELLER_CONVERSATION, "", by=bea)
    body = {name: value for name, value in CLAIM.items() if name != "has_no_evidence"}
    dispute = do(found, bea, "submit", {**body, "evidence": evidence_of_draft(found)})
    assert [each.kind for each in view(dispute, seller_of(made)).evidence] == ["photo", "seller_conversation"]


def test_added_evidence_tells_the_other_side_and_keeps_the_version():
    dispute = submitted()
    bea = buyer_of(dispute.order)
    lay_before(dispute, [Offered(photo(bea), EvidenceKind.PHOTO)], by=bea)
    seen = view(dispute, seller_of(dispute.order))
    assert (seen.events[-1].name, seen.version) == ("evidence.received", dispute.version)


def test_a_file_that_a_page_and_its_script_both_bring_is_laid_once():
    made = order()
    found, bea = draft(made=made), buyer_of(made)
    brought = [Offered(photo(bea), EvidenceKind.PHOTO)]
    assert len(lay_before(found, brought, by=bea)) == 1
    assert lay_before(found, brought, by=bea) == []
    assert len(evidence_of_draft(found)) == 1


def test_a_file_of_somebody_else_is_nobodys_evidence():
    dispute = submitted()
    sams = photo(seller_of(dispute.order))
    with pytest.raises(UploadNotFound):
        lay_before(dispute, [Offered(sams, EvidenceKind.PHOTO)], by=buyer_of(dispute.order))
    with pytest.raises(ActionRefused):
        do(dispute, buyer_of(dispute.order), "add", {"evidence": [{"id": str(sams), "kind": "photo"}]})


def test_the_other_side_sees_the_copy_and_who_decides_the_original():
    dispute = submitted()
    bea, sam = buyer_of(dispute.order), seller_of(dispute.order)
    (item,) = lay_before(dispute, [Offered(photo(bea), EvidenceKind.PHOTO)], by=bea)
    for viewer, sees in ((bea, True), (judge(), True), (sam, False)):
        (shown,) = view(dispute, viewer).evidence
        assert (shown.is_original, bool(shown.file and shown.file.pk == item.upload_id)) == (sees, sees)


def test_what_was_taken_out_of_sight_stays_for_who_decides():
    dispute = submitted()
    bea, sam = buyer_of(dispute.order), seller_of(dispute.order)
    (item,) = lay_before(dispute, [Offered(photo(bea), EvidenceKind.PHOTO)], by=bea)
    with pytest.raises(NotVisible):
        withdraw_from_view(item, by=sam)
    withdraw_from_view(item, by=bea)
    assert view(dispute, sam).evidence == ()
    assert len(view(dispute, judge()).evidence) == 1
