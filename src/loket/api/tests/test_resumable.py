"""The tus protocol as its clients speak it: by a page's ticket, a conversation's token, a server's key."""

from __future__ import annotations

import base64
import hashlib
from uuid import UUID, uuid4

import pytest
from django.test import Client

from loket.api.tests.calling import ROOT, opens, server
from loket.files.models import Upload
from loket.files.tests import films, making
from loket.files.tickets import holder_for, issue_ticket
from loket.people.actors import CustomerActor

pytestmark = pytest.mark.django_db
PLACE = f"{ROOT}/uploads/resumable"
PDF = making.pdf()
PART = {"Content-Type": "application/offset+octet-stream"}


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"


def ticket(number=1):
    return issue_ticket(holder_for(CustomerActor(UUID(int=number))))


def call(method, path, secret, body=b"", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    content_type = named.pop("Content-Type", "application/octet-stream")
    sent = {"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {secret}", **named}
    return Client().generic(method, path, body, content_type, headers={k: v for k, v in sent.items() if v})


def told(**metadata):
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in metadata.items())


def begin(secret, content=PDF, **metadata):
    named = told(**{"filename": "invoice.pdf", **metadata})
    return call("POST", PLACE, secret, Upload_Length=str(len(content)), Upload_Metadata=named)


def part(address, secret, content, offset=0, **headers):
    return call("PATCH", address, secret, content, Upload_Offset=str(offset), **PART, **headers)


def test_anybody_may_ask_what_the_server_can_do():
    response = Client().options(PLACE)
    assert (response.status_code, response["Tus-Version"], response["Tus-Max-Size"]) == (204, "1.0.0", "200000000")
    assert set(response["Tus-Extension"].split(",")) == {"creation", "expiration", "checksum", "termination"}
    assert response["Tus-Checksum-Algorithm"] == "sha1,sha256"


def test_a_file_in_two_parts_is_kept_for_the_tickets_holder():
    begun = begin(ticket())
    address = begun["Location"]
    assert begun.status_code == 201 and begun["Upload-Offset"] == "0" and "GMT" in begun["Upload-Expires"]
    assert part(address, ticket(), PDF[:20]).status_code == 204
    measured = call("HEAD", address, ticket())
    assert (measured["Upload-Offset"], measured["Upload-Length"]) == ("20", str(len(PDF)))
    assert measured["Cache-Control"] == "no-store"
    last = part(address, ticket(), PDF[20:], offset=20)
    assert (last.status_code, last["Upload-Offset"]) == (204, str(len(PDF)))
    answer = call("GET", address, ticket()).json()
    assert (answer["state"], answer["type"], answer["scan"]) == ("kept", "application/pdf", "not_scanned")
    upload = Upload.objects.get(pk=address.rsplit("/", 1)[-1])
    assert (upload.owner, upload.name) == (f"customer:{UUID(int=1)}", "invoice.pdf")


def test_a_part_at_the_wrong_place_is_told_the_right_one():
    address = begin(ticket())["Location"]
    part(address, ticket(), PDF[:20])
    response = part(address, ticket(), PDF[:20])
    assert (response.status_code, response["Upload-Offset"]) == (409, "20")
    assert response.json()["code"] == "offset_conflict"


def test_a_part_damaged_on_its_way_is_not_kept():
    address = begin(ticket())["Location"]
    digest = base64.b64encode(hashlib.sha1(PDF).digest()).decode()
    response = part(address, ticket(), PDF[:-1] + b"!", Upload_Checksum=f"sha1 {digest}")
    assert (response.status_code, response.json()["code"]) == (460, "checksum_mismatch")
    assert part(address, ticket(), PDF, Upload_Checksum=f"sha1 {digest}").status_code == 204


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus_Resumable": "0.2.2"}, 412),
        ({"Tus_Resumable": ""}, 412),
        ({"Content_Type": "application/octet-stream"}, 415),
        ({"Upload_Offset": "-1"}, 400),
        ({"Upload_Offset": "²"}, 400),
        ({"Upload_Checksum": "md5 AAAA"}, 400),
        ({"Upload_Checksum": "sha1 ?"}, 400),
    ],
)
def test_a_part_that_is_badly_said_is_a_problem(headers, status):
    address = begin(ticket())["Location"]
    sent = {"Upload_Offset": "0", "Content_Type": PART["Content-Type"], **headers}
    response = call("PATCH", address, ticket(), PDF, **sent)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 400),
        ({"Upload_Length": "many"}, 400),
        ({"Upload_Length": "0"}, 422),
        ({"Upload_Length": "200000001"}, 413),
        ({"Upload_Length": "10", "Upload_Metadata": "filename ???"}, 400),
        ({"Upload_Length": "10", "Upload_Metadata": "filename /w=="}, 400),
    ],
)
def test_a_beginning_that_is_badly_said_is_a_problem(headers, status):
    assert call("POST", PLACE, ticket(), **headers).status_code == status


