"""Choosing an organization by its name: a field that offers names, and what a name means."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lumencare.accounts.models import User
from lumencare.accounts.requests import Request
from lumencare.sites.queries import OrganizationFilters, OrganizationSummary, list_organizations
from lumencare.web import fields

KINDS = ("end-user", "partner")
# The fields in which an organization is typed.
FIELDS = ("owner", "partner", "to")
MOST_OFFERED = 50


def organization_field(label: Any, *, kind: str, needed: bool = False) -> fields.Typed:
    """Return a field for an organization's name; with scripts, names that fit are offered."""
    attributes = {
        "list": f"{kind}-names",
        "autocomplete": "off",
        "hx-get": format_lazy("{}?kind={}", reverse_lazy("sites-organization-names"), kind),
        "hx-trigger": "input changed delay:200ms",
        "hx-target": f"#{kind}-names",
        "hx-swap": "innerHTML",
    }
    return fields.text(label, needed=needed, help_text=_("Type a part of the name."), **attributes)


@require_safe
@login_required
def show_names(request: Request) -> HttpResponse:
    """Offer the names that fit what is typed, as the options of a list."""
    typed = next((request.GET[name] for name in FIELDS if name in request.GET), "")
    names = offered(request.user, request.GET.get("kind", ""), typed)
    return render(request, "sites/_names.html", {"names": names})


def offered(user: User, kind: str, typed: str = "") -> list[str]:
    """Return the names of organizations that fit, the first of them."""
    return [each.name for each in _find(user, kind, typed)]


def lists_of(user: User, *kinds: str) -> dict[str, list[str]]:
    """Return the names to offer from the start, by the list that they stand in."""
    return {f"{kind}-names": offered(user, kind) for kind in kinds}


def key_of(user: User, kind: str, typed: str) -> str:
    """Return the key of the organization with this very name, as a form hands it on.

    Nothing typed stays nothing; a name that nobody has becomes a key that nobody has.
    """
    name = " ".join(typed.split())
    if not name:
        return ""
    same = (each.pk for each in _find(user, kind, name) if name in (each.name, each.name_en))
    return str(next(same, "?"))


def _find(user: User, kind: str, typed: str) -> Iterable[OrganizationSummary]:
    if kind not in KINDS:
        return ()
    filters = OrganizationFilters(q=typed, kind=kind)
    return list_organizations(user, filters, size=MOST_OFFERED).rows
