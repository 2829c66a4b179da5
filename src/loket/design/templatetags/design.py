from __future__ import annotations

import zlib
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import Any

from django import template
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from loket.design.brand import brand_version, load_brand
from loket.design.icons import TURNING, load_icons
from loket.design.markdown import render_markdown
from loket.design.wording import (
    before_midnight,
    find_zone,
    page_locale,
    say_clock_time,
    say_exact_time,
    say_size,
    say_time,
)

register = template.Library()

_TIME = '<time datetime="{}" title="{}">{}</time>'
_LINK = '<link rel="stylesheet" href="{}">'


@register.simple_tag
def stylesheets(bundle: str) -> SafeString:
    """Link the bundle of a surface, and the operator's colour where there is one."""
    links = [static(f"design/{bundle}.css")]
    colour = load_brand().colour
    if colour:
        with suppress(NoReverseMatch):
            links.append(f"{reverse('brand_css')}?v={brand_version(colour)}")
    return format_html_join("\n", _LINK, ((link,) for link in links))


@register.simple_tag
def icon(name: str, *, label: str = "", size: str = "") -> SafeString:
    """Draw an icon in the text; without a label it is decoration and silent."""
    classes = ["icon", f"icon--{size}" if size else "", "icon--turns" if name in TURNING else ""]
    # The sprite is a file of ours, never input.
    drawing = mark_safe(load_icons()[name])  # noqa: S308
    shown = " ".join(filter(None, classes))
    if not label:
        return format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', shown, drawing)
    return format_html('<svg class="{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', shown, label, drawing)


@register.inclusion_tag("design/_field.html")
def field(bound: BoundField, *, label: str = "", hint: str = "") -> dict[str, Any]:
    """Show a form field with label, hint, errors and a control wired to them."""
    return describe_field(bound, label=label, hint=hint)


def describe_field(bound: BoundField, *, label: str = "", hint: str = "") -> dict[str, Any]:
    """The parts of a field: its kind, texts and the control as HTML."""
    kind, hint = _field_kind(bound), hint or str(bound.help_text)
    described = [f"{bound.auto_id}-hint"] if hint else []
    described += [f"{bound.auto_id}-error"] if bound.errors else []
    # A class the form gave stays beside ours.
    classes = f"{'' if kind == 'check' else 'input'} {bound.field.widget.attrs.get('class', '')}".strip()
    attributes: dict[str, str | bool] = {"aria-describedby": " ".join(described) or False, "class": classes or False}
    attributes["aria-invalid"] = "true" if bound.errors else False
    return {
        "bound": bound,
        "kind": kind,
        "label": label or bound.label,
        "hint": hint,
        "control": bound.as_widget(attrs=attributes) if kind != "group" else "",
        "described_by": " ".join(described),
    }


def _field_kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    return "check" if isinstance(widget, CheckboxInput) else "line"


@register.simple_tag
def initials(name: str, *, size: str = "") -> SafeString:
    """A round mark with up to two letters of a name, always in the same tint."""
    words = [word for word in str(name).split() if word[:1].isalnum()]
    letters = "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"
    tint = zlib.crc32(str(name).encode("utf-8", "replace")) % 6 + 1
    larger = f" avatar--{size}" if size else ""
    return format_html('<span class="avatar avatar--{}{}" aria-hidden="true">{}</span>', tint, larger, letters)


@register.simple_tag(takes_context=True)
def notices(context: template.Context) -> list[Message]:
    """The notices waiting for this visitor, whatever a page may call `messages` itself."""
    request = context.get("request")
    return list(get_messages(request)) if request else []


@register.filter
def markdown(text: str | None) -> SafeString:
    """Safe HTML of a Markdown text."""
    # nh3 has cleaned it.
    return mark_safe(render_markdown(text or ""))  # noqa: S308


@register.filter
def local_time(when: datetime | None, zone: str | tzinfo | None = None) -> SafeString:
    """A time element: as people say it, the exact time in its title."""
    if when is None:
        return SafeString("")
    place, locale = find_zone(zone), page_locale()
    said = say_time(when, timezone.now(), zone=place, locale=locale)
    exact = say_exact_time(when, zone=place, locale=locale)
    return format_html(_TIME, when.isoformat(timespec="seconds"), exact, said)


@register.filter
def due_time(when: datetime | None, zone: str | tzinfo | None = None) -> SafeString:
    """A time element that says until when: a day that ends at midnight by its last minute, not by the day after."""
    return local_time(when and before_midnight(when.astimezone(find_zone(zone))), zone)


@register.filter
def clock_time(when: datetime | None, zone: str | tzinfo | None = None) -> SafeString:
    """A time element with the hour alone, for messages below a line that names the day."""
    if when is None:
        return SafeString("")
    place, locale = find_zone(zone), page_locale()
    said, exact = say_clock_time(when, zone=place, locale=locale), say_exact_time(when, zone=place, locale=locale)
    return format_html(_TIME, when.isoformat(timespec="seconds"), exact, said)


@register.filter
def file_size(size: int | None) -> str:
    """A size in bytes as people say it."""
    return say_size(size or 0, locale=page_locale())
