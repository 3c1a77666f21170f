"""Adding and changing sites, and passing one to another owner."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lumencare.accounts.models import User
from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.actions import change_owner
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text
from lumencare.sites.actions import add_site, change_site
from lumencare.sites.queries import find_organization, find_site
from lumencare.store import typed as read
from lumencare.web.sites.form_pages import FormPage, at_version, bind, saved, show_form
from lumencare.web.sites.forms import NewSiteForm, OwnerForm, SiteForm
from lumencare.web.sites.organization_names import key_of, lists_of

FIELDS = ("name", "name_en", "city", "address", "partner_may_see", "note", "version")
NO_OWNER = Text("应为已有的最终用户。", "An end user that is there is expected.")


@login_required
def add(request: Request) -> HttpResponse:
    """Add a site; `owner` in the address names its owner beforehand."""
    require_right(request.user, Right.EDIT_SITES)
    form = bind(NewSiteForm, request, partner_may_see=True, owner=_owner_named(request))

    def act(typed: dict[str, Any]) -> HttpResponse:
        row = add_site(_with_keys(request.user, typed), by=request.user, now=request.now)
        return saved(request, _("The site is added."), "site", row.pk)

    page = FormPage(
        title=_("New site"),
        back=reverse("sites"),
        lists=lists_of(request.user, "end-user", "partner"),
        besides=((reverse("sites-organization-new"), _("The end user is new: add it first.")),),
    )
    return show_form(request, page, form, act)


@login_required
def change(request: Request, pk: int) -> HttpResponse:
    """Change a site; its owner has a form of their own."""
    require_right(request.user, Right.EDIT_SITES)
    row = find_site(request.user, pk)
    shown = {name: getattr(row, name) for name in FIELDS}
    partner = row.partner.name if row.partner else ""
    form = bind(SiteForm, request, **shown, partner=partner, city_unlisted=not row.city_known)

    def act(typed: dict[str, Any]) -> HttpResponse:
        keyed = _with_keys(request.user, typed)
        change_site(at_version(row, typed), keyed, by=request.user, now=request.now)
        return saved(request, _("Saved."), "site", pk)

    page = FormPage(
        title=_("Edit"),
        back=reverse("site", args=[pk]),
        of=row.name,
        lists=lists_of(request.user, "partner"),
    )
    return show_form(request, page, form, act, lambda: find_site(request.user, pk).version)


@login_required
def pass_on(request: Request, pk: int) -> HttpResponse:
    """Pass a site to another owner on a day, with the reason (D-18)."""
    require_right(request.user, Right.CHANGE_OWNER)
    row = find_site(request.user, pk)
    form = bind(OwnerForm, request, on=request.today, version=row.version)

    def act(typed: dict[str, Any]) -> HttpResponse:
        given = read.read_all(typed, {"on": read.day})
        key = read_whole(key_of(request.user, "end-user", typed["to"]))
        if key is None:
            raise InputProblems([Problem("to", typed["to"], NO_OWNER)])
        change_owner(
            at_version(row, typed),
            to=find_organization(request.user, key),
            on=given["on"],
            why=typed["why"],
            by=request.user,
            now=request.now,
        )
        return saved(request, _("The site has another owner now."), "site", pk)

    page = FormPage(
        title=_("Change the owner"),
        back=reverse("site", args=[pk]),
        of=row.name,
        lead=_("Systems keep their orders, warranties and contracts; both owners are recorded."),
        lists=lists_of(request.user, "end-user"),
    )
    return show_form(request, page, form, act, lambda: find_site(request.user, pk).version)


def _with_keys(user: User, typed: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed, with keys in place of the names of organizations."""
    keys = {"partner": key_of(user, "partner", typed["partner"])}
    if "owner" in typed:
        keys["owner"] = key_of(user, "end-user", typed["owner"])
    return typed | keys


def _owner_named(request: Request) -> str:
    key = read_whole(request.GET.get("owner", ""))
    return "" if key is None else find_organization(request.user, key).name
