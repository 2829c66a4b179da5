"""A conversation as its plain page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError

from loket.conversations.access import TokenHolder
from loket.conversations.models import Conversation, Message
from loket.conversations.queries import Said, Translated, messages_after, recent_messages
from loket.design.wording import page_locale
from loket.helpcentre.addresses import absolute, language_name
from loket.helpcentre.forms import ACCEPTED, RatingForm, ReplyForm, new_key
from loket.helpcentre.pages import Visit
from loket.helpcentre.telling_forms import AddressForm
from loket.helpcentre.wording import say_day, say_queue
from loket.notices.links import preferences_link
from loket.orders.telling.pictures import own_picture
from loket.people.language import best_match
from loket.reception.queries import queue_status
from loket.reception.readers import reads
from loket.reception.telling.addresses import where_to_write
from loket.reception.telling.recipients import recipient_of
from loket.surveys.queries import may_rate, rating_of

MESSAGES_SHOWN = 300


@dataclass(frozen=True)
class Choice:
    """A button below a message, with a second line and a picture where it has them."""

    id: str
    text: str
    detail: str
    image: str


@dataclass(frozen=True)
class Line:
    """One message, with the day above it (empty unless a new one begins) and the choices that are still open.

    ``written_in`` names the language of what somebody else wrote for a reader who does not read it, and ``reading`` is
    its translation: without a text where nobody could translate it, None where nobody tried.
    """

    said: Said
    is_own: bool
    day: str
    options: list[Choice]
    written_in: str = ""
    reading: Translated | None = None


@dataclass(frozen=True)
class Standing:
    """Where the case stands; ``place`` is 0 when nobody waits."""

    state: str
    place: int = 0
    wait: str = ""
    agent: str = ""
    agent_reads: str = ""


def case_context(
    visit: Visit, holder: TokenHolder, *, form: ReplyForm | None, token: str, rating_form: RatingForm | None = None
) -> dict[str, object]:
    """Everything that the page of a conversation shows."""
    case = holder.conversation
    said = recent_messages(case.pk, limit=MESSAGES_SHOWN)
    rating = rating_of(case)
    return {
        **news_context(visit, holder, said=said),
        "is_unlisted": True,
        # The button on the page fetches a person into this conversation; the frame's would begin another.
        "person_url": "",
        "accepted": ACCEPTED,
        "form": form or ReplyForm(initial={"key": new_key()}),
        "rating": rating,
        "rating_form": rating_form or RatingForm(),
        "may_rate": rating is None and may_rate(case),
        "private_link": absolute(visit.url("private_link", token=token)),
    }


def news_context(
    visit: Visit, holder: TokenHolder, *, after: int = 0, said: list[Said] | None = None
) -> dict[str, object]:
    """The messages after a sequence, and where the case stands."""
    case, zone = holder.conversation, _zone(visit, holder.conversation)
    before = None
    if said is None:
        # The message before tells whether a new day began.
        known = after - 1 if after else 0
        read = messages_after(case.pk, known)
        before = next((each.created_at.astimezone(zone).date() for each in read if each.sequence == after), None)
        said = [each for each in read if each.sequence > after]
    return {
        "case": case,
        "tag": visit.tag,
        "zone": zone,
        "lines": _lines(visit, case, said, zone, before=before),
        "last_sequence": said[-1].sequence if said else after,
        "standing": _standing(visit, case, zone),
    }


def reach_context(visit: Visit, case: Conversation, *, form: AddressForm | None = None) -> dict[str, object]:
    """Where we write to when they leave, and what they may say about it; nothing where nothing is set up."""
    where = where_to_write(case)
    if where is None:
        return {}
    if form is None and where.asks and case.is_queued:
        form = AddressForm(asks=where.asks)
    return {
        "reach": where,
        "address_form": form,
        "preferences_url": preferences_link(recipient_of(case), language=visit.tag) if where.known else "",
    }


def choice_text(conversation: Conversation, choice: str) -> str:
    """The words of a choice that was offered lately; the choice itself when it is no longer known."""
    for said in reversed(recent_messages(conversation.pk, limit=20)):
        for option in said.options:
            if str(option.get("id")) == choice:
                return str(option.get("text"))
    return choice


def _choice(option: Mapping[str, object]) -> Choice:
    fields = {name: str(option.get(name, "")) for name in ("id", "text", "detail")}
    return Choice(**fields, image=own_picture(str(option.get("image", ""))))


def _lines(visit: Visit, case: Conversation, said: list[Said], zone: ZoneInfo, *, before: date | None) -> list[Line]:
    lines: list[Line] = []
    for each in said:
        day = each.created_at.astimezone(zone).date()
        is_open = each.sequence == case.last_sequence and not case.is_closed
        options = [_choice(option) for option in each.options] if is_open else []
        named = say_day(each.created_at, zone, visit.now) if day != before else ""
        is_own = each.sender == Message.Sender.CUSTOMER
        written_in, reading = ("", None) if is_own else _in_other_words(each, case.language, visit.tag)
        lines.append(Line(each, is_own, named, options, written_in, reading))
        before = day
    return lines


def _in_other_words(said: Said, language: str, page_language: str) -> tuple[str, Translated | None]:
    """In which language a message is that its reader does not read, and what they read in its place."""
    if not said.text or not said.language or reads(language, said.language):
        return "", None
    theirs = [each for each in said.translations if reads(language, each.language)]
    found = next((each for each in theirs if each.text), theirs[0] if theirs else None)
    is_shown = found is not None and bool(found.text)
    # What the house writes by itself, it writes in the best language that it has.
    is_known = reads(page_language, said.language) or said.sender not in (Message.Sender.AGENT, Message.Sender.SELLER)
    return ("", None) if is_known and not is_shown else (_language_in_words(said.language), found)


def _language_in_words(tag: str) -> str:
    """A language as the reader of the page calls it; the tag where it has no name."""
    try:
        return str(Locale.parse(tag, sep="-").get_display_name(page_locale()) or tag)
    except (ValueError, UnknownLocaleError):
        return tag


def _standing(visit: Visit, case: Conversation, zone: ZoneInfo) -> Standing:
    status = queue_status(case, visit.now)
    if status is not None:
        return Standing(case.state, status.position, say_queue(status, zone, visit.now))
    if case.agent is None:
        return Standing(case.state)
    # Worth saying only where the two do not share a language.
    foreign = best_match(case.language, case.agent.languages) is None
    reads = ", ".join(language_name(each) for each in case.agent.languages) if foreign else ""
    return Standing(case.state, agent=case.agent.first_name, agent_reads=reads)


def _zone(visit: Visit, case: Conversation) -> ZoneInfo:
    if visit.zone is not None:
        return visit.zone
    try:
        return ZoneInfo(case.time_zone or "UTC")
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
