from __future__ import annotations

import uuid

import pytest

from loket.files import access, actions
from loket.files.refusals import UploadNotFound
from loket.files.tests import making

pytestmark = pytest.mark.django_db


def test_sender_sees_the_upload_and_an_outsider_does_not():
    upload = actions.store_upload(making.sent(making.pdf()), scope="conversation:bea")
    assert access.get_upload_for(upload.pk, scope="conversation:bea") == upload
    with pytest.raises(UploadNotFound):
        access.get_upload_for(upload.pk, scope="conversation:olga")


def test_unknown_upload_is_not_found():
    with pytest.raises(UploadNotFound):
        access.get_upload_for(uuid.uuid4(), scope="conversation:bea")