def test_a_program_is_refused_in_words():
    body = b"MZ" + bytes(100)
    address = begin(ticket(), body)["Location"]
    response = part(address, ticket(), body)
    assert (response.status_code, response.json()["code"]) == (415, "program")
    answer = call("GET", address, ticket()).json()
    assert (answer["state"], answer["refusal"]) == ("refused", "program")
    assert call("HEAD", address, ticket()).status_code == 415


def test_what_was_given_up_is_gone():
    address = begin(ticket())["Location"]
    assert call("DELETE", address, ticket()).status_code == 204
    assert call("HEAD", address, ticket()).status_code == 404


def test_olga_reaches_nothing_of_bea():
    address = begin(ticket())["Location"]
    stranger, _answer = opens()
    for secret in (ticket(2), stranger.secret, server().secret):
        for method in ("HEAD", "GET", "DELETE"):
            assert call(method, address, secret).status_code == 404
        assert part(address, secret, PDF).status_code == 404
    assert part(address, ticket(), PDF).status_code == 204


@pytest.mark.parametrize("secret", ["", "dead", "lk_dead", "up_dead"])
def test_nothing_without_a_living_secret(secret):
    authorization = {"Authorization": f"Bearer {secret}" if secret else ""}
    for method, path in (("POST", PLACE), ("HEAD", f"{PLACE}/{uuid4()}"), ("PATCH", f"{PLACE}/{uuid4()}")):
        assert call(method, path, secret, **authorization).status_code == 401


def test_other_methods_are_named():
    assert call("PUT", PLACE, ticket())["Allow"] == "OPTIONS, POST"
    assert "PATCH" in call("PUT", f"{PLACE}/{uuid4()}", ticket())["Allow"]


def test_a_conversation_sends_it_with_a_message():
    bea, _answer = opens()
    photo = making.photo()
    address = begin(bea.secret, photo)["Location"]
    assert part(address, bea.secret, photo).status_code == 204
    said = bea.says("Look", attachments=[address.rsplit("/", 1)[-1]])
    assert said.status_code == 201 and said.json()["message"]["attachments"][0]["type"] == "image/jpeg"


def test_evidence_needs_an_order():
    bea, _answer = opens()
    response = begin(bea.secret, purpose="evidence")
    assert (response.status_code, response.json()["code"]) == (409, "no_order")
    assert begin(bea.secret, purpose="fun").status_code == 400


def test_a_server_keeps_evidence_and_files_of_its_own_conversations():
    shop = server()
    conversation = shop.post("/conversations", {"language": "en"}).json()["id"]
    film = films.phone_film()
    address = begin(shop.secret, film)["Location"]
    assert part(address, shop.secret, film).status_code == 204
    assert call("GET", address, shop.secret).json()["type"] == "video/quicktime"
    assert begin(shop.secret, conversation=conversation).status_code == 201
    assert begin(shop.secret, conversation=opens()[1]["id"]).status_code == 404
    assert begin(shop.secret, conversation="x").status_code == 400
    assert begin(shop.secret, purpose="message").status_code == 400


def test_pages_of_the_shop_may_send_parts(settings):
    settings.LOKET_ALLOWED_ORIGINS = ["https://shop.example"]
    asked = {"Access-Control-Request-Method": "PATCH", "Origin": "https://shop.example"}
    allowed = Client().options(PLACE, headers=asked)
    assert "PATCH" in allowed["Access-Control-Allow-Methods"]
    assert "Upload-Offset" in allowed["Access-Control-Allow-Headers"]
    assert "Upload-Offset" in allowed["Access-Control-Expose-Headers"]
