"""The steps of an edition: proposed, published, sent back, withdrawn, retired."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.domain.reading import read_date
from lumencare.pricebook import actions
from lumencare.pricebook.queries import edition_in_force
from lumencare.pricebook.standing import find_draft
from lumencare.sites.windows import renew_windows
from lumencare.web.fields import read_version
from lumencare.web.forms import answer_form
from lumencare.web.pricebook.forms import ReasonForm, RetireForm


@login_required
@require_POST
def propose(request: Request, pk: int) -> HttpResponse:
    """Ask for a draft to be published."""
    row = find_draft(request.user, pk)
    row.version = read_version(request.POST.get("version", ""))
    actions.propose(row, by=request.user, now=request.now)
    messages.success(request, _("Proposed. Another person can publish it now."))
    return redirect("editions-draft", pk)


@login_required
@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    """Publish what another person proposed."""
    row = find_draft(request.user, pk)
    row.version = read_version(request.POST.get("version", ""))
    before = edition_in_force(request.today).code
    actions.publish(row, by=request.user, now=request.now)
    _renew_where_changed(request, before)
    words = _("Published. It holds for new sales from %(day)s.") % {"day": row.new_sales_from}
    messages.success(request, words)
    return redirect("editions-one", row.code)


@login_required
def send_back(request: Request, pk: int) -> HttpResponse:
    """Make a draft of a proposed edition again, with a reason."""
    row = find_draft(request.user, pk)

    def act(values: dict[str, Any]) -> HttpResponse:
        row.version = read_version(values["version"])
        actions.send_back(row, by=request.user, now=request.now, why=values["why"])
        return redirect("editions-draft", pk)

    words = {"title": _("Send %(code)s back") % {"code": row.code}, "button": _("Send back")}
    return _with_reason(request, row, act, ReasonForm, words)


@login_required
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Give a draft up, with a reason."""
    row = find_draft(request.user, pk)

    def act(values: dict[str, Any]) -> HttpResponse:
        row.version = read_version(values["version"])
        actions.withdraw(row, by=request.user, now=request.now, why=values["why"])
        return redirect("editions")

    words = {"title": _("Withdraw %(code)s") % {"code": row.code}, "button": _("Withdraw")}
    return _with_reason(request, row, act, ReasonForm, words)


@login_required
def retire(request: Request, pk: int) -> HttpResponse:
    """Sell an edition no longer from a day on, with a reason."""
    row = find_draft(request.user, pk)

    def act(values: dict[str, Any]) -> HttpResponse:
        before = edition_in_force(request.today).code
        row.version = read_version(values["version"])
        day = _read_day(values["from_day"])
        actions.retire(row, from_day=day, by=request.user, now=request.now, why=values["why"])
        _renew_where_changed(request, before)
        return redirect("editions-one", row.code)

    words = {"title": _("Retire %(code)s") % {"code": row.code}, "button": _("Retire")}
    return _with_reason(request, row, act, RetireForm, words)


def _with_reason(
    request: Request, row: Any, act: Any, form_type: type[ReasonForm], words: dict[str, str]
) -> HttpResponse:
    bound = request.method == "POST"
    form = form_type(request.POST) if bound else form_type(initial={"version": row.version})
    return answer_form(
        request,
        form,
        act,
        "pricebook/form.html",
        version_now=lambda: find_draft(request.user, row.pk).version,
        row=row,
        **words,
    )


def _read_day(typed: str) -> date | None:
    try:
        return read_date(typed)
    except ValueError:
        return None


def _renew_where_changed(request: Request, before: str) -> None:
    """Windows follow from the edition in force: one that holds from today on decides them anew.

    One that holds from a later day is taken up on that day, by the job of the night.
    """
    now = edition_in_force(request.today)
    if now.code != before:
        renew_windows(now)
