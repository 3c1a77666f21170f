"""Signed copies and evidence of handovers: looked after, and swept where no row names them."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from lumencare.contracts.archive import is_intact
from lumencare.handovers.models import Handover, ProposalSignature
from lumencare.sales.archive import sweep_folder

FOLDER = "handovers"


def sweep_left_over(now: datetime) -> int:
    """Remove files that no row names because their keeping failed; return how many."""
    return sweep_folder(FOLDER, {file for file, _sha256, _of in _kept()}, now)


def count_files() -> int:
    """Return how many signed copies and pieces of evidence there must be."""
    return ProposalSignature.objects.count() + Handover.objects.count()


def damaged_files() -> Iterator[str]:
    """Yield what belongs to a file that is missing or is not the one that was uploaded."""
    for file, sha256, of in _kept():
        if not is_intact(file, sha256):
            yield of


def _kept() -> Iterator[tuple[str, str, str]]:
    """Yield the name and the hash of each file, and what it belongs to."""
    copies = ProposalSignature.objects.select_related("proposal_version__proposal")
    handovers = Handover.objects.select_related("proposal_version__proposal")
    yield from chain(
        ((each.file.name, each.sha256, str(each)) for each in copies.order_by("pk").iterator(500)),
        (
            (each.evidence.name, each.sha256, str(each))
            for each in handovers.order_by("pk").iterator(500)
        ),
    )
