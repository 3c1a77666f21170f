"""How one is told of things: reminders by mail, and the secret address of one's own calendar."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lumencare.accounts.queries import myself
from lumencare.accounts.requests import Request
from lumencare.notices.actions import drop_feed, make_feed
from lumencare.people.actions import choose_reminders


@login_required
@require_POST
def choose(request: Request) -> HttpResponse:
    """Keep whether one wants reminders by mail."""
    user = myself(request.user)
    wanted = request.POST.get("by_mail") == "on"
    choose_reminders(user, by_mail=wanted, by=user, now=request.now)
    messages.success(request, _("Your account is saved."))
    return redirect("account_me")


@login_required
@require_POST
@never_cache
def make_calendar(request: Request) -> HttpResponse:
    """Make one's calendar address, in place of the one before, and show it this once."""
    secret = make_feed(request.user, request.now)
    start = settings.PUBLIC_URL.rstrip("/")
    address = f"{start}{reverse('calendar-feed', args=[secret])}"
    return render(request, "people/calendar_made.html", {"secret": address})


@login_required
@require_POST
def drop_calendar(request: Request) -> HttpResponse:
    """Make one's calendar address useless at once."""
    drop_feed(request.user, request.now)
    messages.success(request, _("The calendar address works no more."))
    return redirect("account_me")
