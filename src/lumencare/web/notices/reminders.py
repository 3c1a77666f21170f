"""Reminders by mail: which wait, were sent, cancelled, or could not be sent."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lumencare.accounts.requests import Request
from lumencare.domain.reading import read_whole
from lumencare.notices.queries import list_reminders
from lumencare.sites.phones import mask_email

STATES = {
    "waiting": _("Waiting"),
    "sent": _("Sent"),
    "cancelled": _("Cancelled"),
    "failed": _("Failed"),
}


@login_required
def show(request: Request) -> HttpResponse:
    """Show reminders, newest first."""
    state, before = request.GET.get("state", ""), request.GET.get("before", "")
    part = list_reminders(request.user, state=state, before=read_whole(before))
    context = {
        "reminders": [(each, mask_email(each.email)) for each in part.rows],
        "before": part.before,
        "is_older": bool(before),
        "state": state,
        "states": STATES.items(),
    }
    return render(request, "notices/reminders.html", context)
