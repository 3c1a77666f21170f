"""People, sites and systems in a database, to start a test from."""

from datetime import date, datetime
from typing import Any

from lumencare.accounts.models import RoleHeld, User
from lumencare.accounts.roles import Role
from lumencare.domain.shanghai import SHANGHAI
from lumencare.sites.models import Membership, Organization, Site, System

NOW = datetime(2026, 1, 15, 10, 0, tzinfo=SHANGHAI)
TODAY = NOW.date()
PASSWORD = "lamp-light-at-dusk-88"


def person(*roles: str, name: str = "", **more: Any) -> User:
    """Return a person with roles; the address is made of them."""
    label = name or "-".join(roles) or "nobody"
    user = User(email=f"{label}@example.com", name=label, created_at=NOW, **more)
    user.set_password(PASSWORD)
    user.save()
    RoleHeld.objects.bulk_create(RoleHeld(user=user, role=Role(role)) for role in roles)
    return user


def organization(
    name: str = "滨江置业有限公司", kind: str = "end-user", **more: Any
) -> Organization:
    """Return an organization."""
    return Organization.objects.create(kind=kind, name=name, created_at=NOW, **more)


def outsider(of: Organization, role: str = "customer", name: str = "") -> User:
    """Return a person outside who belongs to an organization."""
    user = person(role, name=name or f"{role}-{of.pk}")
    Membership.objects.create(organization=of, user=user, created_at=NOW)
    return user


def site(owner: Organization | None = None, name: str = "滨江中心 A 座", **more: Any) -> Site:
    """Return a site in Shanghai."""
    more.setdefault("city", "上海市")
    return Site.objects.create(owner=owner or organization(), name=name, created_at=NOW, **more)


def system(at: Site | None = None, ref: str = "S-001", **more: Any) -> System:
    """Return a system; by default the published Quantum case, ordered 2025-03-01."""
    facts: dict[str, Any] = {
        "name": "Quantum 办公楼",
        "system_type": "Quantum",
        "warranty_class": "2Y",
        "order_date": date(2025, 3, 1),
        "start_up": "manufacturer",
        "bom_fen": 1_000_000_00,
        **more,
    }
    return System.objects.create(site=at or site(), ref=ref, created_at=NOW, **facts)
