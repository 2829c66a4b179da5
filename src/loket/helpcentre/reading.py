"""An article as its page shows it: the answer's first words apart, and whether a visit counts."""

from __future__ import annotations

import re

from django.http import HttpRequest

_BLOCKS = re.compile(r"\n\s*\n")
# A list, heading, quotation, table, picture or fence is no opening sentence.
_NO_SENTENCE = re.compile(r"\s*([-*+>#|!]|\d{1,3}[.)]\s|```|~~~)")
_ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|headless|curl|python-", re.IGNORECASE)
LONGEST_LEAD = 420


def split_answer(markdown: str) -> tuple[str, str]:
    """The answer itself and what follows it; the first is empty when the text does not open with a sentence."""
    first, *rest = _BLOCKS.split(markdown.strip(), maxsplit=1)
    if not rest or _NO_SENTENCE.match(first) or len(first) > LONGEST_LEAD:
        return "", markdown
    return first, rest[0]


def counts_as_reading(request: HttpRequest) -> bool:
    """Whether a person seems to look at the page: no robot, no HEAD, not fetched ahead or once more by our script."""
    has_other_purpose = "Sec-Purpose" in request.headers or "Purpose" in request.headers
    robot = _ROBOT.search(request.headers.get("User-Agent", ""))
    return request.method == "GET" and not has_other_purpose and robot is None
