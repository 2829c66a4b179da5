from loket.disputes.models.alert import DisputeAlert
from loket.disputes.models.dispute import Dispute, DisputeLine
from loket.disputes.models.event import DisputeEvent, DisputeText, DisputeTextTranslation
from loket.disputes.models.evidence import EvidenceItem, Snapshot
from loket.disputes.models.policy import DisputePolicyVersion

__all__ = [
    "Dispute",
    "DisputeAlert",
    "DisputeEvent",
    "DisputeLine",
    "DisputePolicyVersion",
    "DisputeText",
    "DisputeTextTranslation",
    "EvidenceItem",
    "Snapshot",
]
