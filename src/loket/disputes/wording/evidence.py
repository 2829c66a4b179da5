"""What lies in the file: kinds of evidence, snapshots, texts, and where the parcel is."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loket.disputes.machine.codes import DeliveryStatus, EvidenceKind
from loket.disputes.wording.saying import Texts, said

_KINDS: Texts = {
    EvidenceKind.PHOTO: _("Photo"),
    EvidenceKind.VIDEO: _("Video"),
    EvidenceKind.SCREENSHOT: _("Screenshot"),
    EvidenceKind.SELLER_CONVERSATION: _("Messages between buyer and seller"),
    EvidenceKind.PAYMENT_PROOF: _("Proof of payment"),
    EvidenceKind.TRACKING_EVENT: _("Tracking of the parcel"),
    EvidenceKind.DELIVERY_PROOF: _("Proof of delivery"),
    EvidenceKind.CUSTOMS_DOCUMENT: _("Customs paper"),
    EvidenceKind.INSPECTION_REPORT: _("Report of a check or test"),
    EvidenceKind.POLICE_REPORT: _("Police report"),
    EvidenceKind.RETURN_LABEL: _("Return label"),
    EvidenceKind.RETURN_PROOF: _("Proof that the return was sent"),
    EvidenceKind.INVOICE: _("Invoice"),
    EvidenceKind.LISTING_SNAPSHOT: _("The listing at the time of the order"),
    EvidenceKind.DECLARATION: _("Written statement"),
    EvidenceKind.OTHER: _("Something else"),
}
# The codes of the models Snapshot and DisputeText, which this room reads no rows of.
_SNAPSHOTS: Texts = {
    "listing": _("The listing at the time of the order"),
    "tracking": _("Tracking of the parcel"),
    "talk": _("Messages between buyer and seller"),
}
_TEXT_KINDS: Texts = {
    "description": _("Description"),
    "statement": _("Statement"),
    "question": _("Question"),
    "answer": _("Answer"),
    "reasons": _("Reasons of the decision"),
    "note": _("Internal note"),
}
_DELIVERIES: Texts = {
    DeliveryStatus.NOT_SHIPPED: _("Not sent yet"),
    DeliveryStatus.NO_TRACKING: _("Sent without tracking"),
    DeliveryStatus.IN_TRANSIT: _("On its way"),
    DeliveryStatus.CUSTOMS: _("At customs"),
    DeliveryStatus.DELIVERED: _("Delivered"),
    DeliveryStatus.RETURNED: _("Returned to the sender"),
    DeliveryStatus.LOST: _("Lost"),
}


def evidence_kind_label(kind: str) -> str:
    """A kind of evidence: "Photo", "Proof of payment"."""
    return said(_KINDS, kind)


def snapshot_label(kind: str) -> str:
    """What was kept of the record: listing, tracking, talk."""
    return said(_SNAPSHOTS, kind)


def text_kind_label(kind: str) -> str:
    """What a text is: description, question, reasons."""
    return said(_TEXT_KINDS, kind)


def delivery_label(status: str) -> str:
    """Where the parcel is."""
    return said(_DELIVERIES, status)


def infected_sentence(name: str) -> str:
    """That a file which somebody sent carries something harmful, and what to do."""
    if not name:
        return gettext("The virus scanner found something harmful in a file of yours. It does not count any more.")
    text = gettext(
        "The virus scanner found something harmful in your file %(name)s. Nobody can open it, and it does not count "
        "any more. Send what it showed again from another device."
    )
    return text % {"name": name}
