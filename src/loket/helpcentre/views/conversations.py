from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.conversations.access import TokenHolder, get_upload_for, holder_of_token
from loket.conversations.actions.closures import close
from loket.conversations.actions.inbound import end_token
from loket.conversations.actions.locking import ConversationEnded
from loket.files.actions import UploadRefused
from loket.files.serving import response_for, thumbnail_response
from loket.helpcentre import devices
from loket.helpcentre.case_pages import case_context, choice_text, news_context, reach_context
from loket.helpcentre.forms import RatingForm, ReplyForm
from loket.helpcentre.pages import Visit, help_page, show
from loket.helpcentre.sending import ASKED, write
from loket.helpcentre.telling_forms import AddressForm
from loket.people.access import NotVisible
from loket.reception.actions import hand_over
from loket.reception.pace import MINUTE_SECONDS, TooFast, limit_messages
from loket.reception.telling.actions.looking import note_looked

NEWEST = 2_000_000_000


def show_case(
    visit: Visit,
    holder: TokenHolder,
    *,
    form: ReplyForm | None = None,
    rating_form: RatingForm | None = None,
    address_form: AddressForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The conversation as a page; what was typed stays in ``form``."""
    token = devices.token_of(visit.request, holder.conversation.pk)
    context = case_context(visit, holder, form=form, rating_form=rating_form, token=token)
    context.update(reach_context(visit, holder.conversation, form=address_form))
    note_looked(holder.conversation, holder.conversation.last_sequence, now=visit.now)
    response = show(visit, "conversation", context, status=status)
    return _kept_private(response)


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
def show_conversation(visit: Visit, conversation_id: UUID) -> HttpResponse:
    """Everything that was said, a form to go on, and the place in line while somebody waits."""
    if visit.request.method == "POST":
        return _reply(visit, conversation_id)
    try:
        holder = devices.holder_of(visit.request, conversation_id)
    except NotVisible:
        return _kept_private(show(visit, "conversation_elsewhere", {"is_unlisted": True}, status=404))
    response = show_case(visit, holder)
    devices.remember(response, conversation_id, devices.token_of(visit.request, conversation_id))
    return response


def _reply(visit: Visit, conversation_id: UUID) -> HttpResponse:
    holder = devices.holder_of(
        visit.request, conversation_id, written_since=visit.now - timedelta(seconds=MINUTE_SECONDS)
    )
    form = ReplyForm(visit.request.POST, visit.request.FILES)
    if not form.is_valid():
        return show_case(visit, holder, form=form, status=422)
    given = form.cleaned_data
    text = given["text"] or choice_text(holder.conversation, given["choice"])
    try:
        limit_messages(holder.written_lately)
        write(
            holder.conversation,
            by=holder.actor,
            key=given["key"],
            text=text,
            choice=given["choice"],
            attachments=given["attachments"],
        )
    except UploadRefused as refusal:
        form.add_error("attachments", refusal.message)
        return show_case(visit, holder, form=form, status=422)
    except ConversationEnded:
        form.add_error(None, _("This case was closed too long ago. Begin a new one; your words are still here."))
        return show_case(visit, holder, form=form, status=409)
    except TooFast as error:
        form.add_error(None, _("That was a lot in one minute. Wait a moment, then send it again."))
        response = show_case(visit, holder, form=form, status=429)
        response["Retry-After"] = str(error.seconds)
        return response
    return _back(visit, conversation_id)


@require_safe
@help_page
def show_news(visit: Visit, conversation_id: UUID) -> HttpResponse:
    """What was said since, and where the case stands, for the script that keeps the page fresh."""
    holder = devices.holder_of(visit.request, conversation_id)
    after = visit.request.GET.get("after", "")
    sequence = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    context = news_context(visit, holder, after=min(sequence, NEWEST))
    note_looked(holder.conversation, holder.conversation.last_sequence, now=visit.now)
    return _kept_private(render(visit.request, "helpcentre/_news.html", context))


@require_POST
@help_page
def call_person(visit: Visit, conversation_id: UUID) -> HttpResponse:
    """Fetch a person at once."""
    holder = devices.holder_of(visit.request, conversation_id)
    hand_over(holder.conversation.pk, reason=ASKED, by=holder.actor)
    return _back(visit, conversation_id)


@require_POST
@help_page
def end(visit: Visit, conversation_id: UUID) -> HttpResponse:
    """Close the case; writing opens it again."""
    holder = devices.holder_of(visit.request, conversation_id)
    close(holder.conversation.pk, by=holder.actor, reason="closed_by_customer")
    return _back(visit, conversation_id)


@require_safe
@help_page
def show_file(visit: Visit, conversation_id: UUID, upload_id: UUID) -> HttpResponseBase:
    """A file of the conversation, or a picture's small copy."""
    holder = devices.holder_of(visit.request, conversation_id)
    upload = get_upload_for(holder.actor, conversation_id, upload_id)
    if visit.request.GET.get("small") and upload.is_image:
        return thumbnail_response(upload)
    return response_for(upload, inline=True, range_header=visit.request.headers.get("Range", ""))


@require_POST
@help_page
def forget(visit: Visit, conversation_id: UUID) -> HttpResponse:
    """Let this device no longer in."""
    token = devices.token_of(visit.request, conversation_id)
    if token:
        end_token(token)
    response = show(visit, "conversation_forgotten", {"is_unlisted": True})
    devices.forget(response, conversation_id)
    return _kept_private(response)


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
def enter(visit: Visit, token: str) -> HttpResponse:
    """The private link: shows which case it opens, and lets this browser in once that is wanted."""
    holder = holder_of_token(token[: devices.LONGEST_TOKEN])
    if visit.request.method == "POST":
        response = _back(visit, holder.conversation.pk)
        devices.remember(response, holder.conversation.pk, token)
    else:
        response = show(visit, "private_link", {"is_unlisted": True, "number": holder.conversation.number})
    # The address is a secret: not even our own next page is told it.
    response["Referrer-Policy"] = "strict-origin"
    response["Cache-Control"] = "no-store"
    return response


def _back(visit: Visit, conversation_id: UUID) -> HttpResponse:
    return redirect(f"{visit.url('conversation', conversation_id=conversation_id)}#latest")


def _kept_private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
