"""The phone through the interface: carried, sent once, files as forms, refusals kept."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lumencare.field.models import PhoneAction, Visit, VisitPaper
from lumencare.sites.uploads import MOST_BYTES
from tests.api.calling import Program, token
from tests.documents.visit_report_samples import picture
from tests.field.test_phone import on_a_case
from tests.office import person

pytestmark = pytest.mark.django_db
AT = "2026-01-15T09:30:00+08:00"


@pytest.fixture
def visit() -> Visit:
    return on_a_case()


@pytest.fixture
def phone(visit: Visit) -> Program:
    assert visit.engineer is not None
    return Program(token(visit.engineer.person, "engineer"))


def acts(phone: Program, visit: Visit, kind: str, key: str = "", **payload: Any) -> Any:
    """Send one thing without a file; return what became of it."""
    body = {"key": key or kind, "kind": kind, "device_at": AT, "device_now": AT, "payload": payload}
    told = phone.post(f"/visits/{visit.number}/phone-actions", body)
    assert told.status == 200, told.body
    return told.body


def files(phone: Program, visit: Visit, kind: str, content: bytes, **more: str) -> Any:
    """Send a picture as a form."""
    file = SimpleUploadedFile("a", content)
    form = {"key": f"{kind}-1", "kind": kind, "device_at": AT, "device_now": AT, "file": file}
    return phone.upload(f"/visits/{visit.number}/phone-files", {**form, **more})


def test_a_visit_is_closed_by_a_program_and_its_report_is_there(
    phone: Program, visit: Visit
) -> None:
    """SC-4, SC-10: the answers carried are given back with the cause, under our mark."""
    (carried,) = phone.get("/phone/day").body["visits"]
    assert (carried["number"], carried["state"]) == (visit.number, "booked")
    assert acts(phone, visit, "arrive")["outcome"] == "done"
    shown = {"answers": carried["answers"], "mark": carried["mark"]}
    assert acts(phone, visit, "cause", cause="product", **shown)["outcome"] == "done"
    assert files(phone, visit, "photo", picture(800, 600)).body["outcome"] == "done"
    signed = files(phone, visit, "sign", picture(400, 200, "PNG"), signer="王建国")
    assert signed.body["outcome"] == "done"
    assert acts(phone, visit, "finish", fixed=True)["outcome"] == "done"
    report = phone.get(f"/visits/{visit.number}/report").body
    assert (report["signature"]["signer"], len(report["photos"])) == ("王建国", 1)
    assert [each["sha256"] for each in report["issued"]] == [VisitPaper.objects.get().pdf_sha256]


def test_what_is_sent_again_is_done_once_and_other_content_needs_another_key(
    phone: Program, visit: Visit
) -> None:
    acts(phone, visit, "arrive", "k-1")
    assert acts(phone, visit, "arrive", "k-1")["again"] is True
    body = {"key": "k-1", "kind": "miss", "device_at": AT, "device_now": AT}
    told = phone.post(f"/visits/{visit.number}/phone-actions", body)
    assert told.status == 409
    first = files(phone, visit, "photo", picture(80, 60)).body
    again = files(phone, visit, "photo", picture(80, 60)).body
    assert (first["again"], again["again"], visit.photos.count()) == (False, True, 1)
    assert files(phone, visit, "photo", picture(90, 60)).status == 409


def test_a_visit_of_a_colleague_is_not_touched_and_what_was_sent_is_kept(visit: Visit) -> None:
    other = Program(token(person("engineer", name="周凯"), "engineer"))
    assert other.get("/phone/day").body["visits"] == []
    told = acts(other, visit, "arrive")
    assert (told["outcome"], told["said"]["zh"] != "") == ("refused", True)
    assert files(other, visit, "photo", picture(80, 60)).body["outcome"] == "refused"
    visit.refresh_from_db()
    assert (visit.state, visit.photos.count()) == ("booked", 0)
    assert PhoneAction.objects.filter(outcome="refused").count() == 2


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("photo", b"GIF89a"),
        ("sign", b"\xff\xd8\xff" + b"1" * 40),
        ("photo", b"\xff\xd8\xff" + b"1" * MOST_BYTES),
    ],
    ids=["no photo", "no png", "too large"],
)
def test_a_file_that_may_not_be_kept_is_refused_with_words(
    phone: Program, visit: Visit, kind: str, content: bytes
) -> None:
    acts(phone, visit, "arrive")
    told = files(phone, visit, kind, content, signer="王建国")
    assert (told.status, told.body["outcome"]) == (200, "refused")
    assert told.body["said"]["en"]
    assert not visit.photos.exists()


@pytest.mark.parametrize(
    "wrong", [{"kind": "photo"}, {"key": ""}, {"device_at": "gestern"}, {"payload": []}]
)
def test_what_cannot_be_read_is_told(phone: Program, visit: Visit, wrong: dict[str, Any]) -> None:
    body = {"key": "k", "kind": "arrive", "device_at": AT, "device_now": AT, "payload": {}}
    told = phone.post(f"/visits/{visit.number}/phone-actions", {**body, **wrong})
    assert told.status == 422
    assert not PhoneAction.objects.exists()
    assert phone.post("/visits/V-2026-99999/phone-actions", body).status == 404
