"""What goes around every operation: no caching, and a refusal in JSON for what has no operation."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt

from lumencare.api.problems import not_found, tell
from lumencare.domain.text import Text

View = Callable[..., HttpResponse]
LARGEST_REQUEST = 26 * 1024 * 1024
TOO_LARGE = Text("请求正文不得超过 26 MB。", "A body of at most 26 MB is accepted.")


def framed(patterns: list[Any]) -> list[URLPattern]:
    """Return the addresses with the frame around each of their views."""
    for pattern in patterns:
        pattern.callback = frame(pattern.callback)
    return patterns


def frame(view: View) -> View:
    """Put the frame around a view."""

    @wraps(view, updated=["__dict__"] if hasattr(view, "__dict__") else [])
    def answer(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        response = _answer(view, request, *args, **parts)
        if isinstance(response, HttpResponseNotAllowed):
            response = _wrong_method(request, response)
        response.setdefault("Cache-Control", "no-store")
        return response

    return answer


def _answer(view: View, request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > LARGEST_REQUEST:
        return tell(request, "too-large", TOO_LARGE)
    try:
        return view(request, *args, **parts)
    except Http404:
        return unknown(request)


def _wrong_method(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    allowed = refused["Allow"]
    text = Text(f"此地址可用的方法：{allowed}。", f"Methods of this address: {allowed}.")
    response = tell(request, "wrong-method", text)
    response["Allow"] = allowed
    return response


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Answer an address that the interface does not have."""
    return tell(request, "not-found", not_found().text)
