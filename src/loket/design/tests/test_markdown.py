from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.design.markdown import render_markdown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://spy.example/a.png)",
        "![x](//spy.example/a.png)",
        "<img src=x onerror=alert(1)>",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
    ],
)
def test_nothing_active_or_foreign_gets_through(text):
    html = render_markdown(text).lower()
    assert "<script" not in html
    assert "javascript:" not in html.replace("[x](javascript:", "")
    assert 'src="' not in html
    assert "<img src" not in html
    assert 'href="data:' not in html


def test_a_backslash_opens_no_other_host():
    assert 'src="/%5Cspy.example/a.png"' in render_markdown("![x](/\\spy.example/a.png)")


def test_links_are_marked():
    assert render_markdown("[a](https://a.example)") == (
        '<p><a href="https://a.example" rel="nofollow noopener">a</a></p>\n'
    )


def test_own_pictures_lists_and_lines_stay():
    html = render_markdown("![box](/media/box.png)\n\n1. one\n2. **two**\n\nfirst\nsecond")
    assert 'src="/media/box.png"' in html
    assert "<li><strong>two</strong></li>" in html
    assert "first<br>\nsecond" in html


def test_the_h1_of_a_text_gives_way_to_the_page():
    assert render_markdown("# Title") == "<h2>Title</h2>\n"


@given(st.text(max_size=300))
def test_any_text_renders(text):
    assert "<script" not in render_markdown(text)
