"""The field for evidence in a real browser on a phone: small photos, broken connections, reloads, refusals."""

from __future__ import annotations

import io
import os
import re
import shutil
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from loket.files.models import PartialUpload, Upload
from loket.files.storage import path_of
from loket.files.tests import films, making
from loket.files.tickets import holder_for, issue_ticket
from loket.people.actors import CustomerActor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BEA = CustomerActor(UUID(int=1))
PHONE = {"width": 390, "height": 844}
PAGE = """<!doctype html><html lang="en"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evidence</title><link rel="stylesheet" href="/static/design/public.css"><body><main class="wrap">
<h1 class="page-title">What happened?</h1>
<form method="post" action="/sent" enctype="multipart/form-data">%s<button class="button">Send</button></form></main>"""
PARTS = "**/api/v1/uploads/resumable/*"


@pytest.fixture(scope="module")
def chromium():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-quic"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, web, tmp_path, settings):
    """Bea's form on her phone, under the policy of real pages."""
    settings.MEDIA_ROOT = tmp_path / "files"
    field = {"label": "Photos and videos", "hint": "They show what came.", "name": "evidence", "key": "draft-1"}
    field |= {"place": "/api/v1/uploads/resumable", "ticket": issue_ticket(holder_for(BEA)), "limit": 200_000_000}
    html = PAGE % render_to_string("design/_upload_field.html", field)
    policy = import_string("loket.config.security.POLICY").format(ancestors="'self'", pictures="")
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
    context = chromium.new_context(viewport=PHONE, base_url=f"http://127.0.0.1:{web.port}")
    context.route("**/form", lambda route: route.fulfill(body=html, headers=headers))
    context.route("**/sent", lambda route: route.fulfill(body=route.request.post_data or "sent"))
    page = context.new_page()
    page.broken = []
    page.on("pageerror", lambda error: page.broken.append(str(error)))
    page.on("console", lambda said: page.broken.append(said.text) if "Security Policy" in said.text else None)
    page.goto("/form")
    yield page
    context.close()
    # The answer to the form is no page with transitions.
    assert [each for each in page.broken if not each.startswith("Transition was")] == []


