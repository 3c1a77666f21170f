"""Papers of contracts for programs: made, handed out, sealed; and checked by anybody."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lumencare.contracts.models import Contract, Paper
from lumencare.store.throttle import MOST_CHECKS
from tests.api.calling import NOBODY, Program, token
from tests.contracts.contracts import bought, coordinator
from tests.office import system

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def contract() -> Contract:
    return bought("part-care-plus", of=system())


@pytest.fixture
def program() -> Program:
    return Program(token(coordinator(), "coordinator"))


def test_a_document_is_made_once_and_handed_out(contract: Contract, program: Program) -> None:
    path = f"/contracts/{contract.number}/document"
    told = program.post(path)
    assert (told.status, told.body["number"], told.body["revision"]) == (201, "C-2601-001", 1)
    assert program.post(path).body == told.body
    assert Paper.objects.count() == 1
    assert program.get(path).bytes.startswith(b"%PDF")
    assert program.get(f"{path}?revision=1").status == 200
    assert program.get(f"{path}?revision=2").status == 404
    assert program.get(f"{path}?revision=0").status == 422


def test_the_signed_copy_is_kept_and_handed_out(contract: Contract, program: Program) -> None:
    path = f"/contracts/{contract.number}/sealed"
    scan = {"file": SimpleUploadedFile("扫描.png", PNG)}
    assert program.get(path).status == 404
    assert program.upload(path, scan).body["type"].endswith("refused")
    program.post(f"/contracts/{contract.number}/document")
    told = program.upload(path, {"file": SimpleUploadedFile("扫描.png", PNG)})
    assert (told.status, told.body["file_name"], told.body["media_type"]) == (
        201,
        "扫描.png",
        "image/png",
    )
    found = program.get(path)
    assert (found.bytes, found.headers["Content-Type"]) == (PNG, "image/png")
    wrong = program.upload(path, {"file": SimpleUploadedFile("a.pdf", b"MZ")})
    assert wrong.status == 422


def test_anybody_checks_a_document(contract: Contract, program: Program) -> None:
    made = program.post(f"/contracts/{contract.number}/document").body
    told = NOBODY.get(f"/check?number=C-2601-001&hash={made['sha256']}")
    assert told.status == 200
    assert told.body == {
        "issued": True,
        "document": {
            "number": "C-2601-001",
            "kind": "contract",
            "issued_at": "2026-01-15T10:00:00+08:00",
            "standing": "latest",
            "by_file": True,
            "signer": made["signer"],
            "fingerprint": made["fingerprint"],
            "self_made": True,
        },
    }
    assert NOBODY.get(f"/check?number=C-2601-001&hash={'0' * 64}").body == {"issued": False}
    assert NOBODY.get("/check?number=C-2601-001&hash=1").status == 422
    assert NOBODY.get("/check").status == 422


def test_too_many_checks_from_one_address_wait() -> None:
    asked = f"/check?number=C-1&hash={'0' * 64}"
    for _ in range(MOST_CHECKS):
        assert NOBODY.get(asked).status == 200
    told = NOBODY.get(asked)
    assert (told.status, told.headers["Retry-After"]) == (429, "600")
