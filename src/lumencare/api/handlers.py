"""What each exception becomes: one table, so that no operation answers a refusal itself."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled

from lumencare.accounts.rights import NotAllowed
from lumencare.api.misfits import Misfits
from lumencare.api.problems import (
    Told,
    changed_answer,
    logger,
    not_found,
    tell,
    tell_problems,
)
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.quotation.refusals import QuotationRefused
from lumencare.domain.text import Text

Answer = Callable[[HttpRequest, Any], HttpResponse]
NO_TOKEN = Text(
    "请在 Authorization 标头中给出有效的令牌：Bearer …。",
    "Give a token that works in the Authorization header: Bearer ….",
)
UNREADABLE = Text(
    "请求正文无法读取：应为 JSON，或带文件的表单。",
    "The body cannot be read: JSON is expected, or a form with files.",
)
TOO_LARGE = Text("请求正文过大。", "The body is too large.")
FAILED = Text(
    "系统出错，已记录；没有保存任何内容。",
    "Something went wrong here and was noted; nothing was kept.",
)


def add_handlers(api: NinjaAPI) -> None:
    """Give the interface its answers to everything that can be raised."""
    for kind, answer in ANSWERS.items():
        api.add_exception_handler(kind, answer)


def _told(request: HttpRequest, told: Told) -> HttpResponse:
    response = tell(request, told.kind, told.text)
    for name, value in told.headers.items():
        response[name] = value
    return response


def _conflict(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """A write that named the version it expects is stale; another met somebody else's change."""
    kind = "stale" if "If-Match" in request.headers else "conflict"
    return tell(request, kind, conflict.text, changed=changed_answer(conflict.changed))


def _no_token(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    response = tell(request, "no-token", NO_TOKEN)
    response["WWW-Authenticate"] = "Bearer"
    return response


def _too_many(request: HttpRequest, error: Throttled) -> HttpResponse:
    seconds = max(1, error.wait or 1)
    text = Text(f"请在 {seconds} 秒后再试。", f"Try again in {seconds} s.")
    return tell(request, "too-many", text)


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer what the framework itself refuses: a body that cannot be read."""
    if isinstance(error.__cause__, RequestDataTooBig):
        return tell(request, "too-large", TOO_LARGE)
    return tell(request, "unreadable", UNREADABLE)


def _missing(request: HttpRequest, _error: Http404) -> HttpResponse:
    return _told(request, not_found())


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("%s %s", request.method, request.path, exc_info=error)
    return tell(request, "failed", FAILED)


ANSWERS: dict[type[Exception], Answer] = {
    Told: _told,
    NotAllowed: lambda request, error: tell(request, "not-allowed", error.text),
    Conflict: _conflict,
    Refused: lambda request, error: tell(
        request, "refused", error.reason.text, because=[error.reason]
    ),
    QuotationRefused: lambda request, error: tell(
        request,
        "refused",
        error.reason.text,
        because=[each.reason for each in error.refusals],
    ),
    InputProblems: lambda request, error: tell_problems(request, error.problems),
    Misfits: lambda request, error: tell_problems(request, error.problems),
    AuthenticationError: _no_token,
    Throttled: _too_many,
    HttpError: _http_error,
    SuspiciousOperation: lambda request, _: tell(request, "unreadable", UNREADABLE),
    MultiPartParserError: lambda request, _: tell(request, "unreadable", UNREADABLE),
    RequestDataTooBig: lambda request, _: tell(request, "too-large", TOO_LARGE),
    Http404: _missing,
    Exception: _failed,
}
