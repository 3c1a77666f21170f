"""Everything one page says of an organization: what an invoice needs, and its sites."""

from dataclasses import dataclass

from django.db.models import Count, Q

from lumencare.accounts.models import User
from lumencare.sites.queries.rows import find_organization
from lumencare.sites.queries.summaries import SiteSummary, summary_of_site
from lumencare.sites.search import visible_sites

MOST_SITES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationPage:
    """An organization with its invoice data and the first of its sites that may be seen."""

    pk: int
    version: int
    kind: str
    name: str
    name_en: str
    credit_code: str
    invoice_address: str
    invoice_phone: str
    bank: str
    bank_account: str
    note: str
    sites: tuple[SiteSummary, ...]
    site_count: int


def organization_page(user: User, pk: int) -> OrganizationPage:
    """Return what a person may know of an organization; Http404 where they may not see it."""
    row = find_organization(user, pk)
    rows = visible_sites(user).filter(Q(owner=row) | Q(partner=row))
    shown = (
        rows.select_related("owner", "partner")
        .annotate(found=Count("systems", filter=Q(systems__retired_on=None)))
        .order_by("name", "pk")[:MOST_SITES]
    )
    return OrganizationPage(
        pk=row.pk,
        version=row.version,
        kind=row.kind,
        name=row.name,
        name_en=row.name_en,
        credit_code=row.credit_code,
        invoice_address=row.invoice_address,
        invoice_phone=row.invoice_phone,
        bank=row.bank,
        bank_account=row.bank_account,
        note=row.note,
        sites=tuple(summary_of_site(each, each.found) for each in shown),
        site_count=rows.count(),
    )
