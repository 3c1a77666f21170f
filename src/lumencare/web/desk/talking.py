"""What is said about a case: notes, mails to the customer, files, who watches, splitting off."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.desk import actions
from lumencare.desk.queries import find_case
from lumencare.desk.queries.talk import find_message, open_file
from lumencare.sites.uploads import Upload
from lumencare.web.desk import forms
from lumencare.web.desk.steps import Step, show_step
from lumencare.web.downloads import attach as hand_out
from lumencare.web.sites.form_pages import bind
from lumencare.web.steps import Typed


def _nothing(_request: Request, _case: Any, _typed: Typed) -> None:
    """Stand for what the view of a step does itself."""


NOTE = Step(
    slug="note",
    right=Right.WORK_CASES,
    form=forms.NoteForm,
    title=gettext_lazy("Internal note"),
    act=_nothing,
    done=gettext_lazy("The note is kept."),
    lead=gettext_lazy("Only the office reads it. @ and a name tells that person."),
)
WRITE = Step(
    slug="write",
    right=Right.WORK_CASES,
    form=forms.WriteForm,
    title=gettext_lazy("Write to the customer"),
    act=_nothing,
    done=gettext_lazy("The mail will leave within a minute."),
)
ATTACH = Step(
    slug="files",
    right=Right.WORK_CASES,
    form=forms.FilesForm,
    title=gettext_lazy("Add files"),
    act=_nothing,
    done=gettext_lazy("The files are kept."),
    lead=gettext_lazy("What a file is, is told by its content, not by its name."),
)
SPLIT = Step(
    slug="split",
    right=Right.OPEN_CASES,
    form=forms.SplitForm,
    title=gettext_lazy("Make a case of its own"),
    act=_nothing,
    done=gettext_lazy("The message is a case of its own now."),
    lead=gettext_lazy("It counts as reported when the message came."),
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: Request, number: str) -> HttpResponse:
    """Write a note that only the office reads."""
    require_right(request.user, NOTE.right)
    case = find_case(request.user, number)

    def act(typed: Typed) -> HttpResponse:
        files, by = _uploads(request), request.user
        actions.write_note(case, typed["body"], uploads=files, by=by, now=request.now)
        return _lead_on(request, number, NOTE)

    return show_step(request, number, NOTE, bind(NOTE.form, request), act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, number: str) -> HttpResponse:
    """Write a mail to the customer."""
    require_right(request.user, WRITE.right)
    case = find_case(request.user, number)

    def act(typed: Typed) -> HttpResponse:
        files, by, to = _uploads(request), request.user, typed["to"].strip()
        body = typed["body"]
        actions.write_to_customer(case, body, to=to, uploads=files, by=by, now=request.now)
        return _lead_on(request, number, WRITE)

    return show_step(request, number, WRITE, bind(WRITE.form, request), act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: Request, number: str) -> HttpResponse:
    """Keep files of a case."""
    require_right(request.user, ATTACH.right)
    case = find_case(request.user, number)

    def act(_typed: Typed) -> HttpResponse:
        actions.attach_files(case, _uploads(request), by=request.user, now=request.now)
        return _lead_on(request, number, ATTACH)

    return show_step(request, number, ATTACH, bind(ATTACH.form, request), act)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: Request, number: str, message: int) -> HttpResponse:
    """Make a case of its own of a message of the customer."""
    require_right(request.user, SPLIT.right)
    row = find_message(request.user, number, message)

    def act(typed: Typed) -> HttpResponse:
        made = actions.split(row, summary=typed["summary"], by=request.user, now=request.now)
        return _lead_on(request, made.number, SPLIT)

    return show_step(request, number, SPLIT, bind(SPLIT.form, request), act)


@require_POST
@login_required
def watch(request: Request, number: str) -> HttpResponse:
    """Be told what happens to a case, or no more."""
    require_right(request.user, Right.SEE_CASES)
    case = find_case(request.user, number)
    if request.POST.get("on"):
        actions.watch(case, by=request.user, now=request.now)
        messages.success(request, _("You are told what happens to this case."))
    else:
        actions.unwatch(case, by=request.user)
        messages.success(request, _("You are told no more."))
    return redirect("case", number)


@require_POST
@login_required
def lower_flag(request: Request, number: str) -> HttpResponse:
    """Say that what the customer wrote was looked at."""
    require_right(request.user, Right.WORK_CASES)
    actions.take_flag_down(find_case(request.user, number), by=request.user, now=request.now)
    messages.success(request, _("The flag is down."))
    return redirect("case", number)


@require_safe
@login_required
def download(request: Request, pk: int) -> HttpResponseBase:
    """Hand out a file of a case."""
    require_right(request.user, Right.SEE_CASES)
    found = open_file(request.user, pk)
    return hand_out(found.file.open("rb"), found.file_name)


def _uploads(request: Request) -> Sequence[Upload]:
    return [Upload(each.name or "", each) for each in request.FILES.getlist("uploads")]


def _lead_on(request: Request, number: str, step: Step) -> HttpResponse:
    messages.success(request, step.done)
    return redirect("case", number)
