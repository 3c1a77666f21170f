"""What is read of systems' lives: the catalogue, the radar, leads."""

from lumencare.lifecycle.queries.catalogue import (
    Catalogue,
    latest_software,
    read_catalogue,
    reuse_between,
    software_of,
    system_of,
    targets_of,
)
from lumencare.lifecycle.queries.leads import (
    LeadFacts,
    LeadFilters,
    find_lead,
    lead_facts,
    lead_of_claim,
    lead_owners,
    leads_due,
    list_leads,
    live_lead_of,
)
from lumencare.lifecycle.queries.noted import (
    SoftwareNote,
    catalogue_trail,
    count_types,
    installed_software,
)
from lumencare.lifecycle.queries.radar import Radar, RadarFilters, RadarRow, read_radar
from lumencare.lifecycle.queries.verdicts import Covered, SystemLife, covers, lives_at, system_life

__all__ = [
    "Catalogue",
    "Covered",
    "LeadFacts",
    "LeadFilters",
    "Radar",
    "RadarFilters",
    "RadarRow",
    "SoftwareNote",
    "SystemLife",
    "catalogue_trail",
    "count_types",
    "covers",
    "find_lead",
    "installed_software",
    "latest_software",
    "lead_facts",
    "lead_of_claim",
    "lead_owners",
    "leads_due",
    "list_leads",
    "live_lead_of",
    "lives_at",
    "read_catalogue",
    "read_radar",
    "reuse_between",
    "software_of",
    "system_life",
    "system_of",
    "targets_of",
]
