"""Gathers what the page of numbers about disputes shows: figures on top with their change, then tables; reads only."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.desk.forms.dispute_numbers import DAYS, NumbersForm
from loket.desk.number_tables import Filters, Table, tables_of
from loket.desk.number_words import say_count, say_percent, say_span
from loket.disputes.numbers import Headline, headline_of, numbers_of
from loket.orders.telling.formats import day
from loket.people.access import NotVisible
from loket.people.actors import StaffActor

NAMES: dict[str, str | Promise] = {
    "4w": gettext_lazy("4 weeks"),
    "12w": gettext_lazy("12 weeks"),
    "1y": gettext_lazy("A year"),
}
_NOTHING = "–"
# What a spreadsheet would take for a formula is text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure on top: what it is, what it means, what it was in the time before, and whether it got better."""

    label: str
    value: str
    note: str
    before: str = ""
    trend: str = ""
    arrow: str = ""


def numbers_context(actor: StaffActor, form: NumbersForm) -> dict[str, Any]:
    """The whole page; with a form that cannot be read, the form alone."""
    context = {"section": "disputes", "here": "numbers", "form": form, "periods": _periods(form)}
    if not form.is_valid():
        return context
    numbers, stretch = numbers_of(actor, form.stretch), form.stretch
    tables = tables_of(numbers, _filters(form))
    return {
        **context,
        "figures": list(_figures(numbers.headline, headline_of(actor, stretch.before))),
        "tables": tables,
        "is_empty": numbers.headline.is_empty and not any(each.rows for each in tables),
        "open_now": say_count(numbers.open_now),
        "first_day": day(form.first_day),
        "last_day": day(form.last_day),
        "query": _filters(form).more().partition("?")[2],
        "is_narrowed": stretch.is_narrowed,
    }


def table_file(actor: StaffActor, form: NumbersForm, code: str) -> tuple[str, str]:
    """One table as comma-separated values with its name; raises NotVisible for one that there is not."""
    if not form.is_valid():
        raise NotVisible
    tables = {each.code: each for each in tables_of(numbers_of(actor, form.stretch), _filters(form))}
    if code not in tables:
        raise NotVisible
    return f"claims-{code}-{form.first_day}-{form.last_day}.csv", _as_csv(tables[code])


def _as_csv(table: Table) -> str:
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow([_("Code"), *map(str, table.columns)])
    for row in table.rows:
        rows.writerow([_harmless(each) for each in (row.code, row.name, *(cell.value for cell in row.cells))])
    return written.getvalue()


def _harmless(value: str | float) -> str | float:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _figures(now: Headline, before: Headline) -> Iterator[Figure]:
    yield _figure(
        _("Claims sent"),
        now.submitted,
        None if before.is_empty else before.submitted,
        _("Claims that buyers sent in this time."),
    )
    yield _figure(
        _("Until the end"),
        now.until_end,
        before.until_end,
        _("From the claim to its end, in the middle of those that ended: half of them took no longer."),
        is_less_better=True,
    )
    yield _figure(
        _("Agreed between the sides"),
        _Percent(now.agreed_percent) if now.ended else None,
        _Percent(before.agreed_percent) if before.ended else None,
        _("Of the claims that ended, those that rest on an agreement of buyer and seller, or on the law alone."),
        is_less_better=False,
    )
    yield from _figures_of_our_work(now, before)


def _figures_of_our_work(now: Headline, before: Headline) -> Iterator[Figure]:
    yield _figure(
        _("Our own times not kept"),
        now.broken,
        None if before.is_empty else before.broken,
        _("How often we took, proposed, decided or paid later than both sides were told."),
        is_less_better=True,
    )
    yield _figure(
        _("Reversed on appeal"),
        _Percent(now.appeals.percent) if now.appeals.decided else None,
        _Percent(before.appeals.percent) if before.appeals.decided else None,
        _reversed_note(now),
        is_less_better=True,
    )
    yield _figure(
        _("Refund on its way"),
        now.refunds.median,
        before.refunds.median,
        _("From ordering a refund to its arrival, in the middle of those that arrived."),
        is_less_better=True,
    )


class _Percent(int):
    """So many of a hundred."""


def _figure(
    label: str,
    now: int | timedelta | None,
    before: int | timedelta | None,
    note: str,
    *,
    is_less_better: bool | None = None,
) -> Figure:
    said = _NOTHING if now is None else _say(now)
    if now is None or before is None:
        return Figure(label, said, note)
    # What reads the same is the same.
    if said == _say(before):
        return Figure(label, said, note, _say(before), arrow="=")
    is_more = _size(now) > _size(before)
    trend = "" if is_less_better is None else "worse" if is_more == is_less_better else "better"
    return Figure(label, said, note, _say(before), trend, "▲" if is_more else "▼")


def _size(value: int | timedelta) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else float(value)


def _say(value: int | timedelta) -> str:
    if isinstance(value, timedelta):
        return say_span(value)
    return say_percent(value) if isinstance(value, _Percent) else say_count(value)


def _reversed_note(headline: Headline) -> str:
    if not headline.appeals.decided:
        return _("Decisions that an appeal changed, of those appealed. No appeal was decided in this time.")
    return _("Decisions that an appeal changed, of those appealed: %(changed)s of %(decided)s.") % {
        "changed": say_count(headline.appeals.reversed),
        "decided": say_count(headline.appeals.decided),
    }


def _filters(form: NumbersForm) -> Filters:
    given = {"market": form.cleaned_data.get("market", ""), "seller": form.cleaned_data.get("seller", "")}
    if form.is_own:
        return Filters({**given, "since": f"{form.first_day}", "until": f"{form.last_day}"})
    return Filters({**given, "period": form.cleaned_data["period"]})


def _periods(form: NumbersForm) -> list[tuple[str, str, bool]]:
    """The address and name of each period, and whether it is the one that is shown; the other filters stay."""
    is_valid = form.is_valid()
    kept = {name: str(form.data.get(name, ""))[:200] for name in ("market", "seller")}
    shown = "" if not is_valid or form.is_own else form.cleaned_data["period"]
    return [(Filters(kept).more(period=each), str(NAMES[each]), each == shown) for each in DAYS]
