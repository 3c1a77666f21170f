"""Pictures of an issued document's pages, drawn once: only where they show the very same PDF."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings

from lumencare.documents.quotation_pdf import picture_quotation, render_quotation
from lumencare.domain.quotation.making import Quotation, make_quotation
from lumencare.domain.quotation.stored import read_request
from lumencare.pricebook.queries import edition_by_code
from lumencare.sales.models import QuoteVersion
from lumencare.sites.facts import reach_of_site

FOLDER = "pictures"


def count_pictures(version: QuoteVersion) -> int:
    """Return how many pages there are pictures of; none where the PDF can no longer be remade."""
    return sum(1 for _ in _drawn(version).glob("*.png"))


def read_picture(version: QuoteVersion, page: int) -> bytes | None:
    """Return the picture of a page, counted from 1, as PNG; None where there is none."""
    path = _drawn(version) / f"{page}.png"
    return path.read_bytes() if path.is_file() else None


def _drawn(version: QuoteVersion) -> Path:
    """Return the folder of a version's pictures, drawn on first use; named by the PDF's hash."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER / (version.pdf_sha256 or "none")
    if version.pdf_sha256 and not folder.is_dir():
        _draw(version, folder)
    return folder


def _draw(version: QuoteVersion, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(mkdtemp(dir=folder.parent))
    for number, picture in enumerate(_pictures(version), start=1):
        (part / f"{number}.png").write_bytes(picture)
    try:
        part.rename(folder)
    except OSError:
        # Another process was first; its pictures are the same.
        shutil.rmtree(part)


def _pictures(version: QuoteVersion) -> list[bytes]:
    """Draw the pages, if what they are drawn from still gives the PDF that was issued."""
    quotation = _remake(version)
    if hashlib.sha256(render_quotation(quotation)).hexdigest() != version.pdf_sha256:
        return []
    return picture_quotation(quotation)


def _remake(version: QuoteVersion) -> Quotation:
    if version.quoted_on is None:
        raise ValueError(f"{version} is not issued")
    edition = edition_by_code(version.edition)
    quotation = make_quotation(
        edition,
        read_request(version.request),
        version.quoted_on,
        number=version.quote.number,
        reach=reach_of_site(edition, version.quote.system.site),
    )
    return replace(quotation, version=version.number)
