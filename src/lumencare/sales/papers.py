"""Issued quotations as paper: the archived PDF and pictures of its pages."""

from pathlib import Path

from django.conf import settings

from lumencare.documents.page_pictures import count_pages, picture_page
from lumencare.sales.archive import write_durably
from lumencare.sales.models import QuoteVersion

FOLDER = "pictures"


def pages_of(version: QuoteVersion) -> int:
    """Return how many pages the PDF has; 0 where it is not there to be read."""
    return pages_in(Path(settings.MEDIA_ROOT) / str(version.pdf))


def page_picture(version: QuoteVersion, page: int) -> bytes | None:
    """Return a page of an issued version as a PNG, drawn once; None where there is none."""
    return picture_file(str(version.pdf), version.pdf_sha256, page)


def picture_file(name: str, sha256: str, page: int) -> bytes | None:
    """Return a page of an archived PDF as a PNG, drawn once; None where there is none.

    Pictures are kept by the hash of the document, so one can never stand for another.
    """
    kept = Path(settings.MEDIA_ROOT) / FOLDER / f"{sha256}-{page}.png"
    if kept.exists():
        return kept.read_bytes()
    pdf = Path(settings.MEDIA_ROOT) / name
    if not 1 <= page <= pages_in(pdf):
        return None
    drawn = picture_page(pdf, page)
    if drawn is not None:
        write_durably(kept, drawn)
    return drawn


def pages_in(pdf: Path) -> int:
    """Return how many pages a PDF has; 0 where it is not there to be read."""
    try:
        return count_pages(pdf.read_bytes())
    except OSError:
        return 0
