"""What may be done about systems' lives: keep the catalogue, note software, follow leads."""

from lumencare.lifecycle.actions.catalogue import (
    change_reuse,
    change_software,
    change_system,
    withdraw_reuse,
    withdraw_software,
)
from lumencare.lifecycle.actions.importing import (
    CataloguePreview,
    EntryChange,
    import_catalogue,
    preview_catalogue,
)
from lumencare.lifecycle.actions.installed import note_software
from lumencare.lifecycle.actions.leads import (
    add_reason,
    change_lead,
    lead_from_claim,
    make_lead,
    move_lead,
)

__all__ = [
    "CataloguePreview",
    "EntryChange",
    "add_reason",
    "change_lead",
    "change_reuse",
    "change_software",
    "change_system",
    "import_catalogue",
    "lead_from_claim",
    "make_lead",
    "move_lead",
    "note_software",
    "preview_catalogue",
    "withdraw_reuse",
    "withdraw_software",
]
