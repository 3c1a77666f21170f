"""What is kept of systems' lives: corrections of the catalogue, installed software, leads."""

from lumencare.lifecycle.models.catalogue import Component, Software, SystemEntry
from lumencare.lifecycle.models.installed import InstalledSoftware
from lumencare.lifecycle.models.leads import Lead, LeadNumber, LeadReason

__all__ = [
    "Component",
    "InstalledSoftware",
    "Lead",
    "LeadNumber",
    "LeadReason",
    "Software",
    "SystemEntry",
]