def photo(side=2600):
    picture = Image.effect_noise((side, side // 2), 80).convert("RGB")
    return {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": making.saved(picture, "JPEG", quality=92)}


def film(length=3_500_000):
    content = films.phone_film(trailer=films.box(b"free", bytes(length)))
    return {"name": "unboxing.mov", "mimeType": "video/quicktime", "buffer": content}


def choose(page, *files):
    page.locator("[type=file]").set_input_files(list(files))


def arrived(page, count=1):
    expect(page.locator(".upload-row.is-done")).to_have_count(count)
    return list(Upload.objects.filter(original=None).order_by("created_at"))


def test_a_photo_is_made_small_on_the_phone_and_says_so(page):
    big = photo()
    choose(page, big)
    [upload] = arrived(page)
    assert max(Image.open(path_of(upload.sha256)).size) == 2048 and upload.size < len(big["buffer"])
    expect(page.locator(".upload-row")).to_contain_text(re.compile(r"MB → [\d.]+ (kB|MB)"))
    assert upload.owner == BEA.label
    assert page.locator("[name=evidence]").input_value() == str(upload.pk)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_original_goes_instead_where_that_is_wanted(page):
    page.route(PARTS, lambda route: None if route.request.method == "PATCH" else route.continue_())
    big = photo()
    choose(page, big)
    original = page.get_by_role("button", name="Send the original instead")
    expect(original).to_be_visible()
    page.unroute(PARTS)
    original.click()
    [upload] = arrived(page)
    assert upload.size == len(big["buffer"])
    assert PartialUpload.objects.filter(finished_at=None).count() == 0


def test_iphone_photos_and_films_go_as_they_are(page):
    heic = {"name": "IMG_1.HEIC", "mimeType": "", "buffer": making.fixture("rotated.heic")}
    choose(page, heic, film())
    uploads = arrived(page, 2)
    assert {each.size for each in uploads} == {len(heic["buffer"]), len(film()["buffer"])}


def test_a_lost_connection_only_makes_it_later(page):
    lost = []

    def lose(route):
        if route.request.method == "PATCH" and len(lost) < 2:
            lost.append(route.request.headers["upload-offset"])
            return route.abort()
        return route.continue_()

    page.route(PARTS, lose)
    choose(page, film())
    [upload] = arrived(page)
    assert path_of(upload.sha256).read_bytes() == film()["buffer"] and len(lost) == 2


def test_a_lost_answer_counts_no_part_twice(page):
    lost = []

    def lose_answer(route):
        if route.request.method == "PATCH" and not lost:
            route.fetch()
            lost.append(True)
            return route.abort()
        return route.continue_()

    page.route(PARTS, lose_answer)
    choose(page, film())
    [upload] = arrived(page)
    assert path_of(upload.sha256).read_bytes() == film()["buffer"] and lost


def test_after_a_reload_it_goes_on_where_it_stopped(page, tmp_path):
    chosen = tmp_path / "unboxing.mov"
    chosen.write_bytes(film()["buffer"])

    def stall_after_two(route):
        offset = int(route.request.headers.get("upload-offset", 0))
        return None if route.request.method == "PATCH" and offset >= 2 << 20 else route.continue_()

    page.route(PARTS, stall_after_two)
    choose(page, chosen)
    expect(page.locator(".upload-state")).to_contain_text(re.compile("5[0-9] %|6[0-9] %"))
    page.unroute(PARTS)
    page.reload()
    offsets = []
    page.on("request", lambda sent: offsets.append(sent.headers.get("upload-offset")) if sent.method == "PATCH" else 0)
    choose(page, chosen)
    [upload] = arrived(page)
    assert path_of(upload.sha256).read_bytes() == film()["buffer"]
    # Unless the part that was on its way during the reload came through after all.
    assert int(offsets[0]) in (2 << 20, 3 << 20)


def test_what_is_refused_says_why_and_can_be_removed(page):
    choose(page, {"name": "invoice.pdf", "mimeType": "application/pdf", "buffer": b"MZ" + bytes(500)})
    expect(page.locator(".is-refused")).to_contain_text("is a program")
    page.get_by_role("button", name="Remove invoice.pdf").click()
    expect(page.locator(".upload-row")).to_have_count(0)
    choose(page, {"name": "none.pdf", "mimeType": "application/pdf", "buffer": b""})
    expect(page.get_by_role("alert")).to_contain_text("none.pdf is empty")


def test_a_removed_file_is_gone_at_the_server_too(page):
    choose(page, photo(900))
    arrived(page)
    with page.expect_response(lambda answer: answer.request.method == "DELETE") as deleted:
        page.get_by_role("button", name="Remove lamp.jpg").click()
    assert deleted.value.status == 204 and not Upload.objects.exists()


def test_the_form_waits_for_files_and_sends_their_names_alone(page):
    page.route(PARTS, lambda route: None if route.request.method == "PATCH" else route.continue_())
    choose(page, film())
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("still being sent")
    page.unroute(PARTS)
    page.get_by_role("button", name="Remove unboxing.mov").click()
    choose(page, photo(900))
    [upload] = arrived(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("body")).to_contain_text(str(upload.pk))


def test_without_a_script_the_form_posts_the_file_itself(chromium, page):
    plain = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    html = page.content()
    sent = []
    plain.route("**/form", lambda route: route.fulfill(body=html, content_type="text/html"))
    plain.route("**/sent", lambda route: (sent.append(route.request.post_data_buffer), route.fulfill(body="sent")))
    form = plain.new_page()
    form.goto("http://plain.invalid/form")
    choose(form, {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": b"a photo"})
    form.get_by_role("button", name="Send", exact=True).click()
    expect(form.locator("body")).to_contain_text("sent")
    plain.close()
    assert b'name="files"; filename="lamp.jpg"' in sent[0] and b"a photo" in sent[0]


def test_it_looks_like_the_rest(page, tmp_path):
    choose(page, photo(), film())
    arrived(page, 2)
    choose(page, {"name": "invoice.pdf", "mimeType": "application/pdf", "buffer": b"MZ" + bytes(500)})
    expect(page.locator(".is-refused")).to_be_visible()
    picture = page.screenshot(path=os.environ.get("LOKET_SCREENSHOT") or tmp_path / "field.png", full_page=True)
    assert Image.open(io.BytesIO(picture)).width == 390
