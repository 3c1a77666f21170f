"""Which reminders one gets: chosen on a page, or stopped by the link of a mail."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lumencare.accounts.requests import Request
from lumencare.notices.choices import (
    IN_PORTAL,
    MANDATORY,
    TOPICS,
    choices_of,
    stop,
    stopped_by,
)
from lumencare.portal.hotline import hotline_of
from lumencare.portal.visiting import for_visitor, guard, show
from lumencare.privacy.actions.reminding import choose_topics
from lumencare.sites.phones import mask_email
from lumencare.sites.visitors import Visitor
from lumencare.store.throttle import caller_too_often

GONE = 404
TOO_MANY = 429
MOST_STOPS, STOPS_WITHIN = 60, 3600


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitor
def choose_own(request: Request, visitor: Visitor) -> HttpResponse:
    """Show which reminders one gets and keep what is chosen; none at all is a choice, too."""
    if request.method == "POST" and visitor.email:
        wanted = [each for each in request.POST.getlist("topic") if each in TOPICS]
        choose_topics(visitor, wanted, how=IN_PORTAL, now=request.now)
        return redirect("portal-reminders")
    by_mail = visitor.user is None or visitor.user.reminders_by_mail
    shown = {
        "choices": [(each, each.wanted and by_mail) for each in choices_of(visitor.email)],
        "mandatory": MANDATORY,
        "address": mask_email(visitor.email),
    }
    return show(request, visitor, "portal/reminders.html", shown)


@never_cache
# A mail program sends its one tap from nowhere: the signed token is what proves it (RFC 8058).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_one(request: Request, token: str) -> HttpResponse:
    """Stop the reminders of a mail; opening the page alone stops nothing, as scanners open it."""
    if caller_too_often(request, "portal-stop", MOST_STOPS, STOPS_WITHIN):
        return _stop_page(request, token, {"busy": True}, TOO_MANY)
    choice = stopped_by(token)
    if choice is None:
        return _stop_page(request, token, {}, GONE)
    done = request.method == "POST" and stop(token, request.now)
    return _stop_page(request, token, {"choice": choice, "done": done or not choice.wanted}, 200)


def _stop_page(request: Request, token: str, shown: dict[str, object], status: int) -> HttpResponse:
    context = {**shown, "token": token, "hotline": hotline_of(request)}
    return guard(render(request, "portal/stop.html", context, status=status))
