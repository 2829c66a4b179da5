from __future__ import annotations

import io

import pytest
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from PIL import Image

from loket.files import actions, serving, storage, thumbnails
from loket.files.tests import making

pytestmark = pytest.mark.django_db


def upload_of(content, name="photo.jpg"):
    return actions.store_upload(making.sent(content, name), scope="conversation:bea")


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_picture_is_shown_but_can_do_nothing():
    response = serving.response_for(upload_of(making.photo()), inline=True)
    assert Image.open(io.BytesIO(body(response))).size == (60, 40)
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"].startswith("private")


@pytest.mark.parametrize(
    ("content", "inline", "disposition"),
    [
        (making.pdf(), True, "attachment"),
        (making.photo(), False, "attachment"),
        (making.wav(), True, "inline"),
    ],
)
def test_only_pictures_and_sounds_are_shown(content, inline, disposition):
    response = serving.response_for(upload_of(content), inline=inline)
    assert response["Content-Disposition"].split(";")[0] == disposition
    assert int(response["Content-Length"]) == len(body(response))


def test_name_in_another_script_is_sent_as_the_standard_says():
    response = serving.response_for(upload_of(making.pdf(), "struk 领收书.pdf"), inline=False)
    assert "filename*=utf-8''struk%20%E9%A2%86%E6%94%B6%E4%B9%A6.pdf" in response["Content-Disposition"]
    body(response)


def test_name_cannot_add_a_header():
    response = serving.response_for(upload_of(making.pdf(), 'a"\r\nX-Evil: 1\x00.pdf'), inline=False)
    assert "X-Evil" not in response.headers
    assert "\r" not in response["Content-Disposition"]
    body(response)


def test_player_gets_the_part_it_asks_for():
    content = making.wav()
    response = serving.response_for(upload_of(content), inline=True, range_header="bytes=100-199")
    assert (response.status_code, response["Content-Type"]) == (206, "audio/wav")
    assert response["Content-Range"] == f"bytes 100-199/{len(content)}"
    assert response["Content-Length"] == "100" and body(response) == content[100:200]


def test_part_beyond_the_end_is_refused():
    upload = upload_of(making.wav())
    response = serving.response_for(upload, inline=True, range_header="bytes=99999999-")
    assert response.status_code == 416 and response["Content-Range"] == f"bytes */{upload.size}"


def test_compression_leaves_files_alone(rf):
    upload, request = upload_of(making.wav()), rf.get("/", headers={"Accept-Encoding": "gzip"})
    compress = GZipMiddleware(lambda _request: HttpResponse())
    for header, expected in [("", upload.size), ("bytes=0-999", 1000)]:
        response = serving.response_for(upload, inline=True, range_header=header)
        assert len(body(compress.process_response(request, response))) == expected


def test_content_that_is_gone_is_not_found():
    upload = upload_of(making.photo())
    storage.remove(upload.sha256)
    assert serving.response_for(upload, inline=True).status_code == 404
    assert serving.thumbnail_response(upload).status_code == 404


def test_thumbnail_is_made_once_and_served(stored_files):
    upload = upload_of(making.photo(size=(800, 400)))
    response = serving.thumbnail_response(upload)
    assert response["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(body(response))).size == (320, 160)
    made = thumbnails.thumbnail(upload).stat()
    assert made.st_mode & 0o777 == 0o600
    assert thumbnails.thumbnail(upload).stat().st_mtime_ns == made.st_mtime_ns
    assert len(stored_files()) == 2


def test_thumbnail_goes_with_its_picture(django_capture_on_commit_callbacks, stored_files):
    upload = upload_of(making.photo())
    thumbnails.thumbnail(upload, side=160)
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase([upload])
    assert not stored_files()


@pytest.mark.parametrize(("content", "side"), [(making.pdf(), 320), (making.photo(), 321)])
def test_no_thumbnail_of_a_document_or_of_any_size(content, side):
    with pytest.raises(ValueError, match="thumbnail"):
        thumbnails.thumbnail(upload_of(content), side=side)
