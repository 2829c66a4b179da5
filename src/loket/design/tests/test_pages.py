from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from loket.design import context, views
from loket.design.brand import brand_version, load_brand, write_brand_css
from loket.design.checks import check_brand_colour
from loket.design.colour import ColourError


def test_brand_stylesheet_gives_readable_colours_and_stays_cached(settings):
    settings.LOKET_BRAND = {"name": "Samudra", "colour": "#ffd400"}
    version = brand_version("#ffd400")
    response = views.brand_css(RequestFactory().get("/brand.css", {"v": version}))
    assert "--brand-light:#" in response.content.decode()
    assert "immutable" in response["Cache-Control"]
    assert "immutable" not in views.brand_css(RequestFactory().get("/brand.css"))["Cache-Control"]


def test_without_a_colour_the_stylesheet_is_empty(settings):
    settings.LOKET_BRAND = {}
    assert load_brand().name == "Loket"
    assert views.brand_css(RequestFactory().get("/brand.css")).content == b""


def test_a_wrong_colour_is_refused():
    with pytest.raises(ColourError):
        write_brand_css("red;}")


def test_a_wrong_colour_is_told_at_start(settings):
    settings.LOKET_BRAND = {"colour": "petrol"}
    assert [problem.id for problem in check_brand_colour()] == ["design.E001"]
    settings.LOKET_BRAND = {"colour": "oklch(0.45 0.08 205)"}
    assert check_brand_colour() == []


def test_pages_know_languages_under_their_own_names(settings):
    settings.LANGUAGES = [("en", "English"), ("pt-br", "Portuguese"), ("es", "Spanish")]
    with translation.override("pt-br"):
        choices = context.list_languages()
    assert [(choice.name, choice.is_current) for choice in choices] == [
        ("English", False),
        ("Português Brasileiro", True),
        ("Español", False),
    ]


@pytest.mark.parametrize("name", ["400", "403", "design/csrf_failed", "404", "405", "500"])
def test_error_pages_need_no_context(name):
    html = render_to_string(f"{name}.html")
    assert "<h1>" in html
    assert 'lang="en"' in html


@pytest.mark.parametrize("shell", ["public", "desk", "plain", "frame"])
def test_shells_turn_round_for_right_to_left_languages(shell):
    with translation.override("ar"):
        assert 'lang="ar" dir="rtl"' in render_to_string(f"design/{shell}.html")


def test_a_variable_called_messages_is_never_shown_as_a_notice():
    html = render_to_string("design/desk.html", {"messages": ["secret"]}, RequestFactory().get("/"))
    assert "secret" not in html


@pytest.mark.parametrize("shell", ["parts", "desk", "page", "frame", "plain"])
def test_gallery_shows_every_shell_while_debugging(settings, shell):
    settings.DEBUG = True
    assert views.gallery(RequestFactory().get("/design/gallery", {"shell": shell})).status_code == 200


def test_gallery_is_closed_in_production(settings):
    settings.DEBUG = settings.LOKET_DEBUG = False
    with pytest.raises(views.Http404):
        views.gallery(RequestFactory().get("/design/gallery"))
