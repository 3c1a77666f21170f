"""Reporting a fault from a phone, following it, writing about it, and saying how it went."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.data.personal_register import privacy_notice
from lumencare.desk.actions.reporting import (
    LONGEST_PLACE,
    LONGEST_WORDS,
    STARS,
    Fault,
    rate_case,
    report_fault,
    write_from_portal,
)
from lumencare.desk.files import MOST_FILES
from lumencare.desk.queries.outside import (
    PublicCase,
    alike_to,
    case_seen,
    cases_of,
    open_file_seen,
    public_case,
    talk_seen,
)
from lumencare.desk.queries.promised import opens_at, promises_of
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.field.queries.outside import progress_of
from lumencare.portal.answering import WRONG, add_problems, attach, offer_choices, refuse
from lumencare.portal.visiting import choose_site, for_visitor, show
from lumencare.privacy.actions.consenting import BY_SENDING, give
from lumencare.privacy.topics import Topic
from lumencare.sites.phones import mask_phone
from lumencare.sites.uploads import Upload
from lumencare.sites.visitors import Visitor, site_of

LONGEST_TEXT = 2000
# More open cases than that are no help to who looks for one.
MOST_NEAR = 5


class FaultForm(forms.Form):
    """What somebody reports; whether it will do is for the action to say."""

    system = forms.ChoiceField(label=_("System"), widget=forms.RadioSelect)
    summary = forms.CharField(label=_("What is broken?"), max_length=200)
    place = forms.CharField(
        label=_("Where in the building"), max_length=LONGEST_PLACE, required=False
    )
    description = forms.CharField(
        label=_("Anything else"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    name = forms.CharField(label=_("Whom to call"), max_length=80)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    urgent = forms.BooleanField(label=_("Urgent: an event or safety is at stake"), required=False)
    key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    anyway = forms.CharField(max_length=2, required=False, widget=forms.HiddenInput)
    # The open cases that stood on the page already: nobody is stopped by them a second time.
    seen = forms.CharField(max_length=LONGEST_TEXT, required=False, widget=forms.HiddenInput)


class WriteForm(forms.Form):
    """What somebody writes about a case."""

    body = forms.CharField(
        label=_("Your message"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 3})
    )


class RateForm(forms.Form):
    """How somebody found the service."""

    stars = forms.TypedChoiceField(
        label=_("How was it?"),
        coerce=int,
        choices=[(each, str(each)) for each in STARS],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In words"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitor
def report(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """Take a report down: what is promised stands beside each system before it is sent."""
    site_of(visitor, pk)
    choose_site(request, pk)
    promises = promises_of(visitor, pk, request.now)
    near = alike_to(visitor, [each.system for each in promises], request.now)[:MOST_NEAR]
    shown: dict[str, Any] = {
        "promises": promises,
        "near": near,
        "sent_files": bool(request.FILES),
        "opens": opens_at(request.now),
        "most_files": MOST_FILES,
        "pictures": privacy_notice().topics[Topic.PHOTOS],
        "here": pk,
    }
    form = _fault_form(request, visitor, [(each.system, each.name) for each in promises])
    status = 200
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            typed = form.cleaned_data
            alike = () if typed["anyway"] else _unseen(visitor, typed, request.now)
            if not alike:
                try:
                    case = report_fault(_fault(request, typed), visitor=visitor, now=request.now)
                except InputProblems as wrong:
                    add_problems(form, wrong)
                else:
                    _note_pictures(request, visitor)
                    return redirect("portal-case", case.number)
            shown["alike"] = alike
    return show(request, visitor, "portal/report.html", {**shown, "form": form}, status=status)


@require_safe
@for_visitor
def show_all(request: Request, visitor: Visitor) -> HttpResponse:
    """Show every case: those under way with their steps, then those that have ended."""
    live = [progress_of(visitor, each, request.now) for each in cases_of(visitor, live=True)]
    shown = {"cases": live, "ended": cases_of(visitor, live=False)}
    return show(request, visitor, "portal/cases.html", shown)


@require_safe
@for_visitor
def show_one(request: Request, visitor: Visitor, number: str) -> HttpResponse:
    """Show a case: what is promised, how far it is, and what was written."""
    return _case_page(request, visitor, number)


@require_POST
@for_visitor
def write(request: Request, visitor: Visitor, number: str) -> HttpResponse:
    """Keep a message with its files."""
    case_seen(visitor, number)
    form = WriteForm(request.POST)
    if form.is_valid():
        body, files = form.cleaned_data["body"], _uploads(request)
        try:
            write_from_portal(number, body, files, visitor=visitor, now=request.now)
        except InputProblems as wrong:
            add_problems(form, wrong)
        else:
            _note_pictures(request, visitor)
            answer = redirect("portal-case", number)
            answer["Location"] += "#talk"
            return answer
    return _case_page(request, visitor, number, write_form=form, status=WRONG)


@require_POST
@for_visitor
def rate(request: Request, visitor: Visitor, number: str) -> HttpResponse:
    """Keep how somebody found the service."""
    case_seen(visitor, number)
    form = RateForm(request.POST)
    if form.is_valid():
        try:
            rate_case(number, **form.cleaned_data, visitor=visitor, now=request.now)
        except InputProblems as wrong:
            add_problems(form, wrong)
        except (Refused, Conflict) as refused:
            refuse(form, refused)
        else:
            return redirect("portal-case", number)
    return _case_page(request, visitor, number, rate_form=form, status=WRONG)


@require_safe
@for_visitor
def open_file(request: Request, visitor: Visitor, pk: int) -> FileResponse:
    """Answer with a file of a conversation, to be saved."""
    found = open_file_seen(visitor, pk)
    return attach(found.file.open("rb"), found.file_name)


def _fault_form(
    request: Request, visitor: Visitor, systems: Sequence[tuple[int, str]]
) -> FaultForm:
    if request.method == "POST":
        form = FaultForm(request.POST)
    else:
        first = systems[0][0] if len(systems) == 1 else None
        asked = request.GET.get("system", "")
        begun = {
            "system": asked or first,
            "name": visitor.name,
            "key": secrets.token_urlsafe(12),
        }
        form = FaultForm(initial=begun)
    offer_choices(form, "system", [(str(pk), name) for pk, name in systems])
    # A number that is kept is not shown: empty, the one that we have is called.
    if visitor.phone:
        form.fields["phone"].widget.attrs["placeholder"] = mask_phone(visitor.phone)
    return form


def _unseen(visitor: Visitor, typed: dict[str, Any], now: datetime) -> tuple[PublicCase, ...]:
    """Return the open cases of the system that were not shown with the empty page."""
    seen = set(typed["seen"].split())
    found = alike_to(visitor, [int(typed["system"])], now)
    return tuple(each for each in found if each.number not in seen)


def _fault(request: Request, typed: dict[str, Any]) -> Fault:
    return Fault(
        system=int(typed["system"]),
        summary=typed["summary"],
        place=typed["place"],
        description=typed["description"],
        name=typed["name"],
        phone=typed["phone"],
        urgent=typed["urgent"],
        key=typed["key"],
        uploads=_uploads(request),
    )


def _note_pictures(request: Request, visitor: Visitor) -> None:
    """Keep that somebody who sends pictures was told what becomes of them."""
    if request.FILES.getlist("files"):
        give(Topic.PHOTOS, visitor=visitor, how=BY_SENDING, now=request.now)


def _uploads(request: Request) -> list[Upload]:
    return [Upload(each.name or "file", each) for each in request.FILES.getlist("files")]


def _case_page(
    request: Request,
    visitor: Visitor,
    number: str,
    *,
    write_form: forms.Form | None = None,
    rate_form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    case = public_case(case_seen(visitor, number))
    shown = {
        "case": case,
        "progress": progress_of(visitor, case, request.now),
        "messages_seen": talk_seen(visitor, number),
        "opens": opens_at(request.now),
        "write_form": write_form or WriteForm(),
        "rate_form": rate_form or RateForm(),
        "here": case.site,
    }
    return show(request, visitor, "portal/case.html", shown, status=status)
