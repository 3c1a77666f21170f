"""One row each, for whoever may see it; anything else is as if it were not there (404)."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, require_right
from lumencare.accounts.roles import Right
from lumencare.sites.models import (
    BomSnapshot,
    Contact,
    Membership,
    Organization,
    Site,
    SiteRecord,
    System,
)
from lumencare.sites.search import visible_sites

Row = TypeVar("Row", bound=Model)


def find_site(user: User, pk: int) -> Site:
    """Return a site with its owner and partner; Http404 where the person may not see it."""
    return _one(user, visible_sites(user).select_related("owner", "partner"), pk=pk)


def find_system(user: User, pk: int) -> System:
    """Return a system with its site and owner; Http404 where the person may not see it."""
    return _one(user, _whole_systems(user), pk=pk)


def find_system_by_ref(user: User, ref: str) -> System:
    """Return a system by its reference; Http404 where the person may not see it."""
    return _one(user, _whole_systems(user), ref=ref)


def find_organization(user: User, pk: int) -> Organization:
    """Return an organization; Http404 where the person may not see it."""
    return _one(user, visible_organizations(user), pk=pk)


def find_contact(user: User, pk: int) -> Contact:
    """Return a contact of a site that the person may see; else Http404."""
    return _one(user, _of_sites(user, Contact.objects.select_related("site"), "site"), pk=pk)


def find_record(user: User, pk: int) -> SiteRecord:
    """Return a record of a site that the person may see; else Http404."""
    return _one(user, _of_sites(user, SiteRecord.objects.select_related("site"), "site"), pk=pk)


def find_snapshot(user: User, pk: int) -> BomSnapshot:
    """Return a hardware list of a system that the person may see; else Http404."""
    rows = BomSnapshot.objects.select_related("system__site__owner")
    return _one(user, _of_sites(user, rows, "system__site"), pk=pk)


def visible_systems(user: User) -> QuerySet[System]:
    """Return the systems a person may see: all for staff, those at their own sites for others."""
    return _of_sites(user, System.objects.all(), "site")


def visible_organizations(user: User) -> QuerySet[Organization]:
    """Return the organizations a person may see: for others than staff, their own and the owners
    of the sites that they serve."""
    rows = Organization.objects.all()
    if not is_outsider(user):
        return rows
    own = Membership.objects.filter(user=user).values("organization")
    owners = visible_sites(user).values("owner")
    return rows.filter(Q(pk__in=own) | Q(pk__in=owners))


def _whole_systems(user: User) -> QuerySet[System]:
    return visible_systems(user).select_related("site__owner", "site__partner")


def _of_sites(user: User, rows: QuerySet[Row], path: str) -> QuerySet[Row]:
    if not is_outsider(user):
        return rows
    return rows.filter(**{f"{path}__in": visible_sites(user)})


def _one(user: User, rows: QuerySet[Row], **which: object) -> Row:
    require_right(user, Right.SEE_SITES)
    found = rows.filter(**which).first()
    if found is None:
        raise Http404(f"{rows.model._meta.model_name} {which}")
    return found
