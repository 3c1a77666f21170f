"""Issued quotations as paper: the archived PDF and pictures of its pages."""

from pathlib import Path

from django.conf import settings

from lumencare.documents.page_pictures import count_pages, picture_page
from lumencare.sales.archive import read_pdf, write_durably
from lumencare.sales.models import QuoteVersion

FOLDER = "pictures"


def pages_of(version: QuoteVersion) -> int:
    """Return how many pages the PDF has; 0 where it is not there to be read."""
    try:
        return count_pages(read_pdf(version))
    except OSError:
        return 0


def page_picture(version: QuoteVersion, page: int) -> bytes | None:
    """Return a page of an issued version as a PNG, drawn once; None where there is none.

    Pictures are kept by the hash of the document, so one can never stand for another.
    """
    kept = Path(settings.MEDIA_ROOT) / FOLDER / f"{version.pdf_sha256}-{page}.png"
    if kept.exists():
        return kept.read_bytes()
    if not 1 <= page <= pages_of(version):
        return None
    drawn = picture_page(Path(settings.MEDIA_ROOT) / str(version.pdf), page)
    if drawn is not None:
        write_durably(kept, drawn)
    return drawn
