"""Facts about a page for search engines (JSON-LD, schema.org); a data block, which runs nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from loket.design.markdown import render_markdown

# What could end the script element or begin a comment in it.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def describe_question(question: str, answer: str, *, language: str, address: str) -> SafeString:
    """An article as a page of one question with its answer (Markdown)."""
    return _data_block(
        {
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "inLanguage": language,
            "url": address,
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": question,
                    "acceptedAnswer": {"@type": "Answer", "text": render_markdown(answer)},
                }
            ],
        }
    )


def describe_trail(trail: Sequence[tuple[str, str]]) -> SafeString:
    """Breadcrumbs: pairs of name and full address, from the top down."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(trail, start=1)
    ]
    return _data_block({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items})


def _data_block(facts: dict[str, object]) -> SafeString:
    # Escaped just above the only place where it is written.
    return mark_safe(json.dumps(facts, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308
