"""How much an article may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

LINE_BYTES = 1_000_000
LINES = 100_000
QUESTION_LETTERS = 300
ANSWER_LETTERS = 50_000
ALSO_ASKED_LETTERS = 500
ALSO_ASKED = 2_000
TRANSLATIONS = 100
TITLE_LETTERS = 200
POSITION_LIMIT = 1_000_000
SLUG = re.compile(r"[-a-zA-Z0-9_]+")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one line may hold, its question (letters) and its other ways of asking; and the shape of its id."""

    line_bytes: int = LINE_BYTES
    question: int = QUESTION_LETTERS
    also_asked: int = ALSO_ASKED
    id_shape: re.Pattern[str] = SLUG


STORED = Limits()
# Articles that are only measured with need no page and no column: public sets have passages for questions, and
# thousands of ways of asking.
MEASURED = Limits(line_bytes=50_000_000, question=ANSWER_LETTERS, also_asked=LINES, id_shape=re.compile(r"\S.*"))
