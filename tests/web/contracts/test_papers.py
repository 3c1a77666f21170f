"""The papers of a contract on its page: made, looked at, downloaded, sealed, and by whom."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lumencare.accounts.models import User
from lumencare.contracts.models import Contract, Paper, SealedCopy
from lumencare.sites.models import Site
from tests.contracts.contracts import bought, coordinator
from tests.office import NOW, organization, outsider, person, system

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def as_user(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def made(client: Client) -> Contract:
    """Return a contract whose document was made on its page."""
    contract = bought("part-care-plus", of=system())
    answer = as_user(client, coordinator()).post(f"/en/contracts/{contract.number}/document")
    assert (answer.status_code, answer["Location"]) == (302, f"/en/contracts/{contract.number}/")
    contract.refresh_from_db()
    return contract


def scan(content: bytes = PNG) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("scan.png", content)}


def test_it_is_made_looked_at_and_downloaded(client: Client) -> None:
    contract = made(client)
    page = client.get(f"/en/contracts/{contract.number}/").content.decode()
    assert all(each in page for each in (contract.pdf_sha256, "self-made", "Make it anew"))
    base = f"/contracts/{contract.number}/document/1"
    answer = client.get(f"{base}.pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert 'filename="C-2601-001.pdf"' in answer["Content-Disposition"]
    picture = client.get(f"{base}/1.png")
    assert (picture["Content-Type"], "private" in picture["Cache-Control"]) == ("image/png", True)
    assert client.get(f"{base}/99.png").status_code == 404
    assert client.get(f"/contracts/{contract.number}/document/2.pdf").status_code == 404


def test_twice_is_once_while_nothing_changed(client: Client) -> None:
    contract = made(client)
    client.post(f"/en/contracts/{contract.number}/document")
    assert Paper.objects.count() == 1


def test_without_a_provider_the_page_says_what_is_missing(client: Client, settings: object) -> None:
    settings.PROVIDER = {**settings.PROVIDER, "name": ""}  # type: ignore[attr-defined]
    contract = bought("part-care-plus", of=system())
    answer = as_user(client, coordinator()).post(f"/en/contracts/{contract.number}/document")
    assert (answer.status_code, "LUMENCARE_PROVIDER_NAME" in answer.content.decode()) == (422, True)


def test_the_signed_copy_is_kept_and_handed_out_to_be_saved(client: Client) -> None:
    contract = made(client)
    address = f"/en/contracts/{contract.number}/seal"
    for wrong in ({}, scan(b"MZ")):
        assert client.post(address, wrong).status_code == 422
    assert client.post(address, scan()).status_code == 302
    assert client.post(address, scan()).status_code == 422
    answer = client.get(f"/contracts/{contract.number}/sealed")
    assert b"".join(answer.streaming_content) == PNG
    assert answer["Content-Disposition"].startswith("attachment")
    page = client.get(f"/en/contracts/{contract.number}/").content.decode()
    assert SealedCopy.objects.get().sha256 in page
    assert "Make it anew" not in page


def test_only_staff_with_prices_and_the_parties_people_read_them(client: Client) -> None:
    """D-18: whoever buys the site reads neither what was agreed before nor the bank data."""
    contract = made(client)
    client.post(f"/en/contracts/{contract.number}/seal", scan())
    theirs = outsider(contract.owner)
    partner = organization("集成商", kind="partner")
    Site.objects.update(partner=partner)
    readers = ((theirs, 200), (person("finance"), 200), (person("engineer"), 403))
    strangers = ((outsider(organization("别家")), 404), (outsider(partner, "partner"), 404))
    addresses = (
        f"/contracts/{contract.number}/document/1.pdf",
        f"/contracts/{contract.number}/document/1/1.png",
        f"/contracts/{contract.number}/sealed",
    )
    for user, status in (*readers, *strangers):
        for address in addresses:
            assert as_user(client, user).get(address).status_code == status, (user, address)
    page = as_user(client, theirs).get(f"/en/contracts/{contract.number}/").content.decode()
    assert contract.pdf_sha256 in page
    assert "Keep the signed copy" not in page
    buyer = organization("新业主")
    Site.objects.update(owner=buyer)
    new = outsider(buyer)
    assert as_user(client, new).get(addresses[0]).status_code == 404
    page = as_user(client, new).get(f"/en/contracts/{contract.number}/")
    assert (page.status_code, contract.pdf_sha256 in page.content.decode()) == (200, False)


def test_earlier_revisions_stay(client: Client) -> None:
    contract = made(client)
    contract.owner.bank = "招商银行"
    contract.owner.save(update_fields=["bank"])
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        client.force_login(coordinator())
        client.post(f"/en/contracts/{contract.number}/document")
        page = client.get(f"/en/contracts/{contract.number}/").content.decode()
    assert all(each in page for each in ("C-2601-001-R2", "Earlier revisions"))
    assert client.get(f"/contracts/{contract.number}/document/1.pdf").status_code == 200
