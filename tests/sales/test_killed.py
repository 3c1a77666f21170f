"""A killed process loses no issued and no accepted quote, and leaves nothing half done."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from lumencare.audit.models import Entry
from lumencare.sales.actions import accept, issue, sweep_left_over
from lumencare.sales.archive import FOLDER, is_intact, read_pdf
from lumencare.sales.models import QuoteVersion
from tests.apart import KILLED, run_apart
from tests.office import NOW
from tests.sales.quotes import draft, sent, signed

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parent.parent.parent
LAST = 0


def run(deed: str, version: QuoteVersion, last: int) -> int:
    """Let another process do a deed on the same database and files, and die at a point of it."""
    return run_apart("tests.sales.killed", deed, version.pk, last)


def files() -> list[Path]:
    """Return the files of issued quotes."""
    return [each for each in (Path(settings.MEDIA_ROOT) / FOLDER).glob("*/*/Q-*") if each.is_file()]


@pytest.fixture(autouse=True)
def no_files() -> None:
    """Begin without the files of other tests."""
    for each in files():
        each.unlink()


def test_killed_before_the_commit_nothing_is_issued_and_the_file_is_swept() -> None:
    version = draft()
    for last in (1, 2):
        assert run("issue", version, last) == KILLED
        version.refresh_from_db()
        assert (version.state, version.pdf_sha256) == ("draft", "")
        assert not Entry.objects.filter(action="issue").exists()
    assert len(files()) == 1
    assert sweep_left_over(NOW) == 0
    old = files()[0]
    os.utime(old, (0, 0))
    assert sweep_left_over(NOW + timedelta(days=2)) == 1
    assert files() == []
    assert issue(version, by=version.author, now=NOW).state == "approved"


def test_killed_after_the_commit_it_is_issued_whole() -> None:
    version = draft()
    assert run("issue", version, LAST) == KILLED
    version.refresh_from_db()
    assert (version.state, is_intact(version)) == ("approved", True)
    assert Entry.objects.filter(action="issue").count() == 1
    os.utime(files()[0], (0, 0))
    assert sweep_left_over(NOW + timedelta(days=2)) == 0
    assert read_pdf(version).startswith(b"%PDF")


def test_killed_before_the_commit_nothing_is_accepted_and_it_can_be_accepted_again() -> None:
    version, _ = sent()
    for last in (1, 2, 3):
        assert run("accept", version, last) == KILLED
        version.refresh_from_db()
        assert (version.state, version.accepted_name) == ("sent", "")
        assert not Entry.objects.filter(action="accept").exists()
    accept(version, signed(version), by=version.author, now=NOW)
    assert version.state == "accepted"


def test_killed_after_the_commit_it_is_accepted_and_answered_alike_again() -> None:
    version, _ = sent()
    assert run("accept", version, LAST) == KILLED
    version.refresh_from_db()
    assert (version.state, version.accepted_name) == ("accepted", "王建国")
    assert accept(version, signed(version), by=version.author, now=NOW).state == "accepted"
    assert Entry.objects.filter(action="accept").count() == 1
