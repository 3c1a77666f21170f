"""The steps of a holiday notice: approved by another, withdrawn with a reason."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.calendars.standing import find_notice
from lumencare.moves import actions
from lumencare.web.calendars.forms import ReasonForm
from lumencare.web.calendars.visits import move_chosen, read_chosen
from lumencare.web.fields import read_version
from lumencare.web.forms import answer_form


@login_required
@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    """Put a notice into force and move what rests on the calendar."""
    require_right(request.user, Right.KEEP_CALENDARS)
    row = find_notice(request.user, pk)
    row.version = read_version(request.POST.get("version", ""))
    chosen = read_chosen(request) if may(request.user, Right.KEEP_VISITS) else []
    row = actions.approve(row, by=request.user, now=request.now)
    messages.success(request, _say_moved(row))
    if chosen:
        move_chosen(request, row, chosen)
    return redirect("calendars-notice", pk)


@login_required
@require_POST
def move(request: Request, pk: int) -> HttpResponse:
    """Move the visits that were ticked off the holidays of a notice in force."""
    require_right(request.user, Right.KEEP_VISITS)
    move_chosen(request, find_notice(request.user, pk), read_chosen(request))
    return redirect("calendars-notice", pk)


@login_required
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Give a draft up, or take a notice out of force, with a reason."""
    require_right(request.user, Right.KEEP_CALENDARS)
    row = find_notice(request.user, pk)
    bound = request.method == "POST"
    form = ReasonForm(request.POST) if bound else ReasonForm(initial={"version": row.version})

    def act(values: dict[str, Any]) -> HttpResponse:
        row.version = read_version(values["version"])
        in_force = row.state == "in-force"
        done = actions.withdraw(row, by=request.user, now=request.now, why=values["why"])
        messages.success(request, _say_moved(done) if in_force else _("Withdrawn."))
        return redirect("calendars-year", done.year)

    return answer_form(
        request,
        form,
        act,
        "calendars/form.html",
        version_now=lambda: find_notice(request.user, pk).version,
        title=_("Withdraw the notice for %(year)s") % {"year": row.year},
        button=_("Withdraw"),
        row=row,
    )


def _say_moved(row: Any) -> str:
    """Say what became of what rested on the calendar."""
    if row.moved_at is None:
        return _("The calendar has changed. The due times are being moved.")
    count = row.moved.get("due-time", 0)
    words = ngettext(
        "The calendar has changed. One due time was moved.",
        "The calendar has changed. %(count)d due times were moved.",
        count,
    )
    return words % {"count": count}
