"""Papers of amendments on the page of a contract: made, downloaded, sealed, each in its place."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lumencare.contracts import actions
from lumencare.contracts.models import Contract
from tests.contracts.contracts import active, coordinator
from tests.office import NOW, person, system

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def contract() -> Contract:
    row = active("service-care", of=system())
    actions.suspend(row, why="停业装修", by=coordinator(), now=NOW)
    return row


def test_it_is_made_downloaded_and_sealed(client: Client, contract: Contract) -> None:
    page = f"/en/contracts/{contract.number}/"
    path = f"{page}amendments/1"
    client.force_login(coordinator())
    assert f'action="{path}/document"' in client.get(page).content.decode()
    assert client.post(f"{path}/document").headers["Location"] == page
    said = client.get(page).content.decode()
    assert f'href="{path}/document/1.pdf"' in said
    assert "C-2601-001-A1 (PDF)" in said
    answer = client.get(f"{path}/document/1.pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    wrong = client.post(f"{path}/seal", {"file": SimpleUploadedFile("a.pdf", b"MZ")})
    assert wrong.status_code == 422
    assert 'id="sealed-1-wrong"' in wrong.content.decode()
    assert client.post(f"{path}/seal").status_code == 422
    sent = client.post(f"{path}/seal", {"file": SimpleUploadedFile("扫描.png", PNG)})
    assert sent.headers["Location"] == page
    said = client.get(page).content.decode()
    assert f'href="{path}/sealed"' in said
    assert f'action="{path}/document"' not in said
    kept = client.get(f"{path}/sealed")
    assert b"".join(kept.streaming_content) == PNG
    assert client.post(f"{path}/document").status_code == 422


def test_nobody_without_prices_sees_a_paper(client: Client, contract: Contract) -> None:
    row = contract.amendments.get()
    actions.issue_amendment(row, by=coordinator(), now=NOW)
    client.force_login(person("engineer"))
    page = client.get(f"/en/contracts/{contract.number}/").content.decode()
    assert "C-2601-001-A1 (PDF)" not in page
    assert client.get(f"/contracts/{contract.number}/amendments/1/sealed").status_code == 403
