"""What those ask who watch over an installation: is it alive, is it ready, how does it fare."""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse

from lumencare.running.figures import figures
from lumencare.running.preparing import missing_migrations

FIGURES_TYPE = "text/plain; version=0.0.4; charset=utf-8"
NEARBY = {"127.0.0.1", "::1"}
FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP")

Handler = Callable[[HttpRequest], HttpResponse]


def answer_probes(get_response: Handler) -> Handler:
    """Answer the probes before anything that could be what is broken, whatever host they name."""

    def handle(request: HttpRequest) -> HttpResponse:
        return PROBES.get(request.path_info, get_response)(request)

    return handle


def is_alive(_request: HttpRequest) -> HttpResponse:
    """Say that the process answers; asks nothing of anybody."""
    return JsonResponse({"status": "alive"})


def is_ready(_request: HttpRequest) -> HttpResponse:
    """Say whether the database is there and at this version."""
    try:
        missing = missing_migrations()
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    if missing:
        return JsonResponse({"status": "migrations missing", "missing": missing}, status=503)
    return JsonResponse({"status": "ready"})


def show_figures(request: HttpRequest) -> HttpResponse:
    """Give the figures to whoever has the token, or asks from this machine where there is none."""
    if not _may_see_figures(request):
        return HttpResponseNotFound()
    return HttpResponse(figures(), content_type=FIGURES_TYPE)


def _may_see_figures(request: HttpRequest) -> bool:
    token: str = settings.METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "")
        return secrets.compare_digest(given.encode(), f"Bearer {token}".encode())
    # What a proxy on this machine passes on comes from elsewhere.
    passed_on = any(name in request.META for name in FORWARDED)
    return request.META.get("REMOTE_ADDR") in NEARBY and not passed_on


PROBES: dict[str, Handler] = {
    "/healthz": is_alive,
    "/readyz": is_ready,
    "/metrics": show_figures,
}
