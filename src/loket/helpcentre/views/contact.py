from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loket.calendars.service_hours import Schedule, is_open, next_opening
from loket.files.actions import UploadRefused
from loket.helpcentre.addresses import language_name
from loket.helpcentre.buyers import buyer_of
from loket.helpcentre.devices import remember
from loket.helpcentre.forms import LONGEST_NUMBER, ContactForm, new_key
from loket.helpcentre.hours import coming_week
from loket.helpcentre.pages import Visit, help_page, show
from loket.helpcentre.sending import Letter, open_once
from loket.helpcentre.wording import CounterWords, say_counter, say_days, say_stretches, say_zone
from loket.knowledge.queries import ArticleLink
from loket.knowledge.queries.links import article_link
from loket.people.models import Team
from loket.reception.pace import TooFast, limit_chats
from loket.reception.queries import CounterState, service_hours
from loket.reception.telling.addresses import what_can_be_given

LONGEST_QUESTION = 1000


@dataclass(frozen=True)
class Channel:
    """One line of the table of channels, hours and languages."""

    languages: str
    tag: str
    hours: list[tuple[str, str]]
    counter: CounterWords


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
def show_contact(visit: Visit) -> HttpResponse:
    """Who answers when in which language, and a form that begins a conversation."""
    if visit.request.method == "POST":
        return _send(visit)
    asked = visit.request.GET
    article = _article(asked.get("article", ""), visit)
    words = asked.get("text", "").replace("\0", "")[:LONGEST_QUESTION]
    order = asked.get("order", "").replace("\0", "")[:LONGEST_NUMBER]
    first = {"text": words, "article": article.slug if article else "", "order": order, "key": new_key()}
    return _page(visit, ContactForm(initial=first), article)


def _send(visit: Visit) -> HttpResponse:
    form = ContactForm(visit.request.POST, visit.request.FILES)
    article = _article(visit.request.POST.get("article", ""), visit)
    if not form.is_valid():
        return _page(visit, form, article, status=422)
    try:
        limit_chats(str(visit.request.META.get("REMOTE_ADDR", "")))
        opened = open_once(_letter(visit, form, article))
    except UploadRefused as refusal:
        form.add_error("attachments", refusal.message)
        return _page(visit, form, article, status=422)
    except TooFast as error:
        form.add_error(None, _("Too many conversations were begun from your connection. Wait a minute and send again."))
        response = _page(visit, form, article, status=429)
        response["Retry-After"] = str(error.seconds)
        return response
    response = redirect(visit.url("conversation", conversation_id=opened.conversation.pk))
    remember(response, opened.conversation.pk, opened.token)
    return response


def _letter(visit: Visit, form: ContactForm, article: ArticleLink | None) -> Letter:
    given = form.cleaned_data
    buyer = buyer_of(visit.request)
    return Letter(
        key=given["key"],
        text=given["text"],
        language=visit.tag,
        time_zone=visit.zone.key if visit.zone else "",
        attachments=given["attachments"],
        name=given["name"],
        email=given["email"],
        phone=given["phone"] if "phone" in what_can_be_given() else "",
        article=article.slug if article else "",
        topic=article.topic if article else "",
        order=given["order"],
        customer=buyer.customer if buyer else None,
        wants_person=form.wants_person,
    )


def _page(visit: Visit, form: ContactForm, article: ArticleLink | None, *, status: int = 200) -> HttpResponse:
    zone = visit.zone
    asks = what_can_be_given()
    context = {
        "form": form,
        "article": article,
        # Without a way out no page promises to write.
        "can_write": "email" in asks,
        "asks_phone": "phone" in asks,
        "channels": [_channel(team, schedule, zone, visit.now) for team, schedule in service_hours()],
        "zone_name": say_zone(zone.key, visit.now) if zone else "",
    }
    return show(visit, "contact", context, status=status)


def _article(slug: str, visit: Visit) -> ArticleLink | None:
    slug = slug.replace("\0", "")[:100]
    return article_link(slug, visit.tag) if slug else None


def _channel(team: Team, schedule: Schedule, zone: ZoneInfo | None, now: datetime) -> Channel:
    shown = zone or ZoneInfo(team.time_zone)
    hours = [(say_days(alike), say_stretches(alike.stretches)) for alike in coming_week(schedule, shown, now)]
    if zone is None:
        hours.append((_("Time zone"), say_zone(team.time_zone, now)))
    languages = ", ".join(language_name(each) for each in team.languages)
    return Channel(languages or team.name, next(iter(team.languages), "en"), hours, _state(schedule, team, zone, now))


def _state(schedule: Schedule, team: Team, zone: ZoneInfo | None, now: datetime) -> CounterWords:
    if is_open(schedule, now):
        return CounterWords("open", _("Open now"))
    opens_at = next_opening(schedule, now)
    return say_counter(CounterState(False, opens_at, None, time_zone=team.time_zone), zone, now)
