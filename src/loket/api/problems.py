"""Errors as problem details (RFC 9457), with one entry for each field that is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from loket.api.v1.authentication import NotAuthenticated, ServerOnly
from loket.conversations.actions.locking import ConversationEnded, ConversationError, NotYourTurn, Stale
from loket.disputes.machine.commands import Denial
from loket.disputes.refusals import ActionRefused
from loket.disputes.wording import denial_sentence
from loket.files.refusals import UploadNotFound, UploadRefused
from loket.orders.documents.order_errors import OrderRefused
from loket.webhooks.actions.endpoints import EndpointRefused

MEDIA_TYPE = "application/problem+json"
# A status of the tus protocol alone.
_OTHER_TITLES = {460: "Checksum Mismatch"}
# What a body may be refused for before anybody asks how the dispute stands.
_UNREADABLE = frozenset({Denial.FIELD_MISSING, Denial.FIELD_UNKNOWN, Denial.FIELD_INVALID})
# Where a field stands is named without the words that only a parser knows.
_UNNAMED = frozenset({"body", "query", "path", "form", "file", "payload", "parameters"})


class BadField(ValueError):
    """A field of the body is wrong; ``message`` says why and what to do."""

    def __init__(self, field: str, message: str, *, code: str = "invalid", status: int = 422) -> None:
        super().__init__(message)
        self.field, self.message, self.code, self.status = field, message, code, status


class TooMany(Exception):
    """More calls than the limit allows; ``seconds`` says when to try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds


class Refused(Exception):
    """It may not be done as things stand; the text, for people, says why, ``code`` says it for programs."""

    def __init__(self, detail: str, *, code: str) -> None:
        super().__init__(detail)
        self.code = code


class KeyReused(Exception):
    """The same Idempotency-Key came with another body."""


