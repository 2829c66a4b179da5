from loket.notices.models.addresses import AddressState, Preference
from loket.notices.models.demo_letter import DemoLetter
from loket.notices.models.notice import IS_UNSENT, STILL_TO_GO, Attempt, Notice, Problem, State

__all__ = [
    "IS_UNSENT",
    "STILL_TO_GO",
    "AddressState",
    "Attempt",
    "DemoLetter",
    "Notice",
    "Preference",
    "Problem",
    "State",
]
