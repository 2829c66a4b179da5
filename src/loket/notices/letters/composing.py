"""A notice becomes a letter: in the recipient's language, on their clock, with one next step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.types import JSONValue

from loket.design.brand import load_brand
from loket.notices.facts import Letter, ToCompose
from loket.notices.letters.blocks import Block, Code, Content, Item, Page, Quote
from loket.notices.letters.fields import FieldsMissing, Told, check_fields, read_moment
from loket.notices.letters.formats import find_zone, language_label, moment
from loket.notices.letters.html import write_html
from loket.notices.letters.peoples_words import as_plain, shortened
from loket.notices.letters.plain import write_plain
from loket.notices.letters.wording import content_of, fine_print, greeting, one_line
from loket.notices.purposes import PURPOSES
from loket.people.language import direction, nearest, primary, to_django
from loket.texts.languages import text_languages

LONGEST_SUBJECT = 78
LONGEST_SHORT = 300
# The newest ones; the rest stands on the page.
MOST_REPLIES = 5
LONGEST_PREVIEW = 140
# Behind their link there is no conversation to write in.
NOT_TO_A_PAGE = frozenset({"sign_in_link"})


def compose(notice: ToCompose) -> Letter:
    """The words of a notice for every channel; raises FieldsMissing where it cannot be written."""
    _check(notice)
    tag = reading_language(notice.language or notice.recipient.language)
    with translation.override(to_django(tag)):
        brand = load_brand()
        told = _told(notice, shop=brand.name)
        content = _content(notice, told, language=tag)
        page = Page(
            shop=brand.name,
            # Which leads each reader to pages in a language that the site speaks.
            home_url=f"{settings.LOKET_URL}/",
            language=tag,
            direction=direction(tag),
            greeting=greeting(one_line(notice.recipient.name)),
            content=content,
            link=told.link,
            preferences_link=notice.preferences_link,
        )
        return Letter(
            recipient=notice.recipient,
            language=tag,
            purpose=notice.purpose,
            reference=notice.reference,
            subject_line=content.subject_line,
            text=write_plain(page),
            html=write_html(page, colour=brand.colour),
            short=short_text(content.short, told.link),
            message_id=notice.message_id,
            in_reply_to=notice.references[-1] if notice.references else "",
            references=thread_of(notice.references),
            is_automatic=PURPOSES[notice.purpose].is_automatic,
            stop_link=notice.stop_link,
        )


def reading_language(tag: str) -> str:
    """The language of ours that serves a reader of ``tag`` best."""
    return nearest(tag, text_languages())


def thread_of(references: tuple[str, ...]) -> tuple[str, ...]:
    """The first and the last of a thread's mails: enough for every mail program, and short however long it grows."""
    return references if len(references) < 3 else (references[0], references[-1])


def short_text(text: str, link: str) -> str:
    """A text of at most 300 characters with its link last; the words give way, never the link."""
    if not link or len(link) >= LONGEST_SHORT:
        return shortened(text, LONGEST_SHORT)
    room = LONGEST_SHORT - len(link) - 1
    return f"{shortened(text, room)} {link}" if room > 1 else link


def _check(notice: ToCompose) -> None:
    check_fields(notice.purpose, notice.fields, secret=notice.secret, link=notice.link)
    for each in notice.folded:
        _check(each)
    if notice.purpose == "digest" and not notice.folded:
        raise FieldsMissing("digest: it has nothing to tell about")


def _told(notice: ToCompose, *, shop: str) -> Told:
    common = _common_case(notice.folded)
    last = next((each.link for each in reversed(notice.folded) if each.link), "") if common else ""
    return Told(
        fields={**common, **notice.fields},
        secret=notice.secret,
        link=notice.link or notice.secret.get("link", "") or last,
        shop=shop,
        zone=find_zone(notice.recipient.time_zone),
        folded=len(notice.folded),
    )


def _common_case(folded: tuple[ToCompose, ...]) -> Mapping[str, JSONValue]:
    """The case that everything in a digest is about; nothing where there are several."""
    numbers = {str(each.fields.get("number") or "") for each in folded}
    if len(numbers) != 1 or not all(numbers):
        return {}
    return {name: value for each in folded for name in ("number", "order", "side") if (value := each.fields.get(name))}


def _content(notice: ToCompose, told: Told, *, language: str) -> Content:
    content = content_of(notice.purpose, told, language=language)
    blocks: tuple[Block, ...] = (*_codes(told), *_quotes(told, language), *_items(notice, told, language))
    leads_somewhere = bool(content.button and told.link) and notice.purpose not in NOT_TO_A_PAGE
    last = fine_print(is_automatic=PURPOSES[notice.purpose].is_automatic, leads_somewhere=leads_somewhere)
    return replace(
        content,
        subject_line=shortened(" ".join(content.subject_line.split()), LONGEST_SUBJECT),
        blocks=blocks,
        preview=content.preview or shortened(_preview(content, blocks), LONGEST_PREVIEW),
        fine_print=(*content.fine_print, last),
    )


def _codes(told: Told) -> Iterator[Code]:
    if told.secret.get("code"):
        yield Code(told.secret["code"], _("Your code"))


def _quotes(told: Told, language: str) -> Iterator[Quote]:
    for reply in told.replies[-MOST_REPLIES:]:
        yield _quote(reply, told, language)


def _quote(reply: Mapping[str, object], told: Told, language: str) -> Quote:
    name, at = one_line(str(reply.get("name") or "")) or told.shop, read_moment(reply.get("at"))
    said_at = moment(at, told.zone) if at else ""
    text, said_in = shortened(str(reply["text"])), str(reply["language"])
    if not _is_translated(reply, language):
        return Quote(name, said_at, text, said_in)
    return Quote(
        name,
        said_at,
        shortened(str(reply["translation"])),
        language,
        mark=_("Translated by a machine"),
        original=text,
        original_label=_("Original (%(language)s)") % {"language": language_label(said_in)},
        original_language=said_in,
    )


def _items(notice: ToCompose, told: Told, language: str) -> Iterator[Item]:
    is_one_case = bool(told.text("number"))
    for each in notice.folded:
        own = Told(each.fields, each.secret, each.link, told.shop, told.zone)
        content = content_of(each.purpose, own, language=language)
        text = shortened(_preview(content, tuple(_quotes(own, language))), LONGEST_PREVIEW)
        if is_one_case:
            # The one button below leads there.
            yield Item(content.headline, text, "", "")
        else:
            yield Item(_item_title(content), text, each.link, content.button)


def _item_title(content: Content) -> str:
    """What happened, and to which case or order."""
    return " · ".join((content.headline, *(each.value for each in content.facts[:1])))


def _preview(content: Content, blocks: tuple[Block, ...]) -> str:
    """What an inbox shows beside the subject: the first words that somebody wrote, else the first of ours."""
    quote = next((each for each in blocks if isinstance(each, Quote)), None)
    first = as_plain(quote.text) if quote else content.lead or " ".join(content.words[:1])
    return " ".join(first.split())


def _is_translated(reply: Mapping[str, object], language: str) -> bool:
    return bool(reply.get("translation")) and primary(str(reply.get("language") or "")) != primary(language)
