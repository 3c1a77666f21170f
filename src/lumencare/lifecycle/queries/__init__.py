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

__all__ = [
    "Catalogue",
    "latest_software",
    "read_catalogue",
    "reuse_between",
    "software_of",
    "system_of",
    "targets_of",
]
