"""Endpoints: all of them, one with what it was told, new, changed, switched off and on."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.queries import trail_of
from lumencare.domain.reading import read_whole
from lumencare.notices.actions import (
    add_endpoint,
    change_endpoint,
    rotate_secret,
    switch_off,
    switch_on,
)
from lumencare.notices.kinds import ALL_KINDS, FORM_NAMES, KINDS, STATE_NAMES, Form, State
from lumencare.notices.queries import deliveries_of, find_endpoint, list_endpoints
from lumencare.web.fields import read_version
from lumencare.web.forms import answer_form
from lumencare.web.notices.forms import EndpointForm, typed


@login_required
def show_all(request: Request) -> HttpResponse:
    """Show every endpoint with what waits and what failed."""
    rows = [
        (each, FORM_NAMES[Form(each.form)], [KINDS[kind] for kind in each.kinds])
        for each in list_endpoints(request.user)
    ]
    return render(request, "notices/list.html", {"rows": rows})


@login_required
def show(request: Request, pk: int) -> HttpResponse:
    """Show one endpoint and what it was told, newest first."""
    endpoint = find_endpoint(request.user, pk)
    state, before = request.GET.get("state", ""), request.GET.get("before", "")
    part = deliveries_of(
        request.user,
        endpoint,
        state=state,
        before=read_whole(before),
    )
    context = {
        "endpoint": endpoint,
        "form_name": FORM_NAMES[Form(endpoint.form)],
        "is_webhook": endpoint.form == Form.STANDARD,
        "kinds": [KINDS[each] for each in endpoint.kinds],
        "deliveries": [
            (each, ALL_KINDS[each.event.kind], STATE_NAMES[State(each.state)]) for each in part.rows
        ],
        "before": part.before,
        "is_older": bool(before),
        "state": state,
        "states": STATE_NAMES.items(),
        "since": request.today,
        "trail": trail_of(request.user, endpoint),
    }
    return render(request, "notices/one.html", context)


@login_required
def add(request: Request) -> HttpResponse:
    """Add an endpoint; a webhook's secret is on the page that answers, only there."""
    require_right(request.user, Right.KEEP_WEBHOOKS)
    form = EndpointForm(request.POST or None, is_new=True)

    def save(values: dict[str, Any]) -> HttpResponse:
        endpoint, secret = add_endpoint(
            values["form"], typed(values), by=request.user, now=request.now
        )
        if secret:
            return _show_secret(request, pk=endpoint.pk, secret=secret)
        messages.success(request, _("The endpoint is added; send it a test message."))
        return redirect("webhooks-one", endpoint.pk)

    return answer_form(request, form, save, "notices/form.html", is_new=True)


@login_required
def change(request: Request, pk: int) -> HttpResponse:
    """Change an endpoint."""
    endpoint = find_endpoint(request.user, pk)
    kept = {each: getattr(endpoint, each) for each in ("description", "kinds", "version")}
    form = EndpointForm(request.POST or None, is_new=False, initial=kept)

    def save(values: dict[str, Any]) -> HttpResponse:
        endpoint.version = read_version(values["version"])
        change_endpoint(endpoint, typed(values), by=request.user, now=request.now)
        messages.success(request, _("The endpoint is saved."))
        return redirect("webhooks-one", pk)

    return answer_form(
        request,
        form,
        save,
        "notices/form.html",
        version_now=lambda: find_endpoint(request.user, pk).version,
        endpoint=endpoint,
    )


@login_required
@require_POST
def rotate(request: Request, pk: int) -> HttpResponse:
    """Give a webhook another secret, shown on the page that answers."""
    endpoint = find_endpoint(request.user, pk)
    secret = rotate_secret(endpoint, by=request.user, now=request.now)
    return _show_secret(request, pk=pk, secret=secret)


@login_required
@require_POST
def off(request: Request, pk: int) -> HttpResponse:
    """Stop telling an endpoint."""
    switch_off(find_endpoint(request.user, pk), by=request.user, now=request.now)
    messages.success(request, _("Switched off; what waited can be sent again later."))
    return redirect("webhooks-one", pk)


@login_required
@require_POST
def on(request: Request, pk: int) -> HttpResponse:
    """Tell an endpoint again."""
    switch_on(find_endpoint(request.user, pk), by=request.user, now=request.now)
    messages.success(request, _("Switched on: it is told of what happens from now on."))
    return redirect("webhooks-one", pk)


def _show_secret(request: Request, *, pk: int, secret: str) -> HttpResponse:
    endpoint = find_endpoint(request.user, pk)
    return render(request, "notices/secret.html", {"endpoint": endpoint, "secret": secret})
