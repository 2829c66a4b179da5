from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from loket.files import actions, jobs
from loket.files.models import Upload
from loket.files.tests import making


@pytest.mark.django_db
def test_scheduled_sweep_removes_what_nobody_sent():
    upload = actions.store_upload(making.sent(making.pdf()), scope="conversation:bea")
    Upload.objects.filter(pk=upload.pk).update(created_at=timezone.now() - timedelta(hours=25))
    jobs.sweep_unclaimed(timestamp=0)
    assert not Upload.objects.exists()
