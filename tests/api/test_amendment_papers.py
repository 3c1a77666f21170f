"""Papers of amendments for programs: made, handed out, sealed and checked as a contract's are."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.calling import NOBODY, program
from tests.contracts.contracts import active
from tests.office import NOW, organization, outsider, system

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_document_of_an_amendment_is_made_once_handed_out_checked_and_sealed() -> None:
    contract, caller = active("service-care", of=system()), program("coordinator")
    path = f"/contracts/{contract.number}/amendments/1"
    assert caller.post(f"{path}/document").status == 404
    body = {"why": "停业装修"}
    caller.post(f"/contracts/{contract.number}/suspend", body, If_Match="*")
    assert caller.get(f"{path}/document").status == 404
    told = caller.post(f"{path}/document")
    assert (told.status, told.body["number"], told.body["revision"]) == (201, "C-2601-001-A1", 1)
    assert caller.post(f"{path}/document").body == told.body
    assert caller.get(f"{path}/document").bytes.startswith(b"%PDF")
    assert caller.get(f"{path}/document?revision=2").status == 404
    check = NOBODY.get(f"/check?number=C-2601-001-A1&hash={told.body['sha256']}").body
    assert check["document"]["kind"] == "amendment"
    assert caller.get(f"{path}/sealed").status == 404
    kept = caller.upload(f"{path}/sealed", {"file": SimpleUploadedFile("扫描.png", PNG)})
    assert (kept.status, kept.body["media_type"]) == (201, "image/png")
    assert caller.get(f"{path}/sealed").bytes == PNG
    assert caller.get(f"/contracts/{contract.number}/sealed").status == 404
    stranger = program(of=outsider(organization("别家")), role="customer")
    assert stranger.get(f"{path}/document").status in (403, 404)
