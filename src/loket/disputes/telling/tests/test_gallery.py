"""Every row of the table as letters to both sides in every language."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from loket.disputes.machine.codes import Role
from loket.disputes.machine.deciding import take
from loket.disputes.machine.events import Event
from loket.disputes.machine.questions import active_holds, untold
from loket.disputes.machine.tests.walker import Walker
from loket.disputes.machine.transitions import TABLE
from loket.disputes.models import Dispute, DisputeText
from loket.disputes.telling.audience import letters_of
from loket.disputes.telling.foreseeing import deadline_for, foreseen
from loket.disputes.telling.letters import Reading, fields_of
from loket.disputes.telling.recipients import recipient_in
from loket.notices.facts import ToCompose
from loket.notices.letters.composing import compose
from loket.notices.purposes import PURPOSES
from loket.orders.models import Order
from loket.people.language import to_django
from loket.people.models import Customer, Seller

LANGUAGES = ("en", "pt-BR", "id", "es", "zh-Hans")
LINK = "https://help.samudra.example/pt-BR/d/token"
HOLE = re.compile(r"%\(|\bNone\b|\{\w*\}|\b[a-z]+_[a-z_]+\b")
# Section 9 in bold: who has to have it in writing.
BOLD = {
    Event.SUBMITTED: "bs",
    Event.OFFER_MADE: "bs",
    Event.OFFER_SUPERSEDED: "bs",
    Event.OFFER_ACCEPTED: "bs",
    Event.PLATFORM_OFFER: "bs",
    Event.PLATFORM_DECISION: "bs",
    Event.RETURN_LABEL: "b",
    Event.RETURN_SHIPPED: "bs",
    Event.RETURN_DELIVERED: "bs",
    Event.REFUND_SENT: "bs",
    Event.REFUND_FAILED: "b",
    Event.REFUND_SETTLED: "b",
    Event.UPDATE: "bs",
    Event.HOLD_SET: "bs",
    Event.HOLD_RELEASED: "bs",
    Event.APPEAL_OPENED: "bs",
    Event.APPEAL_DECIDED: "bs",
    Event.CLOSED: "bs",
}
every_row = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)


@pytest.fixture(scope="module")
def walked():
    """Each row of the table taken at least once, from where a walk came by."""
    walker = Walker(seed=9, share_of_deadlines=0)
    while len(walker.taken) < len(TABLE) and walker.steps < 15_000:
        walker.walk(walker.steps + 500)
    return walker


@pytest.fixture(autouse=True)
def _samudra(settings):
    settings.LOKET_URL = "https://help.samudra.example"
    settings.LOKET_BRAND = {"name": "Samudra", "colour": "#0b6e5f"}


def step_of(walked, row):
    before, command, policy, calendars, now = walked.examples[row.id]
    return take(before, command, policy, calendars, now), policy, calendars


def reading_of(walked, row, side, language):
    step, policy, calendars = step_of(walked, row)
    order = Order(number="LK-2026-00817-3", contact_name="Bea Souza")
    dispute = Dispute(number="H4TB81QZ", order=order, language=language)
    dispute.customer, dispute.seller = Customer(email="bea@bolt.example"), Seller(name="Sella", language=language)
    deadlines = foreseen(step.facts, at=step.at, policy=policy, calendars=lambda: calendars)
    said = DisputeText(text="The seam tore.", language="en", at=step.at)
    recipient = recipient_in(dispute, side, step.facts)
    return Reading(dispute, step, side, recipient, deadline_for(step, side, deadlines), "Linen tote bag", said)


def letter_of(reading, purpose, language):
    with translation.override(to_django(language)):
        fields = fields_of(reading)
    names = {"key": "k", "reference": "r", "subject": "dispute:1", "thread": "dispute:1", "message_id": "<r@x>"}
    return fields, compose(
        ToCompose(purpose=purpose, recipient=reading.recipient, language=language, fields=fields, link=LINK, **names)
    )


@every_row
def test_every_letter_reads_whole_in_every_language(walked, row):
    step, _policy, _calendars = step_of(walked, row)
    for side, purpose in letters_of(step).items():
        for language in LANGUAGES:
            fields, letter = letter_of(reading_of(walked, row, side, language), purpose, language)
            text = letter.text.replace("https://help.samudra.example/pt-BR/d/token", "")
            assert not HOLE.search(text), (language, HOLE.search(text))
            assert "H4TB81QZ" in letter.text and "LK-2026-00817-3" in letter.text
            assert letter.html.count('class="button"') == 1 and letter.short.endswith(LINK)
            assert fields["happened"] and letter.language == language


@every_row
def test_whoever_must_act_reads_until_when_and_what_follows(walked, row):
    step, _policy, _calendars = step_of(walked, row)
    for side in letters_of(step):
        reading = reading_of(walked, row, side, "en")
        fields, letter = letter_of(reading, letters_of(step)[side], "en")
        if active_holds(step.facts):
            assert fields["detail"] and "due_at" not in fields
        elif "step" in fields:
            assert fields["otherwise"] and {"until", "due_at"} & fields.keys()
            assert "\nUntil: " in letter.text


@every_row
def test_whoever_is_waited_for_gets_a_letter_that_goes_whatever_was_declined(walked, row):
    step, _policy, _calendars = step_of(walked, row)
    if step.facts.notice_at != step.at:
        return
    letters = letters_of(step)
    for side in untold(step.facts):
        assert not PURPOSES[letters[side]].may_be_declined


@every_row
def test_all_that_is_bold_in_the_table_is_told(walked, row):
    step, _policy, _calendars = step_of(walked, row)
    sides = {"b": Role.BUYER, "s": Role.SELLER}
    wanted = {sides[each] for each in BOLD.get(step.event, "")}
    assert wanted <= letters_of(step).keys()
