"""Files of agreements: on the disk before any row names them, and swept where none does."""

from collections.abc import Iterator
from datetime import datetime

from lumencare.contracts.archive import is_intact, keep_file
from lumencare.remote.models import DrawnSignature, RemoteAgreement
from lumencare.sales.archive import Kept, sweep_folder

FOLDER = "remote"


def keep_paper(content: bytes, name: str, now: datetime) -> Kept:
    """Write a paper so that it outlives a power cut; the same content has one name."""
    return keep_file(content, name, ".pdf", now, folder=FOLDER)


def keep_drawing(content: bytes, name: str, now: datetime) -> Kept:
    """Write a drawn signature in the same way."""
    return keep_file(content, name, ".png", now, folder=FOLDER)


def sweep_left_over(now: datetime) -> int:
    """Remove files that no row names because their keeping failed; return how many."""
    rows = RemoteAgreement.objects
    papers = rows.exclude(paper="").values_list("paper", flat=True)
    sealed = rows.exclude(sealed="").values_list("sealed", flat=True)
    drawings = DrawnSignature.objects.values_list("file", flat=True)
    return sweep_folder(FOLDER, {*papers, *sealed, *drawings}, now)


def count_files() -> int:
    """Return how many files of agreements there must be."""
    rows = RemoteAgreement.objects
    papers = rows.exclude(paper="").count() + rows.exclude(sealed="").count()
    return papers + DrawnSignature.objects.count()


def damaged_files() -> Iterator[str]:
    """Yield the agreements of which a paper or a drawing is missing or is not what was kept."""
    for row in RemoteAgreement.objects.exclude(paper="").order_by("pk").iterator(chunk_size=500):
        if not is_intact(row.paper, row.paper_sha256):
            yield row.number
        if row.sealed and not is_intact(row.sealed, row.sealed_sha256):
            yield f"{row.number} sealed"
    for drawn in DrawnSignature.objects.select_related("agreement").order_by("pk").iterator():
        if not is_intact(drawn.file, drawn.sha256):
            yield f"{drawn.agreement.number} drawing"
