"""Anybody checks a document: by number and hash, or with the file, and learns nothing else."""

from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lumencare.contracts.actions import issue_document, upload_sealed
from lumencare.contracts.archive import read_file
from lumencare.contracts.models import Paper
from lumencare.field.actions import issue_report
from lumencare.sales.actions import revise
from lumencare.sales.archive import read_pdf
from lumencare.sites.uploads import MOST_BYTES, Upload
from lumencare.store.throttle import MOST_CHECKS
from tests.contracts.contracts import bought, coordinator
from tests.field.visits import done, engineer
from tests.office import NOW, system
from tests.sales.quotes import seller, sent

pytestmark = pytest.mark.django_db
UNKNOWN = "No document with this number and this hash was issued here."
WHOLE, MARK = "not one byte of it was changed", "Such a document was issued here."


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def paper() -> Paper:
    """Return the issued document of a contract."""
    return issue_document(bought("part-care-plus", of=system()), by=coordinator(), now=NOW)


def ask(client: Client, number: str, mark: str) -> str:
    """Return what the page says of a number and a hash."""
    page = client.get(f"/en/check/{number}", {"hash": mark})
    assert page.status_code == 200
    return page.content.decode()


def test_the_address_of_the_code_tells_what_was_issued(client: Client) -> None:
    one = paper()
    said = ask(client, one.number, one.facts_sha256[:32])
    assert all(each in said for each in (MARK, one.number, one.fingerprint, "self-made"))
    assert "latest document" in said
    assert WHOLE not in said


def test_it_tells_nothing_of_what_was_agreed(client: Client) -> None:
    one = paper()
    contract = one.contract
    said = ask(client, one.number, one.pdf_sha256)
    secrets = (contract.site.name, contract.owner.name, "84,800", "80,000", "Part Care", "周协")
    assert WHOLE in said
    assert not [each for each in secrets if each in said]


def test_the_file_itself_is_checked_and_a_changed_one_is_not_ours(client: Client) -> None:
    one = paper()
    content = read_file(one.pdf)
    for sent_in, expected in ((content, WHOLE), (content + b" ", UNKNOWN)):
        file = SimpleUploadedFile("c.pdf", sent_in)
        page = client.post("/en/check/", {"number": one.number.lower(), "file": file})
        assert expected in page.content.decode()


def test_another_number_and_an_unknown_one_are_answered_alike(client: Client) -> None:
    one = paper()
    told = [
        ask(client, number, "0" * 64).partition("<h1>")[2].replace(number, "")
        for number in (one.number, "C-9999-999")
    ]
    assert UNKNOWN in told[0]
    assert told[0] == told[1]
    assert UNKNOWN in ask(client, "C-9999-999", one.pdf_sha256)


def test_a_replaced_revision_says_so(client: Client) -> None:
    first = paper()
    owner = first.contract.owner
    owner.bank = "招商银行"
    owner.save(update_fields=["bank"])
    second = issue_document(first.contract, by=coordinator(), now=NOW)
    assert "taken its place" in ask(client, first.number, first.pdf_sha256)
    assert "latest document" in ask(client, second.number, second.pdf_sha256)


def test_the_sealed_copy_is_known(client: Client) -> None:
    one = paper()
    scan = Upload("scan.png", BytesIO(b"\x89PNG\r\n\x1a\nscan"))
    copy = upload_sealed(one.contract, scan, by=coordinator(), now=NOW)
    assert "Copy that both parties signed" in ask(client, one.number, copy.sha256)


def test_a_quotation_is_known_with_or_without_its_version(client: Client) -> None:
    version, _ = sent()
    number = version.quote.number
    for each in (number, f"{number}-v1", f"{number} v1"):
        said = ask(client, each, version.pdf_sha256.upper())
        assert (WHOLE in said, "latest document" in said, "Certificate" in said) == (
            True,
            True,
            False,
        )
    assert read_pdf(version)
    revise(version, by=seller("李销"), now=NOW)
    assert "latest document" in ask(client, number, version.pdf_sha256)


def test_the_report_of_a_visit_is_known_and_says_nothing_of_the_customer(client: Client) -> None:
    visit = done(engineer())
    report = issue_report(visit, by=None, now=NOW)
    said = ask(client, visit.number, report.facts_sha256[:32])
    assert all(each in said for each in (MARK, report.number, "Visit report", "latest document"))
    secrets = (visit.site.name, visit.site.owner.name, visit.summary, "李思远")
    assert not [each for each in secrets if each in said]
    assert WHOLE in ask(client, visit.number, report.pdf_sha256)


@pytest.mark.parametrize(
    ("number", "mark", "words"),
    [
        ("C-2601-001", "abc", "check mark"),
        ("C-2601-001'--", "0" * 64, "Write the number"),
        ("", "", "Write the number"),
    ],
)
def test_what_is_no_number_or_hash_is_named(
    client: Client, number: str, mark: str, words: str
) -> None:
    page = client.post("/en/check/", {"number": number, "hash": mark})
    assert (page.status_code, words in page.content.decode()) == (422, True)


def test_the_page_asks_in_both_languages_and_stays_off_search_engines(client: Client) -> None:
    for address, words in (("/check/", "核验文件"), ("/en/check/C-1", "Check a document")):
        page = client.get(address)
        assert words in page.content.decode()
        assert "noindex" in page["X-Robots-Tag"]
        assert page.status_code == 200


def test_too_many_checks_from_one_address_wait(client: Client) -> None:
    for _ in range(MOST_CHECKS):
        assert client.get("/check/C-1", {"hash": "0" * 64}).status_code == 200
    page = client.get("/check/C-1", {"hash": "0" * 64})
    assert (page.status_code, page["Retry-After"]) == (429, "600")
    assert client.get("/check/").status_code == 200
    assert client.get("/check/C-1", {"hash": "0" * 64}, REMOTE_ADDR="10.9.8.7").status_code == 200


def test_a_file_that_is_too_large_is_turned_away_unread(client: Client) -> None:
    page = client.post("/en/check/", {"number": "C-1"}, CONTENT_LENGTH=MOST_BYTES * 2)
    assert (page.status_code, "25 MB" in page.content.decode()) == (413, True)


def test_nothing_else_than_reading_and_asking_is_answered(client: Client) -> None:
    assert client.delete("/check/").status_code == 405
