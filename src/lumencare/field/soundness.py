"""What must hold for the files of visits, looked at by `lumencare doctor`."""

from collections.abc import Iterator

from lumencare.contracts.archive import is_intact
from lumencare.field.models import VisitPaper, VisitPhoto, VisitReport


def count_files() -> int:
    """Return how many files of visits there must be: reports, photos and signatures."""
    signed = VisitReport.objects.exclude(signature="")
    return VisitPaper.objects.count() + VisitPhoto.objects.count() + signed.count()


def damaged_files() -> Iterator[str]:
    """Yield what was issued or sent whose file is missing or is not the one that was kept."""
    for paper in VisitPaper.objects.order_by("pk").iterator(chunk_size=500):
        if not is_intact(paper.pdf, paper.pdf_sha256):
            yield paper.number
    photos = VisitPhoto.objects.select_related("visit").order_by("pk")
    for photo in photos.iterator(chunk_size=500):
        if not is_intact(photo.file, photo.sha256):
            yield f"{photo.visit.number} #{photo.pk}"
    signed = VisitReport.objects.exclude(signature="").select_related("visit").order_by("pk")
    for report in signed.iterator(chunk_size=500):
        if not is_intact(report.signature, report.signature_sha256):
            yield f"{report.visit.number} {report.signer}"
