"""Writes of sites, systems and organizations: each in one transaction with its audit entry."""

from lumencare.sites.actions.boms import BomPreview, preview_bom, record_bom, undo_bom
from lumencare.sites.actions.contacts import add_contact, change_contact, remove_contact
from lumencare.sites.actions.organizations import add_organization, change_organization
from lumencare.sites.actions.owners import change_owner
from lumencare.sites.actions.portfolios import (
    PortfolioPreview,
    import_portfolio,
    preview_portfolio,
)
from lumencare.sites.actions.records import add_record, say_not_applicable, say_processor
from lumencare.sites.actions.replacing import Replacing, replace_system
from lumencare.sites.actions.sites import add_site, change_site
from lumencare.sites.actions.systems import (
    add_system,
    change_system,
    retire_system,
    return_system_to_use,
)

__all__ = [
    "BomPreview",
    "PortfolioPreview",
    "Replacing",
    "add_contact",
    "add_organization",
    "add_record",
    "add_site",
    "add_system",
    "change_contact",
    "change_organization",
    "change_owner",
    "change_site",
    "change_system",
    "import_portfolio",
    "preview_bom",
    "preview_portfolio",
    "record_bom",
    "remove_contact",
    "replace_system",
    "retire_system",
    "return_system_to_use",
    "say_not_applicable",
    "say_processor",
    "undo_bom",
]
