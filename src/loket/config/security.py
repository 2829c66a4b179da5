"""Headers that every page carries, and the language that it speaks."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from loket.lib.host_names import host_names

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:{pictures}; "
    "media-src 'self' blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "manifest-src 'self'; frame-src 'self'; frame-ancestors {ancestors}"
)
# What may be framed by other sites; everything else by nobody.
FRAMED = "/widget/frame"

GetResponse = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """Strict policy without inline script or style; only the widget may be framed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        framed = request.path == FRAMED
        ancestors = "*" if framed else "'self'"
        pictures = "".join(f" https://{host}" for host in host_names(settings.LOKET_PICTURE_HOSTS))
        policy = POLICY.format(ancestors=ancestors, pictures=pictures)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)")
        if not framed:
            response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}")
        return response


class InterfaceLanguage:
    """The language of the address, else the one chosen, else the browser's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = self._code_of(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", _tag(code))
        return response

    def _code_of(self, request: HttpRequest) -> str:
        first = request.path_info.split("/", 2)[1].lower() if "/" in request.path_info else ""
        codes = dict(settings.LANGUAGES)
        if first in codes:
            return first
        asked = request.GET.get("language", "").lower()
        if asked in codes:
            return asked
        return translation.get_language_from_request(request)


def _tag(code: str) -> str:
    language, _, region = code.partition("-")
    return f"{language}-{region.upper()}" if region else language
