"""Drawings and the database of a site: what we have, how old it is, and a newer one sent in."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lumencare.accounts.requests import Request
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.portal.answering import WRONG, add_problems, offer_choices, refuse, say
from lumencare.portal.visiting import choose_site, for_visitor, show
from lumencare.sites.actions.records_outside import send_record
from lumencare.sites.queries.records import KIND_NAMES, records_of
from lumencare.sites.uploads import Upload
from lumencare.sites.visitors import Visitor, site_of


class RecordForm(forms.Form):
    """A file and the day of its content; what it is is told by looking into it."""

    kind = forms.ChoiceField(label=_("What it is"))
    dated_on = forms.DateField(
        label=_("Day of its content"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    file = forms.FileField(label=_("File"), allow_empty_file=True)


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitor
def keep(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """Show what we have of a site, and keep what is sent as the newest version."""
    site = site_of(visitor, pk)
    choose_site(request, pk)
    is_sent = request.method == "POST"
    form = RecordForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial={"dated_on": request.today, "kind": request.GET.get("kind", "")},
    )
    kinds = [(kind.value, say(name)) for kind, name in KIND_NAMES.items()]
    offer_choices(form, "kind", kinds)
    status = 200
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            typed = form.cleaned_data
            upload = Upload(typed["file"].name or "file", typed["file"])
            try:
                send_record(
                    pk,
                    kind=typed["kind"],
                    upload=upload,
                    dated_on=typed["dated_on"],
                    visitor=visitor,
                    now=request.now,
                )
            except InputProblems as wrong:
                add_problems(form, wrong)
            except Conflict as conflict:
                refuse(form, conflict)
            else:
                return redirect("portal-records", pk)
    shown = {"records": records_of(site, request.today), "form": form, "here": pk}
    return show(request, visitor, "portal/records.html", shown, status=status)
