"""What lists and cards show of a site, a system, an organization."""

from dataclasses import dataclass
from datetime import date

from lumencare.domain.codes import WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.projectyear import project_year
from lumencare.sites.models import Organization, Site, System


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemSummary:
    """A system as a list shows it; amounts are None for who may not see prices."""

    pk: int
    ref: str
    name: str
    system_type: str
    software_version: str
    warranty_class: WarrantyClass
    order_date: date
    project_year: int
    bom: Money | None
    site_pk: int
    site: str
    city: str
    owner_pk: int
    owner: str
    # None where no Part Care plan is ever offered, or the system is retired.
    window_ends_on: date | None
    # Days until the last one, which still counts; None where the window is not open.
    days_left: int | None
    window_value: Money | None
    retired_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSummary:
    """A site as a list shows it."""

    pk: int
    name: str
    name_en: str
    city: str
    city_known: bool
    owner_pk: int
    owner: str
    partner: str
    systems: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationSummary:
    """An organization as a list shows it; `sites` counts those it owns or serves."""

    pk: int
    kind: str
    name: str
    name_en: str
    credit_code: str
    sites: int


def summary_of_system(row: System, on: date, *, priced: bool) -> SystemSummary:
    """Return what a list shows of a system on a day."""
    is_open = _is_open(row, on)
    days_left = (row.window_ends_on - on).days if is_open and row.window_ends_on else None
    value = Money.of_fen(row.window_value_fen if is_open else 0)
    return SystemSummary(
        pk=row.pk,
        ref=row.ref,
        name=row.name,
        system_type=row.system_type,
        software_version=row.software_version,
        warranty_class=WarrantyClass(row.warranty_class),
        order_date=row.order_date,
        project_year=project_year(row.order_date, max(on, row.order_date)),
        bom=Money.of_fen(row.bom_fen) if priced else None,
        site_pk=row.site_id,
        site=row.site.name,
        city=row.site.city,
        owner_pk=row.site.owner_id,
        owner=row.site.owner.name,
        window_ends_on=row.window_ends_on,
        days_left=days_left,
        window_value=value if priced else None,
        retired_on=row.retired_on,
    )


def summary_of_site(row: Site, systems: int) -> SiteSummary:
    """Return what a list shows of a site."""
    return SiteSummary(
        pk=row.pk,
        name=row.name,
        name_en=row.name_en,
        city=row.city,
        city_known=row.city_known,
        owner_pk=row.owner_id,
        owner=row.owner.name,
        partner=row.partner.name if row.partner else "",
        systems=systems,
    )


def summary_of_organization(row: Organization, sites: int) -> OrganizationSummary:
    """Return what a list shows of an organization."""
    return OrganizationSummary(
        pk=row.pk,
        kind=row.kind,
        name=row.name,
        name_en=row.name_en,
        credit_code=row.credit_code,
        sites=sites,
    )


def _is_open(row: System, on: date) -> bool:
    """Tell whether a Part Care plan is still to be sold: in time, and none was bought (PW-1)."""
    in_time = row.window_ends_on is not None and on <= row.window_ends_on
    return in_time and not row.retired_on and not row.part_care_held
