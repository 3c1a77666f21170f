"""One visit on the phone: where, who, cover, drawings; and each step as a plain form."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.archive import read_file
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.domain.text import Text
from lumencare.field.actions import issue_if_due
from lumencare.field.phone import Taken, carried, find_named, take_in
from lumencare.field.queries.papers import find_report
from lumencare.sites.queries import open_record
from lumencare.web.downloads import attach
from lumencare.web.phone.config import config_of
from lumencare.web.phone.plain import sent_plainly
from lumencare.web.phone.shown import visit_shown
from lumencare.web.templatetags.words import said

WRONG, CONFLICTING = 422, 409


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, number: str) -> HttpResponse:
    """Show a visit; a step that was sent by a plain form is done, or comes back with words."""
    if request.method != "POST":
        return _page(request, number)
    row = find_named(request.user, number)
    try:
        taken = take_in(row, sent_plainly(request), by=request.user, now=request.now)
    except InputProblems as wrong:
        texts = [Text(each.sentence("zh"), each.sentence("en")) for each in wrong.problems]
        return _page(request, number, status=WRONG, texts=texts)
    except Conflict as conflict:
        return _page(request, number, status=CONFLICTING, texts=[conflict.text])
    if taken.outcome == "refused":
        return _page(request, number, status=WRONG, texts=[taken.said])
    if not taken.again:
        issue_if_due(row, by=request.user, now=request.now)
    _tell(request, taken)
    return redirect("phone-visit", number)


def _tell(request: Request, taken: Taken) -> None:
    if taken.outcome == "differs":
        messages.warning(request, said(taken.said))


@require_safe
@login_required
def download(request: Request, pk: int) -> HttpResponseBase:
    """Hand out a drawing or database; below this address the phone keeps it for later."""
    require_right(request.user, Right.DO_VISITS)
    opened = open_record(request.user, pk)
    if opened is None:
        raise Http404
    return attach(opened.file.open("rb"), opened.file_name)


@require_safe
@login_required
def report(request: Request, number: str) -> HttpResponseBase:
    """Hand out the latest report of a visit; the phone does not keep it."""
    require_right(request.user, Right.DO_VISITS)
    found = find_report(request.user, number)
    return attach(BytesIO(read_file(found.pdf)), f"{found.number}.pdf")


def _page(request: Request, number: str, *, status: int = 200, **more: Any) -> HttpResponse:
    visit = visit_shown(carried(request.user, number))
    shown = {"visit": visit, "config": config_of(request, [visit], number), **more}
    return render(request, "phone/visit.html", shown, status=status)
