"""Deliveries: one with its attempts, messages sent again, and test messages."""

import json
from datetime import date, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import at
from lumencare.domain.text import Text
from lumencare.notices.actions import replay, replay_failed, send_test
from lumencare.notices.kinds import ALL_KINDS, STATE_NAMES, State
from lumencare.notices.messages import link_of, payload_of
from lumencare.notices.queries import attempts_of, find_delivery, find_endpoint


@login_required
def show(request: Request, pk: int) -> HttpResponse:
    """Show what was told, to whom, and every attempt to."""
    delivery = find_delivery(request.user, pk)
    payload = json.loads(payload_of(delivery.event))
    context = {
        "delivery": delivery,
        "kind": ALL_KINDS[delivery.event.kind],
        "state": STATE_NAMES[State(delivery.state)],
        "attempts": attempts_of(request.user, delivery),
        "payload": json.dumps(payload, ensure_ascii=False, indent=2),
        "link": link_of(delivery.event),
    }
    return render(request, "notices/delivery.html", context)


@login_required
@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    """Send one message again."""
    replay(find_delivery(request.user, pk), by=request.user, now=request.now)
    messages.success(request, _("It is sent again within seconds, under its old id."))
    return redirect("webhooks-delivery", pk)


@login_required
@require_POST
def again_all(request: Request, pk: int) -> HttpResponse:
    """Send again what failed of everything that happened since a day."""
    endpoint = find_endpoint(request.user, pk)
    since = at(_day(request.POST.get("since", "")), time())
    count = replay_failed(endpoint, since=since, by=request.user, now=request.now)
    said = ngettext(
        "%(number)s message is sent again.", "%(number)s messages are sent again.", count
    )
    messages.success(request, said % {"number": count})
    return redirect("webhooks-one", pk)


@login_required
@require_POST
def test(request: Request, pk: int) -> HttpResponse:
    """Send an endpoint a test message."""
    delivery = send_test(find_endpoint(request.user, pk), by=request.user, now=request.now)
    messages.success(request, _("A test message goes out within seconds; load this page again."))
    return redirect("webhooks-delivery", delivery.pk)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        allowed = Text("请输入日期，例如 2027-03-31。", "Type a day, as 2027-03-31.")
        raise InputProblems([Problem("since", typed, allowed)]) from error
