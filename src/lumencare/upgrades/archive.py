"""Files of proposals: on the disk before any row names them, and swept where none does."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from lumencare.contracts.archive import is_intact, keep_file
from lumencare.sales.archive import Kept, sweep_folder
from lumencare.sales.papers import pages_in, picture_file
from lumencare.upgrades.models import ProposalVersion

FOLDER = "proposals"


def keep_pdf(content: bytes, version: ProposalVersion, now: datetime) -> Kept:
    """Write a proposal's PDF so that it outlives a power cut; the same content has one name."""
    name = f"{version.proposal.number}-v{version.number}"
    return keep_file(content, name, ".pdf", now, folder=FOLDER)


def read_pdf(version: ProposalVersion) -> bytes:
    """Return the PDF as it was issued."""
    return (Path(settings.MEDIA_ROOT) / version.pdf).read_bytes()


def pages_of(version: ProposalVersion) -> int:
    """Return how many pages the PDF has; 0 where it is not there to be read."""
    return pages_in(Path(settings.MEDIA_ROOT) / version.pdf) if version.pdf else 0


def page_picture(version: ProposalVersion, page: int) -> bytes | None:
    """Return a page of an issued version as a PNG, drawn once; None where there is none."""
    return picture_file(version.pdf, version.pdf_sha256, page) if version.pdf else None


def sweep_left_over(now: datetime) -> int:
    """Remove files that no row names because their keeping failed; return how many."""
    rows = ProposalVersion.objects.exclude(pdf="")
    return sweep_folder(FOLDER, set(rows.values_list("pdf", flat=True)), now)


def count_files() -> int:
    """Return how many files of proposals there must be."""
    return ProposalVersion.objects.exclude(pdf="").count()


def damaged_files() -> Iterator[str]:
    """Yield the versions whose PDF is missing or is not the one that was issued."""
    rows = ProposalVersion.objects.exclude(pdf="").select_related("proposal")
    for row in rows.order_by("pk").iterator(chunk_size=500):
        if not is_intact(row.pdf, row.pdf_sha256):
            yield str(row)
