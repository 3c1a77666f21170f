"""Every request leaves one line in the log and its mark in the figures; neither names a person."""

import re
import secrets
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.http import HttpRequest, HttpResponse

from lumencare.running.figures import DURATION, QUERIES, REQUESTS

HEADER = "X-Request-Id"
# What comes from outside goes into a log: anything else is replaced by a name of our own.
ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")
NO_ROUTE = "none"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
Handler = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger("lumencare.requests")


class CountQueries:
    """Counts the statements of one request."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *given: Any) -> Any:
        """Pass a statement on."""
        self.count += 1
        return execute(*given)


def watch_requests(get_response: Handler) -> Handler:
    """Give each request an id, and log and count how it was answered."""

    def handle(request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        request_id = given if ACCEPTABLE.fullmatch(given) else secrets.token_hex(8)
        queries, began = CountQueries(), time.perf_counter()
        with (
            structlog.contextvars.bound_contextvars(request=request_id),
            connection.execute_wrapper(queries),
        ):
            response = get_response(request)
            _note(request, response, queries.count, time.perf_counter() - began)
        response[HEADER] = request_id
        return response

    return handle


def _note(request: HttpRequest, response: HttpResponse, queries: int, seconds: float) -> None:
    route = _route(request)
    # A method is free text too: only those that HTTP knows become a label.
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(route, method, response.status_code).inc()
    DURATION.labels(route).observe(seconds)
    QUERIES.labels(route).inc(queries)
    facts = {
        "route": route,
        "method": method,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "queries": queries,
        "user": _user(request),
    }
    (log.error if response.status_code >= 500 else log.info)("request", **facts)


def _route(request: HttpRequest) -> str:
    """Return the pattern of the address, never the address: a link's token stands in it."""
    match = request.resolver_match
    return f"/{match.route}" if match and match.route else NO_ROUTE if not match else "/"


def _user(request: HttpRequest) -> str | None:
    """Return the number of who is signed in, where the request looked at that."""
    session = getattr(request, "session", None)
    return session.get(SESSION_KEY) if session is not None and session.accessed else None
