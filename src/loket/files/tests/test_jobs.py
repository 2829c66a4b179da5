from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from loket.files import actions, jobs, queries
from loket.files.models import Upload
from loket.files.tests import films, making
from loket.files.tickets import Holder

BEA = Holder(owner="customer:bea", scope="customer:bea")


@pytest.mark.django_db
def test_scheduled_sweep_removes_what_nobody_sent():
    upload = actions.store_upload(making.sent(making.pdf()), scope="conversation:bea")
    Upload.objects.filter(pk=upload.pk).update(created_at=timezone.now() - timedelta(hours=25))
    jobs.sweep_unclaimed(timestamp=0)
    assert not Upload.objects.exists()


@pytest.mark.django_db
def test_evidence_gets_its_copy_by_a_job_that_may_come_twice_or_too_late():
    film = actions.store_for(BEA, making.sent(films.phone_film(), "film.mov"))
    assert queries.shared_copy(film.pk) is None
    for _ in range(2):
        jobs.make_shared_copy(str(film.pk))
    assert queries.shared_copy(film.pk).media_type == "video/quicktime"
    jobs.make_shared_copy(str(uuid4()))
    assert Upload.objects.count() == 2


@pytest.mark.django_db
def test_keeping_a_film_defers_the_job_for_its_copy():
    film = actions.store_for(BEA, making.sent(films.phone_film(), "film.mov"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'files.make_shared_copy'")
        assert [json.loads(args) if isinstance(args, str) else args for (args,) in cursor.fetchall()] == [
            {"upload_id": str(film.pk)}
        ]


@pytest.mark.django_db
def test_jobs_of_scanning_do_nothing_without_a_scanner():
    film = actions.store_for(BEA, making.sent(films.phone_film(), "film.mov"))
    jobs.scan(str(film.pk))
    jobs.scan_due(timestamp=0)
    assert Upload.objects.get(pk=film.pk).scan == "not_scanned"
