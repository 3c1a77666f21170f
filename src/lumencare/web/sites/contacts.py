"""People at a site: adding, changing, removing them, and showing a whole number when asked."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.sites.actions import add_contact, change_contact, remove_contact
from lumencare.sites.disclosure import see_phone
from lumencare.sites.queries import find_contact, find_site
from lumencare.web.sites.form_pages import FormPage, at_version, bind, saved, show_form
from lumencare.web.sites.forms import ContactForm, RemoveForm

FIELDS = ("name", "position", "email", "consent_on", "consent_how", "version")


@login_required
def add(request: Request, pk: int) -> HttpResponse:
    """Add somebody at a site."""
    require_right(request.user, Right.EDIT_SITES)
    site = find_site(request.user, pk)

    def act(typed: dict[str, Any]) -> HttpResponse:
        add_contact(site, typed, by=request.user, now=request.now)
        return saved(request, _("The person is added."), "site", pk)

    page = FormPage(_("Add a person"), reverse("site", args=[pk]), of=site.name)
    return show_form(request, page, bind(ContactForm, request), act)


@login_required
def change(request: Request, pk: int) -> HttpResponse:
    """Change somebody at a site."""
    require_right(request.user, Right.EDIT_SITES)
    row = find_contact(request.user, pk)
    shown = {name: getattr(row, name) for name in FIELDS}
    # Who opens the form sees the number, and the trail says so.
    number = see_phone(row, by=request.user, now=request.now) if request.method == "GET" else ""
    form = bind(ContactForm, request, **shown, phone=number)

    def act(typed: dict[str, Any]) -> HttpResponse:
        change_contact(at_version(row, typed), typed, by=request.user, now=request.now)
        return saved(request, _("Saved."), "site", row.site_id)

    page = FormPage(
        title=row.name,
        back=reverse("site", args=[row.site_id]),
        of=row.site.name,
        besides=((reverse("sites-contact-remove", args=[pk]), _("Remove this person")),),
    )
    return show_form(request, page, form, act, lambda: find_contact(request.user, pk).version)


@login_required
def remove(request: Request, pk: int) -> HttpResponse:
    """Remove somebody for good."""
    require_right(request.user, Right.EDIT_SITES)
    row = find_contact(request.user, pk)
    site = row.site_id
    form = bind(RemoveForm, request, version=row.version)

    def act(typed: dict[str, Any]) -> HttpResponse:
        at = at_version(row, typed)
        remove_contact(at, by=request.user, now=request.now, why=typed["why"])
        return saved(request, _("The person is removed."), "site", site)

    page = FormPage(
        title=_("Remove this person"),
        back=reverse("site", args=[site]),
        of=row.name,
        lead=_("Name, number and address are forgotten; the trail keeps that it was done."),
        button=_("Remove for good"),
    )
    return show_form(request, page, form, act, lambda: find_contact(request.user, pk).version)


@require_POST
@login_required
def show_number(request: Request, pk: int) -> HttpResponse:
    """Show somebody's whole number, and keep that it was seen."""
    row = find_contact(request.user, pk)
    number = see_phone(row, by=request.user, now=request.now)
    context = {"contact": row, "number": number, "dial": row.phone.partition("x")[0]}
    template = "sites/_number.html" if request.htmx else "sites/number.html"
    return render(request, template, context)
