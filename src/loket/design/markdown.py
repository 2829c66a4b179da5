"""Markdown to HTML that is safe to show, whoever wrote it."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_TEXT_TAGS = {"a", "blockquote", "br", "code", "del", "em", "hr", "img", "li", "ol", "p", "pre", "s", "strong", "ul"}
_TABLE_TAGS = {"table", "tbody", "td", "th", "thead", "tr"}
_TAGS = {"h2", "h3", "h4", "h5", "h6"} | _TEXT_TAGS | _TABLE_TAGS
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


def render_markdown(text: str) -> str:
    """HTML of a Markdown text: no raw HTML, no foreign pictures, links marked nofollow noopener."""
    return nh3.clean(
        _parser.render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        link_rel="nofollow noopener",
        url_schemes=_SCHEMES,
    )


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    # A picture from elsewhere would tell its owner who reads the page.
    own_picture = value.startswith("/") and value[1:2] not in {"/", "\\"}
    return value if (tag, name) != ("img", "src") or own_picture else None


def _lower_first_headings(state: StateCore) -> None:
    # The page has its own h1.
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"} and token.tag == "h1":
            token.tag = "h2"


_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
_parser.core.ruler.push("lower_first_headings", _lower_first_headings)
