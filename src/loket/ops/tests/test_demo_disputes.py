from __future__ import annotations

import json
from collections import defaultdict

import pytest
from django.utils import timezone

from loket.disputes.actions.acting import facts_of
from loket.disputes.event_log import log_of
from loket.disputes.machine.chain import verify
from loket.disputes.machine.codes import Outcome
from loket.disputes.machine.questions import active_holds
from loket.disputes.machine.replay import replay
from loket.disputes.machine.states import HoldKind, State
from loket.disputes.models import Dispute, DisputeText, EvidenceItem
from loket.disputes.queries import QUEUED
from loket.files.queries import near
from loket.notices.models import Notice
from loket.ops import preparation
from loket.ops.demo.disputes import making
from loket.ops.demo.disputes.cases import demo_cases
from loket.ops.demo.disputes.orders import document_for
from loket.ops.demo.disputes.pictures.drawing import picture
from loket.ops.demo.disputes.pictures.scenes import SCENES
from loket.ops.demo.fill import fill_demo
from loket.orders.documents.order_lines import read_document
from loket.translation.detection import detect

BUYERS, SELLERS = {"bea", "sari", "lucia", "tom"}, {"s-3", "s-11", "s-17"}
SMALL_ENOUGH = 60_000
FEW_ALIKE = 4


@pytest.fixture
def shop(settings, tmp_path, db):
    settings.LOKET_DATA = tmp_path
    fill_demo()


@pytest.fixture
def few(monkeypatch):
    """Only the disputes of one buyer that are quickly made."""
    chosen = tuple(each for each in demo_cases() if each.buyer == "bea")[:3]
    monkeypatch.setattr(making, "demo_cases", lambda: chosen)
    return chosen


def make_all():
    place = 0
    while place is not None:
        place = making.add_some(place)


# -- data ------------------------------------------------------------------------------------------------------------


def test_places_and_names_are_given_once():
    cases = demo_cases()
    assert len({each.place for each in cases}) == len({each.name for each in cases}) == len(cases) >= 40


@pytest.mark.parametrize("case", demo_cases(), ids=lambda each: str(each.place))
def test_an_order_is_one_that_the_marketplace_could_send(case):
    now = timezone.now()
    assert read_document(json.loads(json.dumps(document_for(case, now)))).number
    days = [each.ago for each in case.steps]
    assert days == sorted(days, reverse=True) and days[0] < case.delivery.placed


def test_words_are_in_the_language_that_they_say():
    for case in demo_cases():
        for step in case.steps:
            for language, text in step.say.items():
                if len(text) > 40:
                    assert detect(text, prior=(language,)).language == language, text


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_picture_is_small_and_the_same_everywhere(scene):
    first = picture(scene, "7001 1")
    assert first == picture(scene, "7001 1") != picture(scene, "7002 1")
    assert first.startswith(b"\xff\xd8") and len(first) < SMALL_ENOUGH


def test_every_scene_is_shown():
    assert {shown.scene for case in demo_cases() for step in case.steps for shown in step.show} == set(SCENES)


# -- making ----------------------------------------------------------------------------------------------------------


def test_a_second_start_makes_only_what_is_missing(shop, few, monkeypatch):
    real = making.play

    def dies(case, **about):
        if case is few[1]:
            raise RuntimeError("the machine went away")
        return real(case, **about)

    monkeypatch.setattr(making, "play", dies)
    make_all()
    assert Dispute.objects.count() == 2
    monkeypatch.setattr(making, "play", real)
    make_all()
    made = set(Dispute.objects.values_list("pk", "version"))
    make_all()
    assert set(Dispute.objects.values_list("pk", "version")) == made and len(made) == 3
    assert not Notice.objects.filter(subject__startswith="dispute:").exists()


def test_one_job_makes_a_few_and_leaves_the_others_to_the_next(shop, few, monkeypatch):
    deferred = []
    monkeypatch.setattr(making, "SECONDS_AT_ONCE", 0)
    monkeypatch.setattr(preparation, "defer", lambda _task, **more: deferred.append(more["place"]))
    preparation.add_demo_disputes(0)
    assert Dispute.objects.count() == 1 and deferred == [few[0].place]


def test_without_those_who_decide_there_are_none(shop, few, monkeypatch):
    monkeypatch.setattr(making, "WHO", (*making.WHO, "nobody"))
    assert making.add_some() is None and not Dispute.objects.exists()


@pytest.mark.slow
def test_every_state_hold_and_outcome_is_there_and_every_log_verifies(shop):
    make_all()
    disputes = list(Dispute.objects.select_related("customer", "seller"))
    assert len(disputes) > len(demo_cases())
    assert {each.state for each in disputes} == set(State)
    assert {each.outcome for each in disputes if each.outcome} == set(Outcome)
    held = {hold.kind for each in disputes for hold in active_holds(facts_of(each))}
    assert held == set(HoldKind)
    for dispute in disputes:
        log = log_of(dispute)
        assert verify(log) is None and replay(log) == facts_of(dispute), dispute.number
        assert all(each.at <= timezone.now() for each in log)
    check_people(disputes)
    check_pictures()
    assert not Notice.objects.filter(subject__startswith="dispute:").exists()


def check_pictures():
    """A copy of each, and hardly one that looks like one of another dispute: those who decide are told of these."""
    shown = list(EvidenceItem.objects.exclude(upload=None).select_related("upload"))
    assert len(shown) > 60 and all(each.upload.copies.exists() for each in shown)
    assert sum(near(each.upload.picture_hash, but=[each.upload_id]) != [] for each in shown) <= FEW_ALIKE


def check_people(disputes):
    """Those as whom the demo can be entered have several, with their turn among them; a dozen wait for a decision."""
    of_buyer, of_seller = defaultdict(list), defaultdict(list)
    for each in disputes:
        of_buyer[each.customer.external_id].append(each)
        of_seller[each.seller.external_id].append(each)
    for names, by, role in ((BUYERS, of_buyer, "buyer"), (SELLERS, of_seller, "seller")):
        for name in names:
            assert len({each.state for each in by[name]}) >= 4, name
            assert any(role in each.turn for each in by[name]), name
    queue = [each for each in disputes if each.state in QUEUED]
    assert len(queue) >= 12 and len({each.language for each in queue}) >= 4
    assert DisputeText.objects.filter(translations__isnull=False).count() > 80
