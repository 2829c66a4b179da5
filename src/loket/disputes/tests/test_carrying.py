"""What was told elsewhere comes into a draft of the buyer's own, and never over what she did there."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loket.disputes.actions.acting import ActionRefused
from loket.disputes.actions.carrying import carry_files, fill_in
from loket.disputes.actions.evidence import MOST_ITEMS, evidence_of_draft
from loket.disputes.actions.opening import save_draft
from loket.disputes.models import Dispute, EvidenceItem
from loket.disputes.tests.dispute_shop import buyer_of, do, draft, submitted
from loket.files.actions import store_upload
from loket.files.models import Upload
from loket.files.tests.making import pdf, photo
from loket.orders.tests.ledger_shop import order
from loket.people.access import NotVisible
from loket.people.actors import CustomerActor

pytestmark = pytest.mark.django_db
TOLD = {"reason": "snad_damaged", "text": "It came broken.", "solution": "refund"}


def sent(name="cup.jpg", content=None):
    file = SimpleUploadedFile(name, content or photo(), content_type="image/jpeg")
    return store_upload(file, scope="conversation:1")


def another(item):
    return EvidenceItem(dispute=item.dispute, submitter="buyer", by="x", kind="photo", submitted_at=item.submitted_at)


def test_a_draft_is_filled_in_where_it_is_empty():
    made = order()
    found = fill_in(draft(made=made), TOLD, by=buyer_of(made))
    assert found.draft == TOLD


def test_what_the_buyer_wrote_or_emptied_stays_as_it_is():
    made = order()
    found = save_draft(draft(made=made), {"text": "Broken at the handle.", "solution": None}, by=buyer_of(made))
    kept = fill_in(found, TOLD, by=buyer_of(made)).draft
    assert kept == {"reason": "snad_damaged", "text": "Broken at the handle.", "solution": None}


def test_the_wish_of_another_reason_does_not_come_along():
    made = order()
    found = save_draft(draft(made=made), {"reason": "snad_wrong"}, by=buyer_of(made))
    assert fill_in(found, TOLD, by=buyer_of(made)).draft == {"reason": "snad_wrong", "text": "It came broken."}


def test_files_become_evidence_of_their_kind_and_count_with_the_submission():
    made = order()
    found, bea = draft(made=made), buyer_of(made)
    save_draft(found, {"reason": "payment_duplicate"}, by=bea)
    found.refresh_from_db()
    items = carry_files(found, [sent("statement.pdf", pdf())], by=bea)
    assert [each.kind for each in items] == ["payment_proof"]
    body = {"reason": "payment_duplicate", "solution": "refund", "amount": "10.00", "text": "Twice."}
    claim = do(found, bea, "submit", {**body, "evidence": evidence_of_draft(found)})
    assert (claim.state, claim.evidence.get().by) == ("wait_seller", bea.label)


def test_the_same_file_comes_once_however_often_and_under_whatever_name():
    made = order()
    found, bea = draft(made=made), buyer_of(made)
    first = carry_files(found, [sent("cup.jpg"), sent("again.jpg")], by=bea)
    assert carry_files(found, [sent("once-more.jpg")], by=bea) == [] and len(first) == 1
    assert Upload.objects.filter(scope="conversation:1").count() == 3


def test_only_as_much_comes_as_fits():
    made = order()
    found, bea = draft(made=made), buyer_of(made)
    first = carry_files(found, [sent()], by=bea)[0]
    EvidenceItem.objects.bulk_create(another(first) for _each in range(MOST_ITEMS - 1))
    assert carry_files(found, [sent("late.jpg", photo(size=(70, 40)))], by=bea) == []


def test_nobody_else_and_nothing_that_was_sent_is_filled_in():
    dispute = submitted()
    with pytest.raises(ActionRefused):
        fill_in(dispute, TOLD, by=buyer_of(dispute.order))
    made = order()
    with pytest.raises(NotVisible):
        carry_files(draft(made=made), [sent()], by=CustomerActor(dispute.pk))
    assert not Dispute.objects.get(order=made).evidence.exists()
