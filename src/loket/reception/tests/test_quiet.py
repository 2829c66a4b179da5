from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.cast import bea
from loket.reception.queries import has_been_quiet
from loket.reception.tests.story import says

pytestmark = pytest.mark.django_db


def test_it_is_quiet_until_somebody_writes():
    earlier = timezone.now() - timedelta(minutes=10)
    assert has_been_quiet(earlier)
    says(bea(), "hi")
    assert not has_been_quiet(earlier)
    assert has_been_quiet(timezone.now())
