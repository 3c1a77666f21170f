"""Mails that were set aside: read as they came, made a case after all, or done with."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.desk.mail.handling import dismiss, take_anyway
from lumencare.desk.queries.mails import find_mail, mails_set_aside, open_mail


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the mails that became no message, newest first, each with why."""
    return render(request, "desk/mails.html", {"mails": mails_set_aside(request.user)})


@require_safe
@login_required
def download(request: Request, pk: int) -> FileResponse:
    """Hand out a mail as it came."""
    found = open_mail(request.user, pk)
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.file_name,
        content_type=found.media_type,
    )


@require_POST
@login_required
def make_case(request: Request, pk: int) -> HttpResponse:
    """Make a message of a mail after all, and go to its case."""
    case = take_anyway(find_mail(request.user, pk), by=request.user, now=request.now)
    return redirect("case", case.number)


@require_POST
@login_required
def drop(request: Request, pk: int) -> HttpResponse:
    """Say that nothing has to be done about a mail."""
    dismiss(find_mail(request.user, pk), by=request.user, now=request.now)
    messages.success(request, _("The mail is done with."))
    return redirect("desk-mails")
