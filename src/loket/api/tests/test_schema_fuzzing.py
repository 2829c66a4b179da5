"""Calls made up from the description: every answer is one that the description knows, and none is an error of ours."""

from contextlib import contextmanager

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from loket.api.description import SNAPSHOT
from loket.api.tests.calling import opens, server
from loket.conversations.models import Conversation, Message
from loket.disputes.tests.dispute_shop import submitted

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_path(SNAPSHOT)
OPERATIONS = {
    f"{found.method.upper()} {found.path}": found
    for found in (result.ok() for result in SCHEMA.get_all_operations())
    if not found.path.endswith("/events")
}


@pytest.fixture
def application(settings):
    """The pages, without limits."""
    settings.LOKET_LIMIT_CHATS_PER_MINUTE = settings.LOKET_LIMIT_MESSAGES_PER_MINUTE = 10_000
    return get_wsgi_application()


@contextmanager
def keeping_the_connection():
    """As Django's test client does: the test's transaction outlives each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def fuzz(operation, application, *, examples):
    (bea, answer), shop = opens(), server(scopes=["conversations", "replies", "orders", "disputes"])
    dispute = submitted() if "dispute" in operation.path else None
    secrets = st.sampled_from([bea.secret, bea.secret, bea.secret, shop.secret, "dead", ""])

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=examples < 100,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), secret=secrets, is_hers=st.sampled_from([True, True, True, False]))
    def run(case, secret, is_hers):
        if is_hers and "conversation_id" in (case.path_parameters or {}):
            case.path_parameters["conversation_id"] = answer["id"]
        if is_hers and dispute and "dispute_id" in (case.path_parameters or {}):
            case.path_parameters["dispute_id"] = str(dispute.pk)
        headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {secret}"} if secret else {})
        case.call_and_validate(headers=headers, checks=CHECKS, app=application)

    with keeping_the_connection():
        run()
    check_whole()


def check_whole():
    """Nothing is stored by half: sequences have no gaps, and every conversation knows its last."""
    for conversation in Conversation.objects.all():
        sequences = list(Message.objects.filter(conversation=conversation).values_list("sequence", flat=True))
        assert sorted(sequences) == list(range(1, conversation.last_sequence + 1))


@pytest.mark.parametrize("name", OPERATIONS)
def test_calls_by_the_description_are_answered_by_it(name, application):
    fuzz(OPERATIONS[name], application, examples=12)


@pytest.mark.slow
@pytest.mark.parametrize("name", OPERATIONS)
def test_many_calls_by_the_description_are_answered_by_it(name, application):
    fuzz(OPERATIONS[name], application, examples=400)
