"""Reads of sites, systems and organizations; each takes the person, so scope is never forgotten."""

from lumencare.sites.queries.calendar import WindowDay, calendar_windows
from lumencare.sites.queries.history import BomFacts, OwnerChangeFacts
from lumencare.sites.queries.lists import (
    OrganizationFilters,
    SiteFilters,
    SystemFilters,
    list_organizations,
    list_sites,
    list_systems,
)
from lumencare.sites.queries.organization_page import OrganizationPage, organization_page
from lumencare.sites.queries.readiness import (
    SiteReadiness,
    SystemReadiness,
    site_readiness,
    system_readiness,
)
from lumencare.sites.queries.readiness_list import (
    ReadinessFilters,
    ReadinessSummary,
    list_readiness,
)
from lumencare.sites.queries.records import RecordFacts, open_record
from lumencare.sites.queries.rows import (
    find_contact,
    find_organization,
    find_record,
    find_site,
    find_snapshot,
    find_system,
    find_system_by_ref,
    visible_organizations,
    visible_systems,
)
from lumencare.sites.queries.site_page import ContactFacts, SitePage, site_page
from lumencare.sites.queries.summaries import OrganizationSummary, SiteSummary, SystemSummary
from lumencare.sites.queries.system_page import SystemPage, WindowFacts, YearOfCover, system_page
from lumencare.sites.queries.worklist import (
    WindowFilters,
    WindowGroup,
    WindowList,
    window_worklist,
)
from lumencare.store.pages import Page

__all__ = [
    "BomFacts",
    "ContactFacts",
    "OrganizationFilters",
    "OrganizationPage",
    "OrganizationSummary",
    "OwnerChangeFacts",
    "Page",
    "ReadinessFilters",
    "ReadinessSummary",
    "RecordFacts",
    "SiteFilters",
    "SitePage",
    "SiteReadiness",
    "SiteSummary",
    "SystemFilters",
    "SystemPage",
    "SystemReadiness",
    "SystemSummary",
    "WindowDay",
    "WindowFacts",
    "WindowFilters",
    "WindowGroup",
    "WindowList",
    "YearOfCover",
    "calendar_windows",
    "find_contact",
    "find_organization",
    "find_record",
    "find_site",
    "find_snapshot",
    "find_system",
    "find_system_by_ref",
    "list_organizations",
    "list_readiness",
    "list_sites",
    "list_systems",
    "open_record",
    "organization_page",
    "site_page",
    "site_readiness",
    "system_page",
    "system_readiness",
    "visible_organizations",
    "visible_systems",
    "window_worklist",
]
