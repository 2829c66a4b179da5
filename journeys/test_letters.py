"""Every letter in a phone's width, light and dark: nothing overflows, axe finds nothing, nothing is fetched."""

from __future__ import annotations

import pytest

from journeys.page_checks import NARROW, axe_findings, cut_off, nothing
from loket.notices.letters.composing import compose
from loket.notices.letters.tests.samples import CASE, FIELDS, LANGUAGES, bea, notice

pytestmark = pytest.mark.browser

SCHEMES = ("light", "dark")
# A mail stands inside its program's own page, which has the landmarks.
OF_PAGES = ("axe landmark-one-main", "axe region")
# What people write can be one endless word, from right to left, or full of marks.
TABLE = f"| a | b |\n|---|---|\n| {'z' * 90} | 2 |"
ENDLESS = {
    "name": "Ada-" + "Guadalupe" * 6,
    "text": f"{'x' * 300}\n\nhttps://carrier.example/{'track' * 60}\n\n`{'y' * 200}`\n\n{TABLE}",
    "language": "en",
    "at": "2026-11-18T17:05:00Z",
}
ARABIC = "طردك في الجمارك منذ 14 نوفمبر (رقم LK-2026-00817-3)."
RIGHT_TO_LEFT = {**ENDLESS, "name": "عادة", "text": ARABIC, "language": "ar"}


@pytest.fixture(scope="module")
def page(chromium):
    """An empty page of a phone that knows no network."""
    context = chromium.new_context(viewport=NARROW, offline=True)
    opened = context.new_page()
    opened.asked_for = []
    opened.on("request", lambda request: opened.asked_for.append(request.url))
    yield opened
    context.close()


def read(page, letter, scheme):
    page.asked_for.clear()
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_content(letter.html)
    page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")


def axe_of_a_mail(page):
    return [each for each in axe_findings(page) if not each.startswith(OF_PAGES)]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("purpose", FIELDS)
def test_every_letter_fits_a_phone_in_every_language(page, purpose, scheme):
    found = []
    for language in LANGUAGES:
        read(page, compose(notice(purpose, language)), scheme)
        found += [f"{language}: {each}" for each in cut_off(page)]
    nothing([*found, *axe_of_a_mail(page), *page.asked_for])


@pytest.mark.parametrize("reply", [ENDLESS, RIGHT_TO_LEFT], ids=["endless", "right to left"])
def test_whatever_people_write_stays_inside(page, reply):
    fields = {**CASE, "order": "LK-" + "9" * 57, "replies": [{**reply, "translation": reply["text"]}]}
    read(page, compose(notice("unread_reply", "es", fields=fields, recipient=bea("es", name="B" * 60))), "light")
    nothing(cut_off(page))


def test_the_button_is_large_enough_to_touch(page):
    read(page, compose(notice("unread_reply", "pt-BR")), "light")
    box = page.get_by_role("link").first.bounding_box()
    assert box["height"] >= 44 and box["width"] >= 44


def test_the_original_is_folded_until_it_is_asked_for(page):
    page.set_content(compose(notice("unread_reply", "pt-BR")).html)
    original = page.get_by_text("at customs in")
    assert not original.is_visible()
    page.locator("summary").click()
    assert original.is_visible()


def test_the_preview_is_for_the_inbox_alone(page):
    page.set_content(compose(notice("one_time_code", "en")).html)
    assert not page.get_by_text("Good for 10 minutes").first.is_visible()
