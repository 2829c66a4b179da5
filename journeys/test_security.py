"""What every response says to browsers, how secrets lie on the disk, and that nobody can come in by default."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest
from playwright.sync_api import expect

from journeys.browsing import PATIENCE_MS, visitor
from journeys.buyer import Buyer
from journeys.desk_sessions import post_form, signed_in
from loket.people.models import User

PAGES = (
    "/en",
    "/en/help/refund-not-received",
    "/en/search?q=refund",
    "/en/contact",
    "/en/nothing-is-here",
    "/demo",
    "/sitemap.xml",
    "/brand.css",
    "/desk/sign-in",
    "/widget/boot",
    "/api/v1/articles",
    "/api/v1/nothing-is-here",
)
DESK_PAGES = ("/desk", "/desk/teams", "/desk/keys", "/desk/profile")
FRAMED = "/widget/frame"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0000000"
    "0049454e44ae426082"
)
# A shop of another origin, with a frame of each kind.
FOREIGN_PAGE = """<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1><button data-loket-open>Ask</button>
<iframe title="desk" id="desk" src="{url}/desk/sign-in"></iframe><iframe title="help" id="help" src="{url}/en"></iframe>
<script src="{url}/widget.js" async></script></html>"""


@pytest.fixture(scope="module")
def http(shop):
    with httpx.Client(base_url=shop.url, timeout=60) as client:
        yield client


@pytest.fixture
def foreign_shop(shop):
    """The address of a page of another origin."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(FOREIGN_PAGE.format(url=shop.url).encode())

        def log_message(self, *_words):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def directives(response: httpx.Response) -> dict[str, str]:
    parts = response.headers["Content-Security-Policy"].split(";")
    return {name: rest for name, _space, rest in (part.strip().partition(" ") for part in parts if part.strip())}


def check_policy(response: httpx.Response) -> dict[str, str]:
    """No inline script or style, nothing from elsewhere, no guessing of types."""
    policy = directives(response)
    assert "unsafe" not in response.headers["Content-Security-Policy"], response.url
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] in {"strict-origin-when-cross-origin", "same-origin", "strict-origin"}
    return policy


@pytest.mark.parametrize("path", PAGES)
def test_pages_run_nothing_inline_and_are_framed_by_nobody_else(http, path):
    response = http.get(path)
    assert check_policy(response)["frame-ancestors"] in {"'self'", "'none'"}
    assert response.headers["X-Frame-Options"] in {"SAMEORIGIN", "DENY"}


def test_desk_pages_do_so_too_and_are_kept_by_no_cache(shop):
    with signed_in(shop, "ana") as ana, signed_in(shop, "ada") as ada:
        for path in DESK_PAGES:
            response = (ada if path == "/desk" else ana).get(path)
            assert response.status_code == 200
            assert check_policy(response)["frame-ancestors"] in {"'self'", "'none'"}
            assert re.search("no-store|private|no-cache", response.headers["Cache-Control"]), path


def test_the_chat_alone_may_be_framed(http):
    response = http.get(FRAMED)
    assert check_policy(response)["frame-ancestors"] == "*"
    assert "X-Frame-Options" not in response.headers


@pytest.mark.browser
def test_a_browser_shows_only_the_chat_in_a_foreign_page(chromium, shop, foreign_shop):
    with visitor(chromium, shop, locale="en") as context:
        page = context.new_page()
        page.goto(foreign_shop)
        page.locator("[data-loket-open]").click()
        chat = page.frame_locator("loket-chat iframe")
        expect(chat.locator("body.is-ready #text")).to_be_visible(timeout=PATIENCE_MS)
        for name in ("desk", "help"):
            # The browser shows a page of its own instead.
            expect(page.frame_locator(f"#{name}").locator("form, .site-head")).to_have_count(0)


def test_cookies_cannot_be_read_by_scripts(http):
    answer = post_form(http, "/en/contact", {"text": "Where is my parcel?", "key": "a" * 32, "to": "person"})
    cookies = [*answer.headers.get_list("Set-Cookie"), *http.get("/en/contact").headers.get_list("Set-Cookie")]
    assert any(cookie.startswith("loket_case_") for cookie in cookies), cookies
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)


def test_a_session_cookie_cannot_be_read_by_scripts(shop):
    with httpx.Client(base_url=shop.url, timeout=60) as http:
        fields = {"login": "ada@samudra.example", "password": shop.password}
        cookies = post_form(http, "/desk/sign-in", fields).headers.get_list("Set-Cookie")
    session = [cookie for cookie in cookies if cookie.startswith("loket_session")]
    assert session
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)


def test_behind_https_cookies_never_leave_it(tmp_path):
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    script = f"from loket.config import settings as s; print([bool(getattr(s, name)) for name in {names}])"
    environment = {**os.environ, "LOKET_URL": "https://help.shop.example", "LOKET_DATA": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.strip() == str([True] * len(names))


def test_files_run_nothing_and_stay_private(shop):
    buyer = Buyer(shop)
    for name, content, shown in (("lid.png", PIXEL, "inline"), ("bill.pdf", b"%PDF-1.4\n%%EOF\n", "attachment")):
        address = f"{buyer.path}/uploads/{buyer.sends_a_file(name, content)}"
        file = buyer.http.get(address)
        assert file.status_code == 200
        assert "sandbox" in directives(file)
        assert file.headers["X-Content-Type-Options"] == "nosniff"
        assert file.headers["Cache-Control"].startswith("private")
        assert file.headers["Content-Disposition"].startswith(shown)
        assert httpx.get(str(file.url)).status_code in {401, 404}
        assert Buyer(shop).http.get(address).status_code == 404


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "lid.png"])
def test_what_could_run_is_refused_whatever_it_is_called(shop, name):
    buyer = Buyer(shop)
    content = b"<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>"
    answer = buyer.http.post(f"{buyer.path}/uploads", files={"file": (name, content, "image/png")})
    assert answer.status_code == 415
    assert answer.json()["detail"]


@pytest.mark.parametrize("name", ["secrets.json", "demo-access.json"])
def test_secrets_are_for_their_owner_alone(shop, name):
    assert stat.S_IMODE((shop.data / name).stat().st_mode) == 0o600


def test_secrets_are_long_and_each_its_own(shop):
    secrets = json.loads((shop.data / "secrets.json").read_text())
    assert len(set(secrets.values())) == len(secrets) >= 3
    assert all(len(value) >= 43 for value in secrets.values())


@pytest.mark.django_db
def test_without_the_demo_nobody_can_come_in_until_an_administrator_is_made():
    assert not User.objects.exists()


def test_the_demo_has_a_password_of_its_own_for_each_installation(shop, http):
    assert len(shop.password) >= 16
    answer = post_form(http, "/desk/sign-in", {"login": "ana@samudra.example", "password": "demo"})
    assert answer.status_code == 200
    assert "loket_session" not in http.cookies


def test_hosts_that_are_not_ours_are_refused(http):
    assert http.get("/en", headers={"Host": "evil.example"}).status_code == 400
