from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template

from loket.design.icons import load_icons

TEMPLATES = Path(__file__).parents[1] / "templates"


class LetterForm(forms.Form):
    email = forms.EmailField(label="Email", help_text="We answer here.")
    way = forms.ChoiceField(choices=[("a", "Chat"), ("b", "Call")], widget=forms.RadioSelect, required=False)
    news = forms.BooleanField(label="News", required=False)


def render(source, **values):
    return Template("{% load design %}" + source).render(Context(values))


def test_field_wires_label_hint_and_error_to_the_control():
    html = render("{% field form.email %}", form=LetterForm({"email": "bea@"}))
    assert '<label class="field-label" for="id_email">Email</label>' in html
    assert 'aria-describedby="id_email-hint id_email-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_email-hint"' in html
    assert 'id="id_email-error"' in html


def test_field_without_trouble_says_nothing_of_it():
    html = render("{% field form.email hint='Only once.' %}", form=LetterForm())
    assert "aria-invalid" not in html
    assert "Only once." in html


def test_radio_buttons_form_a_group_with_a_legend():
    html = render("{% field form.way label='How?' %}", form=LetterForm())
    assert "<legend" in html
    assert html.count('class="check"') == 2


def test_field_can_be_included():
    assert "id_news" in render('{% include "design/_field.html" with field=form.news %}', form=LetterForm())


def test_icon_is_silent_without_a_label_and_named_with_one():
    assert 'aria-hidden="true"' in render('{% icon "search" %}')
    assert 'aria-label="&lt;b&gt;"' in render('{% icon "close" label=label %}', label="<b>")


def test_every_icon_a_template_of_this_room_asks_for_exists():
    asked = {name for path in TEMPLATES.rglob("*.html") for name in re.findall(r'{% icon "([a-z]+)"', path.read_text())}
    assert asked <= set(load_icons())
    assert len(load_icons()) >= 40


@pytest.mark.parametrize(
    ("name", "letters"), [("Bea Souza", "BS"), ("ada", "A"), ("María de la Cruz", "MC"), ("", "?"), ("李 雷", "李雷")]
)
def test_initials_take_first_and_last_name(name, letters):
    assert f">{letters}</span>" in render("{% initials name %}", name=name)


def test_time_carries_machine_and_exact_form():
    html = render("{{ at|local_time:'Asia/Jakarta' }}", at=datetime(2020, 3, 12, 18, 0, tzinfo=UTC))
    assert 'datetime="2020-03-12T18:00:00+00:00"' in html
    assert "01:00 (WIB)" in html


def test_a_day_that_ends_at_midnight_is_said_by_its_last_minute():
    html = render(
        "{{ at|due_time:'Asia/Jakarta' }}{{ none|due_time }}", at=datetime(2020, 3, 12, 17, tzinfo=UTC), none=None
    )
    assert 'datetime="2020-03-12T23:59:00+07:00"' in html and "23:59 (WIB)" in html
    assert 'datetime="2020-03-12T23:30:00+07:00"' in render(
        "{{ at|due_time:'Asia/Jakarta' }}", at=datetime(2020, 3, 12, 16, 30, tzinfo=UTC)
    )


def test_missing_time_and_text_show_nothing():
    assert render("{{ at|local_time }}{{ at|clock_time }}{{ text|markdown }}", at=None, text=None) == ""


def test_markdown_in_a_page_is_safe_html():
    assert render("{{ text|markdown }}", text="**hi** <b>") == "<p><strong>hi</strong> &lt;b&gt;</p>\n"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_templates_hold_no_inline_style_or_script(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", source)
