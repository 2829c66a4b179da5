"""What people and the assistant wrote, which is Markdown: as HTML that fetches nothing, and as plain text."""

from __future__ import annotations

import re

import nh3
from django.conf import settings
from django.utils.safestring import SafeString

from loket.design.markdown import render_markdown

LONGEST = 3_000
_TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "ul",
    "h2",
    "h3",
    "h4",
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_LINK = re.compile(r"!?\[([^\]\n]*)\]\(([^)\s]+)[^)\n]*\)")
_STRESS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)


def as_html(text: str) -> SafeString:
    """Safe HTML without pictures; links inside the help centre become whole addresses."""
    # What nh3 has cleaned is safe to show.
    return SafeString(
        nh3.clean(
            render_markdown(text),
            tags=_TAGS,
            attributes={"a": {"href"}, "ol": {"start"}},
            attribute_filter=lambda _tag, name, value: _whole(value) if name == "href" else value,
            link_rel="nofollow noopener",
            url_schemes=_SCHEMES,
        ).strip()
    )


def as_plain(text: str) -> str:
    """The text without marks; a link is its words and its whole address."""
    linked = _LINK.sub(_spelt_out, text)
    return _HEADING.sub("", _STRESS.sub(r"\2", linked)).strip()


def shortened(text: str, limit: int = LONGEST) -> str:
    """The text, cut at a word with an ellipsis where it is longer than a letter should be."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return f"{cut.rsplit(None, 1)[0] if ' ' in cut[limit // 2 :] else cut}…"


def _spelt_out(link: re.Match[str]) -> str:
    if link[0].startswith("!"):
        return link[1]
    address = _whole(link[2])
    return link[1] if link[1] == address else f"{link[1]} ({address})"


def _whole(address: str) -> str:
    return f"{settings.LOKET_URL}{address}" if address.startswith("/") and address[1:2] not in {"/", "\\"} else address