def problem(
    status: int,
    detail: str,
    *,
    code: str | None = None,
    errors: Sequence[Mapping[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """One problem as a response."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": _OTHER_TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if code:
        body["code"] = code
    if errors:
        body["errors"] = list(errors)
    response = JsonResponse(body, status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def answer_exceptions(api: NinjaAPI) -> None:
    """Teach the API to say every refusal as a problem."""
    handlers = {
        ValidationError: _invalid,
        BadField: lambda request, error: _fields(
            error.status, [{"field": error.field, "code": error.code, "message": error.message}]
        ),
        Http404: lambda request, error: problem(404, _("There is nothing here for you.")),
        OperationalError: lambda request, error: problem(
            503,
            _("Nothing can be stored at the moment. Send the same again in a few seconds."),
            headers={"Retry-After": "5"},
        ),
        NotAuthenticated: lambda request, error: _unauthenticated(),
        ServerOnly: lambda request, error: problem(403, _("Only a server's key with the right scope may do this.")),
        ConversationEnded: lambda request, error: problem(
            409, _("This case was closed too long ago to go on. Begin a new one."), code=error.code
        ),
        NotYourTurn: lambda request, error: problem(409, str(error), code=error.code),
        Stale: lambda request, error: problem(409, _("More was said while you were writing."), code=error.code),
        ConversationError: lambda request, error: problem(409, str(error), code=error.code),
        Refused: lambda request, error: problem(409, str(error), code=error.code),
        TooMany: lambda request, error: _too_many(error),
        KeyReused: lambda request, error: problem(
            422, _("This Idempotency-Key was used with another body."), code="idempotency_key_reused"
        ),
        ActionRefused: lambda request, error: _action_refused(error),
        EndpointRefused: lambda request, error: _fields(
            422, [{"field": error.field, "code": error.code, "message": error.message}]
        ),
        OrderRefused: lambda request, error: _order_refused(error),
        UploadRefused: lambda request, error: _upload_refused(error),
        UploadNotFound: lambda request, error: _fields(422, [_unknown_upload()]),
        RequestDataTooBig: lambda request, error: problem(413, _("This is too much at once. Send less.")),
        HttpError: lambda request, error: problem(error.status_code, str(error)),
        SuspiciousOperation: lambda request, error: problem(400, _("This request cannot be read.")),
        BadRequest: lambda request, error: problem(400, _("This request cannot be read.")),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _fields(422, [_entry(each) for each in error.errors])


def _fields(status: int, errors: Sequence[Mapping[str, str]]) -> HttpResponse:
    return problem(status, _("Some fields are not right; see errors."), code="invalid", errors=errors)


def _entry(error: Mapping[str, Any]) -> dict[str, str]:
    place = [str(part) for part in error.get("loc", ())]
    while len(place) > 1 and place[0] in _UNNAMED:
        place.pop(0)
    context = {name: value for name, value in error.get("ctx", {}).items() if isinstance(value, (int, float, str))}
    return {
        "field": ".".join(place)[:200].encode("utf-8", "replace").decode(),
        "code": str(error.get("type", "invalid")),
        "message": _sentence(str(error.get("type", "")), context, str(error.get("msg", ""))),
    }


def _sentence(kind: str, context: Mapping[str, object], fallback: str) -> str:
    """What is wrong, in the reader's language where it is something that people do wrong."""
    sentences = {
        "missing": _("This is needed."),
        "string_too_long": _("This is too long: at most %(max_length)s characters are allowed."),
        "string_too_short": _("This is too short."),
        "too_long": _("These are too many: at most %(max_length)s are allowed."),
        "string_type": _("This must be a text."),
        "string_unicode": _("This text has broken characters (half of a surrogate pair)."),
        "unstorable": _("This text has a NUL character, which cannot be stored."),
        "string_pattern_mismatch": _("This does not have the right form."),
        "language_tag": _("This is no language tag such as en, pt-BR or zh-Hans."),
        "time_zone": _("This is no time zone such as America/Recife."),
        "greater_than_equal": _("This must be at least %(ge)s."),
        "less_than_equal": _("This must be at most %(le)s."),
        "int_type": _("This must be a whole number."),
        "uuid_parsing": _("This is no identifier (UUID)."),
    }
    try:
        return sentences[kind] % context
    except (KeyError, ValueError):
        return fallback or _("This is not right.")


def _unauthenticated() -> HttpResponse:
    text = _("This needs a key or a conversation's token that is still valid.")
    return problem(401, text, headers={"WWW-Authenticate": "Bearer"})


def _too_many(error: TooMany) -> HttpResponse:
    text = _("That was too much in a short time. Try again in %(seconds)d seconds.") % {"seconds": error.seconds}
    return problem(429, text, code="too_many", headers={"Retry-After": str(error.seconds)})


def _upload_refused(error: UploadRefused) -> HttpResponse:
    statuses = {"too_large": 413, "type_not_allowed": 415, "program": 415, "storage_full": 507}
    entry = {"field": "file", "code": error.code, "message": error.message}
    return problem(statuses.get(error.code, 422), error.message, code=error.code, errors=[entry])


def _action_refused(error: ActionRefused) -> HttpResponse:
    """409 where the dispute does not allow it now, 422 where a field of the body is to blame."""
    text = denial_sentence(error.code, error.field)
    if error.code in _UNREADABLE:
        return _fields(422, [{"field": error.field, "code": error.code.value, "message": text}])
    return problem(409, text, code=error.code.value)


def _order_refused(error: OrderRefused) -> HttpResponse:
    unreadable = next((each for each in error.problems if not each.field), None)
    if unreadable is not None:
        text = _("This body cannot be read as an order: it %(problem)s.") % {"problem": unreadable.message}
        return problem(400, text, code=unreadable.code)
    return _fields(422, [{"field": each.field, "code": each.code, "message": each.message} for each in error.problems])


def _unknown_upload() -> dict[str, str]:
    text = _("One of these files was not uploaded here, or was sent already. Upload it again.")
    return {"field": "attachments", "code": "unknown_upload", "message": text}
