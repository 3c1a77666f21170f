"""Adding and changing systems, taking them out of service and back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.actions import change_system
from lumencare.data.system_catalogue import system_families
from lumencare.domain.money import Money
from lumencare.sites.actions import (
    add_system,
    retire_system,
    return_system_to_use,
)
from lumencare.sites.queries import find_site, find_system
from lumencare.store import typed as read
from lumencare.web.sites.form_pages import FormPage, at_version, bind, saved, show_form
from lumencare.web.sites.forms import ChangedSystemForm, ReasonForm, RetireForm, SystemForm

FIELDS = (
    "ref", "name", "system_type", "software_version", "warranty_class", "order_date", "version",
)  # fmt: skip


@login_required
def add(request: Request, pk: int) -> HttpResponse:
    """Add a system at a site."""
    require_right(request.user, Right.EDIT_SITES)
    site = find_site(request.user, pk)

    def act(typed: dict[str, Any]) -> HttpResponse:
        row = add_system(site, typed, by=request.user, now=request.now)
        return saved(request, _("The system is added."), "system", row.pk)

    page = FormPage(
        _("Add a system"), reverse("site", args=[pk]), of=site.name, lists=_type_names()
    )
    return show_form(request, page, bind(SystemForm, request), act)


@login_required
def change(request: Request, pk: int) -> HttpResponse:
    """Change a system."""
    require_right(request.user, Right.EDIT_SITES)
    row = find_system(request.user, pk)
    form = bind(ChangedSystemForm, request, **_shown(row))

    def act(typed: dict[str, Any]) -> HttpResponse:
        at = at_version(row, typed)
        change_system(at, typed, by=request.user, now=request.now, why=typed["why"])
        return saved(request, _("Saved."), "system", pk)

    retire = (reverse("sites-system-retire", args=[pk]), _("Take out of service"))
    give_back = (reverse("sites-system-return", args=[pk]), _("Back into service"))
    page = FormPage(
        title=_("Edit"),
        back=reverse("system", args=[pk]),
        of=row.name,
        lists=_type_names(),
        besides=(give_back if row.retired_on else retire,),
    )
    return show_form(request, page, form, act, lambda: find_system(request.user, pk).version)


@login_required
def retire(request: Request, pk: int) -> HttpResponse:
    """Take a system out of service on a day, with the reason."""
    require_right(request.user, Right.EDIT_SITES)
    row = find_system(request.user, pk)
    form = bind(RetireForm, request, on=request.today, version=row.version)

    def act(typed: dict[str, Any]) -> HttpResponse:
        on = read.read_all(typed, {"on": read.day})["on"]
        at = at_version(row, typed)
        retire_system(at, on=on, why=typed["why"], by=request.user, now=request.now)
        return saved(request, _("The system is out of service."), "system", pk)

    page = FormPage(
        title=_("Take out of service"),
        back=reverse("system", args=[pk]),
        of=row.name,
        lead=_("It stays readable, and leaves the worklists."),
        button=_("Take out of service"),
    )
    return show_form(request, page, form, act, lambda: find_system(request.user, pk).version)


@login_required
def give_back(request: Request, pk: int) -> HttpResponse:
    """Take a retirement back, with the reason."""
    require_right(request.user, Right.EDIT_SITES)
    row = find_system(request.user, pk)
    form = bind(ReasonForm, request, version=row.version)

    def act(typed: dict[str, Any]) -> HttpResponse:
        at = at_version(row, typed)
        return_system_to_use(at, why=typed["why"], by=request.user, now=request.now)
        return saved(request, _("The system is in service again."), "system", pk)

    page = FormPage(_("Back into service"), reverse("system", args=[pk]), of=row.name)
    return show_form(request, page, form, act, lambda: find_system(request.user, pk).version)


def _shown(row: Any) -> dict[str, Any]:
    """Return what the form of a system begins with: amounts in RMB, nothing where nobody said."""
    return {
        **{name: getattr(row, name) for name in FIELDS},
        "start_up": row.start_up if row.start_up_stated else "",
        "bom": Money.of_fen(row.bom_fen).grouped,
        "list_amount": "" if row.list_fen is None else Money.of_fen(row.list_fen).grouped,
    }


def _type_names() -> dict[str, list[str]]:
    return {"system-types": [each.name.en for each in system_families().values()]}
