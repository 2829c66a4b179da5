"""A talk as a page shows it to one reader: days, names, translations marked as such, pictures of listed hosts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from django.utils.translation import gettext as _

from loket.notices.letters.formats import language_label
from loket.orders.talk.lines import SentFile, TalkRow
from loket.orders.talk.reading import ReadLine
from loket.orders.talk.warnings import say_warnings
from loket.orders.telling.formats import day
from loket.orders.telling.pictures import host_of, own_picture


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One message on a page; ``day`` stands above the first of a day, ``original`` beside a translation.

    ``warnings`` say what the reader should not do that the words seem to ask for.
    ``pictures`` are addresses that the browser may load, ``elsewhere`` the hosts of files that it may not.
    """

    id: int
    day: str
    is_own: bool
    who: str
    text: str
    language: str
    mark: str
    original: str
    original_language: str
    original_label: str
    problem: str
    warnings: tuple[str, ...]
    at: datetime
    masked: bool
    is_erased: bool
    files: tuple[SentFile, ...]
    pictures: tuple[str, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A talk in a list: the order, what was bought, and the last words in a line."""

    number: str
    title: str
    words: str
    language: str
    is_own: bool
    at: datetime


def show_lines(
    lines: Iterable[ReadLine], *, names: dict[str, str], zone: tzinfo, now: datetime
) -> tuple[ShownLine, ...]:
    """The lines of one page; ``names`` are those of buyer and seller."""
    shown: list[ShownLine] = []
    before = None
    for each in lines:
        date = each.line.sent_at.astimezone(zone).date()
        named = _say_day(each.line.sent_at, zone, now) if date != before else ""
        shown.append(_shown(each, names[each.line.sender], named))
        before = date
    return tuple(shown)


def show_row(row: TalkRow, read: ReadLine) -> ShownRow:
    """One talk of a list for whoever reads it."""
    words = " ".join(read.text.split()) or (_("A file") if read.line.files or read.line.attachments else "")
    return ShownRow(row.order, row.title, words, read.language, read.is_own, row.last.sent_at)


def _shown(read: ReadLine, who: str, named: str) -> ShownLine:
    line, words = read.line, read.words
    said_in = {"language": language_label(line.language)}
    addresses = [(each, own_picture(each)) for each in line.attachments]
    return ShownLine(
        id=line.id,
        day=named,
        is_own=read.is_own,
        who=who,
        text=read.text,
        language=read.language,
        mark=_("Translated by a machine") if words and words.is_machine else "",
        original=line.text if words else "",
        original_language=line.language,
        original_label=_("Original (%(language)s)") % said_in if words else "",
        problem=_say_problem(read) if read.lacks_words else "",
        warnings=say_warnings(read.wishes),
        at=line.sent_at,
        masked=line.masked,
        is_erased=line.is_erased,
        files=line.files,
        pictures=tuple(picture for _address, picture in addresses if picture),
        elsewhere=tuple(host_of(address) or address[:60] for address, picture in addresses if not picture),
    )


def _say_problem(read: ReadLine) -> str:
    """Why the reader sees a language that they do not read."""
    said_in = {"language": language_label(read.line.language)}
    if read.why == "no_engine":
        return _("Written in %(language)s. No translator is set up here for it.") % said_in
    if read.why:
        return _("Written in %(language)s. It could not be translated.") % said_in
    return _("Written in %(language)s. There is no translation yet.") % said_in


def _say_day(moment: datetime, zone: tzinfo, now: datetime) -> str:
    date, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    if date == today:
        return _("Today")
    return _("Yesterday") if date == today - timedelta(days=1) else day(date)
