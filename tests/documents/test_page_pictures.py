"""Pictures of the pages of a PDF."""

from pathlib import Path

from pypdf import PdfReader

from lumencare.documents.page_pictures import count_pages, picture_page
from lumencare.documents.quotation_pdf import render_quotation
from tests.documents.samples import sample


def test_pages_are_counted_as_a_reader_counts_them(tmp_path: Path) -> None:
    file = tmp_path / "quotation.pdf"
    file.write_bytes(render_quotation(sample("quantum")))
    assert count_pages(file.read_bytes()) == len(PdfReader(file).pages)


def test_a_picture_has_the_shape_of_a4_and_a_missing_page_has_none(tmp_path: Path) -> None:
    file = tmp_path / "quotation.pdf"
    file.write_bytes(render_quotation(sample("quantum")))
    picture = picture_page(file, 1)
    assert picture is not None
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert abs(height / width - 297 / 210) < 0.01
    assert picture_page(file, 99) is None
