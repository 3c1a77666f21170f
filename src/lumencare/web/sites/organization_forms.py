"""Adding and changing customers and partners."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.sites.actions import add_organization, change_organization
from lumencare.sites.queries import find_organization
from lumencare.web.sites.form_pages import FormPage, at_version, bind, saved, show_form
from lumencare.web.sites.forms import NewOrganizationForm, OrganizationForm

FIELDS = (
    "name", "name_en", "credit_code", "invoice_address", "invoice_phone", "bank", "bank_account",
    "note", "version",
)  # fmt: skip


@login_required
def add(request: Request) -> HttpResponse:
    """Add a customer or partner."""
    require_right(request.user, Right.EDIT_SITES)

    def act(typed: dict[str, Any]) -> HttpResponse:
        row = add_organization(typed, by=request.user, now=request.now)
        return saved(request, _("The organization is added."), "organization", row.pk)

    page = FormPage(_("New organization"), reverse("sites-organizations"))
    return show_form(request, page, bind(NewOrganizationForm, request), act)


@login_required
def change(request: Request, pk: int) -> HttpResponse:
    """Change a customer or partner."""
    require_right(request.user, Right.EDIT_SITES)
    row = find_organization(request.user, pk)
    form = bind(OrganizationForm, request, **{name: getattr(row, name) for name in FIELDS})

    def act(typed: dict[str, Any]) -> HttpResponse:
        change_organization(at_version(row, typed), typed, by=request.user, now=request.now)
        return saved(request, _("Saved."), "organization", pk)

    page = FormPage(_("Edit"), reverse("organization", args=[pk]), of=row.name)
    return show_form(request, page, form, act, lambda: find_organization(request.user, pk).version)
