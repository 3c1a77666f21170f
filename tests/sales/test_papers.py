"""The paper of an issued version: pictures of the archived PDF itself."""

from pathlib import Path

import pytest
from django.conf import settings

from lumencare.sales.papers import FOLDER, page_picture, pages_of
from tests.sales.quotes import CARE, draft, issued

pytestmark = pytest.mark.django_db


def test_each_page_of_the_archived_pdf_has_a_picture_and_no_other_page_has() -> None:
    version = issued(CARE)
    count = pages_of(version)
    assert count >= 3
    pictures = [page_picture(version, each + 1) for each in range(count)]
    assert all(each and each.startswith(b"\x89PNG") for each in pictures)
    assert len(set(pictures)) == count
    assert page_picture(version, 0) is None
    assert page_picture(version, count + 1) is None


def test_a_picture_is_drawn_once_and_kept_by_the_hash_of_the_document() -> None:
    version = issued(CARE)
    first = page_picture(version, 1)
    kept = Path(settings.MEDIA_ROOT) / FOLDER / f"{version.pdf_sha256}-1.png"
    assert kept.read_bytes() == first
    kept.write_bytes(b"kept")
    assert page_picture(version, 1) == b"kept"
    kept.unlink()


def test_a_draft_has_no_pages() -> None:
    assert pages_of(draft()) == 0


def test_a_lost_file_has_no_pages() -> None:
    version = issued()
    (Path(settings.MEDIA_ROOT) / str(version.pdf)).unlink()
    assert pages_of(version) == 0
    assert page_picture(version, 2) is None
