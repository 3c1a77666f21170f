"""Drawings and databases of a site: uploads, the word that there is none, downloads."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form, Select
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.sites.actions import add_record, say_not_applicable
from lumencare.sites.queries import find_site, open_record
from lumencare.sites.queries.records import RecordPlace, record_place, systems_to_choose
from lumencare.sites.uploads import Upload
from lumencare.store import typed as read
from lumencare.web.downloads import attach
from lumencare.web.sites.form_pages import FormPage, bind, saved, show_form
from lumencare.web.sites.forms import NotApplicableForm, RecordForm


@login_required
def add(request: Request, pk: int) -> HttpResponse:
    """Keep a file as the newest version of a drawing or database."""
    require_right(request.user, Right.KEEP_RECORDS)
    site = find_site(request.user, pk)
    form = bind(RecordForm, request, dated_on=request.today, **_asked(request))
    _offer_systems(form, request, pk)

    def act(typed: dict[str, Any]) -> HttpResponse:
        dated_on = read.read_all(typed, {"dated_on": read.day})["dated_on"]
        add_record(
            _chosen(request, pk, typed),
            kind=typed["kind"],
            upload=Upload(typed["file"].name, typed["file"]),
            dated_on=dated_on,
            by=request.user,
            now=request.now,
        )
        return saved(request, _("The record is kept."), "site", pk)

    page = FormPage(_("Add a record"), reverse("site", args=[pk]), of=site.name)
    return show_form(request, page, form, act)


@login_required
def say_none(request: Request, pk: int) -> HttpResponse:
    """Say that a site has no such drawing or database, and why."""
    require_right(request.user, Right.KEEP_RECORDS)
    site = find_site(request.user, pk)
    form = bind(NotApplicableForm, request, **_asked(request))
    _offer_systems(form, request, pk)

    def act(typed: dict[str, Any]) -> HttpResponse:
        of, kind, why = _chosen(request, pk, typed), typed["kind"], typed["why"]
        say_not_applicable(of, kind=kind, why=why, by=request.user, now=request.now)
        return saved(request, _("Saved."), "site", pk)

    page = FormPage(_("There is none"), reverse("site", args=[pk]), of=site.name)
    return show_form(request, page, form, act)


def _asked(request: Request) -> dict[str, str]:
    """Return what the link that led here begins the form with."""
    return {name: request.GET[name] for name in ("kind", "system") if name in request.GET}


def _offer_systems(form: Form, request: Request, site: int) -> None:
    """Let the form ask for the system where there are several to choose from."""
    systems = systems_to_choose(request.user, site)
    if len(systems) > 1:
        choices = [("", _("All systems of the site")), *systems]
        form.fields["system"].widget = Select(choices=choices)
    else:
        del form.fields["system"]


def _chosen(request: Request, site: int, typed: dict[str, Any]) -> RecordPlace:
    return record_place(request.user, site, typed.get("system", ""))


@require_safe
@login_required
def download(request: Request, pk: int) -> HttpResponseBase:
    """Hand out a record's file, to be saved, never to be shown in our own pages."""
    opened = open_record(request.user, pk)
    if opened is None:
        raise Http404
    return attach(opened.file.open("rb"), opened.file_name)
