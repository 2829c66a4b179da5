"""The numbers about disputes as tables: the same rows for the page and for the file that is taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.desk.number_words import HOUR, say_count, say_percent, say_span
from loket.desk.rule_words import market_name
from loket.desk.templatetags.desk import readers_language_name
from loket.disputes import wording
from loket.disputes.machine.codes import Role
from loket.disputes.numbers import DisputeNumbers, Share
from loket.disputes.queries import QUEUED

# The rest stands in the file.
MOST_ROWS = 10
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as people read it and as a program does; ``bar`` draws it as so many of a hundred."""

    said: str
    value: str | int | float
    bar: int | None = None

    @property
    def is_text(self) -> bool:
        """Whether it is read from its beginning, as words are."""
        return isinstance(self.value, str)


@dataclass(frozen=True, slots=True)
class Row:
    """What a row is about, its code, its figures, and where the claims behind it are, if anywhere."""

    name: str
    code: str
    cells: tuple[Cell, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what it counts in a sentence, and what it says while it is empty."""

    code: str
    title: Text
    note: Text
    columns: tuple[Text, ...]
    rows: tuple[Row, ...]

    @property
    def headings(self) -> Sequence[tuple[Text, bool]]:
        """Each column's title, and whether words stand under it."""
        first = self.rows[0].cells if self.rows else ()
        return list(zip(self.columns, (True, *(each.is_text for each in first)), strict=False))

    @property
    def shown(self) -> tuple[Row, ...]:
        """The first rows, which fit on a page."""
        return self.rows[:MOST_ROWS]

    @property
    def left(self) -> int:
        """How many rows more there are."""
        return len(self.rows) - len(self.shown)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the page is filtered by, for links that filter it further."""

    given: Mapping[str, str]

    def more(self, **changes: str) -> str:
        """The address of the same page with another filter."""
        query = {name: value for name, value in {**self.given, **changes}.items() if value}
        return f"{reverse('desk_dispute_numbers')}?{urlencode(query)}"


def tables_of(numbers: DisputeNumbers, filters: Filters) -> Sequence[Table]:
    """All tables, in the order of the page."""
    return [make(numbers, filters) for make in _TABLES]


def _outcomes(numbers: DisputeNumbers, _filters: Filters) -> Table:
    return Table(
        "outcomes",
        _("How claims ended"),
        _("Of the claims that ended in this time."),
        (_("End"), _("Claims"), _("Share")),
        _share_rows(numbers.by_outcome, wording.outcome_label),
    )


def _endings(numbers: DisputeNumbers, _filters: Filters) -> Table:
    return Table(
        "endings",
        _("What the end rests on"),
        _("An agreement of both sides, a time that ran out, or a decision. Of the claims that ended in this time."),
        (_("Rests on"), _("Claims"), _("Share")),
        _share_rows(numbers.by_ending, wording.decided_by_label),
    )


def _reasons(numbers: DisputeNumbers, _filters: Filters) -> Table:
    return Table(
        "reasons",
        _("Why buyers complained"),
        _("Of the claims that were sent in this time, by what the buyer says now."),
        (_("Reason"), _("Claims"), _("Share")),
        _share_rows(numbers.by_reason, wording.reason_label),
    )


def _markets(numbers: DisputeNumbers, filters: Filters) -> Table:
    return Table(
        "markets",
        _("Markets"),
        _("Of the claims that were sent in this time. A market leads to its own numbers."),
        (_("Market"), _("Claims"), _("Share")),
        _share_rows(numbers.by_market, market_name, leads_to=lambda code: filters.more(market=code)),
    )


def _sellers(numbers: DisputeNumbers, filters: Filters) -> Table:
    rows = (
        Row(
            each.name,
            each.code,
            (_count(each.count), _share(each.percent), _count(each.buyers), _count(each.expired)),
            filters.more(seller=each.code),
        )
        for each in numbers.by_seller
    )
    return Table(
        "sellers",
        _("Sellers"),
        _(
            "Those with the most claims of this time, from how many buyers, and how often the seller let a time run"
            " out in it. A seller leads to their own numbers."
        ),
        (_("Seller"), _("Claims"), _("Share"), _("Buyers"), _("Let run out")),
        tuple(rows),
    )


def _products(numbers: DisputeNumbers, _filters: Filters) -> Table:
    rows = (
        Row(each.title, each.code, (Cell(each.seller, each.seller), _count(each.count))) for each in numbers.products
    )
    return Table(
        "products",
        _("Things claimed again"),
        _("Things of one seller about which two or more claims were sent in this time."),
        (_("Thing"), _("Seller"), _("Claims")),
        tuple(rows),
    )


def _languages(numbers: DisputeNumbers, _filters: Filters) -> Table:
    rows = (
        Row(
            _language(each.buyer),
            f"{each.buyer}-{each.seller}",
            (Cell(_language(each.seller), each.seller), _count(each.count), _share(each.percent)),
            _queue(language=each.buyer) if each.buyer else "",
        )
        for each in numbers.languages
    )
    return Table(
        "languages",
        _("Who has to understand whom"),
        _("Of the claims that were sent in this time. A language leads to what waits in it."),
        (_("The buyer reads"), _("The seller reads"), _("Claims"), _("Share")),
        tuple(rows),
    )


def _evidence(numbers: DisputeNumbers, _filters: Filters) -> Table:
    rows = (
        Row(
            wording.reason_label(each.reason),
            each.reason,
            (_count(each.total), _count(each.complete), _share(each.percent)),
        )
        for each in numbers.evidence
    )
    return Table(
        "evidence",
        _("Evidence from the beginning"),
        _("Of the claims whose reason asks for evidence, those that had all of it when they were sent."),
        (_("Reason"), _("Claims"), _("With all of it"), _("Share")),
        tuple(rows),
    )


def _times(numbers: DisputeNumbers, _filters: Filters) -> Table:
    rows = (
        Row(
            wording.state_label(each.state, Role.AGENT),
            each.state,
            (_count(each.count), _span(each.median), _span(each.longest)),
            _queue(state=each.state) if each.state in QUEUED else "",
        )
        for each in numbers.times
    )
    return Table(
        "times",
        _("Where claims wait"),
        _("Each wait that ended in this time. Half of them took no longer than the middle one."),
        (_("Waiting for"), _("Waits"), _("In the middle"), _("Longest")),
        tuple(rows),
    )


def _clocks(numbers: DisputeNumbers, _filters: Filters) -> Table:
    most = max((each.count for each in numbers.expired), default=0)
    rows = (
        Row(
            wording.clock_label(each.rule),
            f"{each.rule}-{each.whose}",
            (
                Cell(wording.role_label(each.whose), each.whose),
                Cell(say_count(each.count), each.count, bar=round(100 * each.count / most)),
            ),
        )
        for each in numbers.expired
    )
    return Table(
        "clocks",
        _("Times that ran out"),
        _("Whose time it was, and how often it ended before they acted. Chances that nobody had to use do not count."),
        (_("Time for"), _("Whose"), _("How often")),
        tuple(rows),
    )


_TABLES: tuple[Callable[[DisputeNumbers, Filters], Table], ...] = (
    _outcomes,
    _endings,
    _reasons,
    _evidence,
    _sellers,
    _products,
    _markets,
    _languages,
    _times,
    _clocks,
)


def _share_rows(
    shares: Iterable[Share], name: Callable[[str], str], leads_to: Callable[[str], str] = lambda _code: ""
) -> tuple[Row, ...]:
    return tuple(
        Row(name(each.code), each.code, (_count(each.count), _share(each.percent)), leads_to(each.code))
        for each in shares
    )


def _count(count: int) -> Cell:
    return Cell(say_count(count), count)


def _share(percent: int) -> Cell:
    return Cell(say_percent(percent), percent, bar=percent)


def _span(length: timedelta) -> Cell:
    """People read days, a program hours."""
    return Cell(say_span(length), round(length / HOUR, 2))


def _language(tag: str) -> str:
    return readers_language_name(tag) if tag else "–"


def _queue(**filters: str) -> str:
    return f"{reverse('desk_disputes')}?{urlencode(filters)}"
