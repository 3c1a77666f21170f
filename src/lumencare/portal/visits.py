"""Visits from the customer's side: agree to a time, sign the report, ask for one that is left."""

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.contracts.queries.outside import allowance_seen, allowances_of
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.field.actions.outside import (
    LONGEST_NAME,
    LONGEST_WHY,
    Booking,
    agree_time,
    ask_for_visit,
    refuse_time,
    sign_report,
)
from lumencare.field.queries.outside import (
    public_visit,
    relying_of_service,
    report_file,
    report_seen,
    visit_seen,
    visits_of,
)
from lumencare.portal.answering import WRONG, add_problems, attach
from lumencare.portal.answering import refuse as put_above
from lumencare.portal.visiting import for_visitor, show
from lumencare.sites.visitors import Visitor

LONGEST_WORDS = 120


class RefuseForm(forms.Form):
    """Why a time will not do."""

    why = forms.CharField(
        label=_("When would it suit you?"),
        max_length=LONGEST_WHY,
        widget=forms.Textarea({"rows": 2}),
    )


class SignForm(forms.Form):
    """Who signs, of which report, and that it is meant."""

    mark = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = forms.CharField(label=_("Name of who signs"), max_length=LONGEST_NAME)
    agree = forms.BooleanField(label=_("The work described above was done on site."))


class BookForm(forms.Form):
    """By when a visit is wanted, and what else there is to say."""

    wanted_by = forms.DateField(
        label=_("By which day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    words = forms.CharField(
        label=_("Anything we should know"), max_length=LONGEST_WORDS, required=False
    )


@require_POST
@for_visitor
def agree(request: Request, visitor: Visitor, number: str) -> HttpResponse:
    """Agree to the time that was offered."""
    visit = agree_time(number, visitor=visitor, now=request.now)
    return _back(visit.case.number if visit.case else "", visit.site_id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitor
def refuse(request: Request, visitor: Visitor, number: str) -> HttpResponse:
    """Refuse the time that was offered, with a word on when it would suit."""
    visit = public_visit(visit_seen(visitor, number), request.now)
    form = RefuseForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            try:
                refuse_time(number, form.cleaned_data["why"], visitor=visitor, now=request.now)
            except InputProblems as wrong:
                add_problems(form, wrong)
            except (Refused, Conflict) as refused:
                put_above(form, refused)
            else:
                return _back(visit.case, visit.site)
    shown = {"visit": visit, "form": form}
    return show(request, visitor, "portal/refuse.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitor
def sign(request: Request, visitor: Visitor, number: str) -> HttpResponse:
    """Show the report of a visit, and let it be signed by name."""
    report = report_seen(visitor, number, request.now)
    form = SignForm(request.POST or None, initial={"mark": report.mark, "name": visitor.name})
    status = 200
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            name, mark = form.cleaned_data["name"], form.cleaned_data["mark"]
            try:
                sign_report(number, name=name, mark=mark, visitor=visitor, now=request.now)
            except InputProblems as wrong:
                add_problems(form, wrong)
            except (Refused, Conflict) as refused:
                put_above(form, refused)
            else:
                return redirect("portal-sign", number)
    shown = {"report": report, "visit": report.visit, "form": form}
    return show(request, visitor, "portal/sign.html", shown, status=status)


@require_safe
@for_visitor
def download(request: Request, visitor: Visitor, number: str) -> FileResponse:
    """Answer with the PDF of a visit's report, to be saved."""
    name, file = report_file(visitor, number)
    return attach(file.open("rb"), name)


@require_safe
@for_visitor
def allowances(request: Request, visitor: Visitor) -> HttpResponse:
    """Show what is left of the services that were bought, and what is planned of them."""
    shown = {
        "allowances": allowances_of(visitor, request.today),
        "visits": visits_of(visitor, request.now),
    }
    return show(request, visitor, "portal/allowances.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitor
def book(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """Ask for a visit from an allowance; the coordinator proposes the time."""
    row = allowance_seen(visitor, pk)
    form = BookForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            wanted = Booking(allowance=pk, **form.cleaned_data)
            try:
                ask_for_visit(wanted, visitor=visitor, now=request.now)
            except InputProblems as wrong:
                add_problems(form, wrong)
            except (Refused, Conflict) as refused:
                put_above(form, refused)
            else:
                return redirect("portal-allowances")
    found = [each for each in allowances_of(visitor, request.today) if each.pk == row.pk]
    shown = {
        "allowance": found[0] if found else None,
        "form": form,
        "relying": relying_of_service(row, request.today),
        "at": row.system.site_id,
    }
    return show(request, visitor, "portal/book.html", shown, status=status)


def _back(case: str, site: int) -> HttpResponse:
    return redirect("portal-case", case) if case else redirect("portal-site", site)
