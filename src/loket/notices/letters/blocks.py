"""The few things a letter is made of; HTML and plain text are two renderings of the same."""

from __future__ import annotations

from dataclasses import dataclass

SCORES = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote: in the reader's language, with the original where it was translated.

    ``mark`` says what the text is (translated by machine), ``original_label`` in which language the original is.
    """

    by: str
    at: str
    text: str
    language: str = ""
    mark: str = ""
    original: str = ""
    original_label: str = ""
    original_language: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type, large enough to read at a glance."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """One of several pieces of news, with its own way to it."""

    title: str
    text: str
    link: str
    link_label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the table of facts."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Score:
    """One number of a scale, and the link that chooses it."""

    number: int
    link: str


Block = Quote | Code | Item


@dataclass(frozen=True, slots=True)
class Content:
    """What a notice says, in its reader's language, whatever it is rendered as.

    ``words`` are the paragraphs that a shop may word itself, ``lead`` what a person wrote for this letter alone;
    ``preview`` is what an inbox shows beside the subject; ``scale`` asks for a number, one tap each, for the button.
    """

    subject_line: str
    headline: str
    words: tuple[str, ...]
    short: str
    blocks: tuple[Block, ...] = ()
    facts: tuple[Fact, ...] = ()
    button: str = ""
    fine_print: tuple[str, ...] = ()
    preview: str = ""
    lead: str = ""
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole letter, ready to be rendered; ``home_url`` is the help centre's address in the reader's language.

    ``preferences_link`` is where its reader chooses which letters come; empty where nothing can be chosen.
    """

    shop: str
    home_url: str
    language: str
    direction: str
    greeting: str
    content: Content
    link: str
    preferences_link: str = ""

    @property
    def scores(self) -> tuple[Score, ...]:
        """The numbers from which the reader chooses, each with its own link."""
        if not (self.content.scale and self.link):
            return ()
        joined = "&" if "?" in self.link else "?"
        return tuple(Score(number, f"{self.link}{joined}score={number}") for number in SCORES)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """What people wrote."""
        return tuple(each for each in self.content.blocks if isinstance(each, Quote))

    @property
    def codes(self) -> tuple[Code, ...]:
        """What is to be typed."""
        return tuple(each for each in self.content.blocks if isinstance(each, Code))

    @property
    def items(self) -> tuple[Item, ...]:
        """The pieces of news."""
        return tuple(each for each in self.content.blocks if isinstance(each, Item))
