"""The report of a visit, its photos and the signature: made, looked at, downloaded."""

from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.archive import read_file
from lumencare.field import actions
from lumencare.field.queries import find_visit
from lumencare.field.queries.papers import (
    find_report,
    open_photo,
    open_signature,
    photo_picture,
)
from lumencare.web.contracts.papers import KEPT
from lumencare.web.downloads import attach


@require_POST
@login_required
def issue(request: Request, number: str) -> HttpResponse:
    """Issue the report of a visit that is done; what did not change since is not made again."""
    require_right(request.user, Right.DO_VISITS)
    paper = actions.issue_report(find_visit(request.user, number), by=request.user, now=request.now)
    messages.success(request, _("The report is issued: %(number)s.") % {"number": paper.number})
    return redirect("visit", number)


@require_safe
@login_required
def download(request: Request, number: str, revision: int) -> HttpResponseBase:
    """Hand out a report as it was issued."""
    found = find_report(request.user, number, revision)
    return attach(BytesIO(read_file(found.pdf)), f"{found.number}.pdf")


@require_safe
@login_required
def photo(request: Request, pk: int) -> HttpResponseBase:
    """Hand out a photo as it was sent, to be saved, never to be shown in our own pages."""
    found = open_photo(request.user, pk)
    return attach(found.file.open("rb"), found.file_name)


@require_safe
@login_required
def small_photo(request: Request, pk: int) -> HttpResponse:
    """Show a photo small, in a form of our own making."""
    drawn = photo_picture(request.user, pk)
    if drawn is None:
        raise Http404(f"picture of photo {pk}")
    answer = HttpResponse(drawn, content_type="image/jpeg")
    answer["Cache-Control"] = KEPT
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@login_required
def signature(request: Request, number: str) -> HttpResponseBase:
    """Hand out the customer's signature as it was sent."""
    found = open_signature(request.user, number)
    return attach(found.file.open("rb"), found.file_name)
