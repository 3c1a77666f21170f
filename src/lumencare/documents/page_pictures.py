"""Pictures of the pages of an archived PDF, so that what is seen is what is sent."""

import re
from pathlib import Path

import typst

from lumencare.documents.typesetting import TEMPLATES

PIXELS_PER_INCH = 144.0
# Our own documents write each page as an object of its own, uncompressed. A signature writes the
# first one once more, under the same number.
PAGE = re.compile(rb"(\d+)\s+\d+\s+obj\s*<<\s*/Type\s*/Page\b")
NO_SUCH_PAGE = "does not exist"


def count_pages(pdf: bytes) -> int:
    """Return how many pages a document of ours has."""
    return len(set(PAGE.findall(pdf)))


def picture_page(pdf: Path, page: int) -> bytes | None:
    """Return a page, counted from 1, as a PNG; None where there is no such page."""
    try:
        drawn = typst.compile(
            str(TEMPLATES / "page.typ"),
            # The template and the archive share no folder but the first of all.
            root="/",
            format="png",
            ppi=PIXELS_PER_INCH,
            sys_inputs={"file": str(pdf.resolve()), "page": str(page)},
        )
    except typst.TypstError as error:
        if NO_SUCH_PAGE in error.message:
            return None
        raise
    # One page comes as bytes, whatever the stub says.
    return drawn if isinstance(drawn, bytes) else None
