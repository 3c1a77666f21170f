"""Rows of the portfolio: organizations and their sites, systems, hardware lists, people, papers."""

from lumencare.sites.models.bom import BomLine, BomSnapshot
from lumencare.sites.models.doors import PartnerConsent, PortalLink
from lumencare.sites.models.fitted import FittedPart
from lumencare.sites.models.held import HeldPlan
from lumencare.sites.models.organizations import Membership, Organization
from lumencare.sites.models.papers import ProcessorWord, RecordKind, SiteRecord
from lumencare.sites.models.places import Contact, OwnerChange, SearchEntry, Site
from lumencare.sites.models.replaced import ReplacedPart, Replacement
from lumencare.sites.models.systems import System

__all__ = [
    "BomLine",
    "BomSnapshot",
    "Contact",
    "FittedPart",
    "HeldPlan",
    "Membership",
    "Organization",
    "OwnerChange",
    "PartnerConsent",
    "PortalLink",
    "ProcessorWord",
    "RecordKind",
    "ReplacedPart",
    "Replacement",
    "SearchEntry",
    "Site",
    "SiteRecord",
    "System",
]
